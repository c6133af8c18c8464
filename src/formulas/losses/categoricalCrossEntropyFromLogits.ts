import { approx } from "../../formula/approx.js";
import type { Matrix } from "../../formula/argument.js";
import { distributions, matrix, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkMatrices, checkProbabilities } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { addSurprise, gradientOfSurprise, logSharesOfPowers } from "../../numeric/logits.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The mean over examples of the cross-entropy of the softmax of each row of `logits` relative to a row of `yTrue`, both
 * of shape `(n, k)`, in nats.
 *
 * Computed from the logits, without the softmax: where a probability underflows its logarithm does not. A logit of
 * −Infinity is a masked class. For smoothed labels pass `smoothLabels` of each row. Throws a RangeError for empty and
 * ragged matrices, shapes that differ and negative probabilities, a TypeError for anything but matrices of numbers.
 * Source: Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108.
 */
export function categoricalCrossEntropyFromLogits(yTrue: Matrix, logits: Matrix): number {
  check(yTrue, logits);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) addSurprise(sum, yTrue[i]!, logits[i]!, scale);
    return sum.over(yTrue.length);
  });
}

function gradientByTruth(yTrue: Matrix, logits: Matrix): number[][] {
  check(yTrue, logits);
  return Array.from(logits, (row) => logSharesOfPowers(row).high.map((share) => (0 - share) / logits.length));
}

function gradientByLogits(yTrue: Matrix, logits: Matrix): number[][] {
  check(yTrue, logits);
  return Array.from(logits, (row, i) => gradientOfSurprise(yTrue[i]!, row, logits.length));
}

function check(yTrue: Matrix, logits: Matrix): void {
  const [rows] = checkMatrices("categoricalCrossEntropyFromLogits", { yTrue, logits });
  for (let i = 0; i < rows; i++) checkProbabilities("categoricalCrossEntropyFromLogits", `yTrue[${i}]`, yTrue[i]!);
}

export default defineFormula({
  name: "categoricalCrossEntropyFromLogits",
  summary:
    "The cross-entropy of what softmax makes of scores, from the scores themselves, averaged over examples; in nats.",
  args: [distributions("yTrue", ["n", "k"], { latex: "y" }), matrix("logits", ["n", "k"], -8, 8, { latex: "z" })],
  latex: String.raw`\mathrm{CCE}(y, z) = \frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{k} y_{ij} \left(\ln \sum_{l=1}^{k} e^{z_{il}} - z_{ij}\right)`,
  expr: "mean(i, length(yTrue), sum(yTrue[i] * (log(sum(exp(logits[i]))) - logits[i])))",
  value: categoricalCrossEntropyFromLogits,
  textbook: (yTrue, logits) => {
    const logTotal = (row: ArrayLike<number>) => Math.log(Array.from(row, (z) => Math.exp(z)).reduce((a, b) => a + b));
    const rows = Array.from(logits, (row, i) => Array.from(row, (z, j) => yTrue[i]![j]! * (logTotal(row) - z)));
    return rows.flat().reduce((a, b) => a + b) / rows.length;
  },
  accuracy: {
    value: 1,
    partials: 1.5,
    cancels: "in the derivative softmax and truth cancel where they nearly agree",
  },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_{ij}} = \frac{1}{n} \left(\ln \sum_{l=1}^{k} e^{z_{il}} - z_{ij}\right)`,
      expr: "-logSoftmax(logits[i])[j] / length(logits)",
      value: gradientByTruth,
    },
    logits: {
      latex: String.raw`\frac{\partial}{\partial z_{ij}} = \frac{1}{n} \left(\left(\sum_{l=1}^{k} y_{il}\right) \mathrm{softmax}(z_i)_j - y_{ij}\right)`,
      expr: "sum(yTrue[i]) * softmax(logits[i])[j] / length(logits) - yTrue[i, j] / length(logits)",
      value: gradientByLogits,
    },
  },
  derivation: {
    of: "logits",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_{ij}} = \frac{1}{n} \left(\sum_{l=1}^{k} y_{il} \cdot \frac{e^{z_{ij}}}{\sum_{m=1}^{k} e^{z_{im}}} - y_{ij}\right)`,
        expr: "1 / length(logits) * (sum(yTrue[i]) * (exp(logits[i, j]) / sum(exp(logits[i]))) - yTrue[i, j])",
        why: "Only example i depends on z_ij: through the logarithm each of its terms, and through the score itself the jth",
      },
      {
        latex: String.raw`= \frac{1}{n} \left(\left(\sum_{l=1}^{k} y_{il}\right) \mathrm{softmax}(z_i)_j - y_{ij}\right)`,
        expr: "(sum(yTrue[i]) * softmax(logits[i])[j] - yTrue[i, j]) / length(logits)",
        why: "The share of the jth power is the softmax; where the truth adds up to 1, forecast less truth is left",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, logits) => tf.neg(tf.mean(tf.sum(tf.mul(yTrue, tf.logSoftmax(logits)), 1))),
  examples: [
    {
      at: [[[0, 0, 1]], [[1, 2, 3]]],
      gives: approx("0.40760596444438030448"),
      because: "logSumExp is 3.4076, of which the true class has 3",
    },
    {
      at: [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 0],
          [2, 0],
        ],
      ],
      gives: approx("0.4100"),
      because: "(ln 2 + ln(1 + e⁻²)) / 2 ≈ (0.6931 + 0.1269) / 2",
    },
    {
      at: [[[0, 1]], [[1000, 0]]],
      gives: 1000,
      because: "wrong by 1000 costs 1000, where −ln(softmax) would be Infinity",
    },
    {
      at: [[[0.05, 0.95]], [[0, 3]]],
      gives: approx("0.1986"),
      because: "smoothLabels([0, 1]) for the truth: ln(1 + e⁻³) + 0.05 · 3",
    },
    {
      of: "logits",
      at: [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ],
      gives: [
        [0.25, -0.25],
        [-0.25, 0.25],
      ],
      because: "softmax less truth, over two examples",
    },
  ],
  laws: [
    {
      law: "categoricalCrossEntropyFromLogits(yTrue, logits) == mean(i, length(yTrue), crossEntropyFromLogits(yTrue[i], logits[i]))",
      because: "it is the mean over the examples",
    },
    {
      law: "categoricalCrossEntropyFromLogits(yTrue, logits) == categoricalCrossEntropy(yTrue, table(i, length(logits), softmax(logits[i])))",
      because: "it is the categorical cross-entropy, by another way",
    },
    {
      law: "categoricalCrossEntropyFromLogits(yTrue, logits + c) == categoricalCrossEntropyFromLogits(yTrue, logits)",
      because: "only differences of scores matter",
      with: [real("c", -8, 8)],
    },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108"],
});
