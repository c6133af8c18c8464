import type { NumberExercise } from "../exercise/exercise.js";
import { gradientDescentStep } from "../formulas/index.js";

/** What a step of a rate leaves of the farther of two distances of 1, where the curvatures are 1 and 100. */
function left(rate: number): number {
  return Math.max(...gradientDescentStep([1, 1], [1, 100], rate).map(Math.abs));
}

/** Where `left` is smallest, by the golden section: it falls to its one lowest point and rises from there. */
function bestRate(): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 2];
  while (high - low > 1e-12) {
    const [nearer, farther] = [high - golden * (high - low), low + golden * (high - low)];
    [low, high] = left(nearer) < left(farther) ? [low, farther] : [nearer, high];
  }
  return (low + high) / 2;
}

export const exercise: NumberExercise = {
  asks: "which rate suits the curvatures 1 and 100 best? Give it to 4 decimal places",
  hint: "One factor falls as the rate grows and the other rises; the larger of them is smallest where they are equal.",
  truth: bestRate,
  places: 4,
  slips: [
    { gives: () => 2 / 100, says: "at this rate the steep direction bounces for ever; it is the limit, not the best" },
    { gives: () => 1 / 100, says: "this lands the steep direction at once, and leaves 0.99 of the flat one" },
    { gives: () => 1 / 101, says: "both factors are equal without their signs at twice this rate" },
    { gives: () => 1, says: "this lands the flat direction at once, and multiplies the steep one by -99" },
    { gives: () => 2 / 99, says: "the factors have opposite signs where they meet: the curvatures are added" },
  ],
};
