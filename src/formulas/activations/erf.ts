import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { erf as errorFunction } from "../../numeric/erf.js";
import { slopeOfErf } from "../../numeric/errorFunction.js";

/**
 * The error function 2/√π ∫₀ˣ e^(−t²) dt: maps any real number into (−1, 1); the probability that a normal number with
 * variance ½ lies within x of its mean.
 *
 * Near 0 by its power series, farther out by what it leaves to 1. Throws a TypeError for what is not a number. Source:
 * NIST Digital Library of Mathematical Functions, 7.2.1.
 */
export function erf(x: number): number {
  checkNumber("erf", "x", x);
  return errorFunction(x);
}

function slope(x: number): number {
  checkNumber("erf", "x", x);
  return slopeOfErf(x);
}

export default defineFormula({
  name: "erf",
  summary: "The error function: the share of a normal distribution with variance ½ within x of its mean.",
  args: [real("x", -4, 4)],
  latex: String.raw`\mathrm{erf}(x) = \frac{2}{\sqrt{\pi}} \int_0^{x} e^{-t^2} \, dt`,
  expr: "erf(x)",
  value: erf,
  textbook: (x) => {
    let sum = 1;
    for (let n = 80; n > 0; n--) sum = 1 + ((2 * x * x) / (2 * n + 1)) * sum;
    return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum;
  },
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\mathrm{erf}'(x) = \frac{2}{\sqrt{\pi}} \, e^{-x^2}`,
      expr: "2 / sqrt(pi) * exp(-x^2)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{erf}'(x) = \frac{2}{\sqrt{\pi}} \, e^{-x^2}`,
        expr: "2 / sqrt(pi) * exp(-x^2)",
        why: "The fundamental theorem of calculus: the derivative of an integral by its upper end is the integrand there",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.erf(x),
  examples: [
    { at: [0], gives: 0, because: "an interval without length" },
    { at: [0.5], gives: approx("0.52049987781304653768"), because: "more than half lies within ½" },
    { at: [1], gives: approx("0.84270079294971486934"), because: "within √2 standard deviations" },
    { at: [-1], gives: approx("-0.84270079294971486934"), because: "it keeps the sign" },
    { at: [1e-9], gives: approx("1.1283791670955125735e-9"), because: "near 0 it is 2/√π times x" },
    { at: [Number.NEGATIVE_INFINITY], gives: -1, because: "the limit" },
    { of: "x", at: [0], gives: approx("1.1283791670955125739"), because: "2/√π, the steepest slope" },
  ],
  laws: [
    { law: "erf(-x) == -erf(x)", because: "the integrand is even" },
    { law: "erf(x) + erfc(x) == 1", because: "the whole distribution" },
    { law: "erf(abs(x)) < 1", because: "some of the distribution lies beyond" },
    { law: "erf(abs(x)) <= 2 / sqrt(pi) * abs(x)", because: "the integrand is never more than 1" },
  ],
  sources: [
    "NIST Digital Library of Mathematical Functions, 7.2.1",
    "Abramowitz & Stegun, Handbook of mathematical functions (1964), 7.1.6 (the series that is the textbook form)",
  ],
});
