import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { DoubleDouble } from "../../src/numeric/doubleDouble.js";
import {
  add,
  divide,
  exactProduct,
  exactSum,
  exp,
  expm1,
  log,
  multiply,
  toNumber,
} from "../../src/numeric/doubleDouble.js";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";

const exact = new IntervalArithmetic(4096);

beforeAll(loadArithmetic);

const numberOf = ([high, low]: DoubleDouble) => exact.add(Interval.exact(high), Interval.exact(low));

/** log₂ of the largest relative error. */
function bitsOff(computed: DoubleDouble, truth: Interval): number {
  const error = exact.abs(exact.divide(exact.subtract(numberOf(computed), truth), truth));
  return Math.log2(error.toDoubles()[1]);
}

const between = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const moderate = between(1e-100, 1e100);
const pair = fc
  .tuple(moderate, between(-1, 1))
  .map(([high, part]): DoubleDouble => exactSum(high, high * part * 2 ** -54));

describe("two doubles stand for one number", () => {
  test("a sum and a product of doubles are exact", () => {
    fc.assert(
      fc.property(moderate, moderate, (a, b) => {
        const [x, y] = [Interval.exact(a), Interval.exact(b)];
        expect(exact.holds("==", numberOf(exactSum(a, -b)), exact.subtract(x, y))).toBe(true);
        expect(exact.holds("==", numberOf(exactProduct(a, b)), exact.multiply(x, y))).toBe(true);
      }),
    );
  });

  test.each([
    ["add", add, (a: Interval, b: Interval) => exact.add(a, b), -104],
    ["multiply", multiply, (a: Interval, b: Interval) => exact.multiply(a, b), -101],
    ["divide", divide, (a: Interval, b: Interval) => exact.divide(a, b), -100],
  ] as const)("%s is right to a hundred bits", (_name, operation, truth, bits) => {
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        expect(bitsOff(operation(a, b), truth(numberOf(a), numberOf(b)))).toBeLessThan(bits);
      }),
    );
  });
});

test("a product or quotient that is subnormal is the nearest double or its neighbour", () => {
  const tiny = between(1e-320, 1e-308);
  fc.assert(
    fc.property(tiny, between(1, 4), (a, b) => {
      expect(Math.abs(toNumber(divide([a, 0], [b, 0])) - a / b)).toBeLessThanOrEqual(Number.MIN_VALUE);
      expect(Math.abs(toNumber(multiply([a, 0], [1 / b, 0])) - a * (1 / b))).toBeLessThanOrEqual(Number.MIN_VALUE);
    }),
    { numRuns: 2000 },
  );
});

describe("elementary functions carry more bits than a double", () => {
  const at = new IntervalArithmetic(256);

  test("exp to 2⁻⁵⁷", () => {
    fc.assert(
      fc.property(between(-600, 709), (x) => {
        expect(bitsOff(exp([x, 0]), at.exp(Interval.exact(x)))).toBeLessThan(-57);
      }),
      { numRuns: 2000 },
    );
  });

  test("expm1 to 2⁻⁵⁶", () => {
    fc.assert(
      fc.property(fc.oneof(between(-1, -1e-300), between(-600, -1)), (x) => {
        expect(bitsOff(expm1([x, 0]), at.expm1(Interval.exact(x)))).toBeLessThan(-56);
      }),
      { numRuns: 2000 },
    );
  });

  test("log to 2⁻⁵⁶, but to 2⁻⁵² near 1", () => {
    fc.assert(
      fc.property(fc.oneof(between(5e-324, 0.96), between(1.04, 1.7e308)), (x) => {
        expect(bitsOff(log(x), at.log(Interval.exact(x)))).toBeLessThan(-56);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(between(0.96, 1.04), (x) => {
        fc.pre(x !== 1);
        expect(bitsOff(log(x), at.log(Interval.exact(x)))).toBeLessThan(-52);
      }),
      { numRuns: 2000 },
    );
  });
});
