import type { NumberExercise } from "../exercise/exercise.js";
import { crossEntropy, entropy, klDivergence } from "../formulas/index.js";

const [p, q] = [
  [0.7, 0.3],
  [0.8, 0.2],
];

export const exercise: NumberExercise = {
  asks: "what is the divergence with q = [0.8, 0.2] as the truth and p = [0.7, 0.3] as the forecast? Give it to 4 decimal places",
  hint: "The truth stands before the logarithm: add up q ln(q / p) over the two outcomes.",
  truth: () => klDivergence(q, p),
  places: 4,
  slips: [
    { gives: () => klDivergence(p, q), says: "this is the other way round, with p as the truth" },
    { gives: () => klDivergence(q, p) / Math.LN2, says: "this is in bits; take the natural logarithm for nats" },
    { gives: () => klDivergence(q, p) / Math.LN10, says: "the logarithm is the natural one, not that of base 10" },
    { gives: () => crossEntropy(q, p), says: "this is the cross-entropy; the entropy of q is still to be subtracted" },
    {
      gives: () => crossEntropy(p, q) - entropy(q),
      says: "the cross-entropy is that of the forecast p where q is true",
    },
    { gives: () => 0.8 * Math.log(0.8 / 0.7), says: "this is the first outcome's part; the second one's is negative" },
  ],
};
