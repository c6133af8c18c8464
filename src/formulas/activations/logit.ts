import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { log } from "../../numeric/logarithm.js";
import { divide, errorOfProduct, multiply, rest } from "../../numeric/twofold.js";

/**
 * The logarithm of the odds, ln p − ln(1 − p): maps a probability to any real number; the inverse of the sigmoid.
 *
 * 0 and 1 give −Infinity and Infinity; what is no probability, NaN. It is the logarithm of p / (1 − p), carried in two
 * doubles, since near ½, where that is next to 1, its rounding would be all that is left. Throws a TypeError for what is not a number. Source: Bishop,
 * Pattern recognition and machine learning (2006), eq. 4.61; Goodfellow, Bengio & Courville, Deep Learning (2016),
 * eq. 3.38.
 */
export function logit(p: number): number {
  checkNumber("logit", "p", p);
  if (!(p > 2 ** -60 && p < 1)) return logitAtEnd(p);
  const left = 1 - p;
  const leftLow = 1 - left - p;
  const reciprocal = 1 / left;
  const odds = p * reciprocal;
  const product = odds * left;
  // By how much the rounded odds times the exact 1 − p exceed p.
  const excess = product - p + errorOfProduct(odds, left, product) + odds * leftLow;
  return log(odds, -excess * reciprocal);
}

/** The logarithm of p alone, 1 − p being 1 to the last bit. */
function logitAtEnd(p: number): number {
  return p === 1 ? Number.POSITIVE_INFINITY : p < 1 ? log(p) : Number.NaN;
}

/** Infinity at both ends. */
function slope(p: number): number {
  checkNumber("logit", "p", p);
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  // Here 1 − p is 1 to the last bit, and the product may be subnormal.
  if (p < 2 ** -60) return 1 / p;
  const left = 1 - p;
  const product = multiply(p, 0, left, 1 - left - p);
  return left === 0 ? Number.POSITIVE_INFINITY : divide(1, 0, product, rest.low);
}

export default defineFormula({
  name: "logit",
  summary: "The logarithm of the odds: maps a probability to any real number; the inverse of the sigmoid.",
  args: [real("p", 0.01, 0.99, { domain: [0, 1] })],
  latex: String.raw`\mathrm{logit}(p) = \ln p - \ln(1 - p)`,
  expr: "log(p) - log(1 - p)",
  value: logit,
  textbook: (p) => Math.log(p / (1 - p)),
  accuracy: { value: 1, partials: 2 },
  partials: {
    p: {
      latex: String.raw`\mathrm{logit}'(p) = \frac{1}{p \, (1 - p)}`,
      expr: "1 / (p * (1 - p))",
      value: slope,
    },
  },
  derivation: {
    of: "p",
    steps: [
      {
        latex: String.raw`\mathrm{logit}'(p) = \frac{1}{p} - \frac{-1}{1 - p}`,
        expr: "1 / p - -1 / (1 - p)",
        why: "The derivative of the logarithm is the reciprocal; the chain rule for 1 − p",
      },
      {
        latex: String.raw`= \frac{(1 - p) + p}{p \, (1 - p)}`,
        expr: "((1 - p) + p) / (p * (1 - p))",
        why: "The two fractions over one denominator",
      },
      {
        latex: String.raw`= \frac{1}{p \, (1 - p)}`,
        expr: "1 / (p * (1 - p))",
        why: "The numerator is 1",
      },
    ],
  },
  kinks: [],
  tensor: (tf, p) => tf.log(tf.div(p, tf.sub(1, p))),
  examples: [
    { at: [0.5], gives: 0, because: "even odds, 1 to 1" },
    { at: [0.25], gives: approx("-1.0986122886681096914"), because: "odds of 1 to 3, and −ln 3" },
    { at: [0.75], gives: approx("1.0986122886681096914"), because: "the opposite of logit(¼)" },
    { at: [0], gives: Number.NEGATIVE_INFINITY, because: "no score is low enough for the impossible" },
    { at: [1], gives: Number.POSITIVE_INFINITY, because: "no score is high enough for the certain" },
    { of: "p", at: [0.5], gives: 4, because: "1 / (½ · ½), where the curve is flattest" },
  ],
  laws: [
    { law: "sigmoid(logit(p)) == p", because: "it is the inverse of the sigmoid" },
    { law: "logit(1 - p) == -logit(p)", because: "the classes swap places" },
    { law: "exp(logit(p)) == p / (1 - p)", because: "these are the odds" },
  ],
  sources: [
    "Bishop, Pattern recognition and machine learning (2006), eq. 4.61",
    "Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.38",
  ],
});
