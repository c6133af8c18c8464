import { beforeAll, describe, expect, test } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { normalHalfWidth } from "../../src/numeric/normalQuantile.js";
import { seededRandom } from "../../src/numeric/random.js";

beforeAll(loadArithmetic);

const precise = new IntervalArithmetic(400);
const random = seededRandom(23);
const nearOne = Array.from({ length: 40 }, (_, i) => 1 - 2 ** -(i + 14));
const probabilities = [
  5e-324,
  1e-300,
  2 ** -53,
  0.1,
  0.3,
  0.5 - 2 ** -54,
  0.5,
  0.8,
  0.95,
  0.99,
  ...nearOne,
  ...Array.from({ length: 60 }, () => random.uniform()),
];

describe("the inverse of erf, on intervals", () => {
  test.each(probabilities)("encloses the number whose erf is %d, in a few units of the precision", (p) => {
    const x = Interval.exact(p);
    const inverse = new IntervalArithmetic(200).erfinv(x);
    expect(precise.holds("==", precise.erf(inverse), x)).not.toBe(false);
    const width = precise.divide(precise.subtract(inverse, inverse), inverse);
    expect(width.isBelow(2 ** -190)).toBe(true);
  });

  test("turns around, and knows a value to twenty digits", () => {
    const half = precise.erfinv(Interval.exact(0.5));
    const digits = precise.decimal("0.47693627620446987338");
    expect(precise.abs(precise.subtract(half, digits)).isBelow(5e-21)).toBe(true);
    const opposite = precise.erfinv(Interval.exact(-0.5));
    expect(precise.holds("==", opposite, precise.negate(half))).not.toBe(false);
    expect(precise.erfinv(Interval.exact(0)).toDouble()).toBe(0);
  });

  test("has no number for what erf never is, and no bound for what it nearly is", () => {
    expect(precise.erfinv(Interval.exact(2)).isEmpty).toBe(true);
    expect(precise.erfinv(Interval.exact(-1.5)).isEmpty).toBe(true);
    const upToOne = precise.erfinv(precise.hull(Interval.exact(0.5), Interval.exact(1)));
    expect([upToOne.isBounded, upToOne.mayBeUndefined, upToOne.isAbove(0.47)]).toEqual([false, true, true]);
  });
});

test.each(probabilities.slice(1))("the half-width of %d of the normal distribution is right to 2⁻⁵⁵ of itself", (p) => {
  const [high, low] = normalHalfWidth(p);
  const computed = precise.add(Interval.exact(high), Interval.exact(low));
  const truth = precise.multiply(precise.sqrt(Interval.exact(2)), precise.erfinv(Interval.exact(p)));
  const error = precise.abs(precise.divide(precise.subtract(computed, truth), truth));
  expect(error.isBelow(2 ** -55)).toBe(true);
});
