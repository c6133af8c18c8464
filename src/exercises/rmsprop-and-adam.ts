import type { NumberExercise } from "../exercise/exercise.js";
import { adamState, adamStep } from "../formulas/index.js";

/** The first gradients that lead from zero to m = 0.1 and to v = 0.01, the first moment linear in it, the second quadratic. */
function firstGradients(): [number, number] {
  const { m, v } = adamStep(adamState([0]), [1]);
  return [0.1 / m[0]!, Math.sqrt(0.01 / v[0]!)];
}

export const exercise: NumberExercise = {
  asks: "which first gradient gives m = 0.1, and which gives v = 0.01? Give both, in this order, to 4 decimal places",
  hint: "From zero only the new gradient counts: m is (1 - β₁) g, and v is (1 - β₂) g².",
  truth: firstGradients,
  places: 4,
  slips: [
    { gives: () => [firstGradients()[0], firstGradients()[1] ** 2], says: "the second is the square of the gradient" },
    {
      gives: () => [firstGradients()[0], Math.sqrt(0.01 / (1 - 0.9))],
      says: "v forgets by β₂ = 0.999, not by β₁ = 0.9",
    },
    { gives: () => [0.1, Math.sqrt(0.01)], says: "the new gradient counts 1 - β in each mean, not 1" },
    { gives: () => [0.1 / 0.9, Math.sqrt(0.01 / 0.999)], says: "the new gradient counts 1 - β in each mean, not β" },
    { gives: () => [1, 1], says: "a gradient of 1 gives the m, and with it a v of 0.001" },
    { gives: () => [firstGradients()[1], firstGradients()[0]], says: "the two are in the other order" },
  ],
};
