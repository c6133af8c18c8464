import process from "node:process";
import { inspect } from "node:util";
import { afterEach, expect, describe as group, test, vi } from "vitest";
import { describe as describeCommand } from "../../src/cli/describe.js";
import { display, kernelSymbol } from "../../src/display/display.js";
import { displaySymbol, partsSymbol } from "../../src/display/mimeBundle.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas, sigmoid } from "../../src/formulas/index.js";
import { describe } from "../../src/pages/describe.js";

const library: readonly AnyFormula[] = Object.values(formulas);

afterEach(() => vi.restoreAllMocks());

test("a formula is found by its name, its function or its definition", () => {
  const text = String(describe("sigmoid"));
  expect(text).toMatch(/^sigmoid: Maps any real number into \(0, 1\)/);
  expect(String(describe(sigmoid))).toBe(text);
  expect(String(describe(formulas.sigmoid))).toBe(text);
});

test("in a terminal it is printed whole: derivation, examples, and the code beside what a book prints", () => {
  const text = inspect(describe("sigmoid"));
  for (const line of [
    "  derivation by x",
    "    = exp(-x) / (1 + exp(-x))^2  (The two signs cancel)",
    "    sigmoid(2) ≈ 0.8808 (e⁻² ≈ 0.1353, and 1 / 1.1353 ≈ 0.8808)",
    "  what a book prints parts from the code below x = -709.8: 0, the truth is 5.6e-309; else within 2.0 ulp",
    "    (x) => 1 / (1 + Math.exp(-x))",
    "  what the library computes",
    "    Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.30",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

group("in a notebook", () => {
  test("it is text, the chart, and text again", () => {
    const [before, chart, after] = describe("leakyRelu")
      [partsSymbol]()
      .map((part) => part[displaySymbol]()) as [Record<string, string>, Record<string, string>, Record<string, string>];
    expect(Object.keys(before)).toEqual(["text/markdown", "text/plain"]);
    expect(before["text/markdown"]).toMatch(/^### leakyRelu\n[\s\S]*\*\*Derivatives\*\*[\s\S]*\*\*Conventions\*\*/);
    expect(chart).toHaveProperty(["application/vnd.vegalite.v5+json"]);
    expect(chart["text/plain"]).toBe("leakyRelu and its slope: from -4 to 4");
    expect(after["text/markdown"]).toMatch(
      /^\*\*Examples\*\*[\s\S]*\*\*Laws\*\*[\s\S]*\*\*Code\*\*[\s\S]*\*\*Sources\*\*/,
    );
    expect(`${before["text/plain"]}\n${after["text/plain"]}`).toBe(String(describe("leakyRelu")));
  });

  test("where one bundle has to do, it is the text without the chart", () => {
    const bundle = describe("sigmoid")[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(["text/markdown", "text/plain"]);
    expect(bundle["text/markdown"]).toContain("**Derivation**\n\nThe reciprocal rule, and the chain rule");
    expect(bundle["text/plain"]).toBe(String(describe("sigmoid")));
  });

  test("a formula without a curve is text alone", () => {
    const grid = { ...formulas.sigmoid, name: "grid", value: () => [[[[1]]]], textbook: () => [[[[1]]]] } as never;
    const parts = describe(grid)[partsSymbol]();
    expect(parts).toHaveLength(1);
    expect(describe(grid).chart).toBeUndefined();
  });

  test("outside of one, display prints it once", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    display(describe("relu"));
    expect(log.mock.calls).toEqual([[String(describe("relu"))]]);
  });

  test("our kernel is handed the description as it is", () => {
    const shown: unknown[] = [];
    const hook = { display: (value: unknown) => void shown.push(value) };
    Object.defineProperty(globalThis, kernelSymbol, { value: hook, configurable: true });
    const description = describe("relu");
    display(description);
    Reflect.deleteProperty(globalThis, kernelSymbol);
    expect(shown).toEqual([description]);
  });
});

test.each(library)("$name can be described", (formula) => {
  const description = describe(formula);
  expect(String(description)).toContain(`\n  sources\n`);
  const markdown = description[displaySymbol]()["text/markdown"] as string;
  expect(markdown).toContain("**Code**");
  expect(markdown.split("**Code**")[0]).not.toMatch(/undefined|\[object Object\]/);
  description.chart?.toSvg();
});

group("what is not a formula is an error", () => {
  test.each<[unknown, unknown, string]>([
    ["sigmod", RangeError, 'describe: no formula is called "sigmod"; did you mean sigmoid?'],
    ["xyzzy", RangeError, 'describe: no formula is called "xyzzy"; Object.keys(formulas) lists all'],
    ["toString", RangeError, 'describe: no formula is called "toString"'],
    [Math.tanh, TypeError, "describe: the function tanh is not a formula; pass one of workings' functions"],
    [3, TypeError, "describe: 3 is not a formula; pass one of workings' functions, or a definition"],
  ])("%s", (subject, kind, message) => {
    expect(() => describe(subject as string)).toThrow(kind as ErrorConstructor);
    expect(() => describe(subject as string)).toThrow(message);
  });
});

group("workings describe", () => {
  function run(args: readonly string[]) {
    let [out, err] = ["", ""];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += text;
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      err += text;
      return true;
    });
    return { status: describeCommand(args), out, err };
  }

  test("prints what is named", () => {
    expect(run(["relu", "tanh"])).toEqual({
      status: 0,
      out: `${describe("relu")}\n\n${describe("tanh")}\n`,
      err: "",
    });
  });

  test("lists all where nothing is", () => {
    const { status, out } = run([]);
    expect(status).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(library.length);
    expect(out).toMatch(/^sigmoid +Maps any real number into \(0, 1\); the inverse of the logit\.$/m);
  });

  test("says what may have been meant, and gives 2", () => {
    expect(run(["sigmod"])).toEqual({
      status: 2,
      out: "",
      err: 'workings describe: no formula is called "sigmod"; did you mean sigmoid?\n',
    });
    expect(run(["xyzzy"]).err).toBe('workings describe: no formula is called "xyzzy"; workings describe lists all\n');
  });

  test("says how it is used", () => {
    expect(run(["--help"]).out).toMatch(/^Usage: workings describe/);
  });
});
