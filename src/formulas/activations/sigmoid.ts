import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { exp } from "../../numeric/exponential.js";
import { logistic } from "../../numeric/logistic.js";
import { add, divide, multiply, rest } from "../../numeric/twofold.js";

/**
 * The logistic function 1 / (1 + e⁻ˣ): maps any real number into (0, 1).
 *
 * Far below 0, where e⁻ˣ overflows, it is eˣ: σ(−710) is 4.476e−309 where `1 / (1 + Math.exp(710))` is 0. Throws a
 * TypeError for what is not a number. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.30.
 */
export function sigmoid(x: number): number {
  checkNumber("sigmoid", "x", x);
  return logistic(x);
}

/** σ(x)·σ(−x), the same for x and −x. */
function slope(x: number): number {
  checkNumber("sigmoid", "x", x);
  const e = exp(-Math.abs(x));
  // Here the denominator is 1 to the last bit, and e may be subnormal.
  if (Math.abs(x) > 45) return e;
  const eLow = rest.low;
  const sum = add(1, 0, e, eLow);
  const square = multiply(sum, rest.low, sum, rest.low);
  return divide(e, eLow, square, rest.low);
}

export default defineFormula({
  name: "sigmoid",
  summary: "Maps any real number into (0, 1); the inverse of the logit.",
  args: [real("x", -8, 8)],
  latex: String.raw`\sigma(x) = \frac{1}{1 + e^{-x}}`,
  expr: "1 / (1 + exp(-x))",
  value: sigmoid,
  textbook: (x) => 1 / (1 + Math.exp(-x)),
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    x: {
      latex: String.raw`\sigma'(x) = \sigma(x) \, (1 - \sigma(x))`,
      expr: "sigmoid(x) * (1 - sigmoid(x))",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\sigma'(x) = -\frac{-e^{-x}}{(1 + e^{-x})^2}`,
        expr: "-(-exp(-x) / (1 + exp(-x))^2)",
        why: "The reciprocal rule, and the chain rule for the exponential",
      },
      {
        latex: String.raw`= \frac{e^{-x}}{(1 + e^{-x})^2}`,
        expr: "exp(-x) / (1 + exp(-x))^2",
        why: "The two signs cancel",
      },
      {
        latex: String.raw`= \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}}`,
        expr: "1 / (1 + exp(-x)) * (exp(-x) / (1 + exp(-x)))",
        why: "One factor of the denominator goes to each fraction",
      },
      {
        latex: String.raw`= \sigma(x) \, (1 - \sigma(x))`,
        expr: "sigmoid(x) * (1 - sigmoid(x))",
        why: "The second fraction is what is missing from the first to 1",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.sigmoid(x),
  examples: [
    { at: [0], gives: 0.5, because: "the curve is symmetric about (0, ½)" },
    { at: [2], gives: approx("0.8808"), because: "e⁻² ≈ 0.1353, and 1 / 1.1353 ≈ 0.8808" },
    { at: [-2], gives: approx("0.1192"), because: "what σ(2) leaves to 1" },
    { of: "x", at: [0], gives: 0.25, because: "½ · ½, the steepest slope" },
    { of: "x", at: [2], gives: approx("0.1050"), because: "0.8808 · 0.1192" },
    { at: [-710], gives: approx("4.4763e-309"), because: "the true value is positive though e⁷¹⁰ overflows" },
    { at: [Number.POSITIVE_INFINITY], gives: 1, because: "the limit" },
    { at: [Number.NEGATIVE_INFINITY], gives: 0, because: "the limit" },
  ],
  laws: [
    { law: "sigmoid(-x) == 1 - sigmoid(x)", because: "the classes swap places" },
    { law: "sigmoid(x) == (1 + tanh(x / 2)) / 2", because: "sigmoid is tanh, halved and lifted" },
    { law: "sigmoid(x) > 0", because: "it is a probability, and no score is certain" },
    { law: "sigmoid(x) < 1", because: "it is a probability, and no score is certain" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.30"],
});
