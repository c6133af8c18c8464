import { describe, expect, test } from "vitest";
import { glorotUniform, glorotUniformLimit, heNormal, heNormalDeviation } from "../../src/formulas/index.js";

/** What each call gives, to 20 digits, worked out to 120 digits by other means. */
test.each([
  ["glorotUniformLimit(784, 128)", glorotUniformLimit(784, 128), "0.081110710565381269082"],
  ["heNormalDeviation(784)", heNormalDeviation(784), "0.050507627227610537457"],
])("%s", (_call, computed, digits) => {
  expect(Math.abs(computed - Number(digits))).toBeLessThanOrEqual(Number.EPSILON * Number(digits));
});

test("weights have a row for each input and a column for each output", () => {
  for (const sample of [glorotUniform, heNormal]) {
    const weights = sample(3, 2, { seed: 1 });
    expect(weights.map((row) => row.length)).toEqual([2, 2, 2]);
    expect(weights.flat().every(Number.isFinite)).toBe(true);
  }
});

test("the seed alone decides", () => {
  for (const sample of [glorotUniform, heNormal]) {
    expect(sample(5, 7, { seed: 42 })).toEqual(sample(5, 7, { seed: 42 }));
    expect(sample(5, 7, { seed: 42 })).not.toEqual(sample(5, 7, { seed: 43 }));
    expect(sample(5, 7, { seed: -1 })).not.toEqual(sample(5, 7, { seed: 1 }));
  }
});

describe("a hundred thousand weights have the distribution that is claimed", () => {
  const [fanIn, fanOut] = [400, 250];
  const n = fanIn * fanOut;
  const limit = glorotUniformLimit(fanIn, fanOut);
  const deviation = heNormalDeviation(fanIn);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  /** How far the share of values below any point is from the distribution at most: Kolmogorov and Smirnov's distance. */
  function distance(values: readonly number[], distribution: (x: number) => number): number {
    const sorted = values.toSorted((a, b) => a - b);
    return Math.max(
      ...sorted.map((x, i) => Math.max(distribution(x) - i / n, (i + 1) / n - distribution(x))).map(Math.abs),
    );
  }

  /** Which a sample of the distribution exceeds once in a thousand times: √(ln(2000)/2n). */
  const critical = Math.sqrt(Math.log(2000) / (2 * n));

  test.each([1, 2, 3])("Glorot's, for seed %d", (seed) => {
    const values = glorotUniform(fanIn, fanOut, { seed }).flat();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-limit);
    expect(Math.max(...values)).toBeLessThan(limit);
    // The ends are reached to a ten-thousandth, but once in 150 times.
    expect(Math.max(...values)).toBeGreaterThan(limit * (1 - 1e-4));
    // Four deviations of the mean and of the variance, whose own variance is (a⁴/5 − a⁴/9)/n.
    expect(Math.abs(mean(values))).toBeLessThan((4 * limit) / Math.sqrt(3 * n));
    const variance = mean(values.map((x) => x * x));
    expect(Math.abs(variance - limit ** 2 / 3)).toBeLessThan(4 * limit ** 2 * Math.sqrt((1 / 5 - 1 / 9) / n));
    expect(variance).toBeCloseTo(2 / (fanIn + fanOut), 4);
    expect(distance(values, (x) => (x + limit) / (2 * limit))).toBeLessThan(critical);
  });

  test.each([1, 2, 3])("He's, for seed %d", (seed) => {
    const values = heNormal(fanIn, fanOut, { seed }).flat();
    expect(Math.abs(mean(values))).toBeLessThan((4 * deviation) / Math.sqrt(n));
    // Four deviations of the variance, whose own variance is 2σ⁴/n.
    const variance = mean(values.map((x) => x * x));
    expect(Math.abs(variance - deviation ** 2)).toBeLessThan(4 * deviation ** 2 * Math.sqrt(2 / n));
    // The whole normal distribution: one in 22 lies beyond two deviations, and one in 15787 beyond four.
    const beyond = (k: number) => values.filter((x) => Math.abs(x) > k * deviation).length / n;
    expect(beyond(2)).toBeCloseTo(0.0455, 2);
    expect(beyond(4)).toBeGreaterThan(0);
    expect(distance(values, (x) => normal(x / deviation))).toBeLessThan(critical);
  });

  test("the distance tells distributions apart that differ by little", () => {
    const values = heNormal(fanIn, fanOut, { seed: 1 }).flat();
    expect(distance(values, (x) => normal(x / (1.03 * deviation)))).toBeGreaterThan(critical);
    expect(distance(values, (x) => normal(x / deviation - 0.02))).toBeGreaterThan(critical);
    const even = glorotUniform(fanIn, fanOut, { seed: 1 }).flat();
    expect(distance(even, (x) => (x + 1.02 * limit) / (2.04 * limit))).toBeGreaterThan(critical);
  });

  /** Φ by its series, which for |z| ≤ 6 loses at most eight digits of sixteen. */
  function normal(z: number): number {
    if (Math.abs(z) > 6) return z > 0 ? 1 : 0;
    let [term, sum] = [z, z];
    for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
});

describe("errors", () => {
  const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
  test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
    ["glorotUniformLimit: fanIn is 0 but must be a whole number from 1", () => glorotUniformLimit(0, 1), RangeError],
    [
      "glorotUniformLimit: fanOut is 1.5 but must be a whole number from 1",
      () => glorotUniformLimit(1, 1.5),
      RangeError,
    ],
    ["heNormalDeviation: fanIn must be a number but is undefined", () => untyped(heNormalDeviation)(), TypeError],
    ["glorotUniform: option seed is missing", () => untyped(glorotUniform)(2, 2, {}), TypeError],
    [
      "glorotUniform: options must be an object such as { seed: 1 } but is undefined",
      () => untyped(glorotUniform)(2, 2),
      TypeError,
    ],
    ["glorotUniform: seed is 0.5 but must be a safe integer", () => glorotUniform(2, 2, { seed: 0.5 }), RangeError],
    [
      "glorotUniform: fanOut is -1 but must be a whole number from 1",
      () => glorotUniform(2, -1, { seed: 1 }),
      RangeError,
    ],
    [
      "heNormal: seed is 9007199254740992 but must be a safe integer",
      () => heNormal(2, 2, { seed: 2 ** 53 }),
      RangeError,
    ],
    [
      "heNormal: fanIn is NaN but must be a whole number from 1",
      () => heNormal(Number.NaN, 2, { seed: 1 }),
      RangeError,
    ],
    ['heNormal: option seed must be a number but is "1"', () => untyped(heNormal)(2, 2, { seed: "1" }), TypeError],
  ])("%s", (message, call, kind) => {
    expect(call).toThrow(new kind(message));
    expect(call).toThrow(kind);
  });
});
