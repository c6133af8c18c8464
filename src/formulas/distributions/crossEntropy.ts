import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { probabilities } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkProbabilities, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { addExpectedLogarithm } from "../../numeric/expectedLogarithm.js";
import { log } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The cross-entropy of a distribution `q` relative to `p`, both of shape `(n)`, in nats: how surprised a forecaster who
 * says `q` is on average where `p` is true.
 *
 * 0·ln 0 counts 0, and p > 0 against q = 0 is Infinity: nothing is clipped. Neither need add up to 1 exactly. Throws a
 * RangeError for empty vectors, lengths that differ and negative probabilities, a TypeError for anything but vectors of
 * numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.51.
 */
export function crossEntropy(p: Vector, q: Vector): number {
  check(p, q);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    addExpectedLogarithm(sum, p, q, scale);
    return 0 - sum.value;
  });
}

function gradientByP(p: Vector, q: Vector): number[] {
  check(p, q);
  return Array.from(q, (forecast) => 0 - log(forecast));
}

function gradientByQ(p: Vector, q: Vector): number[] {
  check(p, q);
  return Array.from(q, (forecast, i) => (p[i] === 0 && !Number.isNaN(forecast) ? 0 : -p[i]! / forecast));
}

function check(p: Vector, q: Vector): void {
  checkVectors("crossEntropy", { p, q });
  checkProbabilities("crossEntropy", "p", p);
  checkProbabilities("crossEntropy", "q", q);
}

export default defineFormula({
  name: "crossEntropy",
  summary: "How surprised, on average, a forecaster is who says q where p is true; in nats.",
  args: [probabilities("p"), probabilities("q")],
  latex: String.raw`H(p, q) = -\sum_{i=1}^{n} p_i \ln q_i`,
  expr: "-sum(p * log(q))",
  value: crossEntropy,
  textbook: (p, q) => -Array.from(p, (share, i) => (share === 0 ? 0 : share * Math.log(q[i]!))).reduce((a, b) => a + b),
  accuracy: { value: 1, partials: 1 },
  partials: {
    p: {
      latex: String.raw`\frac{\partial H}{\partial p_i} = -\ln q_i`,
      expr: "-log(q)",
      value: gradientByP,
    },
    q: {
      latex: String.raw`\frac{\partial H}{\partial q_i} = -\frac{p_i}{q_i}`,
      expr: "-p / q",
      value: gradientByQ,
    },
  },
  derivation: {
    of: "q",
    steps: [
      {
        latex: String.raw`\frac{\partial H}{\partial q_i} = -p_i \cdot \frac{1}{q_i}`,
        expr: "-(p * (1 / q))",
        why: "Of the sum only the ith term depends on qᵢ, and the logarithm's derivative is the reciprocal",
      },
      { latex: String.raw`= -\frac{p_i}{q_i}`, expr: "-p / q", why: "One fraction" },
    ],
  },
  kinks: [],
  tensor: (tf, p, q) => tf.neg(tf.sum(tf.mul(p, tf.log(q)))),
  examples: [
    {
      at: [
        [0.7, 0.3],
        [0.8, 0.2],
      ],
      gives: approx("0.6390"),
      because: "0.7 · 0.2231 + 0.3 · 1.6094 ≈ 0.1562 + 0.4828",
    },
    {
      at: [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
      gives: approx("0.83698821678583577314"),
      because: "the value to twenty digits",
    },
    {
      at: [
        [1, 0],
        [1, 0],
      ],
      gives: 0,
      because: "certain and right: no surprise, and 0·ln 0 counts 0",
    },
    {
      at: [
        [0.5, 0.5],
        [1, 0],
      ],
      gives: Number.POSITIVE_INFINITY,
      because: "what was called impossible happens half of the time",
    },
    {
      of: "q",
      at: [
        [0.75, 0.25],
        [0.5, 0.5],
      ],
      gives: [-1.5, -0.5],
      because: "−0.75/0.5 and −0.25/0.5",
    },
  ],
  laws: [
    { law: "crossEntropy(p, q) >= crossEntropy(p, p)", because: "no forecast beats the truth (Gibbs' inequality)" },
    { law: "crossEntropy(p, p) >= 0", because: "surprise is not negative" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.51"],
});
