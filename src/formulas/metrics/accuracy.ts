import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkVectors, checkWholeLabels } from "../../formula/validate.js";

/**
 * The share of predictions that are right, from 0 to 1; `yTrue` and `yPred` are labels, both of shape `(n)`.
 *
 * Labels may be any whole numbers; probabilities are refused, since none of them would equal a label. Throws a
 * RangeError for empty vectors, lengths that differ and labels that are not whole, a TypeError for anything but vectors
 * of numbers. Source: Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3.
 */
export function accuracy(yTrue: Vector, yPred: Vector): number {
  checkVectors("accuracy", { yTrue, yPred });
  checkWholeLabels("accuracy", "yTrue", yTrue);
  checkWholeLabels("accuracy", "yPred", yPred);
  let right = 0;
  for (let i = 0; i < yTrue.length; i++) if (yTrue[i] === yPred[i]) right++;
  return right / yTrue.length;
}

/** Labels may be any whole numbers, −1 and 1 among them. */
const domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

export default defineFormula({
  name: "accuracy",
  summary: "The share of predictions that are right.",
  args: [labels("yTrue", 3, { latex: "y", domain }), labels("yPred", 3, { latex: String.raw`\hat{y}`, domain })],
  latex: String.raw`\mathrm{accuracy}(y, \hat{y}) = \frac{1}{n} \sum_{i=1}^{n} [y_i = \hat{y}_i]`,
  expr: "mean(i, length(yTrue), yTrue[i] == yPred[i] ? 1 : 0)",
  value: accuracy,
  textbook: (yTrue, yPred) => Array.from(yTrue).filter((label, i) => label === yPred[i]).length / yTrue.length,
  accuracy: { value: 0.5, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred) => tf.mean(tf.cast(tf.equal(yTrue, yPred), "float32")),
  examples: [
    {
      at: [
        [1, 0, 1, 1],
        [1, 0, 0, 1],
      ],
      gives: 0.75,
      because: "three of four",
    },
    {
      at: [
        [0, 1, 2],
        [0, 2, 2],
      ],
      gives: approx("0.6667"),
      because: "two of three; how far 2 is from 1 does not matter",
    },
    {
      at: [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ],
      gives: 0.9,
      because: "where one class is rare, never to find it scores high",
    },
    {
      at: [
        [0, 1],
        [1, 0],
      ],
      gives: 0,
      because: "all wrong",
    },
  ],
  laws: [
    { law: "accuracy(yTrue, yTrue) == 1", because: "what is predicted as it is, is right" },
    { law: "accuracy(yTrue, yPred) == accuracy(yPred, yTrue)", because: "equality has no order" },
    {
      law: "accuracy(yTrue + 1, yPred + 1) == accuracy(yTrue, yPred)",
      because: "what classes are called does not matter",
    },
    {
      law: "accuracy(yTrue, yPred) == sum(i, 3, confusionMatrix(yTrue, yPred, 3)[i, i]) / length(yTrue)",
      because: "right predictions are on the diagonal",
    },
  ],
  sources: ["Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3"],
});
