import { approx } from "../../formula/approx.js";
import type { Matrix, Vector } from "../../formula/argument.js";
import { labels as classes, matrix, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLabels, checkLengths, checkMatrix, checkVector } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { gradientOfSurprise, logShareOfPower } from "../../numeric/logits.js";
import { rescaled } from "../../numeric/rescaled.js";
import { rest } from "../../numeric/twofold.js";

/**
 * The mean over examples of logSumExp(z) − z_label: the surprise of one who forecasts the softmax of each row of
 * `logits`, of shape `(n, k)`, at the class that `labels`, of shape `(n)`, name for it; in nats.
 *
 * Labels are whole numbers from 0 to k − 1. Computed from the logits, without the softmax: where a probability
 * underflows its logarithm does not. Throws a RangeError for nothing, ragged rows, lengths that differ and labels
 * outside their set, a TypeError for other kinds. Source: Bishop, Pattern Recognition and Machine Learning (2006), eq.
 * 4.108.
 */
export function sparseCategoricalCrossEntropyFromLogits(labels: Vector, logits: Matrix): number {
  check(labels, logits);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < labels.length; i++) {
      const logarithm = logShareOfPower(logits[i]!, labels[i]!, scale);
      sum.addParts(-logarithm, -rest.low);
    }
    return sum.over(labels.length);
  });
}

function gradient(labels: Vector, logits: Matrix): number[][] {
  check(labels, logits);
  return Array.from(logits, (row, i) => {
    const truth = Array.from(row, (_, j) => Number(j === labels[i]));
    return gradientOfSurprise(truth, row, logits.length);
  });
}

function check(labels: Vector, logits: Matrix): void {
  checkVector("sparseCategoricalCrossEntropyFromLogits", "labels", labels);
  const [rows, columns] = checkMatrix("sparseCategoricalCrossEntropyFromLogits", "logits", logits);
  checkLengths("sparseCategoricalCrossEntropyFromLogits", "labels", labels.length, "logits", rows);
  checkLabels("sparseCategoricalCrossEntropyFromLogits", "labels", labels, columns);
}

export default defineFormula({
  name: "sparseCategoricalCrossEntropyFromLogits",
  summary: "How surprised one is, on average, at the true classes who forecasts the softmax of scores; in nats.",
  args: [classes("labels", "k", { latex: "c" }), matrix("logits", ["n", "k"], -8, 8, { latex: "z" })],
  latex: String.raw`\mathrm{SCCE}(c, z) = \frac{1}{n} \sum_{i=1}^{n} \left(\ln \sum_{j=1}^{k} e^{z_{ij}} - z_{i c_i}\right)`,
  expr: "mean(i, length(labels), log(sum(exp(logits[i]))) - logits[i, labels[i] + 1])",
  value: sparseCategoricalCrossEntropyFromLogits,
  textbook: (labels, logits) => {
    const logTotal = (row: ArrayLike<number>) => Math.log(Array.from(row, (z) => Math.exp(z)).reduce((a, b) => a + b));
    const losses = Array.from(logits, (row, i) => logTotal(row) - row[labels[i]!]!);
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    logits: {
      latex: String.raw`\frac{\partial}{\partial z_{ij}} = \frac{1}{n} (\mathrm{softmax}(z_i)_j - [j = c_i])`,
      expr: "(softmax(logits[i])[j] - (j == labels[i] + 1 ? 1 : 0)) / length(logits)",
      value: gradient,
    },
  },
  derivation: {
    of: "logits",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_{ij}} = \frac{1}{n} \left(\frac{e^{z_{ij}}}{\sum_{l=1}^{k} e^{z_{il}}} - [j = c_i]\right)`,
        expr: "1 / length(logits) * (exp(logits[i, j]) / sum(exp(logits[i])) - (j == labels[i] + 1 ? 1 : 0))",
        why: "Only example i depends on z_ij: through the logarithm, by the chain rule, and where j is its class through the score itself",
      },
      {
        latex: String.raw`= \frac{1}{n} (\mathrm{softmax}(z_i)_j - [j = c_i])`,
        expr: "(softmax(logits[i])[j] - (j == labels[i] + 1 ? 1 : 0)) / length(logits)",
        why: "The share of the jth power is the softmax: forecast less truth is left",
      },
    ],
  },
  kinks: [],
  tensor: (tf, labels, logits) => {
    const truth = tf.cast(tf.equal(tf.expandDims(labels, 1), tf.range(0, logits.shape[1]!)), "float32");
    return tf.neg(tf.mean(tf.sum(tf.mul(truth, tf.logSoftmax(logits)), 1)));
  },
  examples: [
    {
      at: [[2], [[1, 2, 3]]],
      gives: approx("0.40760596444438030448"),
      because: "logSumExp is 3.4076, of which the true class has 3",
    },
    { at: [[0], [[1, 2, 3]]], gives: approx("2.40760596444438030448"), because: "the true class has only 1 of it" },
    {
      at: [
        [1, 0],
        [
          [0, 0],
          [2, 0],
        ],
      ],
      gives: approx("0.4100"),
      because:
        "(ln 2 + ln(1 + e⁻²)) / 2: as categoricalCrossEntropyFromLogits of the labels written as [0, 1] and [1, 0]",
    },
    { at: [[1], [[1000, 0]]], gives: 1000, because: "wrong by 1000 costs 1000, where −ln(softmax) would be Infinity" },
    {
      at: [[0], [[50, 0]]],
      gives: approx("1.9287e-22"),
      because: "e⁻⁵⁰: what is left of certainty, where logSumExp − 50 cancels to 0",
    },
    {
      of: "logits",
      at: [[2], [[1, 2, 3]]],
      gives: [[approx("0.0900"), approx("0.2447"), approx("-0.3348")]],
      because: "softmax less truth: the wrong classes are pushed down, the true one up",
    },
  ],
  laws: [
    {
      law: "sparseCategoricalCrossEntropyFromLogits(labels, logits) == categoricalCrossEntropyFromLogits(table(i, length(labels), table(j, length(logits[i]), j == labels[i] + 1 ? 1 : 0)), logits)",
      because: "a label is a distribution with all on one class",
    },
    {
      law: "sparseCategoricalCrossEntropyFromLogits(labels, logits + c) == sparseCategoricalCrossEntropyFromLogits(labels, logits)",
      because: "only differences of scores matter",
      with: [real("c", -8, 8)],
    },
    { law: "sparseCategoricalCrossEntropyFromLogits(labels, logits) >= 0", because: "surprise is not negative" },
    {
      law: "sparseCategoricalCrossEntropyFromLogits(labels, 0 * logits) == log(length(logits[1]))",
      because: "equal scores say that all classes are alike",
    },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108"],
});
