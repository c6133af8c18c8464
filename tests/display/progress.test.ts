import { afterEach, describe, expect, test, vi } from "vitest";
import { kernelSymbol } from "../../src/display/display.js";
import { displaySymbol, type MimeBundle } from "../../src/display/mimeBundle.js";
import { progress } from "../../src/display/progress.js";

const added: PropertyKey[] = [];
function put(key: PropertyKey, value: unknown): void {
  Object.defineProperty(globalThis, key, { value, configurable: true });
  added.push(key);
}
afterEach(() => {
  for (const key of added.splice(0)) Reflect.deleteProperty(globalThis, key);
  vi.restoreAllMocks();
});

/** What our kernel would be asked to show, and a way to interrupt the cell. */
function inOurKernel() {
  const shown: { readonly id: string; readonly bundle: MimeBundle }[] = [];
  const told = new Set<() => void>();
  put(kernelSymbol, {
    display: (value: { [displaySymbol](): MimeBundle }, { id }: { id: string }) =>
      void shown.push({ id, bundle: value[displaySymbol]() }),
    whenStopped: (one: () => void) => {
      told.add(one);
      return () => told.delete(one);
    },
  });
  const last = () => String(shown.at(-1)!.bundle["text/plain"]);
  return { shown, told, last };
}

async function* later<T>(items: Iterable<T>) {
  for (const item of items) yield await Promise.resolve(item);
}

describe("the items are the same ones", () => {
  test.each<[string, Iterable<unknown>]>([
    ["an array", [1, undefined, 3]],
    ["a set", new Set(["a", "b"])],
    ["a map", new Map([[1, 2]])],
    ["a typed array", new Float64Array([1, 2])],
    ["a text", "é😀"],
    ["nothing", []],
  ])("%s", (_, items) => {
    inOurKernel();
    expect([...progress(items)]).toEqual([...items]);
  });

  test("a generator, which is told that the loop was left", () => {
    inOurKernel();
    let left = false;
    function* numbers() {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        left = true;
      }
    }
    for (const i of progress(numbers())) if (i === 3) break;
    expect(left).toBe(true);
  });

  test("asynchronous ones, which are told too", async () => {
    inOurKernel();
    let left = false;
    async function* numbers() {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        left = true;
      }
    }
    const seen: number[] = [];
    for await (const i of progress(numbers())) {
      seen.push(i);
      if (i === 3) break;
    }
    expect([seen, left]).toEqual([[0, 1, 2, 3], true]);
  });

  test("and can be looped over again where they could before", () => {
    const { shown } = inOurKernel();
    const items = progress([1, 2]);
    expect([...items, ...items]).toEqual([1, 2, 1, 2]);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(2);
  });
});

describe("what is shown", () => {
  test("begins with nothing done and ends with how long it took, in one output", () => {
    const { shown, last } = inOurKernel();
    for (const _ of progress([1, 2, 3], { label: "train" }));
    expect(new Set(shown.map(({ id }) => id)).size).toBe(1);
    expect(shown[0]!.bundle["text/plain"]).toBe("train    0% ░░░░░░░░░░░░░░░░░░░░  0/3");
    expect(last()).toMatch(/^train {2}100% █{20} {2}3\/3 · \S+\/s · took \S+ (µs|ms)$/);
  });

  test("has a bar, and the label with its letters as they are, in HTML", () => {
    const { shown } = inOurKernel();
    for (const _ of progress([1, 2], { label: "<b> & co" }));
    expect(shown[0]!.bundle["text/html"]).toContain('<progress max="1" value="0.0000"');
    expect(shown[0]!.bundle["text/html"]).toContain("<span>&lt;b&gt; &amp; co</span>");
    expect(shown.at(-1)!.bundle["text/html"]).toContain('<progress max="1" value="1.0000"');
  });

  test("has no bar where the number of steps is not known", () => {
    const { shown, last } = inOurKernel();
    for (const _ of progress(new Set([1, 2]).values()));
    expect(shown[0]!.bundle["text/html"]).not.toContain("<progress");
    expect(last()).toMatch(/^2 · \S+\/s · took /);
  });

  test("goes by the total that is given, even a wrong one", () => {
    const { shown, last } = inOurKernel();
    for (const _ of progress("abc", { total: 2 }));
    expect(shown[0]!.bundle["text/plain"]).toContain(" 0/2");
    expect(last()).toMatch(/^100% █{20} {2}3\/2 · /);
    for (const _ of progress([], { label: "none" }));
    expect(last()).toMatch(/^none {2}100% █{20} {2}0\/0 · took /);
  });

  test("tells the rate and the time that is left, at most ten times a second", () => {
    const { shown } = inOurKernel();
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    for (const _ of progress(new Array(100).fill(0))) now += 30;
    const texts = shown.map(({ bundle }) => String(bundle["text/plain"]));
    expect(texts).toHaveLength(1 + 25 + 1);
    expect(texts[1]).toBe("  4% ░░░░░░░░░░░░░░░░░░░░  4/100 · 33.3/s · 2.88 s left");
    expect(texts.at(-1)).toBe("100% ████████████████████  100/100 · 33.3/s · took 3 s");
  });

  test("tells of slow steps how long each takes", () => {
    const { last } = inOurKernel();
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    for (const _ of progress([1, 2])) now += 2500;
    expect(last()).toBe("100% ████████████████████  2/2 · 2.5 s each · took 5 s");
  });

  test("does not wait long where quick steps become slow", () => {
    const { shown } = inOurKernel();
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    let step = 0;
    for (const _ of progress(new Array(1000).fill(0))) now += ++step <= 900 ? 0.01 : 200;
    expect(shown.length).toBeGreaterThanOrEqual(1 + (100 - 16) + 1);
  });
});

describe("where a loop ends early", () => {
  const stopped = / {2}2\/5 · \S+\/s · stopped after \S+ (µs|ms)$/;

  test("a break is told", () => {
    const { last } = inOurKernel();
    let steps = 0;
    for (const _ of progress([1, 2, 3, 4, 5])) if (++steps > 2) break;
    expect(last()).toMatch(stopped);
  });

  test("an error is told, of the loop or of the items, and passed on", async () => {
    const { last } = inOurKernel();
    const loop = (items: Iterable<number>) => {
      let steps = 0;
      for (const _ of progress(items, { total: 5 })) if (++steps > 2) throw new Error("mine");
    };
    expect(() => loop([1, 2, 3, 4, 5])).toThrow("mine");
    expect(last()).toMatch(stopped);
    function* failing() {
      yield* [1, 2];
      throw new Error("theirs");
    }
    expect(() => loop(failing())).toThrow("theirs");
    expect(last()).toMatch(stopped);
    await expect(async () => {
      for await (const _ of progress(later(failing()), { total: 5 }));
    }).rejects.toThrow("theirs");
    expect(last()).toMatch(stopped);
  });

  test("an interrupt is told, and nothing after an end", () => {
    const { last, told, shown } = inOurKernel();
    const steps = progress([1, 2, 3, 4, 5])[Symbol.iterator]();
    for (let i = 0; i < 3; i++) steps.next();
    for (const one of told) one();
    expect(last()).toMatch(stopped);
    const before = shown.length;
    steps.return!();
    expect(shown.length).toBe(before);
    for (const _ of progress([1]));
    expect(told.size).toBe(0);
  });
});

describe("elsewhere", () => {
  test("tslab, whose outputs do not change, shows the end only", () => {
    const raw = vi.fn();
    put("__tslab__", { require: () => ({ display: { raw } }) });
    for (const _ of progress([1, 2, 3]));
    expect(raw.mock.calls).toEqual([["text/html", expect.stringContaining("<span>3/3 · ")]]);
  });

  test("Deno's kernel changes one output", async () => {
    const broadcast = vi.fn(async () => {});
    put("Deno", { jupyter: { broadcast } });
    for (const _ of progress([1, 2, 3]));
    expect(broadcast.mock.calls.map(([type]: unknown[]) => type)).toEqual(["display_data", "update_display_data"]);
  });

  test.each([
    [true, /^\r {2}0% ░{20} {2}0\/2<clear>\r100% █{20} {2}2\/2 · \S+\/s · took \S+ \S+<clear>\n$/],
    [false, /^100% █{20} {2}2\/2 · \S+\/s · took \S+ \S+\n$/],
  ])("outside of a notebook it is a line on standard error (a terminal: %s)", (isTTY, words) => {
    const written: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(written.push(String(text))));
    const before = process.stderr.isTTY;
    Object.defineProperty(process.stderr, "isTTY", { value: isTTY, configurable: true });
    for (const _ of progress([1, 2]));
    Object.defineProperty(process.stderr, "isTTY", { value: before, configurable: true });
    expect(written.join("").replaceAll("\u001b[K", "<clear>")).toMatch(words);
  });
});

test.each([
  [() => progress([1], { total: -1 }), "progress: total is -1, which is no number of steps"],
  [() => progress([1], { total: 1.5 }), "progress: total is 1.5, which is no number of steps"],
  [() => progress(5 as unknown as number[]), "progress: there is nothing to loop over"],
  [() => progress(undefined as unknown as number[]), "progress: there is nothing to loop over"],
])("%s: %s", (call, words) => {
  expect(call).toThrow(words);
});
