import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { tanh as hyperbolicTangent, slopeOfTanh } from "../../numeric/hyperbolicTangent.js";

/**
 * The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): maps any real number into (−1, 1).
 *
 * Taken from its series near x, since the quotient of exponentials overflows far out, and near 0 loses its digits.
 * Throws a TypeError for what is not a number. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), §6.3.2.
 */
export function tanh(x: number): number {
  checkNumber("tanh", "x", x);
  return hyperbolicTangent(x);
}

function slope(x: number): number {
  checkNumber("tanh", "x", x);
  return slopeOfTanh(x);
}

export default defineFormula({
  name: "tanh",
  summary: "Maps any real number into (−1, 1), keeping its sign: a sigmoid centred on 0.",
  args: [real("x", -5, 5)],
  latex: String.raw`\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}`,
  expr: "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  value: tanh,
  textbook: (x) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)),
  accuracy: { value: 1, partials: 2 },
  partials: {
    x: { latex: String.raw`\tanh'(x) = 1 - \tanh^2(x)`, expr: "1 - tanh(x)^2", value: slope },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\tanh'(x) = \frac{(e^{x} + e^{-x})(e^{x} + e^{-x}) - (e^{x} - e^{-x})(e^{x} - e^{-x})}{(e^{x} + e^{-x})^2}`,
        expr: "((exp(x) + exp(-x)) * (exp(x) + exp(-x)) - (exp(x) - exp(-x)) * (exp(x) - exp(-x))) / (exp(x) + exp(-x))^2",
        why: "The quotient rule: numerator and denominator are each other's derivatives",
      },
      {
        latex: String.raw`= 1 - \left(\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}\right)^2`,
        expr: "1 - ((exp(x) - exp(-x)) / (exp(x) + exp(-x)))^2",
        why: "The fraction is split",
      },
      {
        latex: String.raw`= 1 - \tanh^2(x)`,
        expr: "1 - tanh(x)^2",
        why: "What is squared is the formula itself",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.tanh(x),
  examples: [
    { at: [0], gives: 0, because: "the curve passes through the origin" },
    { at: [2], gives: approx("0.9640"), because: "(e⁴ − 1) / (e⁴ + 1) with e⁴ ≈ 54.5982" },
    { at: [1], gives: approx("0.7616"), because: "(e² − 1) / (e² + 1) with e² ≈ 7.3891" },
    { at: [0.5], gives: approx("0.46211715726000975850"), because: "the value to twenty digits" },
    { of: "x", at: [0], gives: 1, because: "the steepest slope, four times that of the sigmoid" },
    { of: "x", at: [2], gives: approx("0.0707"), because: "1 − 0.9640²" },
    { at: [1e-20], gives: approx("1e-20"), because: "near 0 the curve is its tangent" },
    { at: [-0], gives: -0, because: "an odd function keeps the sign of zero" },
    { at: [Number.POSITIVE_INFINITY], gives: 1, because: "the limit" },
  ],
  laws: [
    { law: "tanh(-x) == -tanh(x)", because: "the curve is symmetric about the origin" },
    { law: "tanh(x) == 2 * sigmoid(2 * x) - 1", because: "tanh is the sigmoid, stretched and centred" },
    { law: "abs(tanh(x)) < 1", because: "the asymptotes are never reached" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §6.3.2"],
});
