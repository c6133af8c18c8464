import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { logistic, softplus as twofoldSoftplus } from "../../numeric/logistic.js";

/**
 * Softplus, ln(1 + eˣ): a smooth version of max(0, x), always above it.
 *
 * Computed as max(0, x) + ln(1 + e^(−|x|)), which neither overflows nor rounds a small eˣ away: softplus(−40) is
 * 4.25e−18 where `Math.log(1 + Math.exp(-40))` is 0. Some libraries switch to x itself above 20, which is 6e5 ulp off
 * there. Throws a TypeError for what is not a number. Source: Goodfellow, Bengio & Courville, Deep Learning (2016),
 * eq. 3.31.
 */
export function softplus(x: number): number {
  checkNumber("softplus", "x", x);
  return twofoldSoftplus(x);
}

/** The logistic function. */
function slope(x: number): number {
  checkNumber("softplus", "x", x);
  return logistic(x);
}

export default defineFormula({
  name: "softplus",
  summary: "A smooth version of max(0, x): always positive, and steeper the larger x is.",
  args: [real("x", -8, 8)],
  latex: String.raw`\mathrm{softplus}(x) = \ln(1 + e^{x})`,
  expr: "log(1 + exp(x))",
  value: softplus,
  textbook: (x) => Math.log(1 + Math.exp(x)),
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\mathrm{softplus}'(x) = \sigma(x)`,
      expr: "sigmoid(x)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{softplus}'(x) = \frac{e^{x}}{1 + e^{x}}`,
        expr: "exp(x) / (1 + exp(x))",
        why: "The chain rule: the derivative of the logarithm is the reciprocal",
      },
      {
        latex: String.raw`= \frac{1}{1 + e^{-x}}`,
        expr: "1 / (1 + exp(-x))",
        why: "Numerator and denominator are divided by eˣ",
      },
      { latex: String.raw`= \sigma(x)`, expr: "sigmoid(x)", why: "This is the logistic function" },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.softplus(x),
  examples: [
    { at: [0], gives: approx("0.69314718055994530942"), because: "ln 2" },
    { at: [1], gives: approx("1.3132616875182228340"), because: "a little more than max(0, 1)" },
    {
      at: [-40],
      gives: approx("4.2483542552915889863e-18"),
      because: "for very negative x it is eˣ, which 1 + e⁻⁴⁰ would round away",
    },
    { at: [1000], gives: 1000, because: "for large x it is x, though e¹⁰⁰⁰ overflows" },
    { at: [Number.NEGATIVE_INFINITY], gives: 0, because: "the limit" },
    { of: "x", at: [0], gives: 0.5, because: "halfway between the slopes 0 and 1 of max(0, x)" },
  ],
  laws: [
    { law: "softplus(x) > max(0, x)", because: "1 + eˣ is more than 1 and more than eˣ" },
    { law: "softplus(x) - softplus(-x) == x", because: "(1 + eˣ) / (1 + e⁻ˣ) is eˣ" },
    { law: "softplus(x) == -logSigmoid(-x)", because: "the two are one function, turned around" },
    { law: "exp(softplus(x)) == 1 + exp(x)", because: "the logarithm undone" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.31"],
});
