import type { NumberExercise } from "../exercise/exercise.js";
import { wilsonInterval } from "../formulas/index.js";

const [right, all] = [29, 30];
const share = right / all;
const z = 1.959963984540054;
/** The interval that school books teach, which leaves what is possible. */
const spread = z * Math.sqrt((share * (1 - share)) / all);

export const exercise: NumberExercise = {
  asks: "between which two accuracies does the true one lie when 29 of 30 are right, at 95 %, by Wilson's interval? Give both ends to 3 decimal places",
  hint: "The definition above has the formula; wilsonInterval computes it.",
  truth: () => wilsonInterval(right, all),
  places: 3,
  slips: [
    {
      gives: () => [share - spread, share + spread],
      says: "p ± z √(p (1 − p) / n) goes beyond 1; Wilson's interval does not",
    },
    { gives: () => [...wilsonInterval(right, all)].reverse(), says: "give the lower end first" },
    { gives: () => wilsonInterval(right, all, { confidence: 0.9 }), says: "this is the interval at 90 %" },
    { gives: () => wilsonInterval(right, all, { confidence: 0.99 }), says: "this is the interval at 99 %" },
    { gives: () => wilsonInterval(30, all), says: "this is the interval for 30 of 30" },
  ],
};
