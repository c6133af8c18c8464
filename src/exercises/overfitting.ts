import type { NumberExercise } from "../exercise/exercise.js";
import { mean } from "../formulas/index.js";

const [unit, rate] = [3, 0.2];
/** What five equally likely draws of the unit give: it is dropped in one of them. */
const outcomes = [0, 1, 1, 1, 1].map((kept) => (kept * unit) / (1 - rate));
const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));

export const exercise: NumberExercise = {
  asks: "a unit gives 3, and inverted dropout has rate 0.2: what is the variance of what comes out, to 2 decimal places",
  hint: "Two things can happen; write down what comes out in each, and how likely it is.",
  truth: () => variance(outcomes),
  places: 2,
  slips: [
    {
      gives: () => variance(outcomes.map((value) => value * (1 - rate))),
      says: "what is kept was not divided by 1 − p",
    },
    { gives: () => mean(outcomes.map((value) => value ** 2)), says: "the square of the mean is to be taken off" },
    { gives: () => Math.sqrt(variance(outcomes)), says: "this is the standard deviation, the root of the variance" },
    { gives: () => (unit ** 2 * (1 - rate)) / rate, says: "0.2 is the probability to be dropped, not to be kept" },
    { gives: () => mean(outcomes), says: "this is the mean, which dropout leaves as it is" },
  ],
};
