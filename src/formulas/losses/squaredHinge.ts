import type { Vector } from "../../formula/argument.js";
import { real, signs, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkSigns, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";
import { exactSum, rest } from "../../numeric/twofold.js";

/**
 * The mean of max(0, 1 − y·s)² over labels `yTrue`, each −1 or 1, and `scores`, both of shape `(n)`: as `hinge`, but
 * gentle to scores that nearly have their margin and hard on those far from it.
 *
 * The sum is compensated, so that its length costs no digits. Throws a RangeError for empty vectors, lengths that
 * differ and labels that are neither −1 nor 1 (labels 0 and 1 are not converted), a TypeError for anything but vectors
 * of numbers. Source: Tang, Deep learning using linear support vector machines (2013).
 */
export function squaredHinge(yTrue: Vector, scores: Vector): number {
  check(yTrue, scores);
  return rescaled(2, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < scores.length; i++) {
      const missing = exactSum(scale, -yTrue[i]! * scores[i]! * scale);
      if (!(missing <= 0)) sum.addProduct(missing, missing, 2 * missing * rest.low);
    }
    return sum.over(scores.length);
  });
}

function gradient(yTrue: Vector, scores: Vector): number[] {
  check(yTrue, scores);
  const half = scores.length / 2;
  return Array.from(scores, (score, i) => (0 - yTrue[i]! * Math.max(0, 1 - yTrue[i]! * score)) / half);
}

function check(yTrue: Vector, scores: Vector): void {
  checkVectors("squaredHinge", { yTrue, scores });
  checkSigns("squaredHinge", "yTrue", yTrue);
}

export default defineFormula({
  name: "squaredHinge",
  summary: "The square of what scores fall short of being right by a margin of 1, on average.",
  args: [signs("yTrue", { latex: "y" }), vector("scores", -3, 3, { latex: "s" })],
  latex: String.raw`\mathrm{hinge}^2(y, s) = \frac{1}{n} \sum_{i=1}^{n} \max(0, 1 - y_i s_i)^2`,
  expr: "mean(max(0, 1 - yTrue * scores)^2)",
  value: squaredHinge,
  textbook: (yTrue, scores) => {
    const losses = Array.from(yTrue, (label, i) => Math.max(0, 1 - label * scores[i]!) ** 2);
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    scores: {
      latex: String.raw`\frac{\partial}{\partial s_i} = -\frac{2}{n} y_i \max(0, 1 - y_i s_i)`,
      expr: "-2 / length(scores) * yTrue * max(0, 1 - yTrue * scores)",
      value: gradient,
    },
  },
  derivation: {
    of: "scores",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial s_i} = \frac{1}{n} \cdot 2 \max(0, 1 - y_i s_i) \cdot (-y_i)`,
        expr: "1 / length(scores) * 2 * max(0, 1 - yTrue * scores) * (-yTrue)",
        why: "Power rule and chain rule; beyond the margin the first factor is 0 already, so that there is no kink",
      },
      {
        latex: String.raw`= -\frac{2}{n} y_i \max(0, 1 - y_i s_i)`,
        expr: "-2 / length(scores) * yTrue * max(0, 1 - yTrue * scores)",
        why: "The numbers and the sign go to the front",
      },
    ],
  },
  kinks: [],
  tensor: (tf, yTrue, scores) => tf.mean(tf.square(tf.relu(tf.sub(1, tf.mul(yTrue, scores))))),
  examples: [
    { at: [[1], [0.5]], gives: 0.25, because: "½ is missing to the margin, and its square is ¼" },
    { at: [[1], [2]], gives: 0, because: "right by more than the margin costs nothing" },
    { at: [[-1], [2]], gives: 9, because: "wrong by 2, and the margin on top: 3²" },
    {
      at: [
        [1, -1],
        [0.5, 0.5],
      ],
      gives: 1.25,
      because: "(0.5² + 1.5²) / 2, where the plain hinge has 1",
    },
    {
      of: "scores",
      at: [
        [1, -1],
        [0.5, 0.5],
      ],
      gives: [-0.5, 1.5],
      because: "the pull grows with what is missing; the plain hinge pulls ½ at both",
    },
    { of: "scores", at: [[1], [1]], gives: [0], because: "at the margin the two sides meet without a kink" },
  ],
  laws: [
    {
      law: "squaredHinge(yTrue, scores) >= hinge(yTrue, scores)^2",
      because: "the mean of squares is at least the square of the mean",
    },
    { law: "squaredHinge(-yTrue, -scores) == squaredHinge(yTrue, scores)", because: "the classes swap places" },
    { law: "squaredHinge(yTrue, 2 * yTrue) == 0", because: "every score is right by more than the margin" },
    {
      law: "squaredHinge(yTrue, c * yTrue) == max(0, 1 - c)^2",
      because: "equal margins cost the same for both labels",
      with: [real("c", -2, 3)],
    },
  ],
  sources: ["Tang, Deep learning using linear support vector machines (2013)"],
});
