import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { labels, options, setting, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLabels, checkRange, checkShares, checkVectors, withDefaults } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { expSignificand } from "../../numeric/exponential.js";
import { log, log1p } from "../../numeric/logarithm.js";
import { rescaled } from "../../numeric/rescaled.js";
import { add, divide, multiply, rest, scaled } from "../../numeric/twofold.js";

export interface FocalLossOptions {
  /** γ, 0 or more: how little the examples count that are right already; 2 unless said otherwise. */
  readonly gamma?: number;
}

const defaults = { gamma: 2 };

/**
 * The mean of −(1 − p_t)^γ ln p_t, with p_t the probability that was given to what is true: `yTrue` holds labels 0 and
 * 1, `yPred` the forecast probabilities of 1, both of shape `(n)`. The cross-entropy, with less weight for what is
 * easy.
 *
 * Without the factor α that balances the classes in the paper's eq. 5. Nothing is clipped. Throws a RangeError for
 * empty vectors, lengths that differ, labels other than 0 and 1, forecasts outside [0, 1] and a γ below 0, a TypeError
 * for other kinds. Source: Lin et al., Focal loss for dense object detection (2017), eq. 4.
 */
export function focalLoss(yTrue: Vector, yPred: Vector, options: FocalLossOptions = defaults): number {
  const gamma = checked(yTrue, yPred, options);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const logOfRest = yTrue[i] === 1 ? log1p(-yPred[i]!) : log(yPred[i]!);
      const logOfRestLow = rest.low;
      const logarithm = (yTrue[i] === 1 ? log(yPred[i]!) : log1p(-yPred[i]!)) * scale;
      addWeighted(sum, logOfRest, logOfRestLow, gamma, -logarithm, -rest.low * scale);
    }
    return sum.over(yTrue.length);
  });
}

/**
 * Adds e^(γb)·(x + xLow), the power of two of the first factor kept apart so that it is not rounded where it is tiny.
 */
function addWeighted(sum: CompensatedSum, b: number, bLow: number, gamma: number, x: number, xLow: number): void {
  if (gamma === 0 || !Number.isFinite(x)) {
    sum.addParts(x, xLow);
    return;
  }
  if (b === Number.NEGATIVE_INFINITY) return;
  const exponent = multiply(gamma, 0, b, bLow);
  const significand = expSignificand(exponent, rest.low);
  const { low, exponent: twos } = rest;
  const product = multiply(significand, low, x, xLow);
  sum.addParts(scaled(product, twos), scaled(rest.low, twos));
}

/**
 * d/dp: −(1 − p)^γ (1/p + γ·(−ln p)/(1 − p)) where the label is 1, and with p and 1 − p swapped, and the sign, where it
 * is 0.
 */
function gradient(yTrue: Vector, yPred: Vector, options: FocalLossOptions = defaults): number[] {
  const gamma = checked(yTrue, yPred, options);
  return Array.from(yPred, (p, i) => {
    const size = steepness(p, yTrue[i] === 1, gamma) / yPred.length;
    return yTrue[i] === 1 ? -size : size;
  });
}

/** The slope's size, of which both terms are positive. */
function steepness(p: number, isOne: boolean, gamma: number): number {
  const other = 1 - p;
  const otherLow = 1 - other - p;
  const [truth, truthLow, left, leftLow] = isOne ? [p, 0, other, otherLow] : [other, otherLow, p, 0];
  // Here the reciprocal is all that counts, and may be beyond the doubles.
  if (truth < 2 ** -480) return 1 / truth;
  const reciprocal = divide(1, 0, truth, truthLow);
  if (gamma === 0) return reciprocal;
  if (left === 0) return 0;
  const reciprocalLow = rest.low;
  const logarithm = isOne ? log(p) : log1p(-p);
  // −ln(1 − x)/x, which is 1 to the last bit where x is tiny.
  const ratio = left < 2 ** -60 ? 1 : divide(-logarithm, -rest.low, left, leftLow);
  const term = multiply(gamma, 0, ratio, left < 2 ** -60 ? 0 : rest.low);
  const terms = add(reciprocal, reciprocalLow, term, rest.low);
  const termsLow = rest.low;
  const logOfRest = isOne ? log1p(-p) : log(p);
  const exponent = multiply(gamma, 0, logOfRest, rest.low);
  const significand = expSignificand(exponent, rest.low);
  const { low, exponent: twos } = rest;
  return scaled(multiply(significand, low, terms, termsLow), twos);
}

function slopeByGamma(yTrue: Vector, yPred: Vector, options: FocalLossOptions = defaults): number {
  const gamma = checked(yTrue, yPred, options);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const p = yPred[i]!;
      if (p === 0 || p === 1) continue;
      const first = yTrue[i] === 1 ? log1p(-p) : log(p);
      const firstLow = rest.low;
      const second = yTrue[i] === 1 ? log(p) : log1p(-p);
      const product = multiply(first, firstLow, second * scale, rest.low * scale);
      addWeighted(sum, first, firstLow, gamma, -product, -rest.low);
    }
    return sum.over(yTrue.length);
  });
}

function checked(yTrue: Vector, yPred: Vector, options: FocalLossOptions): number {
  checkVectors("focalLoss", { yTrue, yPred });
  checkLabels("focalLoss", "yTrue", yTrue, 2);
  checkShares("focalLoss", "yPred", yPred);
  const { gamma } = withDefaults("focalLoss", options, defaults);
  checkRange("focalLoss", "gamma", gamma, !(gamma < 0), "0 or more");
  return gamma;
}

export default defineFormula({
  name: "focalLoss",
  summary: "How surprised a forecaster of yes or no is on average, with little weight for what was foreseen well.",
  args: [
    labels("yTrue", 2, { latex: "y" }),
    vector("yPred", 0, 1, { latex: "p", domain: [0, 1] }),
    options(setting("gamma", 2, 0, 5, { latex: String.raw`\gamma`, domain: [0, Number.POSITIVE_INFINITY] })),
  ],
  latex: String.raw`\mathrm{FL}(y, p) = -\frac{1}{n} \sum_{i=1}^{n} \begin{cases} (1 - p_i)^\gamma \ln p_i & y_i = 1 \\ p_i^\gamma \ln(1 - p_i) & y_i = 0 \end{cases}`,
  expr: "-mean(i, length(yTrue), yTrue[i] == 1 ? (1 - yPred[i])^gamma * log(yPred[i]) : yPred[i]^gamma * log(1 - yPred[i]))",
  value: focalLoss,
  textbook: (yTrue: Vector, yPred: Vector, { gamma = 2 }: FocalLossOptions = {}) => {
    const given = Array.from(yPred, (p, i) => (yTrue[i] === 1 ? p : 1 - p));
    const losses = given.map((p) => -((1 - p) ** gamma) * Math.log(p));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 2 },
  partials: {
    yPred: {
      latex: String.raw`\frac{\partial}{\partial p_i} = \frac{1}{n} \begin{cases} (1 - p_i)^\gamma \left(\frac{\gamma \ln p_i}{1 - p_i} - \frac{1}{p_i}\right) & y_i = 1 \\ p_i^\gamma \left(\frac{1}{1 - p_i} - \frac{\gamma \ln(1 - p_i)}{p_i}\right) & y_i = 0 \end{cases}`,
      expr: "(yTrue[i] == 1 ? (1 - yPred[i])^gamma * (gamma * log(yPred[i]) / (1 - yPred[i]) - 1 / yPred[i]) : yPred[i]^gamma * (1 / (1 - yPred[i]) - gamma * log(1 - yPred[i]) / yPred[i])) / length(yPred)",
      value: gradient,
    },
    gamma: {
      latex: String.raw`\frac{\partial}{\partial \gamma} = -\frac{1}{n} \sum_{i=1}^{n} \ln p_i \ln(1 - p_i) \begin{cases} (1 - p_i)^\gamma & y_i = 1 \\ p_i^\gamma & y_i = 0 \end{cases}`,
      expr: "-mean(i, length(yTrue), log(yPred[i]) * log(1 - yPred[i]) * (yTrue[i] == 1 ? 1 - yPred[i] : yPred[i])^gamma)",
      value: slopeByGamma,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial p_i} = -\frac{1}{n} \begin{cases} -\gamma (1 - p_i)^{\gamma - 1} \ln p_i + (1 - p_i)^\gamma \frac{1}{p_i} & y_i = 1 \\ \gamma p_i^{\gamma - 1} \ln(1 - p_i) - p_i^\gamma \frac{1}{1 - p_i} & y_i = 0 \end{cases}`,
        expr: "-(yTrue[i] == 1 ? -gamma * (1 - yPred[i])^(gamma - 1) * log(yPred[i]) + (1 - yPred[i])^gamma * (1 / yPred[i]) : gamma * yPred[i]^(gamma - 1) * log(1 - yPred[i]) - yPred[i]^gamma * (1 / (1 - yPred[i]))) / length(yPred)",
        why: "Product rule in each case; power rule, with −1 inside, and the logarithm's reciprocal",
      },
      {
        latex: String.raw`= \frac{1}{n} \begin{cases} (1 - p_i)^\gamma \left(\frac{\gamma \ln p_i}{1 - p_i} - \frac{1}{p_i}\right) & y_i = 1 \\ p_i^\gamma \left(\frac{1}{1 - p_i} - \frac{\gamma \ln(1 - p_i)}{p_i}\right) & y_i = 0 \end{cases}`,
        expr: "(yTrue[i] == 1 ? (1 - yPred[i])^gamma * (gamma * log(yPred[i]) / (1 - yPred[i]) - 1 / yPred[i]) : yPred[i]^gamma * (1 / (1 - yPred[i]) - gamma * log(1 - yPred[i]) / yPred[i])) / length(yPred)",
        why: "The power is taken out of both terms, and the sign goes inside",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred, { gamma }) => {
    const no = tf.sub(1, yTrue);
    const given = tf.add(tf.mul(yTrue, yPred), tf.mul(no, tf.sub(1, yPred)));
    return tf.neg(tf.mean(tf.mul(tf.pow(tf.sub(1, given), gamma), tf.log(given))));
  },
  examples: [
    {
      at: [[1], [0.75]],
      gives: approx("0.017980129528236307965"),
      because: "(¼)² · 0.2877: a sixteenth of the cross-entropy",
    },
    { at: [[0], [0.75]], gives: approx("0.7798"), because: "(¾)² · ln 4: what is wrong keeps most of its weight" },
    {
      at: [[1], [0.75], { gamma: 0 }],
      gives: approx("0.28768207245178092744"),
      because: "γ = 0 weighs all alike: the cross-entropy",
    },
    {
      at: [
        [1, 0],
        [0.9, 0.9],
      ],
      gives: approx("0.9331"),
      because: "(0.01 · 0.1054 + 0.81 · 2.3026) / 2: nearly all of it is the example that was wrong",
    },
    { at: [[1], [1]], gives: 0, because: "certain and right costs nothing" },
    {
      at: [[1], [0]],
      gives: Number.POSITIVE_INFINITY,
      because: "what was called impossible happened; nothing is clipped",
    },
    { of: "yPred", at: [[1], [0.5]], gives: [approx("-1.1931")], because: "¼ · (2 · ln ½ / ½ − 2) = −ln 2 − ½" },
  ],
  laws: [
    {
      law: "focalLoss(yTrue, yPred, 0) == binaryCrossEntropy(yTrue, yPred)",
      because: "with γ = 0 it is the binary cross-entropy",
    },
    { law: "focalLoss(yTrue, yPred, gamma) <= binaryCrossEntropy(yTrue, yPred)", because: "weights are at most 1" },
    {
      law: "focalLoss(1 - yTrue, 1 - yPred, gamma) == focalLoss(yTrue, yPred, gamma)",
      because: "yes and no swap places",
    },
    {
      law: "focalLoss(yTrue, 0 * yPred + 1 / 2, gamma) == log(2) / 2^gamma",
      because: "to say ½ costs the same whatever happens",
    },
  ],
  sources: ["Lin et al., Focal loss for dense object detection (2017), eq. 4"],
});
