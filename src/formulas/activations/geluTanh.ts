import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { expSignificand } from "../../numeric/exponential.js";
import { logistic } from "../../numeric/logistic.js";
import { errorOfProduct, nearestProduct, normalized, product, rest, scaled } from "../../numeric/twofold.js";

// 2√(2/π), and 0.044715 times as much, each as the sum of two doubles.
const [linear, linearLow] = [1.5957691216057308, -9.96930880911092e-17];
const [cubic, cubicLow] = [0.07135481627260025, -6.175149918155315e-19];

/**
 * The approximation of `gelu` that GPT-2 and BERT use: ½x(1 + tanh(√(2/π)(x + 0.044715x³))), which is off by 0.0005 at most.
 *
 * ½(1 + tanh u) is σ(2u), which does not cancel for negative x; and 2u is carried in two doubles, since its rounding alone
 * would cost hundreds of ulp. Of −Infinity it is −0, the limit. Throws a TypeError for what is not a number. Source:
 * Hendrycks & Gimpel, Gaussian error linear units (2016), §2.
 */
export function geluTanh(x: number): number {
  checkNumber("geluTanh", "x", x);
  const size = Math.abs(x);
  if (size > 2 ** -60 && size < 20) return nearestProduct(x, logistic(twiceInner(x), rest.low), rest.low);
  if (size < 1) return x / 2;
  if (!(x < 0)) return x;
  return x < -24 ? -0 : product(x, 0, expSignificand(twiceInner(x), rest.low), rest.low, rest.exponent);
}

/** 2u = x(2√(2/π) + 2√(2/π)·0.044715·x²), the rounding of x² and of each sum and product carried. */
function twiceInner(x: number): number {
  const square = x * x;
  const curved = square * cubic;
  const factor = linear + curved;
  const curvedLow = errorOfProduct(square, cubic, curved) + square * cubicLow + errorOfProduct(x, x, square) * cubic;
  const factorLow = linear < curved ? curved - factor + linear : linear - factor + curved;
  const inner = x * factor;
  return normalized(inner, errorOfProduct(x, factor, inner) + x * (factorLow + linearLow + curvedLow));
}

/** σ(2u) + x·σ(2u)·σ(−2u)·2u′; with e = e^(−2|u|), for negative x, e/(1 + e)² (1 + e + x·2u′). */
function slope(x: number): number {
  checkNumber("geluTanh", "x", x);
  if (Math.abs(x) > 24) return x > 0 ? 1 : -0;
  const inner = twiceInner(-Math.abs(x));
  const power = expSignificand(inner, rest.low);
  const { exponent } = rest;
  const e = scaled(power, Math.max(exponent, -60));
  const bracket = 1 + e - Math.abs(x) * (linear + 3 * cubic * x * x);
  const left = scaled((power * bracket) / (1 + e) ** 2, exponent);
  return x < 0 ? left : 1 - left;
}

export default defineFormula({
  name: "geluTanh",
  summary: "The usual approximation of GELU by a hyperbolic tangent.",
  args: [real("x", -6, 6)],
  latex: String.raw`\mathrm{GELU}_{\tanh}(x) = \frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}} \, (x + 0.044715 x^3)\right)\right)`,
  expr: "x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
  value: geluTanh,
  textbook: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  accuracy: { value: 1, partials: 8, partialsCross: -0.75 },
  partials: {
    x: {
      latex: String.raw`\mathrm{GELU}_{\tanh}'(x) = \frac{1 + t}{2} + \frac{x}{2} \, (1 - t^2) \sqrt{\frac{2}{\pi}} \, (1 + 3 \cdot 0.044715 x^2) \quad\text{with}\quad t = \tanh\left(\sqrt{\frac{2}{\pi}} \, (x + 0.044715 x^3)\right)`,
      expr: "(1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2 + x / 2 * (1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))^2) * sqrt(2 / pi) * (1 + 3 * 0.044715 * x^2)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{GELU}_{\tanh}'(x) = \frac{1}{2} (1 + \tanh u) + \frac{x}{2} (1 - \tanh^2 u) \, u' \quad\text{with}\quad u = \sqrt{\frac{2}{\pi}} \, (x + 0.044715 x^3)`,
        expr: "1 / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) + x / 2 * (1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))^2) * (sqrt(2 / pi) * (1 + 0.044715 * (3 * x^2)))",
        why: "The product rule; the chain rule for tanh, whose derivative is 1 − tanh²",
      },
      {
        latex: String.raw`= \frac{1 + \tanh u}{2} + \frac{x}{2} \, (1 - \tanh^2 u) \sqrt{\frac{2}{\pi}} \, (1 + 3 \cdot 0.044715 x^2)`,
        expr: "(1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2 + x / 2 * (1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))^2) * sqrt(2 / pi) * (1 + 3 * 0.044715 * x^2)",
        why: "The power rule gives u′; factors in order",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => {
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
    return tf.mul(tf.div(x, 2), tf.add(1, tf.tanh(inner)));
  },
  examples: [
    { at: [0], gives: 0, because: "x is 0" },
    { at: [1], gives: approx("0.84119199060827670478"), because: "gelu(1) is 0.84134: right to three digits" },
    { at: [-1], gives: approx("-0.15880800939172329522"), because: "gelu(−1) is −0.15866" },
    {
      at: [-8],
      gives: approx("-3.1077829375011112180e-21"),
      because: "far out it is off by six powers of ten; 1 + tanh would give 0",
    },
    { at: [Number.NEGATIVE_INFINITY], gives: -0, because: "the exponential wins over x" },
    { at: [Number.POSITIVE_INFINITY], gives: Number.POSITIVE_INFINITY, because: "the limit" },
    { of: "x", at: [0], gives: 0.5, because: "halfway between the slopes 0 and 1 of ReLU" },
  ],
  laws: [
    {
      law: "geluTanh(x) == x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3))",
      because: "half of 1 + tanh u is the sigmoid of 2u",
    },
    { law: "geluTanh(x) - geluTanh(-x) == x", because: "tanh is odd" },
    { law: "abs(geluTanh(x) - gelu(x)) < 0.0005", because: "so good is the approximation" },
    { law: "geluTanh(x) > -0.17004076", because: "the dip's depth, at x = −0.7525" },
  ],
  sources: ["Hendrycks & Gimpel, Gaussian error linear units (2016), §2"],
});
