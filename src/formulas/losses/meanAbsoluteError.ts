import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The mean of the absolute differences; `yTrue` and `yPred` of shape `(n)`.
 *
 * The sum is compensated, so that its length costs no digits. Throws a RangeError for empty vectors and for lengths
 * that differ, a TypeError for anything but vectors of numbers. Source: Hastie, Tibshirani & Friedman, The Elements of
 * Statistical Learning (2009), §10.6.
 */
export function meanAbsoluteError(yTrue: Vector, yPred: Vector): number {
  checkVectors("meanAbsoluteError", { yTrue, yPred });
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < yTrue.length; i++) {
      const [truth, prediction] = [yTrue[i]! * scale, yPred[i]! * scale];
      if (truth > prediction) sum.addDifference(truth, prediction);
      else sum.addDifference(prediction, truth);
    }
    return sum.over(yTrue.length);
  });
}

/** By yPred; by yTrue it is the opposite. */
function gradient(yTrue: Vector, yPred: Vector): number[] {
  checkVectors("meanAbsoluteError", { yTrue, yPred });
  return Array.from(yPred, (prediction, i) => Math.sign(prediction - yTrue[i]!) / yPred.length);
}

export default defineFormula({
  name: "meanAbsoluteError",
  summary: "The mean of the absolute differences between truth and prediction.",
  args: [vector("yTrue", -4, 4, { latex: "y" }), vector("yPred", -4, 4, { latex: String.raw`\hat{y}` })],
  latex: String.raw`\mathrm{MAE}(y, \hat{y}) = \frac{1}{n} \sum_{i=1}^{n} \lvert y_i - \hat{y}_i \rvert`,
  expr: "mean(abs(yTrue - yPred))",
  value: meanAbsoluteError,
  textbook: (yTrue, yPred) => {
    const errors = Array.from(yTrue, (truth, i) => Math.abs(truth - yPred[i]!));
    return errors.reduce((a, b) => a + b) / errors.length;
  },
  accuracy: { value: 1, partials: 1 },
  partials: {
    yTrue: {
      latex: String.raw`\frac{\partial}{\partial y_i} = \frac{1}{n} \, \mathrm{sign}(y_i - \hat{y}_i)`,
      expr: "sign(yTrue - yPred) / length(yTrue)",
      value: (yTrue, yPred) => {
        checkVectors("meanAbsoluteError", { yTrue, yPred });
        return gradient(yPred, yTrue);
      },
    },
    yPred: {
      latex: String.raw`\frac{\partial}{\partial \hat{y}_i} = \frac{1}{n} \, \mathrm{sign}(\hat{y}_i - y_i)`,
      expr: "sign(yPred - yTrue) / length(yPred)",
      value: gradient,
    },
  },
  derivation: none("on each side of a perfect prediction the loss is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "yTrue[1] == yPred[1]",
      of: "yPred",
      at: [
        [2, 3],
        [2, 2],
      ],
      gives: [0, -0.5],
      because: "the slope is −1/n from the left and 1/n from the right; 0 lies between",
    },
  ],
  tensor: (tf, yTrue, yPred) => tf.losses.absoluteDifference(yTrue, yPred),
  examples: [
    {
      at: [
        [2, 3],
        [2.5, 2.8],
      ],
      gives: 0.35,
      because: "(0.5 + 0.2) / 2",
    },
    {
      at: [
        [2, 3, 0],
        [2.5, 2.8, 10],
      ],
      gives: approx("3.5667"),
      because: "one point missed by 10 counts ten times one missed by 1",
    },
    {
      of: "yPred",
      at: [
        [2, 3],
        [2.5, 2.8],
      ],
      gives: [0.5, -0.5],
      because: "a large error pulls no harder than a small one",
    },
  ],
  laws: [
    { law: "meanAbsoluteError(yTrue, yPred) >= 0", because: "distances are not negative" },
    { law: "meanAbsoluteError(yTrue, yTrue) == 0", because: "a perfect prediction costs nothing" },
    {
      law: "meanAbsoluteError(c * yTrue, c * yPred) == abs(c) * meanAbsoluteError(yTrue, yPred)",
      because: "in other units the loss is in those units",
      with: [real("c", -4, 4)],
    },
    {
      law: "meanAbsoluteError(yTrue, yPred)^2 <= meanSquaredError(yTrue, yPred)",
      because: "the square of a mean is at most the mean of the squares",
    },
  ],
  sources: ["Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), §10.6"],
});
