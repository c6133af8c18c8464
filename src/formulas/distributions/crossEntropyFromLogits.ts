import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { probabilities, real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkProbabilities, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { addSurprise, gradientOfSurprise, logSharesOfPowers } from "../../numeric/logits.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The cross-entropy of the softmax of `logits` relative to a distribution `p`, both of shape `(n)`, in nats.
 *
 * Computed from the logits, without the softmax: where a probability underflows its logarithm does not. A logit of
 * −Infinity is a masked class, which costs nothing where its p is 0 and Infinity elsewhere; where all are −Infinity, or
 * two are Infinity, the result is NaN. `p` need not add up to 1 exactly. Throws a RangeError for empty vectors, lengths
 * that differ and negative probabilities, a TypeError for anything but vectors of numbers. Source: Bishop, Pattern
 * Recognition and Machine Learning (2006), eq. 4.108.
 */
export function crossEntropyFromLogits(p: Vector, logits: Vector): number {
  check(p, logits);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    addSurprise(sum, p, logits, scale);
    return sum.value;
  });
}

function gradientByP(p: Vector, logits: Vector): number[] {
  check(p, logits);
  return logSharesOfPowers(logits).high.map((share) => 0 - share);
}

function gradientByLogits(p: Vector, logits: Vector): number[] {
  check(p, logits);
  return gradientOfSurprise(p, logits, 1);
}

function check(p: Vector, logits: Vector): void {
  checkVectors("crossEntropyFromLogits", { p, logits });
  checkProbabilities("crossEntropyFromLogits", "p", p);
}

export default defineFormula({
  name: "crossEntropyFromLogits",
  summary: "The cross-entropy of what softmax makes of scores, from the scores themselves; in nats.",
  args: [probabilities("p"), vector("logits", -8, 8, { latex: "z" })],
  latex: String.raw`H(p, z) = \sum_{i=1}^{n} p_i \left(\ln \sum_{j=1}^{n} e^{z_j} - z_i\right)`,
  expr: "sum(p * (log(sum(exp(logits))) - logits))",
  value: crossEntropyFromLogits,
  textbook: (p, logits) => {
    const total = Array.from(logits, (score) => Math.exp(score)).reduce((a, b) => a + b);
    return Array.from(p, (share, i) => share * (Math.log(total) - logits[i]!)).reduce((a, b) => a + b);
  },
  accuracy: { value: 1, partials: 1, cancels: "in the derivative softmax and truth cancel where they nearly agree" },
  partials: {
    p: {
      latex: String.raw`\frac{\partial}{\partial p_i} = \ln \sum_{j=1}^{n} e^{z_j} - z_i`,
      expr: "-logSoftmax(logits)",
      value: gradientByP,
    },
    logits: {
      latex: String.raw`\frac{\partial}{\partial z_i} = \left(\sum_{j=1}^{n} p_j\right) \mathrm{softmax}(z)_i - p_i`,
      expr: "sum(p) * softmax(logits) - p",
      value: gradientByLogits,
    },
  },
  derivation: {
    of: "logits",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_i} = \sum_{j=1}^{n} p_j \cdot \frac{e^{z_i}}{\sum_{k=1}^{n} e^{z_k}} - p_i`,
        expr: "sum(p) * (exp(logits) / sum(exp(logits))) - p",
        why: "Each of the terms holds the logarithm, whose derivative is the share of the ith power; zᵢ itself is in the ith only",
      },
      {
        latex: String.raw`= \left(\sum_{j=1}^{n} p_j\right) \mathrm{softmax}(z)_i - p_i`,
        expr: "sum(p) * softmax(logits) - p",
        why: "The share is the softmax; where p adds up to 1, what is left is forecast less truth",
      },
    ],
  },
  kinks: [],
  tensor: (tf, p, logits) => tf.neg(tf.sum(tf.mul(p, tf.logSoftmax(logits)))),
  examples: [
    {
      at: [
        [0, 0, 1],
        [1, 2, 3],
      ],
      gives: approx("0.40760596444438030448"),
      because: "logSumExp is 3.4076, of which the true class has 3",
    },
    {
      at: [
        [0.5, 0.5],
        [0, 0],
      ],
      gives: approx("0.6931"),
      because: "ln 2: equal scores for two classes say nothing",
    },
    {
      at: [
        [1, 0],
        [1000, 0],
      ],
      gives: 0,
      because: "right by 1000: e⁻¹⁰⁰⁰ is left, which underflows",
    },
    {
      at: [
        [0, 1],
        [1000, 0],
      ],
      gives: 1000,
      because: "wrong by 1000 costs 1000, where −ln(softmax) would be Infinity",
    },
    {
      at: [
        [1, 0],
        [2, Number.NEGATIVE_INFINITY],
      ],
      gives: 0,
      because: "a masked class that does not occur costs nothing",
    },
    {
      of: "logits",
      at: [
        [0, 0, 1],
        [1, 2, 3],
      ],
      gives: [approx("0.0900"), approx("0.2447"), approx("-0.3348")],
      because: "softmax less truth: the wrong classes are pushed down, the true one up",
    },
  ],
  laws: [
    {
      law: "crossEntropyFromLogits(p, logits) == crossEntropy(p, softmax(logits))",
      because: "it is the cross-entropy, by another way",
    },
    {
      law: "crossEntropyFromLogits(p, logits + c) == crossEntropyFromLogits(p, logits)",
      because: "only differences of scores matter",
      with: [real("c", -8, 8)],
    },
    { law: "crossEntropyFromLogits(p, logits) >= 0", because: "surprise is not negative" },
    {
      law: "crossEntropyFromLogits(p, 0 * logits) == sum(p) * log(length(p))",
      because: "equal scores say that all classes are alike",
    },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.108"],
});
