import type { NumberExercise } from "../exercise/exercise.js";
import { huber, meanAbsoluteError, meanSquaredError } from "../formulas/index.js";

const [yTrue, yPred] = [
  [2, 3, 0],
  [2.5, 2.8, 10],
];

export const exercise: NumberExercise = {
  asks: "what is the mean Huber loss, δ = 1, of the three rows? Give it to 3 decimal places",
  hint: "Two misses are below 1 and cost half their squares; the third costs |d| − 1/2.",
  truth: () => huber(yTrue, yPred),
  places: 3,
  slips: [
    { gives: () => 3 * huber(yTrue, yPred), says: "this is the sum over the rows; the mean is asked for" },
    {
      gives: () => meanSquaredError(yTrue, yPred),
      says: "this is the mean squared error, with no line for large misses",
    },
    {
      gives: () => meanSquaredError(yTrue, yPred) / 2,
      says: "the third miss is above 1, so it is on the line, not squared",
    },
    { gives: () => meanAbsoluteError(yTrue, yPred), says: "this is the mean absolute error; small misses are squared" },
    { gives: () => (0.25 + 0.04 + 9.5) / 3, says: "the squares of the small misses are to be halved" },
    { gives: () => (0.125 + 0.02 + 10) / 3, says: "the line is |d| − 1/2: it begins where the parabola ends" },
  ],
};
