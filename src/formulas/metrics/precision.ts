import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels, options, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkVectors, checkWholeLabels, withDefaults } from "../../formula/validate.js";
import { countOutcomes } from "../../numeric/outcomes.js";

export interface PrecisionOptions {
  /** The label of the class that is looked for; 1 unless said otherwise. */
  readonly positive?: number;
}

const defaults = { positive: 1 };

/**
 * Of what was found, the share that is what was looked for: TP / (TP + FP), from 0 to 1; `yTrue` and `yPred` are labels,
 * both of shape `(n)`.
 *
 * Where nothing was found it is 0/0, and NaN is given, not a silent 0. Throws a RangeError for empty vectors, lengths that
 * differ and labels that are not whole numbers, a TypeError for anything but vectors of numbers and options. Source:
 * Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3.
 */
export function precision(yTrue: Vector, yPred: Vector, options: PrecisionOptions = defaults): number {
  checkVectors("precision", { yTrue, yPred });
  checkWholeLabels("precision", "yTrue", yTrue);
  checkWholeLabels("precision", "yPred", yPred);
  const { positive } = withDefaults("precision", options, defaults);
  checkRange("precision", "positive", positive, Number.isInteger(positive), "a whole number");
  const { truePositives, falsePositives } = countOutcomes(yTrue, yPred, positive);
  return truePositives / (truePositives + falsePositives);
}

/** Labels may be any whole numbers, −1 and 1 among them. */
const domain = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

export default defineFormula({
  name: "precision",
  summary: "Of what was found, the share that is what was looked for.",
  args: [
    labels("yTrue", 3, { latex: "y", domain }),
    labels("yPred", 3, { latex: String.raw`\hat{y}`, domain }),
    options(setting("positive", 1, 0, 2, { latex: "c", whole: true })),
  ],
  latex: String.raw`\mathrm{precision} = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FP}} = \frac{\sum_{i=1}^{n} [y_i = c] \, [\hat{y}_i = c]}{\sum_{i=1}^{n} [\hat{y}_i = c]}`,
  expr: "sum(i, length(yTrue), yTrue[i] == positive and yPred[i] == positive ? 1 : 0) / sum(i, length(yTrue), yPred[i] == positive ? 1 : 0)",
  value: precision,
  textbook: (yTrue: Vector, yPred: Vector, { positive = 1 }: PrecisionOptions = {}) => {
    const found = Array.from(yTrue).filter((_, i) => yPred[i] === positive);
    return found.filter((label) => label === positive).length / found.length;
  },
  accuracy: { value: 0.5, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred, { positive }) => {
    const [is, found] = [tf.equal(yTrue, positive), tf.equal(yPred, positive)];
    const both = tf.sum(tf.cast(tf.logicalAnd(is, found), "float32"));
    return tf.div(both, tf.sum(tf.cast(found, "float32")));
  },
  examples: [
    {
      at: [
        [1, 0, 1, 1],
        [1, 1, 0, 1],
      ],
      gives: approx("0.6667"),
      because: "three were found, and two of them are",
    },
    {
      at: [
        [1, 1, 1, 1],
        [1, 0, 0, 0],
      ],
      gives: 1,
      because: "who finds little errs little: precision says nothing of what is missed",
    },
    {
      at: [
        [1, 0],
        [0, 0],
      ],
      gives: Number.NaN,
      because: "nothing was found, so no share of it can be right",
    },
    {
      at: [[0, 1, 2, 2], [0, 2, 2, 2], { positive: 2 }],
      gives: approx("0.6667"),
      because: "three were taken for a 2, and two of them are",
    },
  ],
  laws: [
    { law: "precision(yTrue, yPred) == recall(yPred, yTrue)", because: "truth and prediction change places" },
    { law: "precision(yTrue, yPred) <= 1", because: "it is a share" },
    {
      law: "precision(yTrue + 1, yPred + 1, 2) == precision(yTrue, yPred)",
      because: "what classes are called does not matter",
    },
  ],
  sources: ["Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §8.3"],
});
