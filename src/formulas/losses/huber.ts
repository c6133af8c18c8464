import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, real, setting, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkRange, checkVectors, withDefaults } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";
import { exactSum, rest } from "../../numeric/twofold.js";

export interface HuberOptions {
  /** δ, above 0: the distance up to which the loss is quadratic; 1 unless said otherwise. */
  readonly delta?: number;
}

const defaults = { delta: 1 };

/**
 * The mean Huber loss of differences d = y − ŷ: ½d² up to δ, and beyond it δ(|d| − ½δ), the straight line that goes on
 * from there; `yTrue` and `yPred` of shape `(n)`.
 *
 * It is δ times PyTorch's SmoothL1 with β = δ. The rounding of each difference is carried. Throws a RangeError for
 * empty vectors, lengths that differ and a δ that is not above 0, a TypeError for other kinds. Source: Huber, Robust
 * estimation of a location parameter (1964).
 */
export function huber(yTrue: Vector, yPred: Vector, options: HuberOptions = defaults): number {
  const delta = checked(yTrue, yPred, options);
  return rescaled(2, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) addLoss(sum, yTrue[i]!, yPred[i]!, delta, scale);
    return sum.over(yTrue.length);
  });
}

/**
 * Adds the loss of one difference, with everything in units of 1 / scale; what rounds away of the difference is
 * carried.
 */
function addLoss(sum: CompensatedSum, truth: number, prediction: number, delta: number, scale: number): void {
  const [before, after] = scale < 1 ? [scale, 1] : [1, scale];
  const larger = Math.max(truth, prediction) * before;
  const smaller = Math.min(truth, prediction) * before;
  const distance = exactSum(larger, -smaller) * after;
  const low = rest.low * after;
  const limit = delta * scale;
  if (distance <= limit) {
    sum.addProduct(distance / 2, distance, distance * low);
  } else {
    const line = distance - limit / 2;
    sum.addProduct(limit, line, limit * (distance - line - limit / 2 + low));
  }
}

/** By yPred; by yTrue it is the opposite. */
function gradient(yTrue: Vector, yPred: Vector, options: HuberOptions = defaults): number[] {
  const delta = checked(yTrue, yPred, options);
  return Array.from(yPred, (prediction, i) => Math.max(-delta, Math.min(delta, prediction - yTrue[i]!)) / yPred.length);
}

function slopeByDelta(yTrue: Vector, yPred: Vector, options: HuberOptions = defaults): number {
  const delta = checked(yTrue, yPred, options);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const distance = exactSum(Math.max(yTrue[i]!, yPred[i]!) * scale, -Math.min(yTrue[i]!, yPred[i]!) * scale);
      const { low } = rest;
      if (distance - delta * scale + low <= 0) continue;
      sum.addDifference(distance, delta * scale);
      sum.add(low);
    }
    return sum.over(yTrue.length);
  });
}

function checked(yTrue: Vector, yPred: Vector, options: HuberOptions): number {
  checkVectors("huber", { yTrue, yPred });
  const { delta } = withDefaults("huber", options, defaults);
  checkRange("huber", "delta", delta, !(delta <= 0), "above 0");
  return delta;
}

export default defineFormula({
  name: "huber",
  summary: "Squares small differences and takes large ones as they are, so that no single point rules the mean.",
  args: [
    vector("yTrue", -4, 4, { latex: "y" }),
    vector("yPred", -4, 4, { latex: String.raw`\hat{y}` }),
    options(setting("delta", 1, 0.5, 3, { latex: String.raw`\delta`, domain: [Number.MIN_VALUE, Infinity] })),
  ],
  latex: String.raw`\mathrm{Huber}(y, \hat{y}) = \frac{1}{n} \sum_{i=1}^{n} \begin{cases} \frac{1}{2} (y_i - \hat{y}_i)^2 & \lvert y_i - \hat{y}_i \rvert \le \delta \\ \delta \left(\lvert y_i - \hat{y}_i \rvert - \frac{1}{2} \delta\right) & \lvert y_i - \hat{y}_i \rvert > \delta \end{cases}`,
  expr: "mean(i, length(yTrue), abs(yTrue[i] - yPred[i]) <= delta ? (yTrue[i] - yPred[i])^2 / 2 : delta * (abs(yTrue[i] - yPred[i]) - delta / 2))",
  value: huber,
  textbook: (yTrue: Vector, yPred: Vector, { delta = 1 }: HuberOptions = {}) => {
    const distances = Array.from(yTrue, (truth, i) => Math.abs(truth - yPred[i]!));
    const losses = distances.map((d) => (d <= delta ? d ** 2 / 2 : delta * (d - delta / 2)));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 2 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = \frac{1}{n} \max(-\delta, \min(\delta, y_i - \hat{y}_i))`,
      expr: "max(-delta, min(delta, yTrue - yPred)) / length(yTrue)",
      value: (yTrue: Vector, yPred: Vector, options: HuberOptions = defaults) => {
        checkVectors("huber", { yTrue, yPred });
        return gradient(yPred, yTrue, options);
      },
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \max(-\delta, \min(\delta, \hat{y}_i - y_i))`,
      expr: "max(-delta, min(delta, yPred - yTrue)) / length(yPred)",
      value: gradient,
    },
    delta: {
      latex: String.raw`\frac{\partial}{\partial \delta} = \frac{1}{n} \sum_{i=1}^{n} \max(0, \lvert y_i - \hat{y}_i \rvert - \delta)`,
      expr: "mean(max(0, abs(yTrue - yPred) - delta))",
      value: slopeByDelta,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \begin{cases} -(y_i - \hat{y}_i) & \lvert y_i - \hat{y}_i \rvert \le \delta \\ -\delta \, \mathrm{sign}(y_i - \hat{y}_i) & \lvert y_i - \hat{y}_i \rvert > \delta \end{cases}`,
        expr: "(abs(yTrue[i] - yPred[i]) <= delta ? -(yTrue[i] - yPred[i]) : -delta * sign(yTrue[i] - yPred[i])) / length(yPred)",
        why: "Of the sum only the ith term depends on ŷᵢ; power rule on the parabola, and the slope of the line",
      },
      {
        latex: String.raw`= \frac{1}{n} \max(-\delta, \min(\delta, \hat{y}_i - y_i))`,
        expr: "max(-delta, min(delta, yPred - yTrue)) / length(yPred)",
        why: "Both cases are the difference, cut off at δ to both sides; the slopes meet there, so that there is no kink",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred, { delta }) => tf.losses.huberLoss(yTrue, yPred, undefined, delta),
  examples: [
    { at: [[0], [0.5]], gives: 0.125, because: "within δ: ½ · 0.5²" },
    { at: [[0], [3]], gives: 2.5, because: "beyond δ: 3 − ½, where half the square would be 4.5" },
    { at: [[0], [1]], gives: 0.5, because: "at δ the parabola and the line agree" },
    { at: [[0], [3], { delta: 2 }], gives: 4, because: "2 · (3 − 1)" },
    {
      at: [
        [2, 3, 0],
        [2.5, 2.8, 10],
      ],
      gives: approx("3.2150"),
      because: "(0.125 + 0.02 + 9.5) / 3: one point missed by 10 counts 9.5 and not 50",
    },
    {
      of: "yPred",
      at: [
        [0, 0],
        [0.5, 3],
      ],
      gives: [0.25, 0.5],
      because: "the pull grows up to δ / n and no further",
    },
    {
      at: [[-1e308], [1e308]],
      gives: Number.POSITIVE_INFINITY,
      because: "the difference itself, 2e308, is beyond all doubles",
    },
  ],
  laws: [
    {
      law: "huber(yTrue, yPred, delta) <= meanSquaredError(yTrue, yPred) / 2",
      because: "the line runs below the parabola",
    },
    {
      law: "huber(yTrue, yPred, delta) <= delta * meanAbsoluteError(yTrue, yPred)",
      because: "the line through the origin runs above both parts",
    },
    {
      law: "huber(c * yTrue, c * yPred, c * delta) == c^2 * huber(yTrue, yPred, delta)",
      because: "in other units, δ included, the loss is in those units squared",
      with: [real("c", 0.5, 4)],
    },
    {
      law: "huber(yTrue, yPred, 100) == meanSquaredError(yTrue, yPred) / 2",
      because: "no difference here is beyond 100",
    },
  ],
  sources: ["Huber, Robust estimation of a location parameter (1964)"],
});
