import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels, options, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkVectors, checkWholeLabels, withDefaults } from "../../formula/validate.js";
import { countOutcomes } from "../../numeric/outcomes.js";

export interface F1ScoreOptions {
  /** The label of the class that is looked for; 1 unless said otherwise. */
  readonly positive?: number;
}

const defaults = { positive: 1 };

/**
 * The harmonic mean of precision and recall: 2TP / (2TP + FP + FN), from 0 to 1; `yTrue` and `yPred` are labels, both of
 * shape `(n)`.
 *
 * Defined also where precision or recall alone is not; only where nothing was found and nothing was there is it 0/0, and
 * NaN is given, not a silent 0. Throws a RangeError for empty vectors, lengths that differ and labels that are not whole
 * numbers, a TypeError for anything but vectors of numbers and options. Source: Manning, Raghavan & Schütze, Introduction
 * to Information Retrieval (2008), §8.3.
 */
export function f1Score(yTrue: Vector, yPred: Vector, options: F1ScoreOptions = defaults): number {
  checkVectors("f1Score", { yTrue, yPred });
  checkWholeLabels("f1Score", "yTrue", yTrue);
  checkWholeLabels("f1Score", "yPred", yPred);
  const { positive } = withDefaults("f1Score", options, defaults);
  checkRange("f1Score", "positive", positive, Number.isInteger(positive), "a whole number");
  const { truePositives, falsePositives, falseNegatives } = countOutcomes(yTrue, yPred, positive);
  return (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
}

/** Labels may be any whole numbers, −1 and 1 among them. */
const domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

export default defineFormula({
  name: "f1Score",
  summary: "Precision and recall in one: their harmonic mean.",
  args: [
    labels("yTrue", 3, { latex: "y", domain }),
    labels("yPred", 3, { latex: String.raw`\hat{y}`, domain }),
    options(setting("positive", 1, 0, 2, { latex: "c", whole: true })),
  ],
  latex: String.raw`F_1 = \frac{2 \, \mathrm{TP}}{2 \, \mathrm{TP} + \mathrm{FP} + \mathrm{FN}} = \frac{2 \sum_{i=1}^{n} [y_i = c] \, [\hat{y}_i = c]}{\sum_{i=1}^{n} [y_i = c] + \sum_{i=1}^{n} [\hat{y}_i = c]}`,
  expr: "2 * sum(i, length(yTrue), yTrue[i] == positive and yPred[i] == positive ? 1 : 0) / (sum(i, length(yTrue), yTrue[i] == positive ? 1 : 0) + sum(i, length(yTrue), yPred[i] == positive ? 1 : 0))",
  value: f1Score,
  textbook: (yTrue: Vector, yPred: Vector, { positive = 1 }: F1ScoreOptions = {}) => {
    const hits = Array.from(yTrue).filter((label, i) => label === positive && yPred[i] === positive).length;
    return (2 * hits) / [...Array.from(yTrue), ...Array.from(yPred)].filter((label) => label === positive).length;
  },
  accuracy: { value: 0.5, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred, { positive }) => {
    const [is, found] = [tf.equal(yTrue, positive), tf.equal(yPred, positive)];
    const both = tf.sum(tf.cast(tf.logicalAnd(is, found), "float32"));
    return tf.div(tf.mul(both, 2), tf.add(tf.sum(tf.cast(is, "float32")), tf.sum(tf.cast(found, "float32"))));
  },
  examples: [
    {
      at: [
        [1, 0, 1, 1],
        [1, 1, 0, 1],
      ],
      gives: approx("0.6667"),
      because: "4 / (4 + 1 + 1): where precision and recall agree, so does their mean",
    },
    {
      at: [
        [1, 1, 1, 1],
        [1, 0, 0, 0],
      ],
      gives: 0.4,
      because: "of 1 and ¼ the harmonic mean is far below ½ · 1.25: it is near the smaller",
    },
    {
      at: [
        [1, 0],
        [0, 0],
      ],
      gives: 0,
      because: "nothing was found: precision is 0/0, but 2TP / (2TP + FP + FN) is 0/1",
    },
    {
      at: [
        [0, 0],
        [0, 0],
      ],
      gives: Number.NaN,
      because: "nothing was there and nothing was found",
    },
    {
      at: [[0, 1, 2, 2], [0, 2, 2, 2], { positive: 2 }],
      gives: 0.8,
      because: "4 / (4 + 1)",
    },
  ],
  laws: [
    {
      law: "2 / f1Score(yTrue, yPred) == 1 / precision(yTrue, yPred) + 1 / recall(yTrue, yPred)",
      because: "a harmonic mean: reciprocals are averaged",
    },
    { law: "f1Score(yTrue, yPred) == f1Score(yPred, yTrue)", because: "precision and recall change places" },
    {
      law: "f1Score(yTrue, yPred) <= max(precision(yTrue, yPred), recall(yTrue, yPred))",
      because: "a mean lies between what it averages",
    },
  ],
  sources: ["Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3"],
});
