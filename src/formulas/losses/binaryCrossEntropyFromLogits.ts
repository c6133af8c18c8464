import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkShares, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { exp, expSignificand } from "../../numeric/exponential.js";
import { log1p } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";
import { add, divide, multiply, rest, scaled } from "../../numeric/twofold.js";

/**
 * The binary cross-entropy of the sigmoid of `logits`, on average: mean of y·softplus(−z) + (1 − y)·softplus(z) over
 * truths y in [0, 1], `yTrue` and `logits` of shape `(n)`, in nats.
 *
 * Neither the sigmoid, which saturates, nor max(z, 0) − yz, which cancels: each example adds ln(1 + e^−|z|) and what
 * its logit costs beyond that, both of them 0 or more, so that y = 0 against z = −310 costs 2e−135. An infinite logit
 * costs nothing where it is right and Infinity elsewhere. Throws a RangeError for empty vectors, lengths that differ
 * and truths outside [0, 1], a TypeError for anything but vectors of numbers. Source: Goodfellow, Bengio & Courville,
 * Deep Learning (2016), §6.2.2.2.
 */
export function binaryCrossEntropyFromLogits(yTrue: Vector, logits: Vector): number {
  check(yTrue, logits);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < logits.length; i++) {
      const z = logits[i]!;
      const y = yTrue[i]!;
      addSoftplus(sum, -Math.abs(z), scale);
      // The share of the truth that is on the other side of the logit, without the rounding of 1 − y.
      const wrong = z > 0 ? 1 - y : y;
      if (wrong === 0) continue;
      const wrongLow = z > 0 ? 1 - wrong - y : 0;
      sum.addProduct(wrong, Math.abs(z) * scale, wrongLow * z * scale);
    }
    return sum.over(logits.length);
  });
}

/** Adds ln(1 + e^x) of x ≤ 0, times a power of two. */
function addSoftplus(sum: CompensatedSum, x: number, scale: number): void {
  if (x < -60) {
    // Here it is e^x, which may be too small to be a double but for the scale.
    const significand = expSignificand(x) + rest.low;
    sum.add(scaled(significand, rest.exponent + Math.log2(scale)));
  } else {
    const power = exp(x);
    const logarithm = log1p(power, rest.low);
    sum.addParts(logarithm * scale, rest.low * scale);
  }
}

/** What softplus(−z) and softplus(z) differ by. */
function gradientByTruth(yTrue: Vector, logits: Vector): number[] {
  check(yTrue, logits);
  return Array.from(logits, (z) => (0 - z) / logits.length);
}

function gradientByLogits(yTrue: Vector, logits: Vector): number[] {
  check(yTrue, logits);
  return Array.from(logits, (z, i) => slope(yTrue[i]!, z) / logits.length);
}

/** σ(z) − y as (1 − y)σ(z) − yσ(−z), of which a certain truth leaves one term. */
function slope(y: number, z: number): number {
  const power = exp(-Math.abs(z));
  const powerLow = rest.low;
  const denominator = add(1, 0, power, powerLow);
  const denominatorLow = rest.low;
  if (y === 1 && z > 0) return -divide(power, powerLow, denominator, denominatorLow);
  const no = 1 - y;
  const noLow = 1 - no - y;
  const [right, rightLow, wrong, wrongLow] = z > 0 ? [no, noLow, y, 0] : [y, 0, no, noLow];
  const small = multiply(wrong, wrongLow, power, powerLow);
  const difference = add(right, rightLow, -small, -rest.low);
  const size = divide(difference, rest.low, denominator, denominatorLow);
  return z > 0 ? size : 0 - size;
}

function check(yTrue: Vector, logits: Vector): void {
  checkVectors("binaryCrossEntropyFromLogits", { yTrue, logits });
  checkShares("binaryCrossEntropyFromLogits", "yTrue", yTrue);
}

export default defineFormula({
  name: "binaryCrossEntropyFromLogits",
  summary: "How surprised a forecaster of yes or no is on average, from the logits themselves; in nats.",
  args: [vector("yTrue", 0, 1, { latex: "y", domain: [0, 1] }), vector("logits", -8, 8, { latex: "z" })],
  latex: String.raw`\mathrm{BCE}(y, z) = \frac{1}{n} \sum_{i=1}^{n} (y_i \ln(1 + e^{-z_i}) + (1 - y_i) \ln(1 + e^{z_i}))`,
  expr: "mean(yTrue * log(1 + exp(-logits)) + (1 - yTrue) * log(1 + exp(logits)))",
  value: binaryCrossEntropyFromLogits,
  textbook: (yTrue, logits) => {
    const loss = (y: number, z: number) => y * Math.log(1 + Math.exp(-z)) + (1 - y) * Math.log(1 + Math.exp(z));
    const losses = Array.from(yTrue, (truth, i) => loss(truth, logits[i]!));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: {
    value: 1,
    partials: 1.5,
    cancels: "in the derivative forecast and truth cancel where they nearly agree",
  },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = -\frac{z_i}{n}`,
      expr: "-logits / length(yTrue)",
      value: gradientByTruth,
    },
    logits: {
      latex: String.raw`\frac{\partial}{\partial z_i} = \frac{1}{n} (\sigma(z_i) - y_i)`,
      expr: "sigmoid(logits) / length(logits) - yTrue / length(logits)",
      value: gradientByLogits,
    },
  },
  derivation: {
    of: "logits",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial z_i} = \frac{1}{n} \left(-y_i \frac{e^{-z_i}}{1 + e^{-z_i}} + (1 - y_i) \frac{e^{z_i}}{1 + e^{z_i}}\right)`,
        expr: "1 / length(logits) * (-yTrue * (exp(-logits) / (1 + exp(-logits))) + (1 - yTrue) * (exp(logits) / (1 + exp(logits))))",
        why: "Of the sum only the ith term depends on zᵢ; chain rule for both logarithms",
      },
      {
        latex: String.raw`= \frac{1}{n} (-y_i (1 - \sigma(z_i)) + (1 - y_i) \sigma(z_i))`,
        expr: "1 / length(logits) * (-yTrue * (1 - sigmoid(logits)) + (1 - yTrue) * sigmoid(logits))",
        why: "The fractions are σ(−z) = 1 − σ(z) and σ(z)",
      },
      {
        latex: String.raw`= \frac{1}{n} (\sigma(z_i) - y_i)`,
        expr: "(sigmoid(logits) - yTrue) / length(logits)",
        why: "The products of y and σ(z) cancel: forecast less truth is left",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, logits) => tf.losses.sigmoidCrossEntropy(yTrue, logits),
  examples: [
    { at: [[1], [2]], gives: approx("0.12692801104297249644"), because: "ln(1 + e⁻²): right, and fairly sure" },
    { at: [[0], [2]], gives: approx("2.1269280110429724964"), because: "ln(1 + e²) = 2 + ln(1 + e⁻²): wrong by 2" },
    { at: [[0.5], [0]], gives: approx("0.69314718055994530942"), because: "ln 2: a logit of 0 says ½" },
    {
      at: [[0], [-310]],
      gives: approx("2.3373e-135"),
      because: "e⁻³¹⁰, where max(z, 0) − yz + … of large terms, or 1 − σ(310), is 0",
    },
    { at: [[1], [-1000]], gives: 1000, because: "wrong by 1000 costs 1000, though σ(−1000) underflows" },
    {
      at: [
        [1, 0],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ],
      gives: 0,
      because: "certain and right costs nothing",
    },
    {
      of: "logits",
      at: [
        [1, 0],
        [2, 0],
      ],
      gives: [approx("-0.0596"), 0.25],
      because: "forecast less truth, over n: (0.8808 − 1) / 2 and (0.5 − 0) / 2",
    },
  ],
  laws: [
    {
      law: "binaryCrossEntropyFromLogits(yTrue, logits) == binaryCrossEntropy(yTrue, table(i, length(logits), sigmoid(logits[i])))",
      because: "it is the binary cross-entropy, by another way",
    },
    {
      law: "binaryCrossEntropyFromLogits(1 - yTrue, -logits) == binaryCrossEntropyFromLogits(yTrue, logits)",
      because: "yes and no swap places",
    },
    {
      law: "binaryCrossEntropyFromLogits(yTrue, 0 * logits) == log(2)",
      because: "a logit of 0 says ½, which costs the same whatever happens",
    },
    {
      law: "binaryCrossEntropyFromLogits([1], [x]) == logSumExp([-x, 0])",
      because: "for a certain truth it is the softplus",
      with: [real("x", -8, 8)],
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §6.2.2.2"],
});
