import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { probabilities } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkProbabilities, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { logOfRatio } from "../../numeric/logOfRatio.js";
import { rescaled } from "../../numeric/rescaled.js";
import { add, rest } from "../../numeric/twofold.js";

/**
 * The Kullback–Leibler divergence of a distribution `q` from `p`, both of shape `(n)`, in nats: by how much more a
 * forecaster who says `q` is surprised than one who says the truth `p`.
 *
 * The sum over the classes, not their mean, and nothing is renormalised. 0·ln 0 counts 0, and p > 0 against q = 0 is
 * Infinity. Where p and q are close, ln(p/q) is found from p − q, since p/q has lost what tells them apart. Throws a
 * RangeError for empty vectors, lengths that differ and negative probabilities, a TypeError for anything but vectors of
 * numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.50.
 */
export function klDivergence(p: Vector, q: Vector): number {
  check(p, q);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < p.length; i++) {
      if (p[i] === 0 && !Number.isNaN(q[i]!)) continue;
      const share = p[i]! * scale;
      const logarithm = logOfRatio(p[i]!, q[i]!);
      sum.addProduct(share, logarithm, share * rest.low);
    }
    return sum.value;
  });
}

function gradientByP(p: Vector, q: Vector): number[] {
  check(p, q);
  return Array.from(p, (share, i) => {
    const logarithm = logOfRatio(share, q[i]!);
    return Number.isFinite(logarithm) ? add(logarithm, rest.low, 1, 0) : logarithm;
  });
}

function gradientByQ(p: Vector, q: Vector): number[] {
  check(p, q);
  return Array.from(q, (forecast, i) => (p[i] === 0 && !Number.isNaN(forecast) ? 0 : -p[i]! / forecast));
}

function check(p: Vector, q: Vector): void {
  checkVectors("klDivergence", { p, q });
  checkProbabilities("klDivergence", "p", p);
  checkProbabilities("klDivergence", "q", q);
}

export default defineFormula({
  name: "klDivergence",
  summary: "By how much more one is surprised who says q where p is true than one who says p; in nats.",
  args: [probabilities("p"), probabilities("q")],
  latex: String.raw`D_{\mathrm{KL}}(p, q) = \sum_{i=1}^{n} p_i \ln \frac{p_i}{q_i}`,
  expr: "sum(p * log(p / q))",
  value: klDivergence,
  textbook: (p, q) =>
    Array.from(p, (share, i) => (share === 0 ? 0 : share * Math.log(share / q[i]!))).reduce((a, b) => a + b),
  accuracy: { value: 1, partials: 2, cancels: "ln(p/q) and 1 cancel in the derivative near q = ep" },
  partials: {
    p: {
      latex: String.raw`\frac{\partial}{\partial p_i} = \ln \frac{p_i}{q_i} + 1`,
      expr: "log(p / q) + 1",
      value: gradientByP,
    },
    q: {
      latex: String.raw`\frac{\partial}{\partial q_i} = -\frac{p_i}{q_i}`,
      expr: "-p / q",
      value: gradientByQ,
    },
  },
  derivation: {
    of: "p",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial p_i} = \ln \frac{p_i}{q_i} + p_i \cdot \frac{q_i}{p_i} \cdot \frac{1}{q_i}`,
        expr: "log(p / q) + p * (q / p) * (1 / q)",
        why: "Of the sum only the ith term depends on pᵢ; product rule, and chain rule for the logarithm of the quotient",
      },
      { latex: String.raw`= \ln \frac{p_i}{q_i} + 1`, expr: "log(p / q) + 1", why: "The product is 1" },
    ],
  },
  kinks: [],
  tensor: (tf, p, q) => tf.sum(tf.mul(p, tf.log(tf.div(p, q)))),
  examples: [
    {
      at: [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
      gives: approx("0.14384103622589046372"),
      because: "½ ln 2 + ½ ln ⅔",
    },
    {
      at: [
        [0.25, 0.75],
        [0.5, 0.5],
      ],
      gives: approx("0.1308"),
      because: "the other way round it is another number: it is no distance",
    },
    {
      at: [
        [0.3, 0.7],
        [0.3, 0.7],
      ],
      gives: 0,
      because: "the truth is no surprise to one who says it",
    },
    {
      at: [
        [1, 0],
        [0.5, 0.5],
      ],
      gives: approx("0.6931"),
      because: "ln 2; the impossible class counts 0",
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
      because: "as for the cross-entropy, from which it differs only by what does not depend on q",
    },
  ],
  laws: [
    {
      law: "klDivergence(p, q) == crossEntropy(p, q) - entropy(p)",
      because: "the surprise beyond what cannot be helped",
    },
    { law: "klDivergence(p, q) >= 0", because: "no forecast beats the truth (Gibbs' inequality)" },
    { law: "klDivergence(p, p) == 0", because: "the truth leaves nothing to gain" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.50"],
});
