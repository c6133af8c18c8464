import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { gaussianTail, gaussianTailSignificand, slopeOfGaussianTail } from "../../numeric/errorFunction.js";
import { nearestProduct, product, rest, scaled } from "../../numeric/twofold.js";

/**
 * The Gaussian error linear unit x·Φ(x): each number weighed by the probability that a standard normal one is smaller.
 *
 * This is the exact form; `geluTanh` is the paper's approximation. It is ½x·erfc(−x/√2), since 1 + erf(x/√2) cancels for
 * negative x; and x/√2 is carried in two doubles, for its rounding alone would cost 1200 ulp at x = −33. Gelu of −Infinity
 * is −0, the limit. Throws a TypeError for what is not a number. Source: Hendrycks & Gimpel, Gaussian error linear units
 * (2016), §2.
 */
export function gelu(x: number): number {
  checkNumber("gelu", "x", x);
  const size = Math.abs(x);
  if (!(size > 2 ** -60 && size < 37)) return geluFarOut(x);
  const tail = gaussianTail(size);
  if (x < 0) return nearestProduct(x, tail, rest.low);
  const share = 1 - tail;
  return nearestProduct(x, share, 1 - share - tail - rest.low);
}

/** Where Φ(x) is ½, 1, or so small that its power of two has to be kept apart. */
function geluFarOut(x: number): number {
  if (Math.abs(x) < 1) return x / 2;
  if (!(x < 0)) return x;
  return x < -40 ? -0 : product(x, 0, gaussianTailSignificand(-x), rest.low, rest.exponent);
}

/** Φ(x) + xφ(x); of x and −x these add up to 1. */
function slope(x: number): number {
  checkNumber("gelu", "x", x);
  if (Math.abs(x) > 40) return x > 0 ? 1 : -0;
  const left = scaled(slopeOfGaussianTail(Math.abs(x)), rest.exponent);
  return x < 0 ? left : 1 - left;
}

export default defineFormula({
  name: "gelu",
  summary: "x times the probability that a standard normal number is smaller than x.",
  args: [real("x", -6, 6)],
  latex: String.raw`\mathrm{GELU}(x) = \frac{x}{2} \, \mathrm{erfc}\left(-\frac{x}{\sqrt{2}}\right)`,
  expr: "x / 2 * erfc(-x / sqrt(2))",
  value: gelu,
  textbook: (x) => {
    let sum = 1;
    for (let n = 80; n > 0; n--) sum = 1 + ((x * x) / (2 * n + 1)) * sum;
    return x * (0.5 + (x * Math.exp((-x * x) / 2) * sum) / Math.sqrt(2 * Math.PI));
  },
  accuracy: { value: 1, partials: 2, partialsCross: -0.75 },
  partials: {
    x: {
      latex: String.raw`\mathrm{GELU}'(x) = \frac{1}{2} \, \mathrm{erfc}\left(-\frac{x}{\sqrt{2}}\right) + x \, \frac{e^{-x^2/2}}{\sqrt{2 \pi}}`,
      expr: "erfc(-x / sqrt(2)) / 2 + x * exp(-x^2 / 2) / sqrt(2 * pi)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{GELU}'(x) = \frac{1}{2} \, \mathrm{erfc}\left(-\frac{x}{\sqrt{2}}\right) + \frac{x}{2} \cdot \frac{1}{\sqrt{2}} \cdot \frac{2}{\sqrt{\pi}} \, e^{-x^2/2}`,
        expr: "erfc(-x / sqrt(2)) / 2 + x / 2 * (1 / sqrt(2)) * (2 / sqrt(pi)) * exp(-x^2 / 2)",
        why: "The product rule; the chain rule for erfc, whose derivative is −2/√π · e^(−u²), at u = −x/√2",
      },
      {
        latex: String.raw`= \frac{1}{2} \, \mathrm{erfc}\left(-\frac{x}{\sqrt{2}}\right) + x \, \frac{e^{-x^2/2}}{\sqrt{2 \pi}}`,
        expr: "erfc(-x / sqrt(2)) / 2 + x * exp(-x^2 / 2) / sqrt(2 * pi)",
        why: "The factors 2 cancel: what x is multiplied by is the normal density",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.mul(tf.div(x, 2), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))),
  examples: [
    { at: [0], gives: 0, because: "x is 0" },
    { at: [1], gives: approx("0.84134474606854294859"), because: "Φ(1): of normal numbers 84 % are below 1" },
    { at: [-1], gives: approx("-0.15865525393145705141"), because: "the other 16 %" },
    {
      at: [-8],
      gives: approx("-4.9767684594174272988e-15"),
      because: "8 times a tail of 6e−16, which 1 + erf would round to a multiple of 1e−16",
    },
    { at: [Number.NEGATIVE_INFINITY], gives: -0, because: "the tail vanishes faster than x grows" },
    { at: [Number.POSITIVE_INFINITY], gives: Number.POSITIVE_INFINITY, because: "the limit" },
    { of: "x", at: [0], gives: 0.5, because: "half of all normal numbers are below 0" },
    {
      of: "x",
      at: [1],
      gives: approx("1.0833154705876863"),
      because: "Φ(1) and the density 0.2420: steeper than ReLU",
    },
  ],
  laws: [
    { law: "gelu(x) - gelu(-x) == x", because: "Φ(x) and Φ(−x) add up to 1" },
    { law: "gelu(x) > -0.1699712075", because: "the dip's depth, at x = −0.7518" },
    { law: "gelu(x) <= relu(x)", because: "the weight is a probability" },
    { law: "abs(gelu(x) - geluTanh(x)) < 0.0005", because: "so good is the approximation by tanh" },
  ],
  sources: [
    "Hendrycks & Gimpel, Gaussian error linear units (2016), §2",
    "Abramowitz & Stegun, Handbook of mathematical functions (1964), 26.2.11 (the series that is the textbook form)",
  ],
});
