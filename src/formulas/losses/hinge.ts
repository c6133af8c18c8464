import type { Vector } from "../../formula/argument.js";
import { signs, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkSigns, checkVectors } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";

/**
 * The mean of max(0, 1 − y·s) over labels `yTrue`, each −1 or 1, and `scores`, both of shape `(n)`: a score that is
 * right by a margin of 1 costs nothing.
 *
 * Throws a RangeError for empty vectors, lengths that differ and labels that are neither −1 nor 1 (labels 0 and 1 are
 * not converted), a TypeError for anything but vectors of numbers. Source: Cortes & Vapnik, Support-vector networks
 * (1995).
 */
export function hinge(yTrue: Vector, scores: Vector): number {
  check(yTrue, scores);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < scores.length; i++) {
      const margin = yTrue[i]! * scores[i]! * scale;
      if (!(margin >= scale)) sum.addDifference(scale, margin);
    }
    return sum.over(scores.length);
  });
}

function gradient(yTrue: Vector, scores: Vector): number[] {
  check(yTrue, scores);
  return Array.from(scores, (score, i) => {
    const margin = yTrue[i]! * score;
    if (Number.isNaN(margin)) return margin;
    return margin < 1 ? -yTrue[i]! / scores.length : 0;
  });
}

function check(yTrue: Vector, scores: Vector): void {
  checkVectors("hinge", { yTrue, scores });
  checkSigns("hinge", "yTrue", yTrue);
}

export default defineFormula({
  name: "hinge",
  summary: "What scores fall short of being right by a margin of 1, on average.",
  args: [signs("yTrue", { latex: "y" }), vector("scores", -3, 3, { latex: "s" })],
  latex: String.raw`\mathrm{hinge}(y, s) = \frac{1}{n} \sum_{i=1}^{n} \max(0, 1 - y_i s_i)`,
  expr: "mean(max(0, 1 - yTrue * scores))",
  value: hinge,
  textbook: (yTrue, scores) => {
    const losses = Array.from(yTrue, (label, i) => Math.max(0, 1 - label * scores[i]!));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 0.5 },
  partials: {
    scores: {
      latex: String.raw`\frac{\partial}{\partial s_i} = \begin{cases} -y_i / n & y_i s_i < 1 \\ 0 & y_i s_i \ge 1 \end{cases}`,
      expr: "yTrue[i] * scores[i] < 1 ? -yTrue[i] / length(scores) : 0",
      value: gradient,
    },
  },
  derivation: none("on each side of the margin the loss is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "yTrue[1] * scores[1] == 1",
      of: "scores",
      at: [[1], [1]],
      gives: [0],
      because: "the slope is −1 inside the margin and 0 beyond it; the flat side is taken",
    },
  ],
  tensor: (tf, yTrue, scores) => tf.mean(tf.relu(tf.sub(1, tf.mul(yTrue, scores)))),
  examples: [
    { at: [[1], [0.4]], gives: 0.6, because: "1 − 0.4: right, but not by the margin" },
    { at: [[1], [2]], gives: 0, because: "right by more than the margin costs nothing" },
    { at: [[-1], [2]], gives: 3, because: "wrong by 2, and the margin on top" },
    {
      at: [
        [1, -1],
        [0.5, 0.5],
      ],
      gives: 1,
      because: "(0.5 + 1.5) / 2",
    },
    { of: "scores", at: [[1], [0.4]], gives: [-1], because: "inside the margin a higher score helps one for one" },
  ],
  laws: [
    { law: "hinge(yTrue, scores) >= 0", because: "nothing falls short by less than nothing" },
    { law: "hinge(-yTrue, -scores) == hinge(yTrue, scores)", because: "the classes swap places" },
    { law: "hinge(yTrue, 2 * yTrue) == 0", because: "every score is right by more than the margin" },
  ],
  sources: ["Cortes & Vapnik, Support-vector networks (1995)"],
});
