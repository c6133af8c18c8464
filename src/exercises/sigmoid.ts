import type { NumberExercise } from "../exercise/exercise.js";
import { logit, sigmoid } from "../formulas/index.js";

export const exercise: NumberExercise = {
  asks: "at which score does the probability reach 0.9? Give it to 4 decimal places",
  hint: "Turn p = 1 / (1 + exp(-x)) round until x stands alone.",
  truth: () => logit(0.9),
  places: 4,
  slips: [
    { gives: () => Math.log10(9), says: "the logarithm is the natural one, not that of base 10" },
    { gives: () => Math.log(0.9), says: "the odds p / (1 - p) are what the logarithm is taken of, not p" },
    { gives: () => sigmoid(0.9), says: "this is the probability at the score 0.9; the score is asked for" },
    { gives: () => 9, says: "these are the odds; the score is their logarithm" },
  ],
};
