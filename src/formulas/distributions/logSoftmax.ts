import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { add, negate, toNumber, zero } from "../../numeric/doubleDouble.js";
import { logSharesOfPowers, sharesOfPowers } from "../../numeric/logits.js";

/**
 * The logarithms of the softmax of scores `z` of shape `(n)`: each 0 or less.
 *
 * Computed from the scores themselves, since the logarithm of a softmax that has underflowed, or is nearly 1, has lost
 * its digits: log(softmax([0, −800])) is [0, −Infinity]. A score of −Infinity gives −Infinity; where all are −Infinity,
 * or two are Infinity, the result is NaN. Throws a RangeError if `z` is empty, and a TypeError if it holds anything but
 * numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 6.30.
 */
export function logSoftmax(z: Vector): number[] {
  checkVector("logSoftmax", "z", z);
  return logSharesOfPowers(z).high;
}

/** Row i, column j: ∂/∂zⱼ of the ith entry. On the diagonal 1 − pᵢ is the sum of the others, which does not cancel. */
function jacobian(z: Vector): number[][] {
  checkVector("logSoftmax", "z", z);
  const { high, low } = sharesOfPowers(z);
  const shares = high.map((share, i): DoubleDouble => [share, low[i]!]);
  return shares.map((_, i) => shares.map((share, j) => toNumber(i === j ? sumWithout(shares, i) : negate(share))));
}

function sumWithout(terms: readonly DoubleDouble[], omitted: number): DoubleDouble {
  return terms.reduce((sum, term, i) => (i === omitted ? sum : add(sum, term)), zero);
}

export default defineFormula({
  name: "logSoftmax",
  summary: "The logarithms of the probabilities that softmax makes of scores.",
  args: [vector("z", -8, 8)],
  latex: String.raw`\mathrm{logSoftmax}(z)_i = z_i - \ln \sum_{j=1}^{n} e^{z_j}`,
  expr: "z - log(sum(exp(z)))",
  value: logSoftmax,
  textbook: (z) => {
    const total = Array.from(z, (score) => Math.exp(score)).reduce((a, b) => a + b);
    return Array.from(z, (score) => score - Math.log(total));
  },
  accuracy: { value: 1, partials: 2 },
  partials: {
    z: {
      latex: String.raw`\frac{\partial}{\partial z_j} = [i = j] - \mathrm{softmax}(z)_j`,
      expr: "(i == j ? 1 : 0) - softmax(z)[j]",
      value: jacobian,
    },
  },
  derivation: {
    of: "z",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_j} = [i = j] - \frac{e^{z_j}}{\sum_{k=1}^{n} e^{z_k}}`,
        expr: "(i == j ? 1 : 0) - exp(z[j]) / sum(exp(z))",
        why: "The first term is zⱼ only where i = j; of the logarithm, chain rule",
      },
      {
        latex: String.raw`= [i = j] - \mathrm{softmax}(z)_j`,
        expr: "(i == j ? 1 : 0) - softmax(z)[j]",
        why: "The fraction is the share of the jth exponential",
      },
    ],
  },
  kinks: [],
  tensor: (tf, z) => tf.logSoftmax(z),
  examples: [
    {
      at: [[1, 2, 3]],
      gives: [approx("-2.4076059644443803045"), approx("-1.4076059644443803045"), approx("-0.40760596444438030448")],
      because: "each score less 3.4076, the logSumExp of all",
    },
    {
      at: [[5, 5]],
      gives: [approx("-0.69314718055994530942"), approx("-0.69314718055994530942")],
      because: "ln ½ each: equal scores share equally",
    },
    { at: [[7]], gives: [0], because: "one class is certain, and ln 1 is 0" },
    {
      at: [[0, -800]],
      gives: [-0, -800],
      because: "e⁻⁸⁰⁰ underflows, its logarithm does not: log(softmax) would be −Infinity; −e⁻⁸⁰⁰ itself leaves −0",
    },
    {
      at: [[40, 0]],
      gives: [approx("-4.2483542552915889863e-18"), approx("-40")],
      because: "40 − logSumExp cancels to 0; the true value is −ln(1 + e⁻⁴⁰)",
    },
    {
      at: [[0, Number.NEGATIVE_INFINITY]],
      gives: [0, Number.NEGATIVE_INFINITY],
      because: "a masked class is impossible",
    },
    {
      of: "z",
      at: [[1, 2, 3]],
      gives: [
        [approx("0.9100"), approx("-0.2447"), approx("-0.6652")],
        [approx("-0.0900"), approx("0.7553"), approx("-0.6652")],
        [approx("-0.0900"), approx("-0.2447"), approx("0.3348")],
      ],
      because: "1 on the diagonal, less the probability of each column",
    },
  ],
  laws: [
    { law: "exp(logSoftmax(z)) == softmax(z)", because: "it is the logarithm of the softmax" },
    {
      law: "logSoftmax(z + c) == logSoftmax(z)",
      because: "only differences of scores matter",
      with: [real("c", -8, 8)],
    },
    { law: "logSoftmax(z) <= 0", because: "no probability is above 1" },
    {
      law: "logSoftmax([x, 0])[1] == log(sigmoid(x))",
      because: "with two classes it is the sigmoid's logarithm",
      with: [real("x", -8, 8)],
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 6.30"],
});
