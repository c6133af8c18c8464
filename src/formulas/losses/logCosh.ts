import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { exp, expm1 } from "../../numeric/exponential.js";
import { log1p } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";
import { add, divide, exactSum, multiply, rest } from "../../numeric/twofold.js";
import { tanh } from "../activations/tanh.js";

/**
 * The mean of ln cosh d over the differences d = y − ŷ: about ½d² near 0 and |d| − ln 2 far from it, without a kink;
 * `yTrue` and `yPred` of shape `(n)`.
 *
 * Near 0, cosh d is 1 + t²/(2 + 2t) with t = e^|d| − 1, which log1p takes without loss; elsewhere the logarithm is |d|
 * + ln(1 + e^(−2|d|)) − ln 2. `Math.log(Math.cosh(d))` is 0 for 1e−8 and Infinity beyond 710. Throws a RangeError for
 * empty vectors and for lengths that differ, a TypeError for anything but vectors of numbers. Source: Green, Bayesian
 * reconstructions from emission tomography data using a modified EM algorithm (1990).
 */
export function logCosh(yTrue: Vector, yPred: Vector): number {
  checkVectors("logCosh", { yTrue, yPred });
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      addLogCosh(sum, Math.max(yTrue[i]!, yPred[i]!), Math.min(yTrue[i]!, yPred[i]!), scale);
    }
    return sum.over(yTrue.length);
  });
}

/** Adds ln cosh (larger − smaller), times a scale that is the square of a power of two. */
function addLogCosh(sum: CompensatedSum, larger: number, smaller: number, scale: number): void {
  const distance = exactSum(larger, -smaller);
  const distanceLow = rest.low;
  if (distance < 2 ** -30) {
    // Here ½d² is right to the last bit, and may be too small to be a product of doubles.
    const root = Math.sqrt(scale);
    sum.addProduct((distance / 2) * root, distance * root, distance * root * distanceLow * root);
  } else if (distance < 0.5) {
    const t = expm1(distance, distanceLow);
    const tLow = rest.low;
    const square = multiply(t, tLow, t, tLow);
    const squareLow = rest.low;
    const power = add(1, 0, t, tLow);
    const excess = divide(square, squareLow, 2 * power, 2 * rest.low);
    const logarithm = log1p(excess, rest.low);
    sum.addParts(logarithm * scale, rest.low * scale);
  } else {
    const power = exp(-2 * distance, -2 * distanceLow);
    const logarithm = log1p(power, rest.low);
    sum.addParts(logarithm * scale, rest.low * scale);
    sum.addDifference(larger * scale, smaller * scale);
    sum.addParts(-Math.LN2 * scale, -ln2Low * scale);
  }
}

/** What Math.LN2 leaves of ln 2. */
const ln2Low = 2.3190468138462996e-17;

/** By yPred; by yTrue it is the opposite. */
function gradient(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("logCosh", { yTrue, yPred });
  return Array.from(yPred, (prediction, i) => tanh(prediction - yTrue[i]!) / yPred.length);
}

export default defineFormula({
  name: "logCosh",
  summary: "Half the square of small differences and the size of large ones, in one smooth curve; on average.",
  args: [vector("yTrue", -4, 4, { latex: "y" }), vector("yPred", -4, 4, { latex: String.raw`\hat{y}` })],
  latex: String.raw`\mathrm{logCosh}(y, \hat{y}) = \frac{1}{n} \sum_{i=1}^{n} \ln \cosh(y_i - \hat{y}_i)`,
  expr: "mean(log(cosh(yTrue - yPred)))",
  value: logCosh,
  textbook: (yTrue, yPred) => {
    const losses = Array.from(yTrue, (truth, i) => Math.log(Math.cosh(truth - yPred[i]!)));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 2.5 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = \frac{1}{n} \tanh(y_i - \hat{y}_i)`,
      expr: "tanh(yTrue - yPred) / length(yTrue)",
      value: (yTrue, yPred) => {
        checkVectors("logCosh", { yTrue, yPred });
        return gradient(yPred, yTrue);
      },
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \tanh(\hat{y}_i - y_i)`,
      expr: "tanh(yPred - yTrue) / length(yPred)",
      value: gradient,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \cdot \frac{1}{\cosh(y_i - \hat{y}_i)} \cdot \sinh(y_i - \hat{y}_i) \cdot (-1)`,
        expr: "1 / length(yPred) * (1 / cosh(yTrue - yPred)) * sinh(yTrue - yPred) * (-1)",
        why: "Of the sum only the ith term depends on ŷᵢ; chain rule, twice",
      },
      {
        latex: String.raw`= -\frac{1}{n} \tanh(y_i - \hat{y}_i)`,
        expr: "-1 / length(yPred) * tanh(yTrue - yPred)",
        why: "sinh over cosh is tanh",
      },
      {
        latex: String.raw`= \frac{1}{n} \tanh(\hat{y}_i - y_i)`,
        expr: "tanh(yPred - yTrue) / length(yPred)",
        why: "tanh is odd: the sign turns the difference around",
      },
    ],
  },
  kinks: [],
  // TensorFlow.js's logarithm of cosh loses what ½d² is made of, and its softplus does not.
  tensor: (tf, yTrue, yPred) => {
    const distance = tf.abs(tf.sub(yTrue, yPred));
    return tf.mean(tf.sub(tf.add(distance, tf.softplus(tf.mul(distance, -2))), Math.LN2));
  },
  examples: [
    {
      at: [[0], [1]],
      gives: approx("0.43378083048302718703"),
      because: "ln 1.5431, where half the square would be 0.5",
    },
    {
      at: [[0], [0.0001]],
      gives: approx("4.9999999916666666889e-9"),
      because: "half the square of 0.0001, less its sixth part of a square",
    },
    { at: [[0], [1e-8]], gives: approx("5e-17"), because: "half the square still, though cosh(1e−8) rounds to 1" },
    { at: [[0], [1000]], gives: approx("999.30685281944005469"), because: "1000 − ln 2, though cosh 1000 overflows" },
    {
      at: [
        [2, 3],
        [2, 0],
      ],
      gives: approx("1.1547"),
      because: "(0 + 2.3093) / 2",
    },
    {
      of: "yPred",
      at: [
        [0, 0],
        [0.1, 10],
      ],
      gives: [approx("0.0498"), approx("0.5000")],
      because: "tanh over n: the pull grows like the difference at first, and never beyond 1/n",
    },
  ],
  laws: [
    { law: "logCosh(yTrue, yPred) >= 0", because: "cosh is at least 1" },
    {
      law: "logCosh(yTrue, yPred) <= meanSquaredError(yTrue, yPred) / 2",
      because: "the curve runs below the parabola",
    },
    {
      law: "logCosh(yTrue, yPred) <= meanAbsoluteError(yTrue, yPred)",
      because: "and below the two straight lines through the origin",
    },
    {
      law: "logCosh(yTrue, yPred) >= meanAbsoluteError(yTrue, yPred) - log(2)",
      because: "but never by more than ln 2, as cosh is at least half of one exponential",
    },
    { law: "logCosh(yTrue, yPred) == logCosh(yPred, yTrue)", because: "cosh is even" },
  ],
  sources: ["Green, Bayesian reconstructions from emission tomography data using a modified EM algorithm (1990)"],
});
