import type { FunctionExercise } from "../exercise/exercise.js";
import { formulas, leakyRelu } from "../formulas/index.js";

const byAlpha = (a: number, x: number) => formulas.leakyRelu.partials.alpha.value(x, { alpha: a });
const byX = (a: number, x: number) => formulas.leakyRelu.partials.x.value(x, { alpha: a });

export const exercise: FunctionExercise = {
  asks: "give the derivative by a of the unit that gives x where x > 0, else ax, as a function of a and x",
  hint: "Take each case by itself: how much does what it gives change with a?",
  truth: byAlpha,
  at: [
    [0.25, -2],
    [0.25, 3],
    [1.5, -0.5],
    [-0.5, 1],
    [0.01, -4],
  ],
  slips: [
    {
      gives: byX,
      says: "this is the derivative by x; a is what moves",
    },
    {
      gives: (a: number, x: number) => leakyRelu(x, { alpha: a }),
      says: "this is the unit itself, not its slope",
    },
    { gives: (_: number, x: number) => x, says: "where x > 0 the unit does not depend on a" },
    { gives: (_: number, x: number) => Math.max(0, x), says: "the sides are exchanged: a is the slope where x < 0" },
    { gives: (a: number, x: number) => (x > 0 ? 0 : a), says: "the derivative of ax by a is x, not a" },
    {
      gives: (_: number, x: number) => (x > 0 ? 1 : x),
      says: "where x > 0 the 1 is the derivative by x; by a it is 0",
    },
  ],
};
