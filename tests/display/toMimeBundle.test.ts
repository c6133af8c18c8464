import * as tf from "@tensorflow/tfjs";
import { DataFrame, Series } from "danfojs-node";
import { describe, expect, test } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { html, latex, markdown, svg } from "../../src/display/richText.js";
import { toMimeBundle } from "../../src/display/toMimeBundle.js";

const text = (value: unknown) => (toMimeBundle(value) as Record<string, string>)["text/plain"];

test("undefined shows nothing", () => {
  expect(toMimeBundle(undefined)).toEqual({});
});

test.each([
  [null, "null"],
  [5, "5"],
  [-0, "-0"],
  ["text", "'text'"],
  [{ a: { b: { c: { d: 1 } } } }, "{\n  a: { b: { c: { d: 1 } } }\n}"],
  [new Map([["a", 1]]), "Map(1) { 'a' => 1 }"],
  [new Float32Array([1, 0.5]), "Float32Array(2) [ 1, 0.5 ]"],
  [[1, 2], "[ 1, 2 ]"],
  [[], "[]"],
  [[{}], "[ {} ]"],
  [[{ a: 1 }, { b: 2 }], "[ { a: 1 }, { b: 2 } ]"],
  [[{ a: { b: 1 } }], "[ { a: { b: 1 } } ]"],
])("%j shows as it is inspected", (value, shown) => {
  expect(toMimeBundle(value)).toEqual({ "text/plain": shown });
});

describe("a value that says itself how it is shown", () => {
  test("is shown so, with text added where it gives none", async () => {
    const value = { x: 1, [displaySymbol]: () => ({ "text/html": "<b>1</b>" }) };
    const bundle = toMimeBundle(value) as Record<string, string>;
    expect(bundle["text/html"]).toBe("<b>1</b>");
    expect(bundle["text/plain"]).toContain("x: 1");
    const later = { [displaySymbol]: async () => ({ "text/plain": "later" }) };
    await expect(toMimeBundle(later)).resolves.toEqual({ "text/plain": "later" });
  });

  test("and gives nothing is shown by its kind; what is no bundle is refused", () => {
    expect(text({ a: 1, [displaySymbol]: () => null })).toContain("a: 1");
    expect(() => text({ [displaySymbol]: () => 5 })).toThrow(
      '[Symbol.for("Jupyter.display")] returned 5, which is no MIME bundle',
    );
  });

  test("passes its own errors on", () => {
    const value = {
      [displaySymbol]() {
        throw new RangeError("mine");
      },
    };
    expect(() => toMimeBundle(value)).toThrow(new RangeError("mine"));
  });
});

describe("what is not whole says so", () => {
  const nested = (depth: number): object => (depth ? { a: nested(depth - 1) } : {});

  test.each([
    ["deep objects", [nested(20), { b: nested(20), text: "[Object]" }], "… 2 values deeper than 5 levels"],
    ["deep arrays in maps", new Map([[1, [[[[[5]]]]]]]), "… 1 value deeper than 5 levels"],
    ["many entries", new Float64Array(1000), "... 900 more items"],
    ["a map", new Map(Array.from({ length: 300 }, (_, i) => [i, i])), "... 200 more items"],
    ["many properties", Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i])), "… 4602 more lines"],
    ["a long string", "x".repeat(100_000_000), "... 99990000 more characters"],
  ])("%s", (_, value, note) => {
    const lines = text(value)!.split("\n");
    expect(lines.at(-1) === note || lines.at(-2)?.trim() === note || lines.at(-1)?.endsWith(note)).toBe(true);
    expect(lines.length).toBeLessThan(405);
  });

  test("what is whole says nothing", () => {
    for (const value of [
      nested(4),
      {
        get x() {
          return 1;
        },
      },
      ["[Object]", "[A]"],
      [class {}, () => 1, Symbol("[A]")],
    ]) {
      expect(text(value)).not.toContain("…");
    }
  });
});

test("text has no colours, whoever gives it", () => {
  expect(text({ [Symbol.for("nodejs.util.inspect.custom")]: () => "\u001b[31mred\u001b[0m" })).toBe("red");
  expect(text({ [displaySymbol]: () => ({ "text/plain": "\u001b[31mred\u001b[0m" }) })).toBe("red");
});

describe("a value that resists", () => {
  test.each([
    ["a getter that throws", Object.defineProperty({}, "dtype", { enumerable: true, get: () => expect.fail("read") })],
    ["a symbol getter that throws", Object.defineProperty({}, displaySymbol, { get: () => expect.fail("read") })],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    ["an inspection that throws", { [Symbol.for("nodejs.util.inspect.custom")]: () => expect.fail("read") }],
    [
      "a cycle",
      (() => {
        const cycle: Record<string, unknown> = {};
        cycle.self = cycle;
        return cycle;
      })(),
    ],
  ])("%s is still shown", (_, value) => {
    expect(typeof text(value)).toBe("string");
  });

  test("a long string and a deep object are cut", () => {
    expect(text("x".repeat(1_000_000))!.length).toBeLessThan(11_000);
  });
});

describe("a tensor", () => {
  test("shows dtype, shape and values", () => {
    expect(
      text(
        tf.tensor2d([
          [1, -2.5],
          [1 / 3, 4],
        ]),
      ),
    ).toBe("Tensor float32 [2, 2]\n[[      1,    -2.5],\n [0.33333,       4]]");
    expect(text(tf.scalar(5, "int32"))).toBe("Tensor int32 []\n5");
    expect(text(tf.tensor1d([true, false]))).toBe("Tensor bool [2]\n[ true, false]");
    expect(text(tf.tensor1d(["a", "b"]))).toBe('Tensor string [2]\n["a", "b"]');
    expect(text(tf.tensor([], [0, 3]))).toBe("Tensor float32 [0, 3]\n[]");
    expect(text(tf.variable(tf.tensor1d([7])))).toBe("Tensor float32 [1]\n[7]");
  });

  test("of complex numbers shows both parts, and several are shown one by one", () => {
    expect(text(tf.complex([1, 2], [3, -0.5]))).toBe("Tensor complex64 [2]\n[  1 + 3i, 2 - 0.5i]");
    expect(text([tf.scalar(1), tf.tensor1d([2])])).toBe(
      "2 tensors\n0: Tensor float32 []\n1\n1: Tensor float32 [1]\n[2]",
    );
    expect(text(Array.from({ length: 25 }, () => tf.scalar(1)))).toMatch(/… 5 more tensors$/);
  });

  test("that is large leaves out the middle of its axes", () => {
    expect(text(tf.range(0, 2000, 1, "int32"))).toBe("Tensor int32 [2000]\n[   0,    1,    2, …, 1997, 1998, 1999]");
  });

  test("that is disposed says so", () => {
    const gone = tf.tensor1d([1]);
    gone.dispose();
    expect(text(gone)).toBe("Tensor float32 [1], disposed");
  });
});

describe("a table", () => {
  test("of uniform rows", () => {
    const bundle = toMimeBundle([
      { name: "<b>", x: 1.5 },
      { name: "longer", x: 12 },
    ]) as Record<string, string>;
    expect(bundle["text/plain"]).toBe("   name      x\n0  <b>     1.5\n1  longer   12");
    expect(bundle["text/html"]).toContain("<th>name</th>");
    expect(bundle["text/html"]).toContain("&lt;b&gt;");
    expect(bundle["text/html"]).not.toContain("<b>");
  });

  test("counts the rows and columns that it leaves out", () => {
    const rows = Array.from({ length: 60 }, () =>
      Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`c${i}`, i])),
    );
    expect(text(rows)).toContain("… 10 more rows and 2 more columns");
  });

  test("cuts a long text in it, and counts what it leaves out", () => {
    const bundle = toMimeBundle([{ a: "x".repeat(5000) }]) as Record<string, string>;
    expect(bundle["text/html"]).toContain("… 4000 more characters</td>");
  });

  test("of a danfojs frame and series", () => {
    expect(text(new DataFrame({ a: [1, 2], b: ["x", "y"] }))).toBe("   a  b\n0  1  x\n1  2  y");
    expect(text(new Series([3, 4], { columns: ["n"] }))).toBe("   n\n0  3\n1  4");
  });
});

describe("charts, images and markup", () => {
  test("a Vega-Lite specification of any version is drawn as version 5", () => {
    const spec = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", title: "loss", mark: "line" };
    expect(toMimeBundle(spec)).toEqual({
      "application/vnd.vegalite.v5+json": spec,
      "text/plain": "Vega-Lite chart: loss",
    });
    const vega = { $schema: "https://vega.github.io/schema/vega/v5.json" };
    expect(toMimeBundle(vega)).toEqual({ "application/vnd.vega.v5+json": vega, "text/plain": "Vega chart" });
  });

  test("a PNG's bytes are an image", () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    expect(toMimeBundle(png)).toEqual({ "image/png": png.toString("base64"), "text/plain": "PNG image, 1 × 1 pixels" });
  });

  test.each([
    ["R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "image/gif", "GIF image, 3 × 2 pixels"],
    ["/9j/4AAQSkZJRg==", "image/jpeg", "JPEG image"],
    ["UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "image/webp", "WebP image"],
  ])("%s is an image", (base64, mime, words) => {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    expect(toMimeBundle(bytes)).toEqual({ [mime]: base64, "text/plain": words });
    expect(toMimeBundle(bytes.buffer)).toEqual({ [mime]: base64, "text/plain": words });
    expect(toMimeBundle(bytes.subarray(1))).not.toHaveProperty(mime);
  });

  test("SVG text and elements", () => {
    expect(toMimeBundle("<svg></svg>")).toMatchObject({ "image/svg+xml": "<svg></svg>" });
    expect(toMimeBundle("not <svg></svg>")).not.toHaveProperty("image/svg+xml");
    expect(toMimeBundle({ outerHTML: "<svg></svg>" })).toMatchObject({ "image/svg+xml": "<svg></svg>" });
    expect(toMimeBundle({ outerHTML: "<p>" })).toMatchObject({ "text/html": "<p>" });
  });

  test("tagged text", () => {
    expect(toMimeBundle(markdown("**a**"))).toEqual({ "text/markdown": "**a**", "text/plain": "**a**" });
    expect(toMimeBundle(latex("x^2"))).toMatchObject({ "text/latex": "$$x^2$$" });
    expect(toMimeBundle(latex("$x$"))).toMatchObject({ "text/latex": "$x$" });
    expect(toMimeBundle(html("<i>"))).toMatchObject({ "text/html": "<i>" });
    expect(toMimeBundle(svg("<svg/>"))).toMatchObject({ "image/svg+xml": "<svg/>" });
  });
});
