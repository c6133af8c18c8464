import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange, checkVector } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";

/**
 * λ times the sum of the sizes of the `weights`, of shape `(n)`: what a model pays for weights that are not 0.
 *
 * It drives weights to exactly 0, which `l2Penalty` does not. It is not divided by the number of weights. Throws a
 * RangeError for an empty vector and for a negative λ, a TypeError for other kinds. Source: Tibshirani, Regression
 * shrinkage and selection via the lasso (1996); Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 7.18.
 */
export function l1Penalty(weights: Vector, lambda: number): number {
  checkArguments(weights, lambda);
  const { scale, sum } = scaledSum(weights);
  return (lambda / scale) * sum;
}

function gradient(weights: Vector, lambda: number): number[] {
  checkArguments(weights, lambda);
  return Array.from(weights, (weight) => lambda * Math.sign(weight));
}

function slopeByLambda(weights: Vector, lambda: number): number {
  checkArguments(weights, lambda);
  const { scale, sum } = scaledSum(weights);
  return sum / scale;
}

function checkArguments(weights: Vector, lambda: number): void {
  checkVector("l1Penalty", "weights", weights);
  checkNumber("l1Penalty", "lambda", lambda);
  checkRange("l1Penalty", "lambda", lambda, !(lambda < 0), "0 or more");
}

/** Σ|w| times a power of two that keeps it from overflowing where λΣ|w| does not. */
function scaledSum(weights: Vector) {
  let scale = 1;
  for (let i = 0; i < weights.length; i++) if (Math.abs(weights[i]!) > 2 ** 900) scale = 2 ** -100;
  const sum = new CompensatedSum();
  for (let i = 0; i < weights.length; i++) sum.add(Math.abs(weights[i]!) * scale);
  return { scale, sum: sum.value };
}

export default defineFormula({
  name: "l1Penalty",
  summary: "What weights cost by their size, so that those that are of no use become 0.",
  args: [
    vector("weights", -2, 2, { latex: "w" }),
    real("lambda", 0, 1, { latex: String.raw`\lambda`, domain: [0, Number.POSITIVE_INFINITY] }),
  ],
  latex: String.raw`L_1(w, \lambda) = \lambda \sum_{i=1}^{n} |w_i|`,
  expr: "lambda * sum(abs(weights))",
  value: l1Penalty,
  textbook: (weights, lambda) => lambda * Array.from(weights).reduce((sum, weight) => sum + Math.abs(weight), 0),
  accuracy: { value: 3, partials: 4 },
  partials: {
    weights: {
      latex: String.raw`\frac{\partial L_1}{\partial w_i} = \lambda \, \mathrm{sign}(w_i)`,
      expr: "lambda * sign(weights)",
      value: gradient,
    },
    lambda: {
      latex: String.raw`\frac{\partial L_1}{\partial \lambda} = \sum_{i=1}^{n} |w_i|`,
      expr: "sum(abs(weights))",
      value: slopeByLambda,
    },
  },
  derivation: none("each term is a straight line to either side of 0, whose slope can be read off"),
  kinks: [
    {
      where: "weights[1] == 0",
      of: "weights",
      at: [[0], 0.5],
      gives: [0],
      because: "the slope is −λ to the left of 0 and λ to the right; at 0 itself no weight is pushed",
    },
  ],
  tensor: (tf, weights, lambda) => tf.mul(lambda, tf.sum(tf.abs(weights))),
  examples: [
    { at: [[3, -4], 0.1], gives: 0.7, because: "0.1 · (3 + 4): both signs cost alike" },
    { at: [[0, 0, 0], 0.1], gives: 0, because: "weights of 0 are free" },
    {
      at: [[0.001], 0.1],
      gives: 0.0001,
      because: "a small weight costs in proportion; by the square it would be 1e-7",
    },
    { at: [[3, -4], 0], gives: 0, because: "no penalty" },
    {
      of: "weights",
      at: [[3, -0.001], 0.1],
      gives: [0.1, -0.1],
      because: "large or small, all are pushed towards 0 alike",
    },
    { of: "lambda", at: [[3, -4], 0.1], gives: 7, because: "the sum itself" },
    { at: [[1e308, 1e308, 1e308], 0.1], gives: 3e307, because: "the sum overflows, the penalty does not" },
  ],
  laws: [
    { law: "l1Penalty(weights, lambda) >= 0", because: "sizes are not negative" },
    { law: "l1Penalty(-weights, lambda) == l1Penalty(weights, lambda)", because: "both signs cost alike" },
    {
      law: "l1Penalty(c * weights, lambda) == abs(c) * l1Penalty(weights, lambda)",
      because: "twice the weights cost twice as much",
      with: [real("c", -4, 4)],
    },
    {
      law: "l1Penalty(weights, lambda)^2 <= length(weights) * lambda * l2Penalty(weights, lambda)",
      because: "the square of a mean is at most the mean of the squares",
    },
  ],
  sources: [
    "Tibshirani, Regression shrinkage and selection via the lasso (1996)",
    "Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 7.18",
  ],
});
