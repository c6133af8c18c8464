import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkShares, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { log, log1p } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";
import { divide, exactSum, multiply, rest } from "../../numeric/twofold.js";
import { logit } from "../activations/logit.js";

/**
 * The mean of −(y ln p + (1 − y) ln(1 − p)) over truths y in [0, 1] and forecasts p in [0, 1], `yTrue` and `yPred` of
 * shape `(n)`, in nats: how surprised a forecaster of yes or no is on average.
 *
 * Nothing is clipped: a forecast of 0 for what happens costs Infinity (Keras clips to 1e−7, where it costs 16.1). 0·ln
 * 0 counts 0, and ln(1 − p) is found without rounding 1 − p. Throws a RangeError for empty vectors, lengths that differ
 * and entries outside [0, 1], a TypeError for anything but vectors of numbers. Source: Bishop, Pattern Recognition and
 * Machine Learning (2006), eq. 4.90.
 */
export function binaryCrossEntropy(yTrue: Vector, yPred: Vector): number {
  check(yTrue, yPred);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const yes = yTrue[i]!;
      if (yes !== 0) {
        const logarithm = log(yPred[i]!);
        sum.addProduct(yes * scale, logarithm, yes * scale * rest.low);
      }
      const no = 1 - yes;
      if (no !== 0) {
        const logarithm = log1p(-yPred[i]!);
        sum.addProduct(no * scale, logarithm, no * scale * rest.low + (1 - no - yes) * scale * logarithm);
      }
    }
    return 0 - sum.over(yTrue.length);
  });
}

function gradientByTruth(yTrue: Vector, yPred: Vector): number[] {
  check(yTrue, yPred);
  return Array.from(yPred, (forecast) => (0 - logit(forecast)) / yPred.length);
}

function gradientByForecast(yTrue: Vector, yPred: Vector): number[] {
  check(yTrue, yPred);
  return Array.from(yPred, (forecast, i) => slope(yTrue[i]!, forecast) / yPred.length);
}

/** (p − y) / (p(1 − p)), where p and 1 − p cancel if y is 1 or 0. */
function slope(y: number, p: number): number {
  if (y === 1) return -1 / p;
  const left = 1 - p;
  const leftLow = 1 - left - p;
  if (y === 0) return p === 1 ? Number.POSITIVE_INFINITY : divide(1, 0, left, leftLow);
  if (p < 2 ** -480) return (p - y) / p;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const spread = multiply(p, 0, left, leftLow);
  const spreadLow = rest.low;
  const difference = exactSum(p, -y);
  return divide(difference, rest.low, spread, spreadLow);
}

function check(yTrue: Vector, yPred: Vector): void {
  checkVectors("binaryCrossEntropy", { yTrue, yPred });
  checkShares("binaryCrossEntropy", "yTrue", yTrue);
  checkShares("binaryCrossEntropy", "yPred", yPred);
}

export default defineFormula({
  name: "binaryCrossEntropy",
  summary: "How surprised a forecaster of yes or no is, on average; in nats.",
  args: [vector("yTrue", 0, 1, { latex: "y", domain: [0, 1] }), vector("yPred", 0, 1, { latex: "p", domain: [0, 1] })],
  latex: String.raw`\mathrm{BCE}(y, p) = -\frac{1}{n} \sum_{i=1}^{n} (y_i \ln p_i + (1 - y_i) \ln(1 - p_i))`,
  expr: "-mean(yTrue * log(yPred) + (1 - yTrue) * log(1 - yPred))",
  value: binaryCrossEntropy,
  textbook: (yTrue, yPred) => {
    const loss = (y: number, p: number) => -(y * Math.log(p) + (1 - y) * Math.log(1 - p));
    const losses = Array.from(yTrue, (truth, i) => loss(truth, yPred[i]!));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = -\frac{1}{n} (\ln p_i - \ln(1 - p_i))`,
      expr: "-(log(yPred) - log(1 - yPred)) / length(yTrue)",
      value: gradientByTruth,
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial p_i} = \frac{1}{n} \cdot \frac{p_i - y_i}{p_i (1 - p_i)}`,
      expr: "1 / length(yPred) * ((yPred - yTrue) / (yPred * (1 - yPred)))",
      value: gradientByForecast,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial p_i} = -\frac{1}{n} \left(\frac{y_i}{p_i} - \frac{1 - y_i}{1 - p_i}\right)`,
        expr: "-1 / length(yPred) * (yTrue / yPred - (1 - yTrue) / (1 - yPred))",
        why: "Of the sum only the ith term depends on pᵢ; the logarithm's derivative is the reciprocal, and the inner one of 1 − pᵢ is −1",
      },
      {
        latex: String.raw`= -\frac{1}{n} \cdot \frac{y_i (1 - p_i) - (1 - y_i) p_i}{p_i (1 - p_i)}`,
        expr: "-1 / length(yPred) * ((yTrue * (1 - yPred) - (1 - yTrue) * yPred) / (yPred * (1 - yPred)))",
        why: "One denominator for both fractions",
      },
      {
        latex: String.raw`= \frac{1}{n} \cdot \frac{p_i - y_i}{p_i (1 - p_i)}`,
        expr: "1 / length(yPred) * ((yPred - yTrue) / (yPred * (1 - yPred)))",
        why: "In the numerator yᵢpᵢ drops out, which leaves yᵢ − pᵢ; the sign turns it around",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred) => {
    const [yes, no] = [tf.mul(yTrue, tf.log(yPred)), tf.mul(tf.sub(1, yTrue), tf.log(tf.sub(1, yPred)))];
    return tf.neg(tf.mean(tf.add(yes, no)));
  },
  examples: [
    {
      at: [
        [1, 0],
        [0.75, 0.25],
      ],
      gives: approx("0.28768207245178092744"),
      because: "−ln ¾ both times: either outcome was given ¾",
    },
    { at: [[1], [0.5]], gives: approx("0.6931"), because: "ln 2: to say ½ is to say nothing" },
    { at: [[1], [0.01]], gives: approx("4.6052"), because: "−ln 0.01: confident and wrong is expensive" },
    {
      at: [[0.25], [0.25]],
      gives: approx("0.5623"),
      because: "against a soft truth even the best forecast leaves its entropy",
    },
    {
      at: [
        [1, 0],
        [1, 0],
      ],
      gives: 0,
      because: "certain and right costs nothing, and 0·ln 0 counts 0",
    },
    {
      at: [[1], [0]],
      gives: Number.POSITIVE_INFINITY,
      because: "what was called impossible happened; nothing is clipped",
    },
    { at: [[0], [1e-20]], gives: approx("1e-20"), because: "−ln(1 − p) ≈ p, though 1 − p rounds to 1" },
    {
      of: "yPred",
      at: [
        [1, 0],
        [0.8, 0.5],
      ],
      gives: [-0.625, 1],
      because: "−1/0.8 and 1/0.5, over n",
    },
  ],
  laws: [
    {
      law: "binaryCrossEntropy(1 - yTrue, 1 - yPred) == binaryCrossEntropy(yTrue, yPred)",
      because: "yes and no swap places",
    },
    {
      law: "binaryCrossEntropy(yTrue, yPred) >= binaryCrossEntropy(yTrue, yTrue)",
      because: "no forecast beats the truth (Gibbs' inequality)",
    },
    {
      law: "binaryCrossEntropy(yTrue, 0 * yPred + 1 / 2) == log(2)",
      because: "to say ½ costs the same whatever happens",
    },
    {
      law: "binaryCrossEntropy([y], [p]) == crossEntropy([y, 1 - y], [p, 1 - p])",
      because: "yes and no are two classes",
      with: [real("y", 0, 1), real("p", 0.01, 0.99)],
    },
  ],
  sources: ["Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.90"],
});
