import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVectors } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { add, divide, exactSum, negate, toNumber } from "../../numeric/doubleDouble.js";
import { DistancesFromMean, fromAfar, plainCentredSquares, ratio, scaledBy } from "../../numeric/moments.js";
import { alignedDifference, ordinaryScale, scaleOfSize, timesPowerOfTwo } from "../../numeric/powerOfTwo.js";
import { squaredDifferences } from "../../numeric/residuals.js";
import { hasNonFinite } from "../../numeric/sums.js";

/**
 * The share of the variance of `yTrue` that `yPred` explains, both of shape `(n)`: 1 for perfect predictions, 0 for
 * predicting the mean, and negative for worse.
 *
 * Where `yTrue` does not vary there is nothing to explain, and NaN is given. Throws a RangeError for empty vectors and
 * for lengths that differ, a TypeError for anything but vectors of numbers. Source: James, Witten, Hastie & Tibshirani, An
 * Introduction to Statistical Learning (2013), eq. 3.17.
 */
export function r2Score(yTrue: Vector, yPred: Vector): number {
  checkVectors("r2Score", { yTrue, yPred });
  if (hasNonFinite(yTrue) || hasNonFinite(yPred)) return atInfinity(yTrue, yPred);
  const { share, exponent, spread } = unexplained(yTrue, yPred);
  if (spread[0] === 0) return Number.NaN;
  const [high, low] = share.map((part) => timesPowerOfTwo(part, exponent)) as [number, number];
  return Number.isFinite(high) ? toNumber(add([1, 0], negate([high, low]))) : -high;
}

function gradientByPrediction(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("r2Score", { yTrue, yPred });
  if (hasNonFinite(yTrue) || hasNonFinite(yPred)) return Array.from(yTrue, () => Number.NaN);
  const { spread, spreadExponent } = unexplained(yTrue, yPred);
  return Array.from(yTrue, (truth, i) => {
    const { quotient, exponent } = pull(truth, yPred[i]!, spread);
    return timesPowerOfTwo(quotient, 2 * spreadExponent + exponent);
  });
}

function gradientByTruth(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("r2Score", { yTrue, yPred });
  if (hasNonFinite(yTrue) || hasNonFinite(yPred)) return Array.from(yTrue, () => Number.NaN);
  const { spread, spreadExponent, share, exponent } = unexplained(yTrue, yPred);
  const distances = new DistancesFromMean(yTrue);
  const twice = 2 * toNumber(share);
  return Array.from(yTrue, (truth, i) => {
    const direct = pull(truth, yPred[i]!, spread);
    distances.find(i);
    const bySpread = twice * ratio(distances.high, distances.low, spread);
    const directExponent = 2 * spreadExponent + direct.exponent;
    const bySpreadExponent = exponent + 2 * spreadExponent + distances.exponent;
    return alignedDifference(bySpread, bySpreadExponent, direct.quotient, directExponent);
  });
}

/** 2(y − ŷ) over the spread; the residual is scaled by itself, since it may be far smaller than others. */
function pull(truth: number, prediction: number, spread: DoubleDouble) {
  const scale = scaleOfSize(Math.max(Math.abs(truth), Math.abs(prediction)));
  const [high, low] = exactSum(truth * scale, -prediction * scale);
  return { quotient: 2 * ratio(high, low, spread), exponent: -Math.log2(scale) };
}

/** How much the squared residuals are of the spread of the truth; the exponents are of the powers of two in them. */
function unexplained(yTrue: Vector, yPred: Vector) {
  const scale = ordinaryScale(yTrue);
  const spread = plainCentredSquares(scaledBy(yTrue, scale));
  const { parts: squares, scale: errorScale } = squaredDifferences(yTrue, yPred);
  const spreadExponent = Math.log2(scale);
  const exponent = 2 * (spreadExponent - Math.log2(errorScale));
  return { spread, spreadExponent, share: divide(squares, spread), exponent };
}

/** The limit, if there is one. */
function atInfinity(yTrue: Vector, yPred: Vector): number {
  if (!hasNonFinite(yPred)) {
    const far = fromAfar(yTrue);
    return far.some(Number.isNaN)
      ? Number.NaN
      : r2Score(
          far,
          Array.from(yPred, () => 0),
        );
  }
  return hasNonFinite(yTrue) || Array.from(yPred).some(Number.isNaN) ? Number.NaN : Number.NEGATIVE_INFINITY;
}

const squaredErrors = "sum((yTrue - yPred)^2)";
const spreadOf = "sum((yTrue - mean(yTrue))^2)";

export default defineFormula({
  name: "r2Score",
  summary: "The share of the variance of the truth that the predictions explain.",
  args: [vector("yTrue", -4, 4, { latex: "y" }), vector("yPred", -4, 4, { latex: String.raw`\hat{y}` })],
  axes: { n: [2, 5] },
  latex: String.raw`R^2 = 1 - \frac{\sum_{i=1}^{n} (y_i - \hat{y}_i)^2}{\sum_{i=1}^{n} (y_i - \bar{y})^2}`,
  expr: `1 - ${squaredErrors} / ${spreadOf}`,
  value: r2Score,
  textbook: (yTrue, yPred) => {
    const mean = Array.from(yTrue).reduce((a, b) => a + b) / yTrue.length;
    const total = Array.from(yTrue).reduce((sum, truth) => sum + (truth - mean) ** 2, 0);
    return 1 - Array.from(yTrue).reduce((sum, truth, i) => sum + (truth - yPred[i]!) ** 2, 0) / total;
  },
  accuracy: { value: 1, partials: 3, cancels: "what is not explained is taken off the whole" },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial R^2}{\partial y_i} = \frac{2 \, \mathrm{SSE} \, (y_i - \bar{y})}{\mathrm{SST}^2} - \frac{2 (y_i - \hat{y}_i)}{\mathrm{SST}}`,
      expr: `2 * ${squaredErrors} * (yTrue - mean(yTrue)) / ${spreadOf}^2 - 2 * (yTrue - yPred) / ${spreadOf}`,
      value: gradientByTruth,
    },
    yPred: {
      latex: String.raw`\frac{\partial R^2}{\partial \hat{y}_i} = \frac{2 (y_i - \hat{y}_i)}{\sum_{k=1}^{n} (y_k - \bar{y})^2}`,
      expr: `2 * (yTrue - yPred) / ${spreadOf}`,
      value: gradientByPrediction,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial R^2}{\partial \hat{y}_i} = -\frac{1}{\sum_{k=1}^{n} (y_k - \bar{y})^2} \cdot 2 (y_i - \hat{y}_i) \cdot (-1)`,
        expr: `-(1 / ${spreadOf}) * 2 * (yTrue - yPred) * (-1)`,
        why: "The denominator does not depend on ŷ, and of the numerator only the ith square does; power rule and chain rule",
      },
      {
        latex: String.raw`= \frac{2 (y_i - \hat{y}_i)}{\sum_{k=1}^{n} (y_k - \bar{y})^2}`,
        expr: `2 * (yTrue - yPred) / ${spreadOf}`,
        why: "The two signs cancel",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred) => {
    const spread = tf.sum(tf.square(tf.sub(yTrue, tf.mean(yTrue))));
    return tf.sub(1, tf.div(tf.sum(tf.square(tf.sub(yTrue, yPred))), spread));
  },
  examples: [
    {
      at: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      gives: 1,
      because: "nothing is left to explain",
    },
    {
      at: [
        [1, 2, 3],
        [2, 2, 2],
      ],
      gives: 0,
      because: "the mean explains nothing of the differences",
    },
    {
      at: [
        [3, -0.5, 2, 7],
        [2.5, 0, 2, 8],
      ],
      gives: approx("0.9486"),
      because: "1 − 1.5 / 29.1875",
    },
    {
      at: [
        [1, 2, 3],
        [3, 2, 1],
      ],
      gives: -3,
      because: "1 − 8/2: it is no square, and worse than the mean is below 0",
    },
    {
      at: [
        [2, 2],
        [1, 3],
      ],
      gives: Number.NaN,
      because: "a truth that does not vary has no variance to explain",
    },
    {
      of: "yPred",
      at: [
        [1, 2, 3],
        [2, 2, 2],
      ],
      gives: [-1, 0, 1],
      because: "2 · (−1, 0, 1) / 2: towards the truth it rises",
    },
  ],
  laws: [
    { law: "r2Score(yTrue, yPred) <= 1", because: "squares are not negative" },
    { law: "r2Score([a, a + b], [a, a + b]) == 1", because: "perfect", with: [real("a", -4, 4), real("b", 1, 4)] },
    {
      law: "r2Score([a, a + b, a + 2 * b], [a + b, a + b, a + b]) == 0",
      because: "to predict the mean explains nothing",
      with: [real("a", -4, 4), real("b", 1, 4)],
    },
    {
      law: "r2Score(2 * yTrue + 1, 2 * yPred + 1) == r2Score(yTrue, yPred)",
      because: "neither unit nor origin matters",
    },
    {
      law: "(1 - r2Score(yTrue, yPred)) * variance(yTrue) == meanSquaredError(yTrue, yPred)",
      because: "what is not explained is the mean squared error",
    },
  ],
  sources: ["James, Witten, Hastie & Tibshirani, An Introduction to Statistical Learning (2013), eq. 3.17"],
});
