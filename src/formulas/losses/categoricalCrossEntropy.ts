import { approx } from "../../formula/approx.js";
import type { Matrix } from "../../formula/argument.js";
import { distributions } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkMatrices, checkProbabilities } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { addExpectedLogarithm } from "../../numeric/expectedLogarithm.js";
import { log } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The mean over examples of the cross-entropy of the forecast distributions `yPred` relative to the true ones `yTrue`,
 * both of shape `(n, k)`, in nats.
 *
 * Nothing is clipped or renormalised: a forecast of 0 for what happens costs Infinity, 0·ln 0 counts 0. Throws a
 * RangeError for empty and ragged matrices, shapes that differ and negative probabilities, a TypeError for anything but
 * matrices of numbers. Source: Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108.
 */
export function categoricalCrossEntropy(yTrue: Matrix, yPred: Matrix): number {
  check(yTrue, yPred);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) addExpectedLogarithm(sum, yTrue[i]!, yPred[i]!, scale);
    return 0 - sum.over(yTrue.length);
  });
}

function gradientByTruth(yTrue: Matrix, yPred: Matrix): number[][] {
  check(yTrue, yPred);
  return Array.from(yPred, (row) => Array.from(row, (forecast) => (0 - log(forecast)) / yPred.length));
}

function gradientByForecast(yTrue: Matrix, yPred: Matrix): number[][] {
  check(yTrue, yPred);
  return Array.from(yPred, (row, i) => Array.from(row, (forecast, j) => slope(yTrue[i]![j]!, forecast) / yPred.length));
}

function slope(share: number, forecast: number): number {
  return share === 0 && !Number.isNaN(forecast) ? 0 : -share / forecast;
}

function check(yTrue: Matrix, yPred: Matrix): void {
  const [rows] = checkMatrices("categoricalCrossEntropy", { yTrue, yPred });
  for (let i = 0; i < rows; i++) {
    checkProbabilities("categoricalCrossEntropy", `yTrue[${i}]`, yTrue[i]!);
    checkProbabilities("categoricalCrossEntropy", `yPred[${i}]`, yPred[i]!);
  }
}

export default defineFormula({
  name: "categoricalCrossEntropy",
  summary: "The cross-entropy of forecast and true distributions, averaged over examples; in nats.",
  args: [distributions("yTrue", ["n", "k"], { latex: "y" }), distributions("yPred", ["n", "k"], { latex: "p" })],
  latex: String.raw`\mathrm{CCE}(y, p) = -\frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{k} y_{ij} \ln p_{ij}`,
  expr: "-mean(i, length(yTrue), sum(yTrue[i] * log(yPred[i])))",
  value: categoricalCrossEntropy,
  textbook: (yTrue, yPred) => {
    const loss = (y: number, p: number) => (y === 0 ? 0 : -y * Math.log(p));
    const rows = Array.from(yTrue, (row, i) => Array.from(row, (y, j) => loss(y, yPred[i]![j]!)));
    return rows.flat().reduce((a, b) => a + b) / rows.length;
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_{ij}} = -\frac{1}{n} \ln p_{ij}`,
      expr: "-log(yPred) / length(yPred)",
      value: gradientByTruth,
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial p_{ij}} = -\frac{1}{n} \cdot \frac{y_{ij}}{p_{ij}}`,
      expr: "-yTrue / yPred / length(yPred)",
      value: gradientByForecast,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial p_{ij}} = -\frac{1}{n} \cdot y_{ij} \cdot \frac{1}{p_{ij}}`,
        expr: "-1 / length(yPred) * yTrue * (1 / yPred)",
        why: "Of the sums only the term of example i and class j depends on p_ij; the logarithm's derivative is the reciprocal",
      },
      {
        latex: String.raw`= -\frac{1}{n} \cdot \frac{y_{ij}}{p_{ij}}`,
        expr: "-yTrue / yPred / length(yPred)",
        why: "One fraction",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred) => tf.neg(tf.mean(tf.sum(tf.mul(yTrue, tf.log(yPred)), 1))),
  examples: [
    {
      at: [
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
        [
          [0.05, 0.95, 0],
          [0.1, 0.8, 0.1],
        ],
      ],
      gives: approx("1.177"),
      because: "(−ln 0.95 − ln 0.1) / 2 ≈ (0.0513 + 2.3026) / 2; the example of Keras's documentation",
    },
    {
      at: [[[0.5, 0.5]], [[0.25, 0.75]]],
      gives: approx("0.83698821678583577314"),
      because: "of one example it is the cross-entropy",
    },
    {
      at: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ],
      gives: 0,
      because: "certain and right costs nothing, and 0·ln 0 counts 0",
    },
    {
      at: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [1, 0],
        ],
      ],
      gives: Number.POSITIVE_INFINITY,
      because: "one impossible event is enough; nothing is clipped",
    },
    {
      of: "yPred",
      at: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0.5, 0.5],
          [0.75, 0.25],
        ],
      ],
      gives: [
        [-1, 0],
        [0, -2],
      ],
      because: "−1/0.5 and −1/0.25, over two examples; classes that did not happen do not count",
    },
  ],
  laws: [
    {
      law: "categoricalCrossEntropy(yTrue, yPred) == mean(i, length(yTrue), crossEntropy(yTrue[i], yPred[i]))",
      because: "it is the mean over the examples",
    },
    {
      law: "categoricalCrossEntropy(yTrue, yPred) >= categoricalCrossEntropy(yTrue, yTrue)",
      because: "no forecast beats the truth (Gibbs' inequality)",
    },
    { law: "categoricalCrossEntropy(yTrue, yPred) >= 0", because: "surprise is not negative" },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108"],
});
