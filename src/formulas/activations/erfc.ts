import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { erfc as complementaryErrorFunction } from "../../numeric/erfc.js";
import { slopeOfErf } from "../../numeric/errorFunction.js";

/**
 * The complementary error function 1 − erf(x) = 2/√π ∫ₓ^∞ e^(−t²) dt, with values in (0, 2): the tail beyond x.
 *
 * The tail is found by itself, down to the last subnormal number at x = 27.2, where 1 − erf(x) has been 0 since x = 5.9.
 * Throws a TypeError for what is not a number. Source: NIST Digital Library of Mathematical Functions, 7.2.2.
 */
export function erfc(x: number): number {
  checkNumber("erfc", "x", x);
  return complementaryErrorFunction(x);
}

function slope(x: number): number {
  checkNumber("erfc", "x", x);
  return -slopeOfErf(x);
}

export default defineFormula({
  name: "erfc",
  summary: "The complementary error function, 1 − erf(x): the tail of a normal distribution beyond x, twice.",
  args: [real("x", -4, 4)],
  latex: String.raw`\mathrm{erfc}(x) = \frac{2}{\sqrt{\pi}} \int_{x}^{\infty} e^{-t^2} \, dt`,
  expr: "erfc(x)",
  value: erfc,
  textbook: (x) => {
    let sum = 1;
    for (let n = 80; n > 0; n--) sum = 1 + ((2 * x * x) / (2 * n + 1)) * sum;
    return 1 - (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum;
  },
  accuracy: { value: 3, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\mathrm{erfc}'(x) = -\frac{2}{\sqrt{\pi}} \, e^{-x^2}`,
      expr: "-2 / sqrt(pi) * exp(-x^2)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{erfc}'(x) = -\frac{2}{\sqrt{\pi}} \, e^{-x^2}`,
        expr: "-2 / sqrt(pi) * exp(-x^2)",
        why: "The fundamental theorem of calculus, with a minus sign since x is the lower end",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.sub(1, tf.erf(x)),
  examples: [
    { at: [0], gives: 1, because: "half of the distribution, twice" },
    { at: [0.5], gives: approx("0.47950012218695346232"), because: "what erf(½) leaves to 1" },
    {
      at: [3],
      gives: approx("2.2090496998585441373e-5"),
      because: "1 − erf(3) would have 12 digits",
    },
    { at: [10], gives: approx("2.0884875837625447570e-45"), because: "1 − erf(10) would be 0" },
    {
      at: [27],
      gives: approx("5.2370489237892557e-319"),
      because: "below the normal numbers, and still right to its last bit",
    },
    { at: [-1], gives: approx("1.8427007929497148693"), because: "nearly all of the distribution" },
    { at: [Number.NEGATIVE_INFINITY], gives: 2, because: "the limit" },
  ],
  laws: [
    { law: "erfc(x) == 1 - erf(x)", because: "the whole distribution" },
    { law: "erfc(x) + erfc(-x) == 2", because: "the distribution is symmetric" },
    { law: "erfc(x) > 0", because: "some of the distribution lies beyond any x" },
    { law: "erfc(abs(x)) <= exp(-abs(x)^2)", because: "Chernoff's bound" },
  ],
  sources: [
    "NIST Digital Library of Mathematical Functions, 7.2.2",
    "Abramowitz & Stegun, Handbook of mathematical functions (1964), 7.1.6 (the series that is the textbook form)",
  ],
});
