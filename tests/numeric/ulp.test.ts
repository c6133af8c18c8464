import { beforeAll, describe, expect, test } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { errorInUlps, ulp } from "../../src/numeric/ulp.js";

beforeAll(loadArithmetic);

test.each([
  [1, 2 ** -52],
  [1.999, 2 ** -52],
  [-2, 2 ** -51],
  [0.75, 2 ** -53],
  [0, Number.MIN_VALUE],
  [1e-310, Number.MIN_VALUE],
  [Number.MAX_VALUE, 2 ** 971],
  [Number.POSITIVE_INFINITY, 2 ** 971],
])("ulp(%d) is %d", (x, expected) => expect(ulp(x)).toBe(expected));

test.each([
  [1, 2 ** -23],
  [1e-42, 2 ** -149],
  [1e300, 2 ** 104],
])("ulp(%d) in float32 is %d", (x, expected) => expect(ulp(x, "float32")).toBe(expected));

describe("the error of a computed number", () => {
  const third = (precision: number) => new IntervalArithmetic(precision).divide(Interval.exact(1), Interval.exact(3));

  test("is at most half an ulp where it was rounded correctly", () => {
    expect(errorInUlps(1 / 3, third)).toBeCloseTo(1 / 3, 10);
    expect(errorInUlps(Math.fround(1 / 3), third, "float32")).toBeCloseTo(1 / 3, 6);
  });

  test("grows by one for each neighbour", () => {
    expect(errorInUlps(1 / 3 + 3 * ulp(1 / 3), third)).toBeCloseTo(8 / 3, 10);
  });

  test("is measured against the truth beneath a result that cancelled", () => {
    // e^1e-20 − 1 is 0 in doubles, and 1e-20 in truth.
    const truth = (precision: number) => new IntervalArithmetic(precision).expm1(Interval.exact(1e-20));
    expect(errorInUlps(Math.exp(1e-20) - 1, truth)).toBeGreaterThan(4e15);
  });

  test("counts subnormals by their own spacing", () => {
    const truth = (precision: number) => new IntervalArithmetic(precision).exp(Interval.exact(-744));
    expect(errorInUlps(Math.exp(-744), truth)).toBeLessThan(1);
    expect(errorInUlps(0, truth)).toBeGreaterThan(1.5);
  });

  test("is 0 for a zero that is exact, though no precision shows its sign", () => {
    const truth = (precision: number) => {
      const at = new IntervalArithmetic(precision);
      return at.subtract(at.exp(Interval.exact(1)), at.exp(Interval.exact(1)));
    };
    expect(errorInUlps(0, truth)).toBeLessThan(1e-6);
    expect(errorInUlps(5e-324, truth)).toBeCloseTo(1, 6);
  });

  test("accepts NaN and infinities only where they are right", () => {
    const root = (precision: number) => new IntervalArithmetic(precision).sqrt(Interval.exact(-1));
    const huge = (precision: number) => new IntervalArithmetic(precision).exp(Interval.exact(1000));
    expect(errorInUlps(Number.NaN, root)).toBe(0);
    expect(errorInUlps(1, root)).toBe(Number.POSITIVE_INFINITY);
    expect(errorInUlps(Number.POSITIVE_INFINITY, huge)).toBe(0);
    expect(errorInUlps(Number.NEGATIVE_INFINITY, huge)).toBe(Number.POSITIVE_INFINITY);
    expect(errorInUlps(Number.NaN, huge)).toBe(Number.POSITIVE_INFINITY);
    expect(errorInUlps(Number.POSITIVE_INFINITY, third)).toBe(Number.POSITIVE_INFINITY);
  });
});
