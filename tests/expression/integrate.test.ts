import { beforeAll, describe, expect, test } from "vitest";
import { integral, number, operation, symbol } from "../../src/expression/construct.js";
import { evaluate, evaluateOn } from "../../src/expression/evaluate.js";
import type { Expression } from "../../src/expression/expression.js";
import type { Interval } from "../../src/numeric/interval.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { rational } from "../../src/numeric/rational.js";
import { RationalArithmetic } from "../../src/numeric/rationalArithmetic.js";

beforeAll(loadArithmetic);

const x = symbol("x");
const square = operation("power", x, number(2));
const between = (body: Expression, from: number, to: number, precision = 128) =>
  evaluate(integral(body, "x", number(from), number(to)), {}, precision) as Interval;

describe("an integral", () => {
  test("of a polynomial is exact on fractions", () => {
    const cubic = operation("subtract", operation("multiply", number(4), operation("power", x, number(3))), x);
    const value = (body: Expression) =>
      evaluateOn(new RationalArithmetic(), integral(body, "x", number(-1), number(2)));
    expect(value(square)).toEqual(rational(3));
    expect(value(cubic)).toEqual(rational(27, 2));
    expect(value(operation("exp", x))).toBe(undefined);
  });

  // The digits are mpmath's quad with 30 digits.
  test.each<[string, Expression, number, number, string]>([
    ["1/x", operation("divide", number(1), x), 1, 3, "1.0986122887"],
    ["e^(-x²)", operation("exp", operation("negate", square)), 0, 1, "0.7468241328"],
    ["sin x", operation("sin", x), 0, 2, "1.4161468365"],
    ["cos² x", operation("power", operation("cos", x), number(2)), 0, 1, "0.7273243567"],
    ["tanh x + atan x", operation("add", operation("tanh", x), operation("atan", x)), 0, 1, "0.8726054036"],
    ["ln(1 + x)", operation("log1p", x), 0, 1, "0.3862943611"],
    ["√(1 + x²)", operation("sqrt", operation("add", number(1), square)), 0, 1, "1.1477935747"],
    ["x^x", operation("power", x, x), 1, 2, "2.0504462345"],
    ["erf x − erfc x", operation("subtract", operation("erf", x), operation("erfc", x)), 0, 1, "-0.0278700838"],
    ["asin(x/2)", operation("asin", operation("divide", x, number(2))), 0, 1, "0.2556495832"],
    ["backwards", operation("exp", x), 1, 0, "-1.7182818285"],
  ])("of %s", (_, body, from, to, digits) => {
    expect(between(body, from, to, 256).toFixed(10)).toBe(digits);
  });

  test("is enclosed more tightly with more bits, and never wrongly", () => {
    const [coarse, fine] = [64, 256].map((precision) => between(operation("sin", x), 0, 3, precision)) as [
      Interval,
      Interval,
    ];
    expect(coarse.encloses(fine)).toBe(true);
    expect(fine.encloses(coarse)).toBe(false);
  });

  test("may not exist where the integrand does not, or has no bound", () => {
    expect(between(operation("divide", number(1), x), -1, 1).mayBeUndefined).toBe(true);
    expect(between(operation("log", x), 0, 1).mayBeUndefined).toBe(true);
    expect(between(operation("sqrt", x), 0, 1).isBounded).toBe(false);
  });

  test("of what bends or jumps is not worked out", () => {
    expect(() => between(operation("abs", x), -1, 1)).toThrow("which of two numbers is greater is not told at a place");
    expect(() => between(operation("floor", x), 0, 2)).toThrow("floor has no Taylor series here");
    expect(between(operation("abs", x), 1, 2).toFixed(6)).toBe("1.500000");
  });
});
