import type { NumberExercise } from "../exercise/exercise.js";

const [missed, needless] = [2000, 50];

export const exercise: NumberExercise = {
  asks: "above which probability of failure does stopping, which costs 50 for nothing, cost less than a missed failure, which costs 2,000? Answer to 4 decimal places",
  hint: "At probability p running on costs 2,000 p on average, and stopping 50 (1 - p).",
  truth: () => needless / (needless + missed),
  places: 4,
  slips: [
    { gives: () => needless / missed, says: "this is the odds of failure; the probability is odds / (1 + odds)" },
    { gives: () => missed / (needless + missed), says: "this is the probability of no failure at that point" },
    { gives: () => missed / needless, says: "turn the ratio round, and ask for a probability" },
    { gives: () => 0.5, says: "this would be right if both mistakes cost as much" },
  ],
};
