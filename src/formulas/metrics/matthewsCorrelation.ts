import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLabels, checkVectors } from "../../formula/validate.js";
import { countOutcomes } from "../../numeric/outcomes.js";

/**
 * The correlation of truth and prediction, from −1 to 1, where 0 is no better than chance; `yTrue` and `yPred` are
 * labels 0 and 1, both of shape `(n)`.
 *
 * All four outcomes count, so that it is not fooled where one class is rare. Where either holds one class only it is 0/0,
 * and NaN is given; scikit-learn gives 0. Throws a RangeError for empty vectors, lengths that differ and other labels, a
 * TypeError for anything but vectors of numbers. Source: Matthews, Comparison of the predicted and observed secondary
 * structure of T4 phage lysozyme (1975).
 */
export function matthewsCorrelation(yTrue: Vector, yPred: Vector): number {
  checkVectors("matthewsCorrelation", { yTrue, yPred });
  checkLabels("matthewsCorrelation", "yTrue", yTrue, 2);
  checkLabels("matthewsCorrelation", "yPred", yPred, 2);
  const {
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    trueNegatives: tn,
  } = countOutcomes(yTrue, yPred, 1);
  const product = (tp + fp) * (tn + fn) * (tp + fn) * (tn + fp);
  // Two roots where the product of all four has more digits than a double.
  const root =
    product <= Number.MAX_SAFE_INTEGER
      ? Math.sqrt(product)
      : Math.sqrt((tp + fp) * (tn + fn)) * Math.sqrt((tp + fn) * (tn + fp));
  return (tp * tn - fp * fn) / root;
}

const pairs = (is: number, found: number) =>
  `sum(i, length(yTrue), yTrue[i] == ${is} and yPred[i] == ${found} ? 1 : 0)`;

export default defineFormula({
  name: "matthewsCorrelation",
  summary: "How truth and prediction of two classes correlate; 0 is no better than chance.",
  args: [labels("yTrue", 2, { latex: "y" }), labels("yPred", 2, { latex: String.raw`\hat{y}` })],
  axes: { n: [2, 6] },
  latex: String.raw`\mathrm{MCC} = \frac{\mathrm{TP} \cdot \mathrm{TN} - \mathrm{FP} \cdot \mathrm{FN}}{\sqrt{(\mathrm{TP} + \mathrm{FP}) (\mathrm{TP} + \mathrm{FN}) (\mathrm{TN} + \mathrm{FP}) (\mathrm{TN} + \mathrm{FN})}}`,
  expr: `(${pairs(1, 1)} * ${pairs(0, 0)} - ${pairs(0, 1)} * ${pairs(1, 0)}) / sqrt(sum(yPred) * sum(yTrue) * sum(1 - yTrue) * sum(1 - yPred))`,
  value: matthewsCorrelation,
  textbook: (yTrue, yPred) => {
    const count = (is: number, found: number) =>
      Array.from(yTrue).filter((label, i) => label === is && yPred[i] === found).length;
    const [tp, fp, fn, tn] = [count(1, 1), count(0, 1), count(1, 0), count(0, 0)];
    return (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  },
  accuracy: { value: 2, partials: 0 },
  partials: none("labels jump from one class to another"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, yPred) => {
    // For labels 0 and 1 it is Pearson's correlation.
    const [y, p] = [tf.cast(yTrue, "float32"), tf.cast(yPred, "float32")];
    const [dy, dp] = [tf.sub(y, tf.mean(y)), tf.sub(p, tf.mean(p))];
    return tf.div(tf.sum(tf.mul(dy, dp)), tf.mul(tf.norm(dy), tf.norm(dp)));
  },
  examples: [
    {
      at: [
        [1, 1, 0, 0],
        [1, 1, 0, 0],
      ],
      gives: 1,
      because: "all right",
    },
    {
      at: [
        [1, 1, 0, 0],
        [0, 0, 1, 1],
      ],
      gives: -1,
      because: "all wrong, which can be turned around",
    },
    {
      at: [
        [1, 1, 0, 0],
        [1, 0, 1, 0],
      ],
      gives: 0,
      because: "as by tossing a coin",
    },
    {
      at: [
        [1, 1, 1, 0],
        [1, 1, 0, 0],
      ],
      gives: approx("0.5774"),
      because: "(2 · 1 − 0 · 1) / √(2 · 3 · 1 · 2) = 2/√12",
    },
    {
      at: [
        [1, 0, 0],
        [0, 0, 0],
      ],
      gives: Number.NaN,
      because: "what never changes correlates with nothing",
    },
  ],
  laws: [
    { law: "abs(matthewsCorrelation(yTrue, yPred)) <= 1", because: "it is a correlation" },
    { law: "matthewsCorrelation(yTrue, 1 - yPred) == -matthewsCorrelation(yTrue, yPred)", because: "turned around" },
    {
      law: "matthewsCorrelation(1 - yTrue, 1 - yPred) == matthewsCorrelation(yTrue, yPred)",
      because: "the classes swap places",
    },
    {
      law: "matthewsCorrelation(yTrue, yPred) == matthewsCorrelation(yPred, yTrue)",
      because: "a correlation has no order",
    },
    {
      law: "matthewsCorrelation(yTrue, yPred) == cosineSimilarity(yTrue - mean(yTrue), yPred - mean(yPred))",
      because: "it is Pearson's correlation of the labels",
    },
  ],
  sources: ["Matthews, Comparison of the predicted and observed secondary structure of T4 phage lysozyme (1975)"],
});
