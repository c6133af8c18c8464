import type { Matrix, Vector } from "../../formula/argument.js";
import { labels as classes, matrix, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLabels, checkLengths, checkMatrix, checkVector } from "../../formula/validate.js";
import { CompensatedSum } from "../../numeric/compensatedSum.js";
import { rescaled } from "../../numeric/rescaled.js";
import { exactSum, rest } from "../../numeric/twofold.js";

/**
 * The mean of max(0, 1 + s_rival − s_label), the rival the best of the wrong classes: `labels` of shape `(n)` name the
 * true class, from 0 to k − 1, of each row of `scores`, of shape `(n, k)`. A label that leads by a margin of 1 costs
 * nothing.
 *
 * The form of Crammer and Singer, with one rival; that of Weston and Watkins adds up what all of them lack (PyTorch
 * divides by k besides). Throws a RangeError for nothing, ragged rows, lengths that differ and labels outside their
 * set, a TypeError for other kinds. Source: Crammer & Singer, On the algorithmic implementation of multiclass
 * kernel-based vector machines (2001).
 */
export function multiclassHinge(labels: Vector, scores: Matrix): number {
  check(labels, scores);
  return rescaled(1, (scale) => {
    const sum = new CompensatedSum();
    for (let i = 0; i < labels.length; i++) {
      const row = scores[i]!;
      const missing = missingMargin(row[rivalOf(row, labels[i]!)], row[labels[i]!]!, scale);
      if (!(missing <= 0)) sum.addParts(missing, rest.low);
    }
    return sum.over(labels.length);
  });
}

/**
 * 1 + rival − own, times a scale: the leading double, and in `rest.low` the other. Without a rival nothing is missing.
 */
function missingMargin(rival: number | undefined, own: number, scale: number): number {
  if (rival === undefined) return Number.isNaN(own) ? own : 0;
  const lead = exactSum(rival * scale, -own * scale);
  const leadLow = rest.low;
  const high = exactSum(scale, lead);
  const low = rest.low + leadLow;
  const sum = Number.isFinite(high) ? high + low : high;
  rest.low = high - sum + low;
  return sum;
}

/**
 * The place of the largest of the other scores, the first of equals; that of a NaN where there is one; −1 where there
 * is no other.
 */
function rivalOf(row: Vector, label: number): number {
  let rival = -1;
  for (let j = 0; j < row.length; j++) {
    if (j === label) continue;
    if (rival < 0 || row[j]! > row[rival]! || Number.isNaN(row[j]!)) rival = j;
  }
  return rival;
}

/** Up at the rival and down at the label, where the margin is missed. */
function gradient(labels: Vector, scores: Matrix): number[][] {
  check(labels, scores);
  return Array.from(scores, (row, i) => {
    const label = labels[i]!;
    const rival = rivalOf(row, label);
    const missing = missingMargin(row[rival], row[label]!, 1);
    const slope = Number.isNaN(missing) ? missing : missing > 0 ? 1 / scores.length : 0;
    return Array.from(row, (_, j) => (j === rival ? slope : j === label ? 0 - slope : 0));
  });
}

function check(labels: Vector, scores: Matrix): void {
  checkVector("multiclassHinge", "labels", labels);
  const [rows, columns] = checkMatrix("multiclassHinge", "scores", scores);
  checkLengths("multiclassHinge", "labels", labels.length, "scores", rows);
  checkLabels("multiclassHinge", "labels", labels, columns);
}

const withMargins = "table(c, length(scores[i]), scores[i, c] + (c == labels[i] + 1 ? 0 : 1))";
const ofEarlierRivals =
  "table(c, length(scores[i]), c < j and c != labels[i] + 1 ? scores[i, c] + 1 : scores[i, labels[i] + 1])";

export default defineFormula({
  name: "multiclassHinge",
  summary: "What the true class falls short of leading its best rival by a margin of 1, on average.",
  args: [classes("labels", "k", { latex: "c" }), matrix("scores", ["n", "k"], -3, 3, { latex: "s" })],
  latex: String.raw`\mathrm{hinge}(c, s) = \frac{1}{n} \sum_{i=1}^{n} \max\left(0, 1 + \max_{j \ne c_i} s_{ij} - s_{i c_i}\right)`,
  // The label itself, without a margin, gives the 0.
  expr: `mean(i, length(labels), max(${withMargins}) - scores[i, labels[i] + 1])`,
  value: multiclassHinge,
  textbook: (labels, scores) => {
    const gap = (row: ArrayLike<number>, c: number) => Array.from(row, (s, j) => (j === c ? 0 : 1 + s - row[c]!));
    const losses = Array.from(scores, (row, i) => gap(row, labels[i]!).reduce((a, b) => Math.max(a, b)));
    return losses.reduce((a, b) => a + b) / losses.length;
  },
  accuracy: { value: 1, partials: 1 },
  partials: {
    scores: {
      latex: String.raw`\frac{\partial}{\partial s_{ij}} = \begin{cases} -1/n & j = c_i \\ 1/n & j \text{ the first best rival} \\ 0 & \text{else} \end{cases} \text{ where the margin is missed, else } 0`,
      expr: `(j == labels[i] + 1 ? (max(${withMargins}) > scores[i, j] ? -1 : 0) : scores[i, j] + 1 >= max(${withMargins}) and scores[i, j] + 1 > max(${ofEarlierRivals}) ? 1 : 0) / length(scores)`,
      value: gradient,
    },
  },
  derivation: none("on each side of the margin, and between rivals, the loss is a plane, whose slopes can be read off"),
  kinks: [
    {
      where: "scores[1, 2] + 1 == scores[1, 1]",
      of: "scores",
      at: [[0], [[2, 1]]],
      gives: [[0, 0]],
      because: "the slopes are −1 and 1 inside the margin and 0 beyond it; the flat side is taken",
    },
    {
      where: "scores[1, 2] == scores[1, 3]",
      of: "scores",
      at: [[0], [[1, 1, 1]]],
      gives: [[-1, 1, 0]],
      because: "of equal rivals the first is pushed down; pushing the other, or both by half, would do as well",
    },
  ],
  tensor: (tf, labels, scores) => {
    const own = tf.cast(tf.equal(tf.expandDims(labels, 1), tf.range(0, scores.shape[1]!)), "float32");
    const rivals = tf.max(tf.add(scores, tf.sub(1, own)), 1);
    return tf.mean(tf.sub(rivals, tf.sum(tf.mul(own, scores), 1)));
  },
  examples: [
    { at: [[0], [[2, 1.5, 0]]], gives: 0.5, because: "the label leads by ½, and ½ is missing to the margin" },
    { at: [[0], [[3, 1.5, 0]]], gives: 0, because: "it leads by more than the margin" },
    { at: [[2], [[2, 1.5, 0]]], gives: 3, because: "2 behind the best rival, and the margin on top" },
    {
      at: [
        [0, 2],
        [
          [2, 1.5, 0],
          [2, 1.5, 0],
        ],
      ],
      gives: 1.75,
      because: "(0.5 + 3) / 2; Weston and Watkins would add the second rival's 2.5 to the 3",
    },
    { at: [[0], [[4]]], gives: 0, because: "one class has no rival" },
    {
      of: "scores",
      at: [[2], [[2, 1.5, 0]]],
      gives: [[1, 0, -1]],
      because: "the best rival is pushed down, the label up, the others left alone",
    },
  ],
  laws: [
    { law: "multiclassHinge(labels, scores) >= 0", because: "nothing falls short by less than nothing" },
    {
      law: "multiclassHinge(labels, scores + c) == multiclassHinge(labels, scores)",
      because: "only differences of scores matter",
      with: [real("c", -3, 3)],
    },
    {
      law: "multiclassHinge([0], [[x, -x]]) == max(0, 1 - 2 * x)",
      because: "of two classes with opposite scores it is the hinge of their difference",
      with: [real("x", -3, 3)],
    },
    {
      law: "multiclassHinge(labels, scores) == mean(i, length(labels), max(table(j, length(scores[i]), j == labels[i] + 1 ? 0 : max(0, 1 + scores[i, j] - scores[i, labels[i] + 1]))))",
      because: "it is the largest of what all rivals would cost alone",
    },
  ],
  sources: ["Crammer & Singer, On the algorithmic implementation of multiclass kernel-based vector machines (2001)"],
});
