import type { Vector } from "../../formula/argument.js";
import { labels, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLabels, checkVectors } from "../../formula/validate.js";

/**
 * The area under the ROC curve: how likely a positive example has a higher score than a negative one, ties counting
 * half; ½ is chance. `yTrue` are labels 0 and 1, `scores` any numbers, both of shape `(n)`.
 *
 * Found by counting pairs that stand in order, which is exact, and not by adding up trapezia. Throws a RangeError for
 * empty vectors, lengths that differ, other labels, and where all labels are the same, a TypeError for anything but
 * vectors of numbers. Source: Hanley & McNeil, The meaning and use of the area under a receiver operating characteristic
 * (ROC) curve (1982).
 */
export function rocAuc(yTrue: Vector, scores: Vector): number {
  checkVectors("rocAuc", { yTrue, scores });
  checkLabels("rocAuc", "yTrue", yTrue, 2);
  const positives = scoresOf(1, yTrue, scores);
  const negatives = scoresOf(0, yTrue, scores);
  if (positives.length === 0 || negatives.length === 0) {
    throw new RangeError(`rocAuc: yTrue must hold both classes but holds only ${yTrue[0]}`);
  }
  // NaN is sorted to the end.
  if (Number.isNaN(positives.at(-1)!) || Number.isNaN(negatives.at(-1)!)) return Number.NaN;
  let [wins, below, notAbove] = [0, 0, 0];
  for (const score of positives) {
    while (below < negatives.length && negatives[below]! < score) below++;
    while (notAbove < negatives.length && negatives[notAbove]! <= score) notAbove++;
    wins += below + notAbove;
  }
  return wins / (2 * positives.length * negatives.length);
}

/** The scores of one class in ascending order. */
function scoresOf(label: number, yTrue: Vector, scores: Vector): Float64Array {
  return Float64Array.from(scores)
    .filter((_, i) => yTrue[i] === label)
    .sort();
}

export default defineFormula({
  name: "rocAuc",
  summary: "How likely a positive example is scored above a negative one; ½ is chance.",
  args: [labels("yTrue", 2, { latex: "y", occurring: true }), vector("scores", -3, 3, { latex: "s" })],
  axes: { n: [2, 6] },
  latex: String.raw`\mathrm{AUC} = P(s^{+} > s^{-}) + \tfrac{1}{2} \, P(s^{+} = s^{-})`,
  expr: "sum(i, length(scores), sum(j, length(scores), yTrue[i] == 1 and yTrue[j] == 0 ? (1 + sign(scores[i] - scores[j])) / 2 : 0)) / (sum(yTrue) * sum(1 - yTrue))",
  value: rocAuc,
  textbook: (yTrue, scores) => {
    const of = (label: number) => Array.from(scores).filter((_, i) => yTrue[i] === label);
    const wins = of(1).flatMap((positive) => of(0).map((negative) => (1 + Math.sign(positive - negative)) / 2));
    return wins.reduce((a, b) => a + b) / wins.length;
  },
  accuracy: { value: 0.5, partials: 0 },
  partials: {
    scores: none("only the order of scores counts: it is level, with steps"),
  },
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, yTrue, scores) => {
    const labels = tf.cast(yTrue, "float32");
    const pairs = tf.mul(tf.expandDims(labels, 1), tf.expandDims(tf.sub(1, labels), 0));
    const order = tf.sign(tf.sub(tf.expandDims(scores, 1), tf.expandDims(scores, 0)));
    return tf.div(tf.sum(tf.mul(pairs, tf.div(tf.add(order, 1), 2))), tf.sum(pairs));
  },
  examples: [
    {
      at: [
        [0, 0, 1, 1],
        [0.1, 0.4, 0.35, 0.8],
      ],
      gives: 0.75,
      because: "of four pairs one, 0.35 and 0.4, stands in the wrong order",
    },
    {
      at: [
        [1, 0, 1, 0],
        [3, 1, 4, 2],
      ],
      gives: 1,
      because: "every positive stands above every negative",
    },
    {
      at: [
        [0, 1],
        [5, 2],
      ],
      gives: 0,
      because: "the wrong way around, which can be turned",
    },
    {
      at: [
        [1, 0, 0],
        [7, 7, 7],
      ],
      gives: 0.5,
      because: "equal scores say nothing: ties count half",
    },
    {
      at: [
        [1, 0, 1],
        [2, 2, 3],
      ],
      gives: 0.75,
      because: "(½ + 1) / 2",
    },
    {
      at: [
        [1, 0],
        [Number.NaN, 1],
      ],
      gives: Number.NaN,
      because: "what is no number has no place in the order",
    },
  ],
  laws: [
    { law: "rocAuc(yTrue, -scores) == 1 - rocAuc(yTrue, scores)", because: "the order is turned around" },
    { law: "rocAuc(1 - yTrue, scores) == 1 - rocAuc(yTrue, scores)", because: "the classes swap places" },
    { law: "rocAuc(yTrue, 2 * scores + 1) == rocAuc(yTrue, scores)", because: "only the order of scores counts" },
    { law: "rocAuc(yTrue, yTrue) == 1", because: "the labels themselves are perfect scores" },
  ],
  sources: [
    "Hanley & McNeil, The meaning and use of the area under a receiver operating characteristic (ROC) curve (1982)",
  ],
});
