import { describe, expect, test } from "vitest";
import {
  formulas,
  isPossibleProportion,
  mean,
  minMaxScale,
  standardDeviation,
  standardScale,
  sum,
  variance,
  wilsonInterval,
} from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { ulpsOff } from "./reference/ulpsOff.js";

const { NaN: nan, POSITIVE_INFINITY: infinity, MAX_VALUE: largest } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
const tenTenths = Array.from({ length: 10 }, () => 0.1);
const [low, high] = wilsonInterval(29, 30) as [number, number];

/** What each call gives, worked out to 120 digits by other means; arguments are the exact doubles. */
test.each<[call: string, computed: number, digits: string]>([
  ["standardDeviation([1, 2, 3, 4])", standardDeviation([1, 2, 3, 4]), "1.1180339887498948482"],
  ["… with ddof 1", standardDeviation([1, 2, 3, 4], { ddof: 1 }), "1.2909944487358056284"],
  ["variance([1e8 + 1, …])", variance([1e8 + 1, 1e8 + 2, 1e8 + 3]), "0.66666666666666666667"],
  ["wilsonInterval(29, 30), low", low, "0.83329609008590829544"],
  ["wilsonInterval(29, 30), high", high, "0.99409140961838755178"],
])("%s is right to the last bit", (_call, computed, digits) => {
  expect(ulpsOff(computed, digits)).toBeLessThanOrEqual(1);
});

test.each<[call: string, computed: unknown, expected: unknown]>([
  ["sum of nothing", sum([]), 0],
  ["sum of ten tenths", sum(tenTenths), 1],
  ["sum, 1 between 1e16 and −1e16", sum([1e16, 1, -1e16]), 1],
  ["sum that overflows on the way", sum([largest, largest, -largest]), largest],
  ["sum of −0", sum([-0]), -0],
  ["sum of −0 and 0", sum([-0, 0]), 0],
  ["sum of NaN", sum([1, nan]), nan],
  ["sum of Infinity", sum([1, infinity]), infinity],
  ["sum of both infinities", sum([infinity, -infinity]), nan],
  ["slope of the sum of nothing", formulas.sum.partials.x.value([]), []],

  ["mean of equal entries", mean([0.1, 0.1, 0.1]), 0.1],
  ["mean of large entries", mean([1e308, 1.5e308]), 1.25e308],
  ["mean of one", mean([-0]), -0],
  ["mean of the smallest doubles", mean([5e-324, 5e-324, 5e-324]), 5e-324],
  ["mean of Infinity", mean([0, -infinity]), -infinity],
  ["mean of NaN", mean([nan]), nan],

  ["variance of ten tenths", variance(tenTenths), 0],
  ["variance of one", variance([7]), 0],
  ["variance of neighbours", variance([1, 1 + 2 ** -52]), 2 ** -106],
  ["variance that overflows", variance([1e200, -1e200]), infinity],
  ["variance that underflows", variance([1e-200, -1e-200]), 0],
  ["variance of Infinity", variance([1, infinity]), infinity],
  ["variance of both infinities", variance([infinity, -infinity]), infinity],
  ["variance of equal infinities", variance([infinity, infinity]), nan],
  ["variance of NaN", variance([1, nan]), nan],
  ["variance, ddof a population's", variance([1, 3], { ddof: 1 }), 2],
  ["slope of the variance of equal entries", formulas.variance.partials.x.value([0.1, 0.1, 0.1]), [0, 0, 0]],

  ["standardDeviation of equal entries", standardDeviation([0.1, 0.1, 0.1]), 0],
  ["standardDeviation of huge entries", standardDeviation([-1e308, 1e308]), 1e308],
  ["standardDeviation of tiny entries", standardDeviation([5e-324, 15e-324]), 5e-324],
  ["standardDeviation of NaN", standardDeviation([nan, 1]), nan],

  ["standardScale of equal entries", standardScale([0.1, 0.1, 0.1]), [0, 0, 0]],
  ["standardScale of one", standardScale([7]), [0]],
  ["standardScale of neighbours", standardScale([1, 1 + 2 ** -52]), [-1, 1]],
  ["standardScale of huge entries", standardScale([-1e308, 1e308]), [-1, 1]],
  ["standardScale of tiny entries", standardScale([0, 5e-324]), [-1, 1]],
  ["standardScale of Infinity", standardScale([infinity, 3]), [1, -1]],
  ["standardScale of two infinities", standardScale([infinity, -infinity]), [nan, nan]],
  ["standardScale of NaN", standardScale([1, nan]), [nan, nan]],

  ["minMaxScale of equal entries", minMaxScale([0.1, 0.1]), [0, 0]],
  ["minMaxScale of huge entries", minMaxScale([-largest, 0, largest]), [0, 0.5, 1]],
  ["minMaxScale of tiny entries", minMaxScale([0, 5e-324, 10e-324]), [0, 0.5, 1]],
  ["minMaxScale of Infinity", minMaxScale([infinity, 3, 4]), [1, 0, 0]],
  ["minMaxScale of NaN", minMaxScale([1, nan]), [nan, nan]],

  ["wilsonInterval(0, 1)", wilsonInterval(0, 1)[0], 0],
  ["wilsonInterval(1, 1)", wilsonInterval(1, 1)[1], 1],
  ["wilsonInterval, next to no confidence", wilsonInterval(1, 2, { confidence: 1e-300 }), [0.5, 0.5]],
])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

/** Texts and numbers by which a paper's percentages can be checked. */
test.each<[text: string, n: number, isPossible: boolean]>([
  ["0.9875", 30, false],
  ["0.9875", 80, true],
  ["98.75%", 80, true],
  ["98.75 %", 80, true],
  ["98.75%", 30, false],
  ["0.90", 10, true],
  ["0.90", 8, false],
  ["0.9", 8, true],
  [".5", 2, true],
  ["5", 2, false],
  ["1", 7, true],
  ["1.", 7, true],
  ["100%", 7, true],
  ["101%", 7, false],
  ["-0.1", 7, false],
  ["-0.1", 3, false],
  ["-0.00", 3, true],
  ["+0.33", 3, true],
  // Ties: ⅛ is 0.125.
  ["0.12", 8, true],
  ["0.13", 8, true],
  ["0.126", 8, false],
  ["0.9999999999999999999999999999999999999999", 3, false],
  ["0.3333333333333333333333333333333333333333", 3, true],
  ["0.33333333333333333333333333333333333333331", 3, false],
  ["0.5", Number.MAX_SAFE_INTEGER, true],
])("%s of %d: %s", (text, n, isPossible) => {
  expect(isPossibleProportion(text, n)).toBe(isPossible);
});

test("isPossibleProportion finds every share of every small number as it would be printed", () => {
  for (let n = 1; n <= 60; n++) {
    for (let k = 0; k <= n; k++) {
      expect(isPossibleProportion((k / n).toFixed(3), n)).toBe(true);
      expect(isPossibleProportion(`${((100 * k) / n).toFixed(2)}%`, n)).toBe(true);
    }
  }
});

test.each<[message: string, call: () => unknown, kind: typeof RangeError | typeof TypeError]>([
  ["sum: x must be an array of numbers but is 3", () => untyped(sum)(3), TypeError],
  ['sum: x[1] must be a number but is "2"', () => untyped(sum)([1, "2"]), TypeError],
  ["sum: x[0] must be a number but is 1", () => untyped(sum)(new BigInt64Array([1n])), TypeError],
  ["mean: x is empty", () => mean([]), RangeError],
  ["variance: x is empty", () => variance([]), RangeError],
  ["variance: ddof is 1 but must be below 1, the number of entries", () => variance([7], { ddof: 1 }), RangeError],
  ["variance: ddof is 0.5 but must be a whole number from 0", () => variance([7], { ddof: 0.5 }), RangeError],
  ["variance: options must be an object such as { ddof: 0 } but is 1", () => untyped(variance)([1, 2], 1), TypeError],
  [
    "standardDeviation: ddof is 2 but must be below 2, the number of entries",
    () => standardDeviation([1, 2], { ddof: 2 }),
    RangeError,
  ],
  ["standardScale: x is empty", () => standardScale([]), RangeError],
  ["minMaxScale: x is empty", () => minMaxScale([]), RangeError],
  [
    "wilsonInterval: successes is 31 but must be at most 30, the number of all",
    () => wilsonInterval(31, 30),
    RangeError,
  ],
  ["wilsonInterval: n is 0 but must be a whole number from 1", () => wilsonInterval(0, 0), RangeError],
  [
    "wilsonInterval: confidence is 1 but must be between 0 and 1",
    () => wilsonInterval(1, 2, { confidence: 1 }),
    RangeError,
  ],
  [
    'isPossibleProportion: text is "one half" but must be a decimal such as "0.9875" or "98.75%"',
    () => isPossibleProportion("one half", 2),
    RangeError,
  ],
  [
    'isPossibleProportion: text is "." but must be a decimal such as "0.9875" or "98.75%"',
    () => isPossibleProportion(".", 2),
    RangeError,
  ],
  ["isPossibleProportion: text must be a text but is 0.9", () => untyped(isPossibleProportion)(0.9, 10), TypeError],
  [
    "isPossibleProportion: n is 2.5 but must be a whole number from 1",
    () => isPossibleProportion("0.5", 2.5),
    RangeError,
  ],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
});

describe("a vector of a million", () => {
  const random = seededRandom(3);
  const noise = Float64Array.from({ length: 1_000_000 }, () => random.normal());
  const shifted = noise.map((x) => x + 1e9);

  test("is summed in any order to the same double", () => {
    expect(sum(noise.toReversed())).toBe(sum(noise));
    expect(sum(noise.toSorted())).toBe(sum(noise));
    expect(sum([...noise, ...noise.map((x) => -x)])).toBe(0);
  });

  test("has a mean and a variance that do not depend on its order, far from 0", () => {
    expect(mean(shifted.toReversed())).toBe(mean(shifted));
    expect(variance(shifted.toReversed())).toBe(variance(shifted));
    // What is left of the noise beside 1e9 was rounded to 2⁻²³.
    expect(Math.abs(variance(shifted) - variance(noise))).toBeLessThan(2 ** -22);
  });

  test("is scaled to mean 0 and deviation 1", () => {
    const scaled = standardScale(shifted);
    expect(Math.abs(mean(scaled))).toBeLessThan(Number.EPSILON);
    expect(Math.abs(standardDeviation(scaled) - 1)).toBeLessThanOrEqual(Number.EPSILON);
    expect(minMaxScale(noise).filter((y) => y === 0 || y === 1)).toHaveLength(2);
  });
});
