import type { NumberExercise } from "../exercise/exercise.js";
import { formulas } from "../formulas/index.js";

/** The slope of the hinge loss of the label −1, beside its corner at the score −1. */
function slopeAt(score: number): number {
  return formulas.hinge.partials.scores.value([-1], [score])[0]!;
}

export const exercise: NumberExercise = {
  asks: "what are the smallest and the largest subgradient of the hinge loss at the score −1 for the label −1? Give an array of two numbers",
  hint: "Draw the loss for the label −1: the slopes of its two sides are the ends.",
  truth: () => [slopeAt(-1.5), slopeAt(-0.5)],
  places: 1,
  slips: [
    { gives: () => [-1, 0], says: "this is the answer for the label 1; for −1 the loss rises to the right" },
    { gives: () => [-1, 1], says: "these are the ends for |s|; one side of the hinge is flat" },
    { gives: () => [1, 0], says: "the smallest comes first" },
    {
      gives: () => [0, 0],
      says: "this is the flat side, which libraries take; a steeper line stays below the loss too",
    },
    { gives: () => [1, 1], says: "this is one side only; a flatter line stays below the loss too" },
  ],
};
