import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, real, setting, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkRange, checkVector, checkWhole, withDefaults } from "../../formula/validate.js";
import { multiply } from "../../numeric/doubleDouble.js";
import { centredSquares, deviationsOver, ratio, squareRoot } from "../../numeric/moments.js";
import { hasNonFinite } from "../../numeric/sums.js";
import { variance } from "./variance.js";

export interface StandardDeviationOptions {
  /**
   * What is taken off the number of entries before dividing by it: 0 unless said otherwise; 1 where the entries are a
   * sample, to estimate the deviation of what they were drawn from.
   */
  readonly ddof?: number;
}

const defaults = { ddof: 0 };

/**
 * The root of the variance of `x`, of shape `(n)`: how far its entries typically are from their mean, in their unit.
 *
 * Found as the variance is, and right where that overflows or underflows. Throws a RangeError if `x` is empty or has no
 * more entries than `ddof`, a TypeError for anything but a vector of numbers and options. Source: Bishop, Pattern
 * Recognition and Machine Learning (2006), eq. 1.56 and 1.59.
 */
export function standardDeviation(x: Vector, options: StandardDeviationOptions = defaults): number {
  const share = check(x, options);
  const { parts, scale } = centredSquares(x);
  if (!Number.isFinite(parts[0])) return variance(x, options);
  return Math.sqrt(ratio(parts[0], parts[1], [share, 0])) / scale;
}

function gradient(x: Vector, options: StandardDeviationOptions = defaults): number[] {
  const share = check(x, options);
  if (hasNonFinite(x)) return Array.from(x, () => Number.NaN);
  const { parts, scale } = centredSquares(x);
  if (parts[0] === 0) return Array.from(x, () => 0);
  return deviationsOver(x, squareRoot(multiply(parts, [share, 0])), Math.log2(scale));
}

/** The number that is divided by. */
function check(x: Vector, options: StandardDeviationOptions): number {
  checkVector("standardDeviation", "x", x);
  const { ddof } = withDefaults("standardDeviation", options, defaults);
  checkWhole("standardDeviation", "ddof", ddof, 0);
  checkRange("standardDeviation", "ddof", ddof, ddof < x.length, `below ${x.length}, the number of entries`);
  return x.length - ddof;
}

export default defineFormula({
  name: "standardDeviation",
  summary: "How far the entries typically are from their mean: the root of their variance.",
  args: [vector("x", -4, 4), options(setting("ddof", 0, 0, 1, { whole: true, domain: [0, Number.MAX_SAFE_INTEGER] }))],
  axes: { n: [2, 5] },
  latex: String.raw`\sigma = \sqrt{\frac{1}{n - \mathrm{ddof}} \sum_{i=1}^{n} (x_i - \bar{x})^2} \quad\text{with}\quad \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i`,
  expr: "sqrt(sum((x - mean(x))^2) / (length(x) - ddof))",
  value: standardDeviation,
  textbook: (x: Vector, { ddof = 0 }: StandardDeviationOptions = {}) => {
    const mean = Array.from(x).reduce((a, b) => a + b) / x.length;
    const squares = Array.from(x, (entry) => (entry - mean) ** 2);
    return Math.sqrt(squares.reduce((a, b) => a + b) / (x.length - ddof));
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial \sigma}{\partial x_i} = \frac{x_i - \bar{x}}{(n - \mathrm{ddof}) \, \sigma}`,
      expr: "(x - mean(x)) / ((length(x) - ddof) * standardDeviation(x, ddof))",
      value: gradient,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial \sigma}{\partial x_i} = \frac{1}{2 \sigma} \cdot \frac{\partial \sigma^2}{\partial x_i}`,
        expr: "1 / (2 * standardDeviation(x, ddof)) * (2 * (x - mean(x)) / (length(x) - ddof))",
        why: "The chain rule for the root of the variance σ²",
      },
      {
        latex: String.raw`= \frac{x_i - \bar{x}}{(n - \mathrm{ddof}) \, \sigma}`,
        expr: "(x - mean(x)) / ((length(x) - ddof) * standardDeviation(x, ddof))",
        why: "The variance's derivative is 2(xᵢ − x̄)/(n − ddof), and the 2 cancels",
      },
    ],
  },
  kinks: [
    {
      where: "max(x) == min(x)",
      of: "x",
      at: [[5, 5]],
      gives: [0, 0],
      because:
        "where entries are equal any move spreads them: the slope is −½ from the left and ½ from the right; 0 lies between",
    },
  ],
  tensor: (tf, x, { ddof }) => tf.sqrt(tf.mul(tf.moments(x).variance, x.size / (x.size - ddof))),
  examples: [
    { at: [[1, 2, 3, 4]], gives: approx("1.1180339887498948482"), because: "√1.25" },
    { at: [[1, 2, 3, 4], { ddof: 1 }], gives: approx("1.2909944487358056284"), because: "√(5/3): divided by n − 1" },
    { at: [[-3, 3]], gives: 3, because: "both are 3 from their mean" },
    { at: [[5, 5, 5]], gives: 0, because: "equal numbers do not vary" },
    { at: [[3e200, 9e200]], gives: 3e200, because: "the variance, 9e400, is no double; its root is one" },
    { of: "x", at: [[-3, 3]], gives: [-0.5, 0.5], because: "−3/(2·3) and 3/(2·3): apart, both spread" },
  ],
  laws: [
    { law: "standardDeviation(x)^2 == variance(x)", because: "it is its root" },
    {
      law: "standardDeviation(c * x) == abs(c) * standardDeviation(x)",
      because: "in other units it is in those units",
      with: [real("c", -4, 4)],
    },
    {
      law: "standardDeviation(x + c) == standardDeviation(x)",
      because: "moving all entries moves their mean along",
      with: [real("c", -4, 4)],
    },
    {
      law: "standardDeviation(x) <= (max(x) - min(x)) / 2",
      because: "Popoviciu's inequality: half of them at either end",
    },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 1.56 and 1.59"],
});
