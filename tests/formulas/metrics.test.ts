import { describe, expect, test } from "vitest";
import {
  accuracy,
  confusionMatrix,
  f1Score,
  formulas,
  matthewsCorrelation,
  precision,
  r2Score,
  recall,
  rocAuc,
  rootMeanSquaredError,
} from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
const never = [0, 0, 0];
const always = [1, 1, 1];

test.each<[call: string, computed: unknown, expected: unknown]>([
  ["accuracy", accuracy([0, 1, 2, 2], [0, 2, 2, 2]), 0.75],
  ["accuracy of labels −1 and 1", accuracy([-1, 1, 1], [-1, -1, 1]), 2 / 3],
  ["accuracy, −0 for 0", accuracy([0], [-0]), 1],
  [
    "confusionMatrix",
    confusionMatrix([0, 0, 1, 2], [0, 1, 1, 0], { classes: 3 }),
    [
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ],
  ],
  ["precision where nothing was found", precision([1, 0, 1], never), nan],
  ["precision where all was found", precision([1, 0, 1], always), 2 / 3],
  ["precision of another class", precision([0, 1, 2, 2], [2, 2, 2, 0], { positive: 2 }), 1 / 3],
  ["precision of labels −1 and 1", precision([-1, 1, 1], [1, 1, -1]), 0.5],
  ["recall where nothing was found", recall([1, 0, 1], never), 0],
  ["recall where there is nothing", recall(never, always), nan],
  ["recall of another class", recall([0, 1, 2, 2], [2, 2, 2, 0], { positive: 2 }), 0.5],
  ["f1Score where nothing was found", f1Score([1, 0, 1], never), 0],
  ["f1Score where there is nothing", f1Score(never, always), 0],
  ["f1Score where there is and was found nothing", f1Score(never, never), nan],
  ["f1Score of another class", f1Score([0, 1, 2, 2], [2, 2, 2, 0], { positive: 2 }), 0.4],
  ["matthewsCorrelation of a constant prediction", matthewsCorrelation([0, 1], [1, 1]), nan],
  ["matthewsCorrelation of a constant truth", matthewsCorrelation([1, 1], [0, 1]), nan],
  ["matthewsCorrelation, all right", matthewsCorrelation([0, 1, 1], [0, 1, 1]), 1],
  ["matthewsCorrelation, a fifth", matthewsCorrelation([0, 1, 0, 0, 0, 0], [1, 1, 1, 1, 0, 1]), 0.2],
  ["rocAuc", rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75],
  ["rocAuc of ties", rocAuc([0, 1, 0, 1], [1, 1, 1, 1]), 0.5],
  ["rocAuc of zeros of both signs", rocAuc([0, 1], [0, -0]), 0.5],
  ["rocAuc of infinite scores", rocAuc([0, 1, 1], [-infinity, infinity, -infinity]), 0.75],
  ["rocAuc of NaN", rocAuc([0, 1], [nan, 1]), nan],
  ["r2Score of a constant truth", r2Score([2, 2], [2, 2]), nan],
  ["r2Score of one", r2Score([2], [2]), nan],
  ["r2Score far from 0", r2Score([1e8 + 1, 1e8 + 2, 1e8 + 3], [1e8 + 1, 1e8 + 2.5, 1e8 + 3]), 0.875],
  ["r2Score of tiny numbers", r2Score([1e-200, 3e-200], [2e-200, 2e-200]), 0],
  ["r2Score of an infinite prediction", r2Score([1, 2], [infinity, 2]), -infinity],
  ["r2Score of an infinite truth", r2Score([infinity, 2], [1, 2]), -1],
  ["r2Score of NaN", r2Score([1, 2], [nan, 2]), nan],
  ["rootMeanSquaredError of huge errors", rootMeanSquaredError([0, 0], [3e200, -3e200]), 3e200],
  ["rootMeanSquaredError of tiny errors", rootMeanSquaredError([5e-324], [0]), 5e-324],
  [
    "rootMeanSquaredError of differences beyond all doubles",
    rootMeanSquaredError([-1.5e308, 0, 0, 0], [1.5e308, 0, 0, 0]),
    1.5e308,
  ],
  [
    "rootMeanSquaredError of small errors of large numbers",
    rootMeanSquaredError([1e300, 3, 0, 0], [1e300, 0, 0, 0]),
    1.5,
  ],
  ["rootMeanSquaredError of Infinity", rootMeanSquaredError([infinity], [0]), infinity],
  ["rootMeanSquaredError of equal infinities", rootMeanSquaredError([infinity], [infinity]), nan],
  ["its slope where nothing is wrong", formulas.rootMeanSquaredError.partials.yPred.value([1, 2], [1, 2]), [0, 0]],
])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

test.each<[message: string, call: () => unknown, kind: typeof RangeError | typeof TypeError]>([
  ["accuracy: yTrue has 2 entries but yPred has 1", () => accuracy([1, 0], [1]), RangeError],
  ["accuracy: yPred[0] is 0.9 but labels are whole numbers", () => accuracy([1], [0.9]), RangeError],
  ["accuracy: yTrue is empty", () => accuracy([], []), RangeError],
  [
    "confusionMatrix: yPred[1] is 2 but labels are whole numbers from 0 to 1",
    () => confusionMatrix([0, 1], [0, 2], { classes: 2 }),
    RangeError,
  ],
  ["confusionMatrix: option classes is missing", () => untyped(confusionMatrix)([0], [0], {}), TypeError],
  [
    "confusionMatrix: options must be an object such as { classes: 1 } but is undefined",
    () => untyped(confusionMatrix)([0], [0]),
    TypeError,
  ],
  ["precision: positive is 0.5 but must be a whole number", () => precision([1], [1], { positive: 0.5 }), RangeError],
  ["recall: yTrue[0] is NaN but labels are whole numbers", () => recall([nan], [1]), RangeError],
  [
    "f1Score: options must be an object such as { positive: 1 } but is 2",
    () => untyped(f1Score)([1], [1], 2),
    TypeError,
  ],
  [
    "matthewsCorrelation: yTrue[0] is -1 but labels are whole numbers from 0 to 1",
    () => matthewsCorrelation([-1], [1]),
    RangeError,
  ],
  ["rocAuc: yTrue must hold both classes but holds only 1", () => rocAuc([1, 1], [0.2, 0.3]), RangeError],
  ["rocAuc: yTrue[0] is 2 but labels are whole numbers from 0 to 1", () => rocAuc([2, 0], [1, 2]), RangeError],
  ["r2Score: yTrue has 1 entry but yPred has 2", () => r2Score([1], [1, 2]), RangeError],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
});

describe("many examples", () => {
  const random = seededRandom(17);
  const labels = Array.from({ length: 100_000 }, () => random.integer(0, 1));
  const scores = labels.map((label) => label + random.normal());

  test("give an AUC near Φ(1/√2), the same for any scores in the same order", () => {
    const auc = rocAuc(labels, scores);
    expect(Math.abs(auc - 0.7602499389065233)).toBeLessThan(0.005);
    const turned = scores.map((score) => 5 - 3 * score);
    expect(Math.abs(rocAuc(labels, turned) - (1 - auc))).toBeLessThan(Number.EPSILON);
  });

  test("agree on what a threshold finds", () => {
    const found = scores.map((score) => (score > 0.5 ? 1 : 0));
    const [[tn, fp], [fn, tp]] = confusionMatrix(labels, found, { classes: 2 }) as [[number, number], [number, number]];
    expect(accuracy(labels, found)).toBe((tp + tn) / labels.length);
    expect(precision(labels, found)).toBe(tp / (tp + fp));
    expect(recall(labels, found)).toBe(tp / (tp + fn));
    expect(f1Score(labels, found)).toBe((2 * tp) / (2 * tp + fp + fn));
    const correlation = (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    expect(Math.abs(matthewsCorrelation(labels, found) - correlation)).toBeLessThan(4 * Number.EPSILON);
  });
});
