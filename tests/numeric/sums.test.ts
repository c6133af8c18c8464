import { describe, expect, test } from "vitest";
import { ExactSum } from "../../src/numeric/exactSum.js";
import { nearestDouble } from "../../src/numeric/nearestDouble.js";
import { seededRandom } from "../../src/numeric/random.js";
import type { Rational } from "../../src/numeric/rational.js";
import {
  addRational,
  divideRational,
  multiplyRational,
  rational,
  rationalOfDouble,
} from "../../src/numeric/rational.js";
import { accurateDot, accurateMean, accurateSum } from "../../src/numeric/sums.js";

const random = seededRandom(7);
const anyDouble = () => (random.uniform() < 0.5 ? -1 : 1) * random.uniform(1, 2) * 2 ** random.integer(-1074, 1023);
const near = (exponent: number) => () => random.uniform(-1, 1) * 2 ** (exponent + random.integer(-40, 40));
const kinds: [string, () => number][] = [
  ["all doubles", anyDouble],
  ["doubles near 1", near(0)],
  ["subnormal doubles", near(-1060)],
  ["large doubles", near(980)],
];

/** Vectors whose sums cancel: some entries and their opposites, and a little besides. */
function cancelling(entry: () => number): number[] {
  const half = Array.from({ length: random.integer(1, 6) }, entry);
  return [...half, ...half.map((x) => -x).reverse(), ...Array.from({ length: random.integer(0, 2) }, entry)];
}

const total = (terms: Rational[]) => terms.reduce(addRational, rational(0n));
const nearest = ({ numerator, denominator }: Rational) => nearestDouble(numerator, denominator, 0);
const exact = (x: number) => rationalOfDouble(x);

/** In units in the last place of the double that is nearest to the truth. */
function error(computed: number, truth: Rational): number {
  const double = nearest(truth);
  if (!Number.isFinite(double)) return computed === double ? 0 : Number.POSITIVE_INFINITY;
  const unit = Math.max(Number.MIN_VALUE, 2 ** (Math.floor(Math.log2(Math.abs(double))) - 52));
  const difference = addRational(exact(computed), multiplyRational(truth, rational(-1n)));
  return Math.abs(nearest(divideRational(difference, exact(unit))));
}

describe.each(kinds)("of %s", (_kind, entry) => {
  const rows = Array.from({ length: 300 }, () => [cancelling(entry), cancelling(entry)] as const);

  test("a sum and a mean are within 1 ulp, whatever cancels", () => {
    for (const [x] of rows) {
      const truth = total(x.map(exact));
      expect(error(accurateSum(x), truth), String(x)).toBeLessThan(1);
      expect(error(accurateMean(x), divideRational(truth, rational(x.length))), String(x)).toBeLessThan(1);
    }
  });

  test("a dot product is within 1 ulp, whatever cancels", () => {
    for (const [a, b] of rows) {
      const n = Math.min(a.length, b.length);
      const [x, y] = [a.slice(0, n), b.slice(0, n)];
      const truth = total(x.map((one, i) => multiplyRational(exact(one), exact(y[i]!))));
      expect(error(accurateDot(x, y), truth), `${x} · ${y}`).toBeLessThan(1);
    }
  });

  test("an exact sum is rounded once", () => {
    for (const [x] of rows) {
      const sum = new ExactSum();
      for (const term of x) sum.add(term);
      expect(sum.value).toBe(nearest(total(x.map(exact))));
    }
  });
});

test.each<[string, number, number]>([
  ["nothing", accurateSum([]), 0],
  ["the product of nothing", accurateDot([], []), 0],
  ["negative zeros", accurateSum([-0, -0]), -0],
  ["zeros of both signs", accurateSum([-0, 0]), 0],
  ["what overflows on the way", accurateSum([1e308, 1e308, -1e308]), 1e308],
  ["what overflows", accurateSum([1e308, 1e308]), Number.POSITIVE_INFINITY],
  ["products that overflow on the way", accurateDot([1e200, 1e200, 1], [1e200, -1e200, 3]), 3],
  ["products that underflow", accurateDot([1e-200, 1], [1e-200, 0]), 0],
  [
    "products that underflow apart but not together",
    accurateDot([2 ** -538, 2 ** -538], [2 ** -537, 2 ** -537]),
    5e-324,
  ],
  ["an infinity", accurateSum([1, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY],
  ["an overflow before an infinity", accurateSum([1e308, 1e308, Number.NEGATIVE_INFINITY]), Number.NEGATIVE_INFINITY],
  ["infinities of both signs", accurateSum([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]), Number.NaN],
  ["NaN", accurateMean([1, Number.NaN]), Number.NaN],
  ["an infinity times 0", accurateDot([Number.POSITIVE_INFINITY], [0]), Number.NaN],
])("%s", (_what, computed, expected) => expect(computed).toBe(expected));

test("half of the smallest double is rounded to even", () => {
  expect(nearestDouble(1n, 2n, -1074)).toBe(0);
  expect(nearestDouble(3n, 2n, -1074)).toBe(1e-323);
  expect(nearestDouble(-1n, 3n, 0)).toBe(-1 / 3);
  expect(nearestDouble(1n << 1024n, 1n, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(nearestDouble((1n << 54n) - 1n, 1n, 970)).toBe(Number.POSITIVE_INFINITY);
  expect(nearestDouble((1n << 53n) - 1n, 1n, 971)).toBe(Number.MAX_VALUE);
});

test("a long sum that cancels is exact, and quick", () => {
  const x = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i) * (i % 2 === 0 ? 1 : 1e10));
  const y = Float64Array.from([...x, 1e-20], (one) => one);
  const both = Float64Array.from({ length: 2_000_001 }, (_, i) => (i < 1_000_000 ? -x[i]! : y[i - 1_000_000]!));
  expect(accurateSum(both)).toBe(1e-20);
});
