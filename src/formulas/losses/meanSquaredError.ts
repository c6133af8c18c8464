import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";
import { exactSum, rest } from "../../numeric/twofold.js";

/**
 * The mean of the squared differences, without a factor ½; `yTrue` and `yPred` of shape `(n)`.
 *
 * What rounds away of differences and of their sum is carried, so that neither costs digits. Throws a RangeError for
 * empty vectors and for lengths that differ, a TypeError for anything but vectors of numbers. Source: Goodfellow,
 * Bengio & Courville, Deep Learning (2016), eq. 5.4.
 */
export function meanSquaredError(yTrue: Vector, yPred: Vector): number {
  checkVectors("meanSquaredError", { yTrue, yPred });
  return rescaled(2, (scale) => {
    const [before, after] = scale < 1 ? [scale, 1] : [1, scale];
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const difference = exactSum(yTrue[i]! * before, -yPred[i]! * before) * after;
      sum.addProduct(difference, difference, 2 * difference * rest.low * after);
    }
    return sum.over(yTrue.length);
  });
}

/** By yPred; by yTrue it is the opposite. */
function gradient(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("meanSquaredError", { yTrue, yPred });
  const half = yPred.length / 2;
  return Array.from(yPred, (prediction, i) => {
    const difference = prediction - yTrue[i]!;
    // A difference may overflow where its share of the mean does not.
    return Number.isFinite(difference) ? difference / half : (prediction / 2 - yTrue[i]! / 2) / (half / 2);
  });
}

export default defineFormula({
  name: "meanSquaredError",
  summary: "The mean of the squared differences between truth and prediction.",
  args: [vector("yTrue", -4, 4, { latex: "y" }), vector("yPred", -4, 4, { latex: String.raw`\hat{y}` })],
  latex: String.raw`\mathrm{MSE}(y, \hat{y}) = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2`,
  expr: "mean((yTrue - yPred)^2)",
  value: meanSquaredError,
  textbook: (yTrue, yPred) => {
    const squares = Array.from(yTrue, (truth, i) => (truth - yPred[i]!) ** 2);
    return squares.reduce((a, b) => a + b) / squares.length;
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = \frac{2}{n} (y_i - \hat{y}_i)`,
      expr: "2 * (yTrue - yPred) / length(yTrue)",
      value: (yTrue, yPred) => {
        checkVectors("meanSquaredError", { yTrue, yPred });
        return gradient(yPred, yTrue);
      },
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{2}{n} (\hat{y}_i - y_i)`,
      expr: "2 * (yPred - yTrue) / length(yPred)",
      value: gradient,
    },
  },
  derivation: {
    of: "yPred",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \cdot 2 (y_i - \hat{y}_i) \cdot (-1)`,
        expr: "1 / length(yPred) * 2 * (yTrue - yPred) * (-1)",
        why: "Of the sum only the ith term depends on ŷᵢ; power rule and chain rule",
      },
      {
        latex: String.raw`= \frac{2}{n} (\hat{y}_i - y_i)`,
        expr: "2 * (yPred - yTrue) / length(yPred)",
        why: "The sign turns the difference around",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, yPred) => tf.losses.meanSquaredError(yTrue, yPred),
  examples: [
    {
      at: [
        [2, 3],
        [2.5, 2.8],
      ],
      gives: 0.145,
      because: "(0.25 + 0.04) / 2",
    },
    {
      at: [
        [2, 3, 0],
        [2.5, 2.8, 10],
      ],
      gives: 33.43,
      because: "one point missed by 10 outweighs all others",
    },
    {
      of: "yPred",
      at: [
        [2, 3],
        [2.5, 2.8],
      ],
      gives: [0.5, -0.2],
      because: "2/n is 1 here, so that the gradient is the difference",
    },
    { at: [[1e200], [1e200]], gives: 0, because: "nothing overflows that need not" },
  ],
  laws: [
    { law: "meanSquaredError(yTrue, yPred) >= 0", because: "squares are not negative" },
    { law: "meanSquaredError(yTrue, yTrue) == 0", because: "a perfect prediction costs nothing" },
    { law: "meanSquaredError(yTrue, yPred) == meanSquaredError(yPred, yTrue)", because: "a square forgets the sign" },
    {
      law: "meanSquaredError(c * yTrue, c * yPred) == c^2 * meanSquaredError(yTrue, yPred)",
      because: "in other units the loss is in other units squared",
      with: [real("c", -4, 4)],
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 5.4"],
});
