import type { NumberExercise } from "../exercise/exercise.js";
import { heNormalDeviation } from "../formulas/index.js";

const [inputs, leak] = [64, 0.5];
/** He's variance, for units that pass nothing below 0. */
const he = heNormalDeviation(inputs) ** 2;
/** The share of a signal's mean square that the unit passes, with as much above 0 as below. */
const passed = (1 + leak ** 2) / 2;

export const exercise: NumberExercise = {
  asks: "a layer has 64 inputs, and its units are leaky ReLUs that halve what is below 0: which variance of the weights keeps the signal at its size, to 3 decimal places",
  hint: "Which share of the mean square does a unit pass that halves what is below 0?",
  truth: () => he / 2 / passed,
  places: 3,
  slips: [
    { gives: () => he, says: "this is He's variance for a ReLU; the leak passes some of what is below 0" },
    { gives: () => he / 2, says: "this is 1/n, for units that pass everything" },
    { gives: () => Math.sqrt(he / 2 / passed), says: "this is the standard deviation, the root of the variance" },
    { gives: () => he / (1 + leak), says: "the mean square is passed, so the leak counts by its square" },
    { gives: () => (he / 2) * passed, says: "what a unit takes away is to be made up for: divide by the share" },
  ],
};
