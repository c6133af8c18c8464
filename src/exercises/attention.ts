import type { NumberExercise } from "../exercise/exercise.js";
import { entropy, mean, variance } from "../formulas/index.js";

const width = 16;

/** Nats of a choice among so many that are equally likely. */
function choice(count: number): number {
  return entropy(Array.from({ length: count }, () => 1 / count));
}

/** The mean over the tokens of "the N near the N V the N ." where the verb is one of so many. */
function lossOf(verbs: number): number {
  return mean([1, 8, 1, 1, 8, verbs, 1, 8, 1].map(choice));
}

/** Products of two numbers of variance 1 have variance 1, as those of signs, and what is independent adds up. */
const ofProduct = width * variance([-1, 1]);

export const exercise: NumberExercise = {
  asks: "what is the best loss of the language with five verbs in nats a token, and what the variance of q · k for 16 numbers? Give an array of two numbers",
  hint: "Which of the nine tokens leave a choice, and among how many? For the variance, think of one of the 16 products first.",
  truth: () => [lossOf(5), ofProduct],
  places: 4,
  slips: [
    {
      gives: () => [lossOf(10), ofProduct],
      says: "this is the loss without agreement: only half of the verbs' forms can come",
    },
    { gives: () => [lossOf(3), ofProduct], says: "this is the loss with three verbs" },
    { gives: () => [9 * lossOf(5), ofProduct], says: "this is the loss of a sentence; divide it by its nine tokens" },
    { gives: () => [lossOf(5) / Math.LN2, ofProduct], says: "this loss is in bits; nats take the natural logarithm" },
    {
      gives: () => [lossOf(5), Math.sqrt(ofProduct)],
      says: "this is the deviation of q · k; its variance is the square",
    },
    {
      gives: () => [lossOf(5), 1],
      says: "1 is the variance of one product, or of q · k divided by √d; sixteen products add up",
    },
    { gives: () => [ofProduct, lossOf(5)], says: "the loss comes first" },
  ],
};
