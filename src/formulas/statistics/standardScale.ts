import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import { divide } from "../../numeric/doubleDouble.js";
import {
  centredSquares,
  deviationsOver,
  fromAfar,
  ratio,
  scaledDeviations,
  squareRoot,
} from "../../numeric/moments.js";
import * as twofold from "../../numeric/twofold.js";

/**
 * The entries of `x`, of shape `(n)`, moved to mean 0 and shrunk to standard deviation 1; without unit.
 *
 * The variance is the biased one, as in scikit-learn, and equal entries, which have no deviation, all become 0. Throws a
 * RangeError if `x` is empty, a TypeError for anything but a vector of numbers. Source: scikit-learn,
 * sklearn.preprocessing.StandardScaler.
 */
export function standardScale(x: Vector): number[] {
  checkVector("standardScale", "x", x);
  const { parts, scale } = centredSquares(x);
  if (!Number.isFinite(parts[0])) return atInfinity(x);
  if (parts[0] === 0) return Array.from(x, () => 0);
  return deviationsOver(x, squareRoot(divide(parts, [x.length, 0])), Math.log2(scale));
}

/** Row i, column j: ∂zᵢ/∂xⱼ. Where all entries are equal there is no derivative, and NaN is given. */
function jacobian(x: Vector): number[][] {
  checkVector("standardScale", "x", x);
  const n = x.length;
  const { parts, scale } = centredSquares(x);
  const { high, low } = scaledDeviations(x, scale);
  const deviation = squareRoot(divide(parts, [n, 0]));
  return Array.from(high, (row, i) =>
    Array.from(high, (column, j) => {
      const product = row * column;
      const rest = twofold.errorOfProduct(row, column, product) + row * low[j]! + low[i]! * column;
      const share = twofold.divide(product, rest, parts[0], parts[1]);
      const shareLow = twofold.rest.low;
      const ownShare = twofold.divide(i === j ? n - 1 : -1, 0, n, 0);
      const left = twofold.add(ownShare, twofold.rest.low, -share, -shareLow);
      return ratio(left, twofold.rest.low, deviation) * scale;
    }),
  );
}

function atInfinity(x: Vector): number[] {
  const far = fromAfar(x);
  return far.some(Number.isNaN) ? far : standardScale(far);
}

export default defineFormula({
  name: "standardScale",
  summary: "Moves the entries to mean 0 and shrinks them to standard deviation 1.",
  args: [vector("x", -4, 4)],
  axes: { n: [2, 5] },
  latex: String.raw`z_i = \frac{x_i - \bar{x}}{\sigma} \quad\text{with}\quad \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i, \quad \sigma = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (x_i - \bar{x})^2}`,
  expr: "(x - mean(x)) / standardDeviation(x)",
  value: standardScale,
  textbook: (x) => {
    const mean = Array.from(x).reduce((a, b) => a + b) / x.length;
    const squares = Array.from(x, (entry) => (entry - mean) ** 2);
    const deviation = Math.sqrt(squares.reduce((a, b) => a + b) / x.length);
    return Array.from(x, (entry) => (entry - mean) / deviation);
  },
  accuracy: { value: 1, partials: 1, cancels: "what moves mean and deviation is taken off" },
  partials: {
    x: {
      latex: String.raw`\frac{\partial z_i}{\partial x_j} = \frac{1}{\sigma} \left([i = j] - \frac{1}{n} - \frac{z_i z_j}{n}\right)`,
      expr: "(i == j ? 1 : 0) / standardDeviation(x) - 1 / (length(x) * standardDeviation(x)) - standardScale(x)[i] * standardScale(x)[j] / (length(x) * standardDeviation(x))",
      value: jacobian,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial z_i}{\partial x_j} = \frac{[i = j] - \frac{1}{n}}{\sigma} - \frac{x_i - \bar{x}}{\sigma^2} \cdot \frac{\partial \sigma}{\partial x_j}`,
        expr: "((i == j ? 1 : 0) - 1 / length(x)) / standardDeviation(x) - (x[i] - mean(x)) / standardDeviation(x)^2 * ((x[j] - mean(x)) / (length(x) * standardDeviation(x)))",
        why: "The quotient rule; xⱼ moves its own entry, the mean and the deviation, whose derivative is (xⱼ − x̄)/(nσ)",
      },
      {
        latex: String.raw`= \frac{[i = j] - \frac{1}{n}}{\sigma} - \frac{z_i z_j}{n \sigma}`,
        expr: "((i == j ? 1 : 0) - 1 / length(x)) / standardDeviation(x) - standardScale(x)[i] * standardScale(x)[j] / (length(x) * standardDeviation(x))",
        why: "Distances over σ are scaled entries",
      },
      {
        latex: String.raw`= \frac{1}{\sigma} \left([i = j] - \frac{1}{n} - \frac{z_i z_j}{n}\right)`,
        expr: "((i == j ? 1 : 0) - 1 / length(x) - standardScale(x)[i] * standardScale(x)[j] / length(x)) / standardDeviation(x)",
        why: "1/σ is in all terms",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => {
    // Centred twice, since the mean in float32 is off by much of what lies between near entries.
    const once = tf.sub(x, tf.mean(x));
    const centred = tf.sub(once, tf.mean(once));
    return tf.div(centred, tf.sqrt(tf.mean(tf.square(centred))));
  },
  examples: [
    {
      at: [[1, 2, 3, 4]],
      gives: [approx("-1.3416"), approx("-0.4472"), approx("0.4472"), approx("1.3416")],
      because: "−1.5, −0.5, 0.5 and 1.5 over √1.25",
    },
    { at: [[-3, 3]], gives: [-1, 1], because: "two entries are always one deviation from their mean" },
    { at: [[5, 5, 5]], gives: [0, 0, 0], because: "equal entries are at their mean, and 0/0 counts 0" },
    {
      at: [[1, 2, 3, 4, 1000]],
      gives: [approx("-0.5038"), approx("-0.5013"), approx("-0.4987"), approx("-0.4962"), approx("2.0000")],
      because: "one far entry takes almost all of the scale",
    },
    { at: [[1e300, -1e300]], gives: [1, -1], because: "the squares are no doubles, and need not be" },
    {
      of: "x",
      at: [[-3, 3]],
      gives: [
        [0, 0],
        [0, 0],
      ],
      because: "two entries are scaled to −1 and 1 wherever they are, until they meet",
    },
  ],
  laws: [
    { law: "mean(standardScale(x)) == 0", because: "the mean was taken off" },
    {
      law: "variance(standardScale([a, a + b, a + 3 * b])) == 1",
      because: "entries that differ were divided by their deviation",
      with: [real("a", -4, 4), real("b", 1, 4)],
    },
    { law: "standardScale(3 * x + 2) == standardScale(x)", because: "neither unit nor origin matters any more" },
    {
      law: "standardScale(-x) == -standardScale(x)",
      because: "mirrored, the entries are as far away on the other side",
    },
  ],
  sources: ["scikit-learn, sklearn.preprocessing.StandardScaler"],
});
