import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange, checkVector } from "../../formula/validate.js";
import { sumOfSquares } from "../../numeric/moments.js";

/**
 * λ times the sum of the squares of the `weights`, of shape `(n)`: what a model pays for large weights.
 *
 * Keras has it so; with a factor ½ (Goodfellow §7.1.1, and the weight decay of most optimizers) λ counts twice as much.
 * It is not divided by the number of weights. Throws a RangeError for an empty vector and for a negative λ, a TypeError for
 * other kinds. Source: Hoerl & Kennard, Ridge regression: biased estimation for nonorthogonal problems (1970).
 */
export function l2Penalty(weights: Vector, lambda: number): number {
  checkArguments(weights, lambda);
  const { parts, scale } = sumOfSquares(weights);
  return ((lambda / scale) * parts[0]) / scale;
}

function gradient(weights: Vector, lambda: number): number[] {
  checkArguments(weights, lambda);
  return Array.from(weights, (weight) => 2 * (lambda * weight));
}

function slopeByLambda(weights: Vector, lambda: number): number {
  checkArguments(weights, lambda);
  const { parts, scale } = sumOfSquares(weights);
  return parts[0] / scale / scale;
}

function checkArguments(weights: Vector, lambda: number): void {
  checkVector("l2Penalty", "weights", weights);
  checkNumber("l2Penalty", "lambda", lambda);
  checkRange("l2Penalty", "lambda", lambda, !(lambda < 0), "0 or more");
}

export default defineFormula({
  name: "l2Penalty",
  summary: "What weights cost by their squares, so that none of them grows large.",
  args: [
    vector("weights", -2, 2, { latex: "w" }),
    real("lambda", 0, 1, { latex: String.raw`\lambda`, domain: [0, Number.POSITIVE_INFINITY] }),
  ],
  latex: String.raw`L_2(w, \lambda) = \lambda \sum_{i=1}^{n} w_i^2`,
  expr: "lambda * sum(weights^2)",
  value: l2Penalty,
  textbook: (weights, lambda) => lambda * Array.from(weights).reduce((sum, weight) => sum + weight * weight, 0),
  accuracy: { value: 3, partials: 4 },
  partials: {
    weights: {
      latex: String.raw`\frac{\partial L_2}{\partial w_i} = 2 \lambda w_i`,
      expr: "2 * lambda * weights",
      value: gradient,
    },
    lambda: {
      latex: String.raw`\frac{\partial L_2}{\partial \lambda} = \sum_{i=1}^{n} w_i^2`,
      expr: "sum(weights^2)",
      value: slopeByLambda,
    },
  },
  derivation: {
    of: "weights",
    steps: [
      {
        latex: String.raw`\frac{\partial L_2}{\partial w_i} = \lambda \cdot 2 w_i`,
        expr: "lambda * 2 * weights",
        why: "Of the sum only the ith term depends on wᵢ; power rule",
      },
      { latex: String.raw`= 2 \lambda w_i`, expr: "2 * lambda * weights", why: "The factors in their usual order" },
    ],
  },
  kinks: [],
  tensor: (tf, weights, lambda) => tf.mul(lambda, tf.sum(tf.square(weights))),
  examples: [
    { at: [[3, -4], 0.1], gives: 2.5, because: "0.1 · (9 + 16), without a factor ½" },
    { at: [[5, 0], 0.1], gives: 2.5, because: "only the length counts: 5 in both" },
    { at: [[0.001], 0.1], gives: 1e-7, because: "small weights are all but free, which is why they do not become 0" },
    {
      of: "weights",
      at: [[3, -4], 0.1],
      gives: [0.6, -0.8],
      because: "the larger a weight, the harder it is pushed towards 0",
    },
    { of: "lambda", at: [[3, -4], 0.1], gives: 25, because: "the sum itself" },
    { at: [[1e200], 1e-300], gives: approx("1e100"), because: "the square overflows, the penalty does not" },
  ],
  laws: [
    { law: "l2Penalty(weights, lambda) >= 0", because: "squares are not negative" },
    { law: "l2Penalty(-weights, lambda) == l2Penalty(weights, lambda)", because: "both signs cost alike" },
    {
      law: "l2Penalty(c * weights, lambda) == c^2 * l2Penalty(weights, lambda)",
      because: "twice the weights cost four times as much",
      with: [real("c", -4, 4)],
    },
    {
      law: "l2Penalty(weights, lambda) * lambda <= l1Penalty(weights, lambda)^2",
      because: "the square of a sum of sizes holds all squares, and the mixed terms besides",
    },
  ],
  sources: ["Hoerl & Kennard, Ridge regression: biased estimation for nonorthogonal problems (1970)"],
});
