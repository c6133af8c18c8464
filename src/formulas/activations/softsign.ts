import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { divide, errorOfProduct, exactSum, product, rest } from "../../numeric/twofold.js";

/**
 * Softsign, x / (1 + |x|): maps any real number into (−1, 1), approaching its ends far more slowly than tanh.
 *
 * The rounding of 1 + |x| is carried, and so are ±Infinity to ±1. Throws a TypeError for what is not a number. Source:
 * Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), §3.
 */
export function softsign(x: number): number {
  checkNumber("softsign", "x", x);
  const size = Math.abs(x);
  if (size > 2 ** 60) return Math.sign(x);
  const sum = 1 + size;
  const shadow = sum - size;
  const sumLow = size - (sum - shadow) + (1 - shadow);
  const reciprocal = 1 / sum;
  const quotient = x * reciprocal;
  const product = quotient * sum;
  // By how much the rounded quotient times the exact sum exceeds x.
  const excess = product - x + errorOfProduct(quotient, sum, product) + quotient * sumLow;
  return quotient - excess * reciprocal;
}

/** 1 / (1 + |x|)² */
function slope(x: number): number {
  checkNumber("softsign", "x", x);
  const sum = exactSum(1, Math.abs(x));
  if (sum > 2 ** 540) return 0;
  const reciprocal = divide(1, 0, sum, rest.low);
  return product(reciprocal, rest.low, reciprocal, rest.low);
}

export default defineFormula({
  name: "softsign",
  summary: "Maps any real number into (−1, 1), keeping its sign: a slower tanh.",
  args: [real("x", -6, 6)],
  latex: String.raw`\mathrm{softsign}(x) = \frac{x}{1 + |x|}`,
  expr: "x / (1 + abs(x))",
  value: softsign,
  textbook: (x) => x / (1 + Math.abs(x)),
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    x: {
      latex: String.raw`\mathrm{softsign}'(x) = \frac{1}{(1 + |x|)^2}`,
      expr: "1 / (1 + abs(x))^2",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{softsign}'(x) = \frac{(1 + |x|) - x \cdot \frac{x}{|x|}}{(1 + |x|)^2}`,
        expr: "((1 + abs(x)) - x * (x / abs(x))) / (1 + abs(x))^2",
        why: "The quotient rule; the derivative of |x| is x / |x|",
      },
      {
        latex: String.raw`= \frac{(1 + |x|) - |x|}{(1 + |x|)^2}`,
        expr: "((1 + abs(x)) - abs(x)) / (1 + abs(x))^2",
        why: "x² is |x|²",
      },
      {
        latex: String.raw`= \frac{1}{(1 + |x|)^2}`,
        expr: "1 / (1 + abs(x))^2",
        why: "What is left of the numerator is 1, at x = 0 too: there both sides meet in the slope 1",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.div(x, tf.add(1, tf.abs(x))),
  examples: [
    { at: [2], gives: approx("0.66666666666666666667"), because: "2 / 3" },
    { at: [-1], gives: -0.5, because: "−1 / 2" },
    { at: [9], gives: 0.9, because: "9 / 10, where tanh(9) is 0.99999997" },
    { at: [-0], gives: -0, because: "it keeps the sign of zero" },
    { at: [Number.NEGATIVE_INFINITY], gives: -1, because: "the limit" },
    { of: "x", at: [0], gives: 1, because: "the steepest slope" },
    { of: "x", at: [1], gives: 0.25, because: "1 / 2²" },
  ],
  laws: [
    { law: "softsign(-x) == -softsign(x)", because: "it keeps the sign" },
    { law: "softsign(abs(x)) < 1", because: "the numerator is the smaller one" },
    { law: "softsign(abs(x)) <= tanh(2 * abs(x))", because: "it approaches its ends more slowly" },
    { law: "softsign(x) * (1 + abs(x)) == x", because: "the quotient undone" },
  ],
  sources: ["Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), §3"],
});
