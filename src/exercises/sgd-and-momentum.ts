import type { NumberExercise } from "../exercise/exercise.js";
import { momentumState, momentumStep } from "../formulas/index.js";

const momentum = 0.9;

/** How far the heavy ball goes in its first step down a slope of 1. */
function firstStep(): number {
  return -momentumStep(momentumState([0]), [1], { learningRate: 0.1, momentum }).parameters[0]!;
}

export const exercise: NumberExercise = {
  asks: "at which rate does the form that keeps a mean take the heavy ball's steps? Give it to 2 decimal places",
  hint: "Compare the two velocities after the first slope, when both begin at rest.",
  truth: () => firstStep() / (1 - momentum),
  places: 2,
  slips: [
    {
      gives: () => firstStep(),
      says: "at the same rate the mean's steps are shorter: each slope counts a tenth in it",
    },
    { gives: () => firstStep() * (1 - momentum), says: "this makes short steps shorter still: divide by 0.1" },
    { gives: () => firstStep() / momentum, says: "the new slope counts 1 - 0.9 in the mean, not 0.9" },
    { gives: () => firstStep() * momentum, says: "the new slope counts 1 - 0.9 in the mean, and is divided by that" },
  ],
};
