import { describe, expect, test } from "vitest";
import {
  crossEntropy,
  crossEntropyFromLogits,
  entropy,
  formulas,
  klDivergence,
  logSoftmax,
  logSumExp,
  perplexity,
  smoothLabels,
  softmax,
} from "../../src/formulas/index.js";
import { ulpsOff } from "./reference/ulpsOff.js";

const { NaN: nan, POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: masked } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;

/** What each call gives, worked out to 120 digits by other means; arguments are the exact doubles. */
test.each<[call: string, computed: number, digits: string]>([
  ["softmax([1, 2, 3])[0]", softmax([1, 2, 3])[0]!, "0.090030573170380457998"],
  ["softmax([1, 2, 3])[1]", softmax([1, 2, 3])[1]!, "0.24472847105479765247"],
  ["softmax([1, 2, 3])[2]", softmax([1, 2, 3])[2]!, "0.66524095577482188953"],
  ["logSoftmax([1, 2, 3])[0]", logSoftmax([1, 2, 3])[0]!, "-2.4076059644443803045"],
  ["logSoftmax([1, 2, 3])[1]", logSoftmax([1, 2, 3])[1]!, "-1.4076059644443803045"],
  ["logSoftmax([1, 2, 3])[2]", logSoftmax([1, 2, 3])[2]!, "-0.40760596444438030448"],
  ["logSumExp([1, 2, 3])", logSumExp([1, 2, 3]), "3.4076059644443803045"],
  ["logSumExp([0, -40])", logSumExp([0, -40]), "4.2483542552915889863e-18"],
  ["entropy([½, ½])", entropy([0.5, 0.5]), "0.69314718055994530942"],
  ["crossEntropy([½, ½], [¼, ¾])", crossEntropy([0.5, 0.5], [0.25, 0.75]), "0.83698821678583577314"],
  ["klDivergence([½, ½], [¼, ¾])", klDivergence([0.5, 0.5], [0.25, 0.75]), "0.14384103622589046372"],
  ["crossEntropyFromLogits", crossEntropyFromLogits([0, 0, 1], [1, 2, 3]), "0.40760596444438030448"],
  ["perplexity(2)", perplexity(2), "7.3890560989306502272"],
  // Two neighbouring doubles: p/q is 1 but for its rounding.
  [
    "klDivergence of neighbours",
    klDivergence([0.5, 0.5], [0.5 + 2 ** -53, 0.5 - 2 ** -54]),
    "-5.551115123125781161374e-17",
  ],
])("%s is right to the last bit", (_call, computed, digits) => {
  expect(ulpsOff(computed, digits)).toBeLessThanOrEqual(1);
});

test.each<[call: string, computed: unknown, expected: unknown]>([
  ["smoothLabels([0, 1])", smoothLabels([0, 1]), [0.05, 0.95]],
  ["smoothLabels, ε = 0", smoothLabels([0.25, 0.75], { epsilon: 0 }), [0.25, 0.75]],
  ["smoothLabels, ε = 1", smoothLabels([0, 0, 0, 1], { epsilon: 1 }), [0.25, 0.25, 0.25, 0.25]],
  ["smoothLabels of NaN", smoothLabels([nan, 1]), [nan, 0.95]],

  ["softmax of equal scores", softmax([5, 5, 5, 5]), [0.25, 0.25, 0.25, 0.25]],
  ["softmax of one", softmax([-1e4]), [1]],
  ["softmax of ±1e4", softmax([1e4, -1e4]), [1, 0]],
  ["softmax of ±1e308", softmax([1e308, -1e308]), [1, 0]],
  ["softmax of a masked class", softmax([0, masked]), [1, 0]],
  ["softmax, all masked", softmax([masked, masked]), [nan, nan]],
  ["softmax of one infinite score", softmax([infinity, 0]), [1, 0]],
  ["softmax of two infinite scores", softmax([infinity, infinity, 0]), [nan, nan, nan]],
  ["softmax of NaN", softmax([nan, 0]), [nan, nan]],
  ["softmax of NaN beside Infinity", softmax([infinity, nan]), [nan, nan]],
  ["softmax of a subnormal share", softmax([0, -744.5]), [1, 5e-324]],

  ["logSoftmax of one", logSoftmax([7]), [0]],
  ["logSoftmax of ±1e4", logSoftmax([1e4, -1e4]), [-0, -2e4]],
  ["logSoftmax of ±1e308", logSoftmax([1e308, -5e307]), [-0, -1.5e308]],
  ["logSoftmax of a masked class", logSoftmax([0, masked]), [0, masked]],
  ["logSoftmax, all masked", logSoftmax([masked, masked]), [nan, nan]],
  ["logSoftmax of one infinite score", logSoftmax([infinity, 0]), [0, masked]],
  ["logSoftmax of two infinite scores", logSoftmax([infinity, infinity]), [nan, nan]],
  ["logSoftmax of NaN", logSoftmax([0, nan]), [nan, nan]],

  ["logSumExp of one", logSumExp([-3.5]), -3.5],
  ["logSumExp of ±1e308", logSumExp([1e308, -1e308]), 1e308],
  ["logSumExp of a masked class", logSumExp([2, masked]), 2],
  ["logSumExp, all masked", logSumExp([masked, masked]), masked],
  ["logSumExp of two infinite scores", logSumExp([infinity, infinity]), infinity],
  ["logSumExp of NaN", logSumExp([infinity, nan]), nan],
  ["logSumExp of NaN first", logSumExp([nan, 1]), nan],
  ["logSumExp of what is subnormal beside 0", logSumExp([0, -744.5]), 5e-324],

  ["entropy of certainty", entropy([0, 1, 0]), 0],
  ["entropy of NaN", entropy([1, nan]), nan],
  ["entropy of tiny weights", entropy([1e-320]), 7.36819e-318],
  ["entropy's slope at 0", formulas.entropy.partials.p.value([0, 1]), [infinity, -1]],

  ["crossEntropy, 0·ln 0", crossEntropy([1, 0], [1, 0]), 0],
  ["crossEntropy against the impossible", crossEntropy([1, 0], [0, 1]), infinity],
  ["crossEntropy of NaN", crossEntropy([0, nan], [1, 0]), nan],
  ["crossEntropy against NaN", crossEntropy([0, 1], [nan, 1]), nan],

  ["klDivergence of equals", klDivergence([0.3, 0.7], [0.3, 0.7]), 0],
  ["klDivergence, 0·ln 0", klDivergence([1, 0], [1, 0]), 0],
  ["klDivergence from the impossible", klDivergence([0.5, 0.5], [1, 0]), infinity],
  ["klDivergence of NaN", klDivergence([nan, 1], [0.5, 0.5]), nan],
  ["klDivergence from NaN", klDivergence([0, 1], [nan, 1]), nan],
  ["klDivergence of what differs by 1e-320 of itself", klDivergence([1, 0], [1, 1e-320]), 0],

  ["crossEntropyFromLogits of ±1e4", crossEntropyFromLogits([0, 1], [1e4, -1e4]), 2e4],
  ["crossEntropyFromLogits of ±1e308", crossEntropyFromLogits([0.5, 0.5], [1e308, -1e308]), 1e308],
  ["crossEntropyFromLogits of what does not occur", crossEntropyFromLogits([1, 0], [2, masked]), 0],
  ["crossEntropyFromLogits of what was masked", crossEntropyFromLogits([0.5, 0.5], [2, masked]), infinity],
  ["crossEntropyFromLogits, all masked", crossEntropyFromLogits([1, 0], [masked, masked]), nan],
  ["crossEntropyFromLogits of NaN", crossEntropyFromLogits([1, 0], [0, nan]), nan],
  ["crossEntropyFromLogits of NaN for a share", crossEntropyFromLogits([nan, 0], [0, 1]), nan],
  ["its gradient where softmax is right", gradientByLogits([1, 0], [1e4, -1e4]), [-0, 0]],
  ["its gradient of an unnormalised truth", gradientByLogits([2, 2], [0, 0]), [0, 0]],

  ["perplexity of -Infinity", perplexity(masked), 0],
  ["perplexity of Infinity", perplexity(infinity), infinity],
  ["perplexity of NaN", perplexity(nan), nan],
])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

function gradientByLogits(p: number[], logits: number[]): number[] {
  return formulas.crossEntropyFromLogits.partials.logits.value(p, logits);
}

describe("a million entries", () => {
  const million = 1_000_000;
  const equal = new Float64Array(million).fill(1 / million);
  const scores = Float64Array.from(equal, (_, i) => (i % 7) - 3);

  test("overflow no stack and lose no digit to their number", () => {
    expect(ulpsOff(entropy(equal), "13.81551055796427352418")).toBeLessThanOrEqual(1);
    expect(logSumExp(new Float64Array(million))).toBe(Math.log(million));
    expect(softmax(new Float64Array(million))[million - 1]).toBe(1 / million);
    expect(logSoftmax(new Float64Array(million))[1]).toBe(-Math.log(million));
    expect(crossEntropy(equal, equal)).toBe(entropy(equal));
    expect(klDivergence(equal, equal)).toBe(0);
    expect(smoothLabels(equal)).toHaveLength(million);
  });

  test("agree, by whichever way", () => {
    const direct = crossEntropyFromLogits(equal, scores);
    expect(Math.abs(direct - crossEntropy(equal, softmax(scores)))).toBeLessThan(4 * Number.EPSILON * direct);
  });
});

test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
  ["softmax: z is empty", () => softmax([]), RangeError],
  ["logSoftmax: z is empty", () => logSoftmax([]), RangeError],
  ["logSumExp: z is empty", () => logSumExp([]), RangeError],
  ['logSumExp: z[1] must be a number but is "2"', () => untyped(logSumExp)([1, "2"]), TypeError],
  ["entropy: p is empty", () => entropy([]), RangeError],
  ["entropy: p[0] is -0.5 but probabilities are not negative", () => entropy([-0.5, 1.5]), RangeError],
  ["klDivergence: p has 2 entries but q has 3", () => klDivergence([0.5, 0.5], [1, 0, 0]), RangeError],
  ["klDivergence: q[1] is -1 but probabilities are not negative", () => klDivergence([1, 0], [1, -1]), RangeError],
  ["crossEntropyFromLogits: p has 1 entry but logits has 2", () => crossEntropyFromLogits([1], [0, 0]), RangeError],
  [
    "crossEntropyFromLogits: p[0] is -1 but probabilities are not negative",
    () => crossEntropyFromLogits([-1], [0]),
    RangeError,
  ],
  ["perplexity: meanNegativeLogLikelihood must be a number but is undefined", () => untyped(perplexity)(), TypeError],
  ["smoothLabels: epsilon is 1.5 but must be in [0, 1]", () => smoothLabels([1], { epsilon: 1.5 }), RangeError],
  [
    "smoothLabels: options must be an object such as { epsilon: 0.1 } but is 0.1",
    () => untyped(smoothLabels)([1], 0.1),
    TypeError,
  ],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
  expect(call).toThrow(kind);
});
