import { describe, expect, test } from "vitest";
import { centralDifference } from "../../src/numeric/difference.js";

describe("a central difference", () => {
  test.each([
    ["exp at 1", Math.exp, 1, Math.E],
    ["sin at 2", Math.sin, 2, Math.cos(2)],
    ["x³ at −3", (x: number) => x ** 3, -3, 27],
    ["tanh at 0", Math.tanh, 0, 1],
    ["1/x at 0.5", (x: number) => 1 / x, 0.5, -4],
  ])("of %s has nine right digits and knows its error", (_, f, x, truth) => {
    const { derivative, error } = centralDifference(f, x);
    expect(Math.abs(derivative - truth)).toBeLessThan(1e-9 * Math.abs(truth));
    expect(Math.abs(derivative - truth)).toBeLessThanOrEqual(10 * error + 1e-12);
    expect(error).toBeLessThan(1e-7 * Math.abs(truth));
  });

  test("of a function without values is NaN with an infinite error", () => {
    expect(centralDifference(() => Number.NaN, 1)).toEqual({ derivative: Number.NaN, error: Number.POSITIVE_INFINITY });
  });

  test("needs a positive step", () => {
    expect(() => centralDifference(Math.exp, 1, 0)).toThrow("centralDifference: the step 0 is not positive");
  });
});
