import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVectors } from "../../formula/validate.js";
import { multiply } from "../../numeric/doubleDouble.js";
import { fromAfar, ratio, squareRoot } from "../../numeric/moments.js";
import { residuals, squaredDifferences } from "../../numeric/residuals.js";

/**
 * The root of the mean squared error, in the unit of what is predicted; `yTrue` and `yPred` of shape `(n)`.
 *
 * Right also where the mean squared error overflows or underflows. Throws a RangeError for empty vectors and for lengths
 * that differ, a TypeError for anything but vectors of numbers. Source: Goodfellow, Bengio & Courville, Deep Learning
 * (2016), eq. 5.4, whose root it is.
 */
export function rootMeanSquaredError(yTrue: Vector, yPred: Vector): number {
  checkVectors("rootMeanSquaredError", { yTrue, yPred });
  const { parts, scale } = squaredDifferences(yTrue, yPred);
  if (!Number.isFinite(parts[0])) return parts[0];
  return Math.sqrt(ratio(parts[0], parts[1], [yTrue.length, 0])) / scale;
}

/** By yPred; by yTrue it is the opposite. */
function gradient(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("rootMeanSquaredError", { yTrue, yPred });
  const { high, low, squares } = residuals(yPred, yTrue);
  const n = yPred.length;
  if (squares[0] === 0) return Array.from(yPred, () => 0);
  if (!Number.isFinite(squares[0])) return fromAfar(high).map((entry) => entry / Math.sqrt(n));
  const divisor = squareRoot(multiply(squares, [n, 0]));
  return Array.from(high, (difference, i) => ratio(difference, low[i]!, divisor));
}

export default defineFormula({
  name: "rootMeanSquaredError",
  summary: "How far predictions typically are from the truth: the root of the mean squared error.",
  args: [vector("yTrue", -4, 4, { latex: "y" }), vector("yPred", -4, 4, { latex: String.raw`\hat{y}` })],
  latex: String.raw`\mathrm{RMSE}(y, \hat{y}) = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2}`,
  expr: "sqrt(mean((yTrue - yPred)^2))",
  value: rootMeanSquaredError,
  textbook: (yTrue, yPred) => {
    const squares = Array.from(yTrue, (truth, i) => (truth - yPred[i]!) ** 2);
    return Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
  },
  accuracy: { value: 1, partials: 1 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = \frac{y_i - \hat{y}_i}{n \, \mathrm{RMSE}(y, \hat{y})}`,
      expr: "(yTrue - yPred) / (length(yTrue) * rootMeanSquaredError(yTrue, yPred))",
      value: (yTrue, yPred) => {
        checkVectors("rootMeanSquaredError", { yTrue, yPred });
        return gradient(yPred, yTrue);
      },
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{\hat{y}_i - y_i}{n \, \mathrm{RMSE}(y, \hat{y})}`,
      expr: "(yPred - yTrue) / (length(yPred) * rootMeanSquaredError(yTrue, yPred))",
      value: gradient,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{2 \, \mathrm{RMSE}(y, \hat{y})} \cdot \frac{2}{n} (\hat{y}_i - y_i)`,
        expr: "1 / (2 * rootMeanSquaredError(yTrue, yPred)) * (2 / length(yPred) * (yPred - yTrue))",
        why: "The chain rule: the derivative of the root, and that of the mean squared error",
      },
      {
        latex: String.raw`= \frac{\hat{y}_i - y_i}{n \, \mathrm{RMSE}(y, \hat{y})}`,
        expr: "(yPred - yTrue) / (length(yPred) * rootMeanSquaredError(yTrue, yPred))",
        why: "The 2 cancels",
      },
    ],
  },
  kinks: [
    {
      where: "max(abs(yTrue - yPred)) == 0",
      of: "yPred",
      at: [
        [2, 3],
        [2, 3],
      ],
      gives: [0, 0],
      because: "from a perfect prediction every way leads up: the slopes are −1/√n and 1/√n; 0 lies between",
    },
  ],
  tensor: (tf, yTrue, yPred) => tf.sqrt(tf.losses.meanSquaredError(yTrue, yPred)),
  examples: [
    {
      at: [
        [1, 2],
        [1, 4],
      ],
      gives: approx("1.41421356237309504880"),
      because: "√((0 + 4) / 2)",
    },
    {
      at: [
        [2, 3, 0],
        [5, 3, 4],
      ],
      gives: approx("2.8868"),
      because: "√(25 / 3), more than the mean distance of 7/3: large errors count more",
    },
    {
      at: [
        [7, -1],
        [4, 2],
      ],
      gives: 3,
      because: "both are off by 3, and it is in their unit",
    },
    {
      at: [
        [0, 0],
        [3e200, -3e200],
      ],
      gives: 3e200,
      because: "the mean squared error, 9e400, is no double; its root is one",
    },
    {
      of: "yPred",
      at: [
        [7, -1],
        [4, 2],
      ],
      gives: [-0.5, 0.5],
      because: "−3 / (2 · 3) and 3 / (2 · 3)",
    },
  ],
  laws: [
    {
      law: "rootMeanSquaredError(yTrue, yPred)^2 == meanSquaredError(yTrue, yPred)",
      because: "it is its root",
    },
    {
      law: "rootMeanSquaredError(yTrue, yPred) >= meanAbsoluteError(yTrue, yPred)",
      because: "the square of a mean is at most the mean of the squares",
    },
    {
      law: "rootMeanSquaredError(c * yTrue, c * yPred) == abs(c) * rootMeanSquaredError(yTrue, yPred)",
      because: "in other units it is in those units",
      with: [real("c", -4, 4)],
    },
    {
      law: "rootMeanSquaredError(yTrue, mean(yTrue) + 0 * yPred) == standardDeviation(yTrue)",
      because: "to predict the mean errs by the deviation",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 5.4"],
});
