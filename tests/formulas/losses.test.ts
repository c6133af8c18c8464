import { describe, expect, test } from "vitest";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  focalLoss,
  formulas,
  hinge,
  huber,
  logCosh,
  meanAbsoluteError,
  meanSquaredError,
  multiclassHinge,
  smoothLabels,
  sparseCategoricalCrossEntropyFromLogits,
  squaredHinge,
} from "../../src/formulas/index.js";
import { ulpsOff } from "./reference/ulpsOff.js";

const { NaN: nan, POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: masked } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
/** One by one, of a loss of a truth and a forecast. */
const partials = {
  huber: (prediction: number) => formulas.huber.partials.yPred.value([0], [prediction])[0],
  logCosh: (prediction: number) => formulas.logCosh.partials.yPred.value([0], [prediction])[0],
  binary: (y: number, p: number) => formulas.binaryCrossEntropy.partials.yPred.value([y], [p])[0],
  fromLogit: (y: number, z: number) => formulas.binaryCrossEntropyFromLogits.partials.logits.value([y], [z])[0],
  focal: (y: number, p: number, gamma = 2) => formulas.focalLoss.partials.yPred.value([y], [p], { gamma })[0],
  squaredHinge: (y: number, score: number) => formulas.squaredHinge.partials.scores.value([y], [score])[0],
  multiclassHinge: (label: number, scores: number[]) =>
    formulas.multiclassHinge.partials.scores.value([label], [scores])[0],
  sparse: (label: number, logits: number[]) =>
    formulas.sparseCategoricalCrossEntropyFromLogits.partials.logits.value([label], [logits])[0],
};

/** What each call gives, worked out to 120 digits by other means; arguments are the exact doubles. */
test.each<[call: string, computed: number, digits: string]>([
  ["meanSquaredError([1, 2], [1, 4])", meanSquaredError([1, 2], [1, 4]), "2"],
  ["meanAbsoluteError([1, 2], [1, 4])", meanAbsoluteError([1, 2], [1, 4]), "1"],
  ["huber, d = 3", huber([0], [3]), "2.5"],
  ["logCosh, d = 1", logCosh([0], [1]), "0.43378083048302718703"],
  ["logCosh, d = 1e-4", logCosh([0], [1e-4]), "4.9999999916666671681e-9"],
  ["binaryCrossEntropy", binaryCrossEntropy([1, 0], [0.75, 0.25]), "0.28768207245178092744"],
  ["binaryCrossEntropyFromLogits, right", binaryCrossEntropyFromLogits([1], [2]), "0.12692801104297249644"],
  ["binaryCrossEntropyFromLogits, wrong", binaryCrossEntropyFromLogits([0], [2]), "2.1269280110429724964"],
  ["categoricalCrossEntropy", categoricalCrossEntropy([[0.5, 0.5]], [[0.25, 0.75]]), "0.83698821678583577314"],
  [
    "categoricalCrossEntropyFromLogits",
    categoricalCrossEntropyFromLogits([[0, 0, 1]], [[1, 2, 3]]),
    "0.40760596444438030448",
  ],
  [
    "sparseCategoricalCrossEntropyFromLogits",
    sparseCategoricalCrossEntropyFromLogits([2], [[1, 2, 3]]),
    "0.40760596444438030448",
  ],
  ["hinge([1, -1], [0.5, 0.5])", hinge([1, -1], [0.5, 0.5]), "1"],
  ["squaredHinge([1, -1], [0.5, 0.5])", squaredHinge([1, -1], [0.5, 0.5]), "1.25"],
  ["multiclassHinge([0], [[2, 1.5, 0]])", multiclassHinge([0], [[2, 1.5, 0]]), "0.5"],
  ["focalLoss, y = 1, p = ¾", focalLoss([1], [0.75]), "0.017980129528236307965"],
])("%s is right to the last bit", (_call, computed, digits) => {
  expect(ulpsOff(computed, digits)).toBeLessThanOrEqual(1);
});

test("scikit-learn's and Keras's examples come out right", () => {
  expect(binaryCrossEntropy([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65]).toFixed(5)).toBe("0.21616");
  const truth = [
    [0, 1, 0],
    [0, 0, 1],
  ];
  const forecast = [
    [0.05, 0.95, 0],
    [0.1, 0.8, 0.1],
  ];
  expect(categoricalCrossEntropy(truth, forecast).toFixed(3)).toBe("1.177");
});

test.each<[call: string, computed: unknown, expected: unknown]>([
  ["meanSquaredError of NaN", meanSquaredError([nan, 0], [0, 0]), nan],
  ["meanSquaredError of an infinity", meanSquaredError([0, 0], [infinity, 1]), infinity],
  ["meanSquaredError of what is too far apart", meanSquaredError([-1e308], [1e308]), infinity],
  ["meanSquaredError of small terms", meanSquaredError([0], [1e-160]), 1e-320],
  ["meanSquaredError of small terms beside equal huge ones", meanSquaredError([1e300, 0], [1e300, 2e-160]), 2e-320],
  ["meanSquaredError whose sum overflows", meanSquaredError([0, 0], [1.2e154, 1.2e154]), 1.2e154 ** 2],
  ["meanAbsoluteError of large terms", meanAbsoluteError([0, 0], [1e308, 1.5e308]), 1.25e308],
  ["meanAbsoluteError of a distance beyond all doubles", meanAbsoluteError([-1.2e308, 0], [1.2e308, 0]), 1.2e308],
  ["meanAbsoluteError of subnormal terms", meanAbsoluteError([0, 0], [5e-324, 5e-324]), 5e-324],
  ["meanAbsoluteError of a difference that rounds", meanAbsoluteError([1, 0], [2 ** -60, 2 ** -60]), 0.5],

  ["huber at delta", huber([0, 0], [1, -1]), 0.5],
  ["huber beyond delta", huber([0], [-3], { delta: 2 }), 4],
  ["huber of an infinity", huber([0], [infinity]), infinity],
  ["huber of a distance beyond all doubles", huber([-1e308, 0], [1e308, 0]), 1e308],
  ["huber of it, with a tiny delta", huber([-1e308], [1e308], { delta: 1e-200 }), 2e108],
  ["huber of small terms", huber([0], [1e-160]), 5e-321],
  ["huber of infinite delta", huber([0], [1e3], { delta: infinity }), 5e5],
  ["huber of NaN for delta", huber([0], [1], { delta: nan }), nan],
  ["huber's slope within and beyond", [0.5, 1, 7, -7, infinity].map(partials.huber), [0.5, 1, 1, -1, 1]],
  ["huber's slope by delta at it", formulas.huber.partials.delta.value([0], [1]), 0],
  ["huber's slope by delta beyond it", formulas.huber.partials.delta.value([0, 0], [3, 0.5]), 1],

  ["logCosh of 0", logCosh([2], [2]), 0],
  ["logCosh, d = 1e-8", logCosh([0], [1e-8]), 5e-17],
  ["logCosh of small terms", logCosh([0], [1e-160]), 5e-321],
  ["logCosh, d = 1e4", logCosh([0], [1e4]), 1e4 - Math.LN2],
  ["logCosh of a distance beyond all doubles", logCosh([-1.2e308, 0], [1.2e308, 0]), 1.2e308],
  ["logCosh of an infinity", logCosh([0], [masked]), infinity],
  ["logCosh of NaN", logCosh([0, nan], [0, 1]), nan],
  ["logCosh's slope far off", [50, -infinity].map(partials.logCosh), [1, -1]],

  ["binaryCrossEntropy of certainty", binaryCrossEntropy([1, 0], [1, 0]), 0],
  ["binaryCrossEntropy of the impossible", binaryCrossEntropy([1], [0]), infinity],
  ["binaryCrossEntropy of the impossible no", binaryCrossEntropy([0], [1]), infinity],
  ["binaryCrossEntropy of a tiny forecast", binaryCrossEntropy([0], [1e-300]), 1e-300],
  ["binaryCrossEntropy of a subnormal forecast", binaryCrossEntropy([0, 0], [1e-320, 3e-320]), 2e-320],
  ["binaryCrossEntropy of NaN", binaryCrossEntropy([0], [nan]), nan],
  ["binaryCrossEntropy of NaN for the truth", binaryCrossEntropy([nan], [0.5]), nan],
  ["its slope, certain", [partials.binary(1, 1), partials.binary(0, 0)], [-1, 1]],
  ["its slope, certain and wrong", [partials.binary(1, 0), partials.binary(0, 1)], [masked, infinity]],
  ["its slope, soft truth, certain", [partials.binary(0.5, 0), partials.binary(0.5, 1)], [masked, infinity]],
  ["its slope at a tiny forecast", partials.binary(1, 1e-300), -1 / 1e-300],
  ["its slope where the forecast is the truth", partials.binary(0.25, 0.25), 0],

  ["a logit that is right by 310", binaryCrossEntropyFromLogits([0], [-310]), 2.337279285007143e-135],
  ["a logit that is right by 744", binaryCrossEntropyFromLogits([1], [744]), 1e-323],
  ["a logit that is right by 1e4", binaryCrossEntropyFromLogits([1, 0], [1e4, -1e4]), 0],
  ["a logit that is wrong by 1e4", binaryCrossEntropyFromLogits([1, 0], [-1e4, 1e4]), 1e4],
  ["a logit that is wrong by 1e308", binaryCrossEntropyFromLogits([1, 0], [-1e308, 1.5e308]), 1.25e308],
  ["an infinite logit that is right", binaryCrossEntropyFromLogits([1, 0], [infinity, masked]), 0],
  ["an infinite logit that is wrong", binaryCrossEntropyFromLogits([0], [infinity]), infinity],
  ["an infinite logit of a soft truth", binaryCrossEntropyFromLogits([0.3, 0.7], [infinity, 0]), infinity],
  ["a logit of NaN", binaryCrossEntropyFromLogits([0], [nan]), nan],
  ["a logit's slope, right by 1e4", [partials.fromLogit(1, 1e4), partials.fromLogit(0, -1e4)], [-0, 0]],
  ["a logit's slope, wrong by 1e4", [partials.fromLogit(1, -1e4), partials.fromLogit(0, 1e4)], [-1, 1]],
  ["a logit's slope, right by 40", partials.fromLogit(1, 40), -4.248354255291589e-18],
  ["a logit's slope, infinite", [partials.fromLogit(1, infinity), partials.fromLogit(0.5, masked)], [-0, -0.5]],

  ["categoricalCrossEntropy of certainty", categoricalCrossEntropy([[1, 0]], [[1, 0]]), 0],
  ["categoricalCrossEntropy of the impossible", categoricalCrossEntropy([[1, 0]], [[0, 1]]), infinity],
  ["categoricalCrossEntropy of NaN", categoricalCrossEntropy([[1, 0]], [[1, nan]]), nan],
  ["logits of ±1e4", categoricalCrossEntropyFromLogits([[0, 1]], [[1e4, -1e4]]), 2e4],
  ["logits of ±1e308", categoricalCrossEntropyFromLogits([[0.5, 0.5]], [[1e308, -1e308]]), 1e308],
  ["a masked logit", categoricalCrossEntropyFromLogits([[1, 0]], [[2, masked]]), 0],
  ["a masked logit of what happens", categoricalCrossEntropyFromLogits([[0, 1]], [[2, masked]]), infinity],
  ["logits, all masked", categoricalCrossEntropyFromLogits([[1, 0]], [[masked, masked]]), nan],
  ["a label of ±1e4", sparseCategoricalCrossEntropyFromLogits([1], [[1e4, -1e4]]), 2e4],
  ["a label that is right by 50", sparseCategoricalCrossEntropyFromLogits([0], [[50, 0]]), 1.9287498479639178e-22],
  ["a label that is masked", sparseCategoricalCrossEntropyFromLogits([1], [[2, masked]]), infinity],
  ["a label beside a masked one", sparseCategoricalCrossEntropyFromLogits([0], [[2, masked]]), 0],
  ["a label, all masked", sparseCategoricalCrossEntropyFromLogits([0], [[masked, masked]]), nan],
  ["a label of an infinite score", sparseCategoricalCrossEntropyFromLogits([0], [[infinity, 0]]), 0],
  ["a label beside an infinite score", sparseCategoricalCrossEntropyFromLogits([1], [[infinity, 0]]), infinity],
  ["one class", sparseCategoricalCrossEntropyFromLogits([0, 0], [[3], [-1e308]]), 0],
  ["a label's slope, right by 1e4", partials.sparse(0, [1e4, -1e4]), [-0, 0]],

  ["hinge of NaN", hinge([1], [nan]), nan],
  ["hinge of an infinity", hinge([1, -1], [masked, 0]), infinity],
  ["hinge of what is right", hinge([1, -1], [infinity, masked]), 0],
  ["hinge of large terms", hinge([1, 1], [-1e308, -1.5e308]), 1.25e308],
  ["hinge of a margin that rounds", hinge([1, 1], [-(2 ** -60), 1]), 0.5],
  ["squaredHinge of NaN", squaredHinge([1], [nan]), nan],
  ["squaredHinge of an infinity", squaredHinge([1], [masked]), infinity],
  ["squaredHinge of what is right", squaredHinge([1, -1], [infinity, masked]), 0],
  ["squaredHinge just inside the margin", squaredHinge([1], [1 - 2 ** -53]), 2 ** -106],
  ["squaredHinge's slope inside and beyond", [0.5, 1, 2].map((s) => partials.squaredHinge(-1, -s)), [1, 0, 0]],

  ["multiclassHinge at the margin", multiclassHinge([0], [[2, 1]]), 0],
  ["multiclassHinge of what cancels", multiclassHinge([0], [[1e16, 1e16 - 2, 0]]), 0],
  ["multiclassHinge of one class", multiclassHinge([0], [[3]]), 0],
  ["multiclassHinge of NaN for the label", multiclassHinge([0], [[nan, 1]]), nan],
  ["multiclassHinge of NaN for another", multiclassHinge([0], [[1, 2, nan, 3]]), nan],
  ["multiclassHinge of NaN for one class", multiclassHinge([0], [[nan]]), nan],
  ["multiclassHinge of an infinite rival", multiclassHinge([0], [[0, infinity]]), infinity],
  ["multiclassHinge of an infinite label", multiclassHinge([0], [[infinity, 0]]), 0],
  [
    "multiclassHinge of large scores",
    multiclassHinge(
      [0, 1],
      [
        [-1e308, 1e308],
        [0, 1],
      ],
    ),
    1e308,
  ],
  ["multiclassHinge's slope", partials.multiclassHinge(2, [1, 3, 2]), [0, 1, -1]],
  ["multiclassHinge's slope beyond the margin", partials.multiclassHinge(0, [3, 1, 2]), [0, 0, 0]],
  ["multiclassHinge's slope of equal rivals", partials.multiclassHinge(0, [1, 1, 1]), [-1, 1, 0]],

  ["focalLoss of certainty", focalLoss([1, 0], [1, 0]), 0],
  ["focalLoss of certainty, γ = 0", focalLoss([1, 0], [1, 0], { gamma: 0 }), 0],
  ["focalLoss of the impossible", focalLoss([1], [0]), infinity],
  ["focalLoss of NaN", focalLoss([1], [nan]), nan],
  ["focalLoss of a huge γ", focalLoss([1], [0.5], { gamma: 1e300 }), 0],
  ["focalLoss of an easy example", focalLoss([0], [1e-100]), 1e-300],
  ["focalLoss of one that is too easy to be normal", focalLoss([0], [1e-107]), 1e-321],
  ["its slope, certain", [partials.focal(1, 1), partials.focal(0, 0)], [-0, 0]],
  ["its slope, certain, γ = 0", [partials.focal(1, 1, 0), partials.focal(0, 0, 0)], [-1, 1]],
  ["its slope, certain and wrong", [partials.focal(1, 0), partials.focal(0, 1)], [masked, infinity]],
  ["its slope by γ, certain", formulas.focalLoss.partials.gamma.value([1, 0], [1, 1]), 0],
])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

describe("the conventions that others have otherwise", () => {
  test("Huber is δ times the smooth L1 loss with β = δ", () => {
    const smoothL1 = (d: number, beta: number) => (d < beta ? (d * d) / (2 * beta) : d - beta / 2);
    for (const d of [0.5, 1.5, 3]) expect(huber([0], [d], { delta: 2 })).toBe(2 * smoothL1(d, 2));
  });

  test("smoothed labels go through the categorical loss", () => {
    const smoothed = categoricalCrossEntropyFromLogits([smoothLabels([0, 1])], [[0, 3]]);
    expect(smoothed).toBeCloseTo(Math.log1p(Math.exp(-3)) + 0.05 * 3, 15);
  });

  test("a label says the same as the distribution that is certain of it", () => {
    const logits = [
      [0.5, -1, 2],
      [3, 0, -7],
    ];
    const certain = [
      [0, 0, 1],
      [0, 1, 0],
    ];
    const sparse = sparseCategoricalCrossEntropyFromLogits([2, 1], logits);
    expect(sparse).toBe(categoricalCrossEntropyFromLogits(certain, logits));
  });
});

test("a million examples overflow no stack and lose no digit to their number", () => {
  const million = 1_000_000;
  const zeros = new Float64Array(million);
  const tenths = new Float64Array(million).fill(0.1);
  const ones = new Float64Array(million).fill(1);
  expect(meanSquaredError(zeros, tenths)).toBe(0.010000000000000002);
  expect(meanAbsoluteError(zeros, tenths)).toBe(0.1);
  expect(huber(zeros, tenths)).toBe(0.005000000000000001);
  expect(hinge(ones, tenths)).toBe(0.9);
  // 0.1 is a little more than a tenth, which decides between the neighbours of 0.81.
  expect(squaredHinge(ones, tenths)).toBe(0.8099999999999999);
  expect(logCosh(zeros, tenths)).toBe(logCosh([0], [0.1]));
  expect(binaryCrossEntropy(ones, tenths)).toBe(-Math.log(0.1));
  expect(binaryCrossEntropyFromLogits(ones, zeros)).toBe(Math.LN2);
  expect(focalLoss(ones, tenths)).toBe(focalLoss([1], [0.1]));
});

test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
  ["meanSquaredError: yTrue has 3 entries but yPred has 2", () => meanSquaredError([1, 2, 3], [1, 2]), RangeError],
  ["logCosh: yTrue is empty", () => logCosh([], []), RangeError],
  ["huber: delta is 0 but must be above 0", () => huber([1], [1], { delta: 0 }), RangeError],
  ["huber: options must be an object such as { delta: 1 } but is 2", () => untyped(huber)([1], [1], 2), TypeError],
  ["binaryCrossEntropy: yPred[1] is 1.5 but must be in [0, 1]", () => binaryCrossEntropy([1, 0], [1, 1.5]), RangeError],
  ["binaryCrossEntropy: yTrue[0] is -1 but must be in [0, 1]", () => binaryCrossEntropy([-1], [0.5]), RangeError],
  [
    "binaryCrossEntropyFromLogits: yTrue[0] is 2 but must be in [0, 1]",
    () => binaryCrossEntropyFromLogits([2], [0]),
    RangeError,
  ],
  [
    "categoricalCrossEntropy: yTrue has 2 entries but yPred has 1",
    () => categoricalCrossEntropy([[1], [1]], [[1]]),
    RangeError,
  ],
  [
    "categoricalCrossEntropy: yTrue[0] has 2 entries but yPred[0] has 1",
    () => categoricalCrossEntropy([[1, 0]], [[1]]),
    RangeError,
  ],
  [
    "categoricalCrossEntropy: yPred[0][1] is -1 but probabilities are not negative",
    () => categoricalCrossEntropy([[1, 0]], [[1, -1]]),
    RangeError,
  ],
  [
    "categoricalCrossEntropyFromLogits: yTrue[0] has 2 entries but yTrue[1] has 1",
    () => categoricalCrossEntropyFromLogits([[1, 0], [1]], [[0, 0], [0]]),
    RangeError,
  ],
  [
    "sparseCategoricalCrossEntropyFromLogits: labels[1] is 3 but labels are whole numbers from 0 to 2",
    () =>
      sparseCategoricalCrossEntropyFromLogits(
        [0, 3],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    RangeError,
  ],
  [
    "sparseCategoricalCrossEntropyFromLogits: labels has 1 entry but logits has 2",
    () => sparseCategoricalCrossEntropyFromLogits([0], [[1], [2]]),
    RangeError,
  ],
  ["hinge: yTrue[1] is 0 but labels are -1 or 1", () => hinge([1, 0], [1, 1]), RangeError],
  ["squaredHinge: yTrue[0] is 0 but labels are -1 or 1", () => squaredHinge([0], [1]), RangeError],
  [
    "multiclassHinge: labels[0] is -1 but labels are whole numbers from 0 to 1",
    () => multiclassHinge([-1], [[1, 2]]),
    RangeError,
  ],
  [
    "multiclassHinge: scores[0] must be an array of numbers but is 1",
    () => untyped(multiclassHinge)([0, 0], [1, 2]),
    TypeError,
  ],
  ["focalLoss: yTrue[0] is 0.5 but labels are whole numbers from 0 to 1", () => focalLoss([0.5], [0.5]), RangeError],
  ["focalLoss: gamma is -1 but must be 0 or more", () => focalLoss([1], [0.5], { gamma: -1 }), RangeError],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
  expect(call).toThrow(kind);
});
