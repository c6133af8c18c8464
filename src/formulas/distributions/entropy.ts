import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { probabilities } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkProbabilities, checkVector } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { addExpectedLogarithm } from "../../numeric/expectedLogarithm.js";
import { log } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";
import { add, rest } from "../../numeric/twofold.js";

/**
 * The entropy of a distribution `p` of shape `(n)`, in nats: how surprising its outcomes are on average, from 0 for a
 * certain one to ln n where all are alike.
 *
 * 0·ln 0 counts 0. `p` need not add up to 1 exactly. Throws a RangeError for an empty vector and for negative
 * probabilities, a TypeError for anything but a vector of numbers. Source: Goodfellow, Bengio & Courville, Deep
 * Learning (2016), eq. 3.49.
 */
export function entropy(p: Vector): number {
  check(p);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    addExpectedLogarithm(sum, p, p, scale);
    return 0 - sum.value;
  });
}

function gradient(p: Vector): number[] {
  check(p);
  return Array.from(p, (share) => {
    const logarithm = log(share);
    return Number.isFinite(logarithm) ? 0 - add(logarithm, rest.low, 1, 0) : -logarithm;
  });
}

function check(p: Vector): void {
  checkVector("entropy", "p", p);
  checkProbabilities("entropy", "p", p);
}

export default defineFormula({
  name: "entropy",
  summary: "How surprising the outcomes of a distribution are on average; in nats.",
  args: [probabilities("p")],
  latex: String.raw`H(p) = -\sum_{i=1}^{n} p_i \ln p_i`,
  expr: "-sum(p * log(p))",
  value: entropy,
  textbook: (p) => -Array.from(p, (share) => (share === 0 ? 0 : share * Math.log(share))).reduce((a, b) => a + b),
  accuracy: { value: 1, partials: 2, cancels: "−ln p and 1 cancel in the derivative near p = 1/e" },
  partials: {
    p: {
      latex: String.raw`\frac{\partial H}{\partial p_i} = -\ln p_i - 1`,
      expr: "-log(p) - 1",
      value: gradient,
    },
  },
  derivation: {
    of: "p",
    steps: [
      {
        latex: String.raw`\frac{\partial H}{\partial p_i} = -\left(1 \cdot \ln p_i + p_i \cdot \frac{1}{p_i}\right)`,
        expr: "-(1 * log(p) + p * (1 / p))",
        why: "Of the sum only the ith term depends on pᵢ; product rule",
      },
      { latex: String.raw`= -\ln p_i - 1`, expr: "-log(p) - 1", why: "The second product is 1" },
    ],
  },
  kinks: [],
  tensor: (tf, p) => tf.neg(tf.sum(tf.mul(p, tf.log(p)))),
  examples: [
    { at: [[0.5, 0.5]], gives: approx("0.69314718055994530942"), because: "ln 2: a fair coin, which is one bit" },
    { at: [[0.25, 0.25, 0.25, 0.25]], gives: approx("1.3863"), because: "ln 4: of four alike, two bits" },
    { at: [[0.9, 0.1]], gives: approx("0.3251"), because: "0.9 · 0.1054 + 0.1 · 2.3026: a bent coin surprises less" },
    { at: [[1, 0]], gives: 0, because: "what is certain does not surprise, and 0·ln 0 counts 0" },
    { at: [[0.5, 0.25, 0.25]], gives: approx("1.0397"), because: "1.5 · ln 2: one bit and a half" },
    { of: "p", at: [[1, 0.5]], gives: [-1, approx("-0.3069")], because: "−ln 1 − 1 and ln 2 − 1" },
  ],
  laws: [
    { law: "entropy(p) >= 0", because: "surprise is not negative" },
    { law: "entropy(p) <= log(length(p))", because: "nothing is less certain than all alike" },
    { law: "entropy(p) == crossEntropy(p, p)", because: "it is the surprise of a forecaster who says the truth" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.49"],
});
