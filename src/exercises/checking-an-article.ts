import type { NumberExercise } from "../exercise/exercise.js";
import { isPossibleProportion } from "../formulas/index.js";

const printed = "0.9412";

/** The fewest samples of which a whole number is the printed share. */
function fewestSamples(): number {
  let n = 1;
  while (!isPossibleProportion(printed, n)) n += 1;
  return n;
}

export const exercise: NumberExercise = {
  asks: `what is the smallest number of samples that can give an accuracy printed as ${printed}?`,
  hint: "Look for whole numbers k and n whose quotient rounds to the four digits, from small n up.",
  truth: fewestSamples,
  places: 0,
  slips: [
    { gives: () => fewestSamples() - 1, says: "this is how many are right; one is wrong, and it counts too" },
    { gives: () => 2 * fewestSamples(), says: "so many can give it too, but half of them are enough" },
    { gives: () => 2500, says: "this reduces the printed digits as if they were exact; they are rounded" },
    { gives: () => 10000, says: "this takes the printed digits as exact; they are rounded" },
  ],
};
