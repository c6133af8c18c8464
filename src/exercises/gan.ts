import type { NumberExercise } from "../exercise/exercise.js";
import { sigmoid } from "../formulas/index.js";

/** The logit of the best discriminator: the logarithm of the density of N(0, 1) at x over that of N(2, 1). */
function logit(x: number, of = 2): number {
  return ((x - of) ** 2 - x ** 2) / 2;
}

export const exercise: NumberExercise = {
  asks: "what does the best discriminator say at 0.5, where what is real has the density of N(0, 1) and what is generated that of N(2, 1)? Give 4 decimal places",
  hint: "Divide both densities by that of the real: only a difference of squares is left in the exponent.",
  truth: () => sigmoid(logit(0.5)),
  places: 4,
  slips: [
    { gives: () => sigmoid(-logit(0.5)), says: "this is the probability that it was generated" },
    { gives: () => sigmoid(2 * logit(0.5)), says: "the exponent of a normal density has the square over 2" },
    { gives: () => Math.exp(logit(0.5)), says: "this is the ratio of the densities, the odds; a probability is asked" },
    { gives: () => logit(0.5), says: "this is the logit; a probability is asked" },
    { gives: () => sigmoid(logit(0.5, 1)), says: "this is for N(1, 1), as in the lesson" },
  ],
};
