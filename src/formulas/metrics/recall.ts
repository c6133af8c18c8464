import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels, options, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkVectors, checkWholeLabels, withDefaults } from "../../formula/validate.js";
import { countOutcomes } from "../../numeric/outcomes.js";

export interface RecallOptions {
  /** The label of the class that is looked for; 1 unless said otherwise. */
  readonly positive?: number;
}

const defaults = { positive: 1 };

/**
 * Of what was looked for, the share that was found: TP / (TP + FN), from 0 to 1; `yTrue` and `yPred` are labels, both of
 * shape `(n)`. Also called sensitivity and true positive rate.
 *
 * Where there was nothing to find it is 0/0, and NaN is given, not a silent 0. Throws a RangeError for empty vectors,
 * lengths that differ and labels that are not whole numbers, a TypeError for anything but vectors of numbers and options.
 * Source: Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3.
 */
export function recall(yTrue: Vector, yPred: Vector, options: RecallOptions = defaults): number {
  checkVectors("recall", { yTrue, yPred });
  checkWholeLabels("recall", "yTrue", yTrue);
  checkWholeLabels("recall", "yPred", yPred);
  const { positive } = withDefaults("recall", options, defaults);
  checkRange("recall", "positive", positive, Number.isInteger(positive), "a whole number");
  const { truePositives, falseNegatives } = countOutcomes(yTrue, yPred, positive);
  return truePositives / (truePositives + falseNegatives);
}

/** Labels may be any whole numbers, −1 and 1 among them. */
const domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

export default defineFormula({
  name: "recall",
  summary: "Of what was looked for, the share that was found.",
  args: [
    labels("yTrue", 3, { latex: "y", domain }),
    labels("yPred", 3, { latex: String.raw`\hat{y}`, domain }),
    options(setting("positive", 1, 0, 2, { latex: "c", whole: true })),
  ],
  latex: String.raw`\mathrm{recall} = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FN}} = \frac{\sum_{i=1}^{n} [y_i = c] \, [\hat{y}_i = c]}{\sum_{i=1}^{n} [y_i = c]}`,
  expr: "sum(i, length(yTrue), yTrue[i] == positive and yPred[i] == positive ? 1 : 0) / sum(i, length(yTrue), yTrue[i] == positive ? 1 : 0)",
  value: recall,
  textbook: (yTrue: Vector, yPred: Vector, { positive = 1 }: RecallOptions = {}) => {
    const wanted = Array.from(yPred).filter((_, i) => yTrue[i] === positive);
    return wanted.filter((label) => label === positive).length / wanted.length;
  },
  accuracy: { value: 0.5, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred, { positive }) => {
    const [is, found] = [tf.equal(yTrue, positive), tf.equal(yPred, positive)];
    const both = tf.sum(tf.cast(tf.logicalAnd(is, found), "float32"));
    return tf.div(both, tf.sum(tf.cast(is, "float32")));
  },
  examples: [
    {
      at: [
        [1, 0, 1, 1],
        [1, 1, 0, 1],
      ],
      gives: approx("0.6667"),
      because: "there are three, and two of them were found",
    },
    {
      at: [
        [1, 1, 0, 0],
        [1, 1, 1, 1],
      ],
      gives: 1,
      because: "who calls everything found misses nothing: recall says nothing of false alarms",
    },
    {
      at: [
        [0, 0],
        [1, 0],
      ],
      gives: Number.NaN,
      because: "there was nothing to find",
    },
    {
      at: [[0, 1, 2, 2], [0, 2, 1, 2], { positive: 2 }],
      gives: 0.5,
      because: "of two 2s one was found",
    },
  ],
  laws: [
    { law: "recall(yTrue, yPred) == precision(yPred, yTrue)", because: "truth and prediction change places" },
    { law: "recall(yTrue, yPred) <= 1", because: "it is a share" },
    {
      law: "recall(yTrue, yPred) == confusionMatrix(yTrue, yPred, 3)[2, 2] / sum(confusionMatrix(yTrue, yPred, 3)[2])",
      because: "of a row of the confusion matrix, the share on the diagonal",
    },
  ],
  sources: ["Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3"],
});
