import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import { logSumOfPowers, placeOfLargest, sharesOfPowers } from "../../numeric/logits.js";
import { exactSum, rest } from "../../numeric/twofold.js";

/**
 * The logarithm of the sum of exponentials of `z`, of shape `(n)`: a smooth maximum, at most ln n above the largest.
 *
 * The largest score is taken out, and the others' powers go through log1p: with `Math.log` of their sum, [0, −40] would
 * give 0 for 4.2e−18. A score of −Infinity adds nothing; where all are −Infinity, so is the result. Throws a RangeError
 * if `z` is empty, and a TypeError if it holds anything but numbers. Source: Blanchard, Higham & Higham, Accurately
 * computing the log-sum-exp and softmax functions (2021).
 */
export function logSumExp(z: Vector): number {
  checkVector("logSumExp", "z", z);
  const place = placeOfLargest(z);
  const largest = z[place]!;
  if (!Number.isFinite(largest)) return largest;
  const excess = logSumOfPowers(z, place);
  const excessLow = rest.low;
  return exactSum(largest, excess) + (rest.low + excessLow);
}

function gradient(z: Vector): number[] {
  checkVector("logSumExp", "z", z);
  return sharesOfPowers(z).high;
}

export default defineFormula({
  name: "logSumExp",
  summary: "A smooth maximum: the logarithm of the sum of the exponentials of scores.",
  args: [vector("z", -8, 8)],
  latex: String.raw`\mathrm{logSumExp}(z) = \ln \sum_{j=1}^{n} e^{z_j}`,
  // Any entry may be taken out of the sum; with a sum outside, what cancels there counts against its largest term.
  expr: "z[1] + log(sum(exp(z - z[1])))",
  value: logSumExp,
  textbook: (z) => {
    const powers = Array.from(z, (score) => Math.exp(score));
    return Math.log(powers.reduce((a, b) => a + b));
  },
  accuracy: {
    value: 1,
    partials: 1,
    cancels: "where all scores are negative, the largest and what the others add to it",
  },
  partials: {
    z: {
      latex: String.raw`\frac{\partial}{\partial z_i} = \frac{e^{z_i}}{\sum_{j=1}^{n} e^{z_j}} = \mathrm{softmax}(z)_i`,
      expr: "softmax(z)",
      value: gradient,
    },
  },
  derivation: {
    of: "z",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_i} = \frac{1}{\sum_{j=1}^{n} e^{z_j}} \cdot e^{z_i}`,
        expr: "1 / sum(exp(z)) * exp(z)",
        why: "Chain rule: the logarithm's derivative is the reciprocal, and of the sum only the ith term depends on zᵢ",
      },
      {
        latex: String.raw`= \mathrm{softmax}(z)_i`,
        expr: "softmax(z)",
        why: "It is the share of the ith exponential in the sum",
      },
    ],
  },
  kinks: [],
  tensor: (tf, z) => tf.logSumExp(z),
  examples: [
    {
      at: [[1, 2, 3]],
      gives: approx("3.4076059644443803045"),
      because: "ln(e + e² + e³) = ln 30.1929, a little above 3",
    },
    { at: [[0, 0]], gives: approx("0.69314718055994530942"), because: "ln(1 + 1)" },
    { at: [[7]], gives: 7, because: "of one score the logarithm undoes the exponential" },
    { at: [[1000, 1000]], gives: approx("1000.6931"), because: "1000 + ln 2, though e¹⁰⁰⁰ overflows" },
    {
      at: [[0, -40]],
      gives: approx("4.2483542552915889863e-18"),
      because: "ln(1 + e⁻⁴⁰) ≈ e⁻⁴⁰, which 1 + e⁻⁴⁰ rounds away",
    },
    { at: [[2, Number.NEGATIVE_INFINITY]], gives: 2, because: "a masked class adds nothing" },
    {
      of: "z",
      at: [[1, 2, 3]],
      gives: [approx("0.0900"), approx("0.2447"), approx("0.6652")],
      because: "the gradient of the smooth maximum is the softmax",
    },
  ],
  laws: [
    {
      law: "logSumExp(z + c) == logSumExp(z) + c",
      because: "a factor of all exponentials comes out of the sum",
      with: [real("c", -8, 8)],
    },
    { law: "logSumExp(z) >= max(z)", because: "the sum is at least its largest term" },
    { law: "logSumExp(z) <= max(z) + log(length(z))", because: "the sum is at most n times its largest term" },
    {
      law: "logSumExp([x, 0]) == -log(sigmoid(-x))",
      because: "of two scores it is the softplus",
      with: [real("x", -8, 8)],
    },
  ],
  sources: ["Blanchard, Higham & Higham, Accurately computing the log-sum-exp and softmax functions (2021)"],
});
