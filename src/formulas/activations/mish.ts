import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { exp, expSignificand } from "../../numeric/exponential.js";
import { divide, exactSum, multiply, product, rest, scaled } from "../../numeric/twofold.js";

/**
 * Mish, x·tanh(softplus(x)): x for large x, 0 for very negative x, with a dip to −0.309 at x = −1.192.
 *
 * tanh(ln(1 + e)) is e(e + 2) / (e(e + 2) + 2), which needs one exponential. Mish of −Infinity is −0, the limit. Throws a
 * TypeError for what is not a number. Source: Misra, Mish: a self regularized non-monotonic activation function (2020).
 */
export function mish(x: number): number {
  checkNumber("mish", "x", x);
  if (!(x > -40 && x < 40)) return mishFarOut(x);
  const e = exp(x);
  const eLow = rest.low;
  const first = exactSum(e, 2);
  const top = multiply(first, rest.low + eLow, e, eLow);
  const topLow = rest.low;
  const bottom = exactSum(top, 2);
  return product(x, 0, divide(top, topLow, bottom, rest.low + topLow), rest.low);
}

/** x, or x·eˣ, to the last bit. */
function mishFarOut(x: number): number {
  if (!(x < 0)) return x;
  return x < -800 ? -0 : product(x, 0, expSignificand(x), rest.low, rest.exponent);
}

/** With e = e^(−|x|), numerator and denominator of the derivative are polynomials in e, of which no power overflows. */
function slope(x: number): number {
  checkNumber("mish", "x", x);
  if (x < -800) return -0;
  if (x > 60) return 1;
  const power = expSignificand(-Math.abs(x));
  const { low, exponent } = rest;
  if (x < -45) return product(exactSum(1, x), rest.low, power, low, exponent);
  const e = scaled(power, exponent);
  if (x < 0) return (e * (4 * (1 + x) + e * (4 * x + 6 + e * (4 + e)))) / (2 + e * (2 + e)) ** 2;
  return (1 + e * (4 + e * (4 * x + 6 + e * (4 * (x + 1))))) / (1 + 2 * e * (1 + e)) ** 2;
}

export default defineFormula({
  name: "mish",
  summary: "x times the hyperbolic tangent of its softplus: a smooth ReLU with a dip below 0.",
  args: [real("x", -8, 8)],
  latex: String.raw`\mathrm{Mish}(x) = x \, \tanh(\ln(1 + e^{x}))`,
  expr: "x * tanh(log(1 + exp(x)))",
  value: mish,
  textbook: (x) => x * Math.tanh(Math.log(1 + Math.exp(x))),
  accuracy: { value: 1.5, partials: 12, partialsCross: -1.19 },
  partials: {
    x: {
      latex: String.raw`\mathrm{Mish}'(x) = t + x \, (1 - t^2) \, \sigma(x) \quad\text{with}\quad t = \tanh(\ln(1 + e^{x}))`,
      expr: "tanh(softplus(x)) + x * (1 - tanh(softplus(x))^2) * sigmoid(x)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{Mish}'(x) = 1 \cdot \tanh(\ln(1 + e^{x})) + x \, (1 - \tanh^2(\ln(1 + e^{x}))) \, \frac{e^{x}}{1 + e^{x}}`,
        expr: "1 * tanh(log(1 + exp(x))) + x * (1 - tanh(log(1 + exp(x)))^2) * (exp(x) / (1 + exp(x)))",
        why: "The product rule; the chain rule for tanh, whose derivative is 1 − tanh², and for the logarithm",
      },
      {
        latex: String.raw`= \tanh(\ln(1 + e^{x})) + x \, (1 - \tanh^2(\ln(1 + e^{x}))) \, \sigma(x)`,
        expr: "tanh(softplus(x)) + x * (1 - tanh(softplus(x))^2) * sigmoid(x)",
        why: "The last fraction is the sigmoid",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  examples: [
    { at: [0], gives: 0, because: "x is 0" },
    { at: [1], gives: approx("0.86509838826731034612"), because: "1 · tanh(1.3133)" },
    { at: [-2], gives: approx("-0.25250148269570886364"), because: "−2 · tanh(0.1269)" },
    { at: [Number.NEGATIVE_INFINITY], gives: -0, because: "the exponential wins over x" },
    { at: [Number.POSITIVE_INFINITY], gives: Number.POSITIVE_INFINITY, because: "the limit" },
    { of: "x", at: [0], gives: 0.6, because: "tanh(ln 2) = (4 − 1) / (4 + 1)" },
  ],
  laws: [
    { law: "mish(x) == x * tanh(softplus(x))", because: "x weighs itself" },
    { law: "mish(x) <= relu(x)", because: "the weight lies between 0 and 1" },
    { law: "mish(x) > -0.3088435", because: "the dip's depth" },
    {
      law: "mish(x) * (exp(x) * (exp(x) + 2) + 2) == x * exp(x) * (exp(x) + 2)",
      because: "tanh(ln s) is (s² − 1) / (s² + 1)",
    },
  ],
  sources: ["Misra, Mish: a self regularized non-monotonic activation function (2020)"],
});
