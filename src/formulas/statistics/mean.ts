import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import { accurateMean } from "../../numeric/sums.js";

/**
 * The arithmetic mean of `x`, of shape `(n)`: the sum of the entries, shared equally.
 *
 * Sum and quotient are rounded together, so that equal entries have themselves for a mean; nothing overflows, since no
 * mean is larger than the largest entry. Throws a RangeError if `x` is empty, a TypeError for anything but a vector of
 * numbers. Source: Bishop, Pattern Recognition and Machine Learning (2006), eq. 1.55.
 */
export function mean(x: Vector): number {
  checkVector("mean", "x", x);
  return accurateMean(x);
}

function gradient(x: Vector): number[] {
  checkVector("mean", "x", x);
  return Array.from(x, (entry) => (Number.isNaN(entry) ? entry : 1 / x.length));
}

export default defineFormula({
  name: "mean",
  summary: "The sum of the entries, shared equally among them.",
  args: [vector("x", -4, 4)],
  latex: String.raw`\mathrm{mean}(x) = \frac{1}{n} \sum_{i=1}^{n} x_i`,
  expr: "sum(x) / length(x)",
  value: mean,
  textbook: (x) => Array.from(x).reduce((total, entry) => total + entry) / x.length,
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: { latex: String.raw`\frac{\partial}{\partial x_i} = \frac{1}{n}`, expr: "1 / length(x)", value: gradient },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial x_i} = \frac{1}{n} \cdot 1`,
        expr: "1 / length(x) * 1",
        why: "Of the sum only the ith term depends on xᵢ, and it is xᵢ itself",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.mean(x),
  examples: [
    { at: [[1, 2, 3, 4]], gives: 2.5, because: "10 / 4, which need not be one of the entries" },
    { at: [[1, 2, 3, 100]], gives: 26.5, because: "one far entry pulls the mean away from all others" },
    { at: [[1, 1, 2]], gives: approx("1.3333"), because: "4 / 3" },
    { at: [[0.1, 0.1, 0.1]], gives: 0.1, because: "equal entries: 0.30000000000000004 / 3 would miss it" },
    { at: [[1e308, 1.5e308]], gives: 1.25e308, because: "a mean is finite though the sum overflows" },
    { of: "x", at: [[3, 1, 7, 5]], gives: [0.25, 0.25, 0.25, 0.25], because: "each entry has a quarter of the say" },
  ],
  laws: [
    { law: "mean(x) >= min(x)", because: "a mean is not below all entries" },
    { law: "mean(x) <= max(x)", because: "nor above all of them" },
    { law: "mean(x + c) == mean(x) + c", because: "it moves with the entries", with: [real("c", -4, 4)] },
    { law: "mean(x) * length(x) == sum(x)", because: "n equal shares make the whole" },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 1.55"],
});
