import { beforeAll, describe, expect, test } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { power, timesPower } from "../../src/numeric/power.js";
import { seededRandom } from "../../src/numeric/random.js";
import { errorInUlps } from "../../src/numeric/ulp.js";

beforeAll(loadArithmetic);

const random = seededRandom(42);

/** What a base and an exponent are drawn from, and what the result may be off. */
const regions: [name: string, limit: number, base: () => number, exponent: () => number][] = [
  ["decay", 0.55, () => random.uniform(0.5, 1), () => random.uniform(0, 1000)],
  ["growth", 0.55, () => random.uniform(1, 2), () => random.uniform(-1000, 1000)],
  [
    "bases next to 1",
    0.55,
    () => 1 + random.uniform(-1, 1) * 2 ** -random.integer(1, 50),
    () => random.uniform(-1, 1) * 2 ** random.integer(0, 60),
  ],
  ["bases of any size", 1, () => 2 ** random.uniform(-1000, 1000), () => random.uniform(-2, 2)],
  ["subnormal bases", 1, () => random.uniform(5e-324, 1e-310), () => random.uniform(-1, 1)],
];

test.each(regions)("%s: within %s ulp, whatever rounding left of the exponent", (_name, limit, base, exponent) => {
  let worst = 0;
  for (let i = 0; i < 2000; i++) {
    const [x, y] = [base(), exponent()];
    const rest = random.uniform(-0.5, 0.5) * y * Number.EPSILON;
    const computed = power(x, y, rest);
    if (computed === 0 || computed === Number.POSITIVE_INFINITY) continue;
    const error = errorInUlps(computed, (precision) => {
      const at = new IntervalArithmetic(precision + 64);
      return at.power(Interval.exact(x), at.add(Interval.exact(y), Interval.exact(rest)));
    });
    worst = Math.max(worst, error);
  }
  expect(worst).toBeGreaterThan(0.4);
  expect(worst).toBeLessThan(limit);
});

describe("limits", () => {
  test.each<[x: number, y: number, result: number]>([
    [0, 2, 0],
    [0, 0, 1],
    [0, -1, Number.POSITIVE_INFINITY],
    [0.5, Number.POSITIVE_INFINITY, 0],
    [2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY, 1],
    [Number.POSITIVE_INFINITY, -1, 0],
    [2, 1e300, Number.POSITIVE_INFINITY],
    [0.5, 1e300, 0],
    [2, -1074, 5e-324],
    [2, -1076, 0],
    [2, 1023, 2 ** 1023],
    [5e-324, 1, 5e-324],
    [Number.NaN, 0, Number.NaN],
    [1, Number.NaN, Number.NaN],
    [2, Number.NaN, Number.NaN],
  ])("power(%d, %d) is %d", (x, y, result) => expect(power(x, y)).toBe(result));
});

test("a power beyond the doubles times a number that brings it back is a number", () => {
  expect(power(0.5, 1500)).toBe(0);
  let worst = 0;
  for (let i = 0; i < 500; i++) {
    const [x, y, a] = [random.uniform(0.4, 0.6), random.uniform(1300, 1400), 2 ** random.integer(900, 1000)];
    const error = errorInUlps(timesPower(a, x, y), (precision) => {
      const at = new IntervalArithmetic(precision + 64);
      return at.multiply(Interval.exact(a), at.power(Interval.exact(x), Interval.exact(y)));
    });
    worst = Math.max(worst, error);
  }
  expect(worst).toBeLessThan(2.5);
});
