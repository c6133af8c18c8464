import type { FunctionExercise } from "../exercise/exercise.js";
import { sigmoid, tanh } from "../formulas/index.js";

export const exercise: FunctionExercise = {
  asks: "write the sigmoid of x with tanh alone, as a function of x",
  hint: "The law holds for every number: put one into it that makes the sigmoid's argument x.",
  truth: sigmoid,
  at: [[-4], [-1.5], [-0.25], [0], [0.5], [2], [7]],
  slips: [
    { gives: (x: number) => (1 + tanh(x)) / 2, says: "this is the sigmoid of 2x; tanh has to be given half of x" },
    { gives: (x: number) => (1 + tanh(2 * x)) / 2, says: "x was doubled where it has to be halved" },
    { gives: (x: number) => 1 + tanh(x / 2), says: "this lies between 0 and 2; the factor 2 of the law is left over" },
    { gives: (x: number) => tanh(x / 2) / 2, says: "this lies between -1/2 and 1/2; the 1 of the law was forgotten" },
    { gives: (x: number) => (1 - tanh(x / 2)) / 2, says: "the sign of tanh is wrong: this is the sigmoid of -x" },
  ],
};
