import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, real, setting, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkRange, checkVector, checkWhole, withDefaults } from "../../formula/validate.js";
import { centredSquares, deviationsOver, ratio } from "../../numeric/moments.js";
import { hasNonFinite } from "../../numeric/sums.js";

export interface VarianceOptions {
  /**
   * What is taken off the number of entries before dividing by it: 0, which is the default, for the variance of these
   * numbers, 1 for an unbiased estimate of that of a population they are drawn from.
   */
  readonly ddof?: number;
}

const defaults = { ddof: 0 };

/**
 * The mean squared distance of the entries of `x`, of shape `(n)`, from their mean; in the square of their unit.
 *
 * The mean is found first, and the distances from it are exact: the mean of the squares less the square of the mean,
 * which is found in one pass, has no right digit for [1e8 + 1, 1e8 + 2, 1e8 + 3]. With `ddof` 1 it is divided by
 * n − 1. Throws a RangeError if `x` is empty or has no more entries than `ddof`, a TypeError for anything but a vector
 * of numbers and options. Source: Bishop, Pattern Recognition and Machine Learning (2006), eq. 1.56 and 1.59.
 */
export function variance(x: Vector, options: VarianceOptions = defaults): number {
  const share = check(x, options);
  const { parts, scale } = centredSquares(x);
  if (!Number.isFinite(parts[0])) return atInfinity(x);
  return ratio(parts[0], parts[1], [share, 0]) / scale / scale;
}

function gradient(x: Vector, options: VarianceOptions = defaults): number[] {
  const share = check(x, options);
  if (hasNonFinite(x)) return Array.from(x, () => Number.NaN);
  return deviationsOver(x, [share / 2, 0]);
}

/** The number that is divided by. */
function check(x: Vector, options: VarianceOptions): number {
  checkVector("variance", "x", x);
  const { ddof } = withDefaults("variance", options, defaults);
  checkWhole("variance", "ddof", ddof, 0);
  checkRange("variance", "ddof", ddof, ddof < x.length, `below ${x.length}, the number of entries`);
  return x.length - ddof;
}

/** The limit: what is infinitely far from all others is so from the mean; equal infinities may be equal numbers. */
function atInfinity(x: Vector): number {
  const entries = Array.from(x);
  if (entries.some(Number.isNaN)) return Number.NaN;
  if (entries.length === 1) return 0;
  return entries.every((entry) => entry === entries[0]) ? Number.NaN : Number.POSITIVE_INFINITY;
}

export default defineFormula({
  name: "variance",
  summary: "The mean squared distance of the entries from their mean.",
  args: [vector("x", -4, 4), options(setting("ddof", 0, 0, 1, { whole: true, domain: [0, Number.MAX_SAFE_INTEGER] }))],
  axes: { n: [2, 5] },
  latex: String.raw`\mathrm{var}(x) = \frac{1}{n - \mathrm{ddof}} \sum_{i=1}^{n} (x_i - \bar{x})^2 \quad\text{with}\quad \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i`,
  expr: "sum((x - mean(x))^2) / (length(x) - ddof)",
  value: variance,
  textbook: (x: Vector, { ddof = 0 }: VarianceOptions = {}) => {
    const mean = Array.from(x).reduce((a, b) => a + b) / x.length;
    const squares = Array.from(x, (entry) => (entry - mean) ** 2);
    return squares.reduce((a, b) => a + b) / (x.length - ddof);
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial}{\partial x_i} = \frac{2}{n - \mathrm{ddof}} (x_i - \bar{x})`,
      expr: "2 * (x - mean(x)) / (length(x) - ddof)",
      value: gradient,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial x_i} = \frac{2}{n - \mathrm{ddof}} \sum_{k=1}^{n} (x_k - \bar{x}) \left([k = i] - \frac{1}{n}\right)`,
        expr: "2 / (length(x) - ddof) * sum(k, length(x), (x[k] - mean(x)) * ((k == i ? 1 : 0) - 1 / length(x)))",
        why: "Power rule and chain rule: xᵢ moves its own distance, and through the mean all distances",
      },
      {
        latex: String.raw`= \frac{2}{n - \mathrm{ddof}} \left((x_i - \bar{x}) - \frac{1}{n} \sum_{k=1}^{n} (x_k - \bar{x})\right)`,
        expr: "2 / (length(x) - ddof) * (x[i] - mean(x) - 1 / length(x) * sum(k, length(x), x[k] - mean(x)))",
        why: "The sum of differences is a difference of sums, and the bracket picks one term",
      },
      {
        latex: String.raw`= \frac{2}{n - \mathrm{ddof}} (x_i - \bar{x})`,
        expr: "2 * (x - mean(x)) / (length(x) - ddof)",
        why: "Distances from the mean add up to 0",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x, { ddof }) => tf.mul(tf.moments(x).variance, x.size / (x.size - ddof)),
  examples: [
    { at: [[1, 2, 3, 4]], gives: 1.25, because: "(2.25 + 0.25 + 0.25 + 2.25) / 4" },
    {
      at: [[1, 2, 3, 4], { ddof: 1 }],
      gives: approx("1.6667"),
      because: "5 / 3: an estimate of the spread of more such numbers",
    },
    {
      at: [[100000001, 100000002, 100000003]],
      gives: approx("0.66666666666666667"),
      because: "(1 + 0 + 1) / 3; the mean square less the squared mean has lost all digits here",
    },
    {
      at: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]],
      gives: 0,
      because: "equal numbers do not vary, though ten times 0.1 rounds to less than 1",
    },
    { at: [[7]], gives: 0, because: "one number does not vary; with ddof 1 there would be nothing to divide by" },
    {
      of: "x",
      at: [[1, 2, 3, 4]],
      gives: [-0.75, -0.25, 0.25, 0.75],
      because: "2/4 of the distances −1.5, −0.5, 0.5, 1.5",
    },
  ],
  laws: [
    { law: "variance(x) >= 0", because: "squares are not negative" },
    {
      law: "variance(x + c) == variance(x)",
      because: "moving all entries moves their mean along",
      with: [real("c", -4, 4)],
    },
    {
      law: "variance(c * x) == c^2 * variance(x)",
      because: "in other units it is in other units squared",
      with: [real("c", -4, 4)],
    },
    { law: "variance(x) == mean(x^2) - mean(x)^2", because: "true, and of no use where the two are nearly equal" },
  ],
  sources: [
    "Bishop, Pattern Recognition and Machine Learning (2006), eq. 1.56 and 1.59",
    "Chan, Golub & LeVeque, Algorithms for computing the sample variance: analysis and recommendations (1983)",
  ],
});
