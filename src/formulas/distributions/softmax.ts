import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { add, multiply, toNumber, zero } from "../../numeric/doubleDouble.js";
import { sharesOfPowers } from "../../numeric/logits.js";

/**
 * Turns scores `z` of shape `(n)` into probabilities in proportion to e^zᵢ.
 *
 * The largest score is subtracted first, so that nothing overflows, and the rounding of that difference is carried,
 * which alone would cost 480 ulp between scores 700 apart. A score of −Infinity is a masked class, with probability 0;
 * where all are −Infinity, or two are Infinity, there is no limit and the result is NaN. Throws a RangeError if `z` is
 * empty, and a TypeError if it holds anything but numbers. Source: Goodfellow, Bengio & Courville, Deep Learning
 * (2016), eq. 6.29.
 */
export function softmax(z: Vector): number[] {
  checkVector("softmax", "z", z);
  return sharesOfPowers(z).high;
}

/** Row i, column j: ∂pᵢ/∂zⱼ. On the diagonal 1 − pᵢ is the sum of the others, which does not cancel. */
function jacobian(z: Vector): number[][] {
  checkVector("softmax", "z", z);
  const { high, low } = sharesOfPowers(z);
  const shares = high.map((share, i): DoubleDouble => [share, low[i]!]);
  return shares.map((share, i) =>
    shares.map((other, j) =>
      // A product that underflows is still below 0.
      i === j ? toNumber(multiply(share, sumWithout(shares, i))) : -toNumber(multiply(share, other)),
    ),
  );
}

function sumWithout(terms: readonly DoubleDouble[], omitted: number): DoubleDouble {
  return terms.reduce((sum, term, i) => (i === omitted ? sum : add(sum, term)), zero);
}

export default defineFormula({
  name: "softmax",
  summary: "Turns scores into probabilities: each in proportion to the exponential of its score.",
  args: [vector("z", -8, 8)],
  latex: String.raw`\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`,
  expr: "exp(z) / sum(exp(z))",
  value: softmax,
  textbook: (z) => {
    const powers = Array.from(z, (score) => Math.exp(score));
    const total = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / total);
  },
  accuracy: { value: 1, partials: 2 },
  partials: {
    z: {
      latex: String.raw`\frac{\partial p_i}{\partial z_j} = p_i \, ([i = j] - p_j) \quad\text{with}\quad p = \mathrm{softmax}(z)`,
      expr: "softmax(z)[i] * ((i == j ? 1 : 0) - softmax(z)[j])",
      value: jacobian,
    },
  },
  derivation: {
    of: "z",
    steps: [
      {
        latex: String.raw`\frac{\partial p_i}{\partial z_j} = \frac{[i = j] \, e^{z_i} \sum_k e^{z_k} - e^{z_i} e^{z_j}}{\left(\sum_k e^{z_k}\right)^2}`,
        expr: "((i == j ? 1 : 0) * exp(z[i]) * sum(exp(z)) - exp(z[i]) * exp(z[j])) / sum(exp(z))^2",
        why: "The quotient rule; the numerator depends on zⱼ only where i = j, the sum always",
      },
      {
        latex: String.raw`= \frac{e^{z_i}}{\sum_k e^{z_k}} \left([i = j] - \frac{e^{z_j}}{\sum_k e^{z_k}}\right)`,
        expr: "exp(z[i]) / sum(exp(z)) * ((i == j ? 1 : 0) - exp(z[j]) / sum(exp(z)))",
        why: "One factor is taken out of both terms",
      },
      {
        latex: String.raw`= p_i \, ([i = j] - p_j)`,
        expr: "softmax(z)[i] * ((i == j ? 1 : 0) - softmax(z)[j])",
        why: "Both fractions are probabilities",
      },
    ],
  },
  kinks: [],
  tensor: (tf, z) => tf.softmax(z),
  examples: [
    {
      at: [[3, 1, 2]],
      gives: [approx("0.6652"), approx("0.0900"), approx("0.2447")],
      because: "e³, e and e² ≈ 20.0855, 2.7183 and 7.3891, of a sum of 30.1929",
    },
    {
      at: [[-1, 0, 1]],
      gives: [approx("0.0900306"), approx("0.2447285"), approx("0.6652410")],
      because: "only differences of scores matter",
    },
    { at: [[5, 5, 5, 5]], gives: [0.25, 0.25, 0.25, 0.25], because: "equal scores share equally" },
    { at: [[7]], gives: [1], because: "one class takes all" },
    {
      at: [[1000, 999]],
      gives: [approx("0.7311"), approx("0.2689")],
      because: "σ(1) and σ(−1), though e¹⁰⁰⁰ overflows",
    },
    { at: [[0, Number.NEGATIVE_INFINITY]], gives: [1, 0], because: "a masked class has no share" },
    {
      of: "z",
      at: [[3, 1, 2]],
      gives: [
        [approx("0.2227"), approx("-0.0599"), approx("-0.1628")],
        [approx("-0.0599"), approx("0.0819"), approx("-0.0220")],
        [approx("-0.1628"), approx("-0.0220"), approx("0.1848")],
      ],
      because: "each row sums to 0: what one class gains the others lose",
    },
  ],
  laws: [
    { law: "sum(softmax(z)) == 1", because: "probabilities share one unit" },
    { law: "softmax(z + c) == softmax(z)", because: "only differences of scores matter", with: [real("c", -8, 8)] },
    { law: "softmax(z) > 0", because: "no finite score is certain to lose" },
    {
      law: "softmax([x, 0])[1] == sigmoid(x)",
      because: "with two classes it is the sigmoid",
      with: [real("x", -8, 8)],
    },
  ],
  sources: [
    "Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 6.29",
    "Blanchard, Higham & Higham, Accurately computing the log-sum-exp and softmax functions (2021)",
  ],
});
