import type { Vector } from "../../formula/argument.js";
import { labels, options, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLabels, checkVectors, checkWhole, withRequired } from "../../formula/validate.js";

export interface ConfusionMatrixOptions {
  /** How many classes there are; labels are whole numbers below it. */
  readonly classes: number;
}

const defaults = {};

/**
 * How often each class was taken for each: row i and column j count what is of class i and was predicted as class j, of
 * shape `(classes, classes)`; `yTrue` and `yPred` are labels from 0, both of shape `(n)`.
 *
 * Classes are in ascending order, rows true and columns predicted, as in TensorFlow.js and scikit-learn; some books have
 * it the other way around. Throws a RangeError for empty vectors, lengths that differ and labels that are not below
 * `classes`, a TypeError for anything but vectors of numbers and options. Source: TensorFlow.js, tf.math.confusionMatrix.
 */
export function confusionMatrix(yTrue: Vector, yPred: Vector, options: ConfusionMatrixOptions): number[][] {
  checkVectors("confusionMatrix", { yTrue, yPred });
  const { classes } = withRequired("confusionMatrix", options, ["classes"], defaults);
  checkWhole("confusionMatrix", "classes", classes, 1);
  checkLabels("confusionMatrix", "yTrue", yTrue, classes);
  checkLabels("confusionMatrix", "yPred", yPred, classes);
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < yTrue.length; i++) counts[yTrue[i]!]![yPred[i]!]!++;
  return counts;
}

export default defineFormula({
  name: "confusionMatrix",
  summary: "How often each class was taken for each: rows are true, columns predicted.",
  args: [
    labels("yTrue", 3, { latex: "y" }),
    labels("yPred", 3, { latex: String.raw`\hat{y}` }),
    options(required("classes", 3, 5, { latex: "K", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] })),
  ],
  latex: String.raw`C_{ij} = \sum_{k=1}^{n} [y_k = i] \, [\hat{y}_k = j], \quad i, j = 0, \dots, K - 1`,
  expr: "table(i, classes, table(j, classes, sum(k, length(yTrue), yTrue[k] == i - 1 and yPred[k] == j - 1 ? 1 : 0)))",
  value: confusionMatrix,
  textbook: (yTrue, yPred, { classes }) => {
    const counts = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
    for (const [i, label] of Array.from(yTrue).entries()) counts[label]![yPred[i]!]!++;
    return counts;
  },
  accuracy: { value: 0, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred, { classes }) =>
    tf.math.confusionMatrix(
      yTrue as import("@tensorflow/tfjs").Tensor1D,
      yPred as import("@tensorflow/tfjs").Tensor1D,
      classes,
    ),
  examples: [
    {
      at: [[0, 0, 1, 1], [0, 1, 1, 1], { classes: 2 }],
      gives: [
        [1, 1],
        [0, 2],
      ],
      because: "one 0 was taken for a 1, in the row of what it is and the column of what it was taken for",
    },
    {
      at: [[0, 1, 2, 2], [0, 2, 2, 2], { classes: 3 }],
      gives: [
        [1, 0, 0],
        [0, 0, 1],
        [0, 0, 2],
      ],
      because: "what is right is on the diagonal",
    },
    {
      at: [[0, 1], [1, 0], { classes: 2 }],
      gives: [
        [0, 1],
        [1, 0],
      ],
      because: "all wrong: nothing is on the diagonal",
    },
    {
      at: [[0], [0], { classes: 3 }],
      gives: [
        [1, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      because: "classes that do not occur keep their places",
    },
  ],
  laws: [
    {
      law: "transpose(confusionMatrix(yTrue, yPred, classes)) == confusionMatrix(yPred, yTrue, classes)",
      because: "truth and prediction change places",
    },
    {
      law: "sum(i, classes, sum(confusionMatrix(yTrue, yPred, classes)[i])) == length(yTrue)",
      because: "every example is counted once",
    },
    {
      law: "sum(confusionMatrix(yTrue, yPred, classes)[1]) == sum(k, length(yTrue), yTrue[k] == 0 ? 1 : 0)",
      because: "a row adds up to what is of its class",
    },
  ],
  sources: ["TensorFlow.js, tf.math.confusionMatrix"],
});
