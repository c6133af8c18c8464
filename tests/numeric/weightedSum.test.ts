import { beforeAll, describe, expect, test } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { seededRandom } from "../../src/numeric/random.js";
import { errorInUlps } from "../../src/numeric/ulp.js";
import { unitScale } from "../../src/numeric/unitScale.js";
import { commonScale, lostByQuotient, rootOfMoment, weightedSum } from "../../src/numeric/weightedSum.js";

beforeAll(loadArithmetic);

/** The largest error over `count` draws, in units in the last place. */
function worst(count: number, draw: () => [computed: number, truth: (at: IntervalArithmetic) => Interval]): number {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const [computed, truth] = draw();
    largest = Math.max(
      largest,
      errorInUlps(computed, (precision) => truth(new IntervalArithmetic(precision))),
    );
  }
  return largest;
}

const exact = Interval.exact;

describe("a·x + b·y + c", () => {
  const random = seededRandom(1);
  const drawn = (y: (a: number, x: number, b: number) => number) => () => {
    const [a, x, b] = [random.uniform(), random.uniform(-1, 1), random.uniform()];
    const second = y(a, x, b);
    const truth = (at: IntervalArithmetic) =>
      at.add(at.multiply(exact(a), exact(x)), at.multiply(exact(b), exact(second)));
    return [weightedSum(a, x, b, second), truth] as [number, typeof truth];
  };

  test("is within half a unit where nothing cancels", () => {
    expect(
      worst(
        2000,
        drawn(() => random.uniform(-1, 1)),
      ),
    ).toBeLessThan(0.5001);
  });

  test("is within one where all but the last digits cancel", () => {
    expect(
      worst(
        2000,
        drawn((a, x, b) => (-a * x) / b),
      ),
    ).toBeLessThan(1);
  });

  test.each([
    [1, 1, 1, -1, 0],
    [1, -0, 1, -0, -0],
    [1, Number.POSITIVE_INFINITY, 1, 1, Number.POSITIVE_INFINITY],
    [1, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY, Number.NaN],
    [0.5, Number.NaN, 0.5, 1, Number.NaN],
  ])("%d·%d + %d·%d is %d", (a, x, b, y, sum) => expect(weightedSum(a, x, b, y)).toBe(sum));
});

describe("√(a·x + b·y²)", () => {
  const random = seededRandom(2);
  test.each([
    ["ordinary", 1, 0, 0],
    ["small or large", 300, 0, 0],
    ["any", 1000, 0, 0],
    ["subnormal squares of", 10, -1050, -525],
    ["overflowing squares of", 10, 1020, 512],
  ])("is within 2 units for %s numbers", (_which, spread, ofX, ofY) => {
    const size = (exponent: number) => 2 ** (exponent + Math.min(random.uniform(-spread, spread), 1023 - exponent));
    expect(
      worst(2000, () => {
        const [a, x, b, y] = [random.uniform(), size(ofX), random.uniform(), size(ofY)];
        const truth = (at: IntervalArithmetic) =>
          at.sqrt(at.add(at.multiply(exact(a), exact(x)), at.multiply(exact(b), at.multiply(exact(y), exact(y)))));
        return [rootOfMoment(a, x, b, y), truth];
      }),
    ).toBeLessThan(2);
  });
});

test.each([
  [0, 1e300, 1, 1e-200, 1e-200],
  [0, 1, 1, 1e200, 1e200],
  [1, 0, 1, 5e-324, 5e-324],
  [1, 5e-324, 1, 0, Math.sqrt(5e-324)],
  [1, 0, 1, -1e308, 1e308],
  [1, Number.POSITIVE_INFINITY, 1, 1, Number.POSITIVE_INFINITY],
  [1, 1, 1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  [0, Number.NaN, 1, 1, Number.NaN],
  [1, 0, 1, 0, 0],
])("√(%d·%d + %d·(%d)²) is %d", (a, x, b, y, root) => expect(rootOfMoment(a, x, b, y)).toBe(root));

test("what rounding leaves of a quotient is known to its last digits", () => {
  const random = seededRandom(3);
  for (let i = 0; i < 500; i++) {
    const [a, b] = [random.uniform(0, 1e6), random.integer(1, 1e6)];
    const at = new IntervalArithmetic(256);
    const truth = at.subtract(at.divide(exact(a), exact(b)), exact(a / b));
    const error = at.abs(at.subtract(truth, exact(lostByQuotient(a, b, a / b))));
    expect(error.isBelow(2 ** -104 * (a / b))).toBe(true);
  }
  expect(lostByQuotient(1e308, 1, 1e308)).toBe(0);
  expect(lostByQuotient(Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY)).toBe(0);
});

test("scales are powers of two that bring numbers of any size among the ordinary ones", () => {
  for (const x of [5e-324, 1e-310, 1e-200, 0.1, 1, 3, 1e200, Number.MAX_VALUE]) {
    for (const scale of [unitScale([x, -x / 3]), commonScale(x, 0)]) {
      expect(Math.log2(scale)).toBe(Math.round(Math.log2(scale)));
      expect(Math.abs(Math.log2(x * scale))).toBeLessThanOrEqual(480);
    }
    expect(x * unitScale([x])).toBeGreaterThanOrEqual(x < 1e-301 ? 2 ** -74 : 0.5);
    expect(x * unitScale([x])).toBeLessThanOrEqual(2);
  }
  expect(unitScale([0, 0])).toBe(1);
  expect(unitScale([Number.POSITIVE_INFINITY, 4])).toBe(0.25);
});
