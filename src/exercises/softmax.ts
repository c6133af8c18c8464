import type { FunctionExercise } from "../exercise/exercise.js";
import { logSumExp, sum } from "../formulas/index.js";

const powersOf = (z: readonly number[]) => z.map((score) => Math.exp(score));
/** By how much the scores' logSumExp exceeds the largest of them. */
const excess = (z: readonly number[]) => logSumExp(z) - Math.max(...z);

export const exercise: FunctionExercise = {
  asks: "give the logarithm of the sum of the exponentials of z, for scores of any size",
  hint: "Take the largest score out: the sum of exp(z) is exp(m) times the sum of exp(z - m).",
  truth: logSumExp,
  at: [[[3, 1, 2]], [[0, 0]], [[7]], [[-2, -1, -4, 0.5]], [[1000, 999]], [[-1000, -1001, -1000.5]]],
  slips: [
    {
      gives: (z: number[]) => Math.log(sum(powersOf(z))),
      says: "this is right for small scores, but exp(1000) overflows: take the largest score out first",
    },
    { gives: excess, says: "the largest score was taken out and not added again" },
    {
      gives: (z: number[]) => Math.max(...z) + Math.exp(excess(z)),
      says: "the logarithm of the sum is missing",
    },
    {
      gives: (z: number[]) => Math.max(...z) + excess(z) / Math.LN10,
      says: "the logarithm is the natural one, not that of base 10",
    },
    {
      gives: (z: number[]) => logSumExp(z) - Math.log(z.length),
      says: "the exponentials are summed, not averaged",
    },
    { gives: (z: number[]) => Math.max(...z), says: "this is the largest score; what the others add is missing" },
  ],
};
