import { runInNewContext } from "node:vm";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import type { AnyFormula } from "../../src/formula/formula.js";
import { isNone, none } from "../../src/formula/none.js";
import { formulas } from "../../src/formulas/index.js";
import { textbookRoute } from "../../src/verify/routes/textbook.js";
import { samplePoints } from "../../src/verify/sample.js";
import { verify } from "../../src/verify/verify.js";

type Code = (...args: readonly unknown[]) => unknown;

const library: readonly AnyFormula[] = Object.values(formulas);
const printed = library.filter(({ textbook }) => !isNone(textbook));
const { sigmoid, tanh, softmax, leakyRelu, meanSquaredError } = formulas;

/** A function of one number, with the form that a book might print. */
function made(value: (x: number) => number, textbook: (x: number) => unknown): AnyFormula {
  return { ...sigmoid, value, textbook: textbook as AnyFormula["textbook"], examples: [], kinks: [] } as AnyFormula;
}

describe("what a book prints runs alone", () => {
  test.each(printed)("$name, in a world that knows nothing of ours", (one) => {
    const alone = runInNewContext(`(${one.textbook})`) as Code;
    for (const at of samplePoints(one, ["range"], 20, 7)) {
      expect(plain(alone(...at))).toEqual(plain((one.textbook as Code)(...at)));
    }
  });

  test.each(printed)("$name in five statements at most, and what they give", ({ textbook }) => {
    const { program } = parseSync("textbook.js", `(${textbook})`);
    const [statement] = program.body;
    const { body } = (statement as unknown as { expression: { expression: { body: { body?: unknown[] } } } }).expression
      .expression;
    expect((body.body?.length ?? 1) - 1).toBeLessThanOrEqual(5);
  });
});

describe("the route says where the two part", () => {
  test.each<[string, AnyFormula, string]>([
    ["an overflow", sigmoid, "parts from the code below x = -709.8: 0, the truth is 5.6e-309; else within 2.0 ulp"],
    ["nothing", leakyRelu, "agrees with the code to the last digit"],
    ["a rounding", meanSquaredError, "agrees with the code within 2.0 ulp"],
    ["a call of several numbers", softmax, "parts from the code at ([750]): NaN, the truth is 1; else within 3.0 ulp"],
    [
      "digits lost little by little, and an overflow",
      made(
        (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
        (x) => Math.log(1 + Math.exp(x)),
      ),
      "parts from the code below x = -23.58: 5.73688e-11, the truth is 5.73687e-11; above x = 709.8: Infinity, the truth is 710; else within 2e+8 ulp",
    ],
    [
      "a cancellation around 0",
      made(Math.expm1, (x) => Math.exp(x) - 1),
      "parts from the code nearer to 0 than x = 7.103e-11: 7.10301e-11, the truth is 7.103e-11; else within 2e+8 ulp",
    ],
  ])("%s", (_, formula, detail) => {
    expect(textbookRoute(formula, 1)).toEqual({ route: "textbook", verdict: "confirmed", detail });
  });

  test("and gives the reason where no book has such a form", () => {
    const formula = { ...sigmoid, textbook: none("no book prints it") };
    expect(textbookRoute(formula, 1)).toEqual({ route: "textbook", verdict: "unchecked", detail: "no book prints it" });
  });
});

describe("another function is caught", () => {
  test.each<[string, AnyFormula["textbook"]]>([
    ["a sign that slipped", ((x: number) => 1 / (1 + Math.exp(x))) as AnyFormula["textbook"]],
    ["a digit of a constant", ((x: number) => 1.00001 / (1 + Math.exp(-x))) as AnyFormula["textbook"]],
    ["an older convention", tanh.textbook as AnyFormula["textbook"]],
    ["a result of another shape", ((x: number) => [x, x]) as AnyFormula["textbook"]],
    [
      "what throws",
      (() => {
        throw new Error("out of order");
      }) as AnyFormula["textbook"],
    ],
  ])("%s", (_, textbook) => {
    const { verdict, detail } = textbookRoute({ ...sigmoid, textbook }, 1);
    expect(verdict).toBe("wrong");
    expect(detail).toMatch(/^not the same function: at \(-?[\d.]+\)/);
  });

  test("and makes the whole report wrong", async () => {
    const { verdict } = await verify({ ...sigmoid, textbook: tanh.textbook as AnyFormula["textbook"] });
    expect(verdict).toBe("wrong");
  });
});

/** A result as plain data of this world: another has arrays of its own. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [name, plain(entry)] as const);
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}
