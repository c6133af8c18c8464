import type { FunctionExercise } from "../exercise/exercise.js";
import { formulas, tanh } from "../formulas/index.js";

const slope = (x: number) => formulas.tanh.partials.x.value(x);

export const exercise: FunctionExercise = {
  asks: "give the value of tanh at x and the gradient that it hands back, as a function of x and the gradient that arrives",
  hint: "The first number is tanh(x); the second is the slope of tanh at x times what arrives.",
  truth: (x: number, arriving: number) => [tanh(x), arriving * slope(x)],
  at: [
    [0.5, 1],
    [1, -0.25],
    [-0.75, 2],
    [2, 0.5],
    [0.25, -3],
  ],
  slips: [
    {
      gives: (x: number) => [tanh(x), slope(x)],
      says: "this hands back the slope alone; the chain rule multiplies it by what arrives",
    },
    {
      gives: (x: number, arriving: number) => [tanh(x), arriving * (1 - x * x)],
      says: "the slope is 1 less the square of the output tanh(x), not of x",
    },
    {
      gives: (x: number, arriving: number) => [tanh(x), arriving * (1 - tanh(x))],
      says: "the slope is 1 less the square of tanh(x), and the square is missing",
    },
    {
      gives: (x: number, arriving: number) => [tanh(x), arriving * tanh(x) * (1 - tanh(x))],
      says: "y (1 - y) is the slope of the sigmoid; that of tanh is 1 - y²",
    },
    {
      gives: (x: number, arriving: number) => [tanh(x), arriving + slope(x)],
      says: "the slope and what arrives are multiplied, not added",
    },
    {
      gives: (x: number, arriving: number) => [arriving * slope(x), tanh(x)],
      says: "the two numbers are in the other order: the value comes first",
    },
  ],
};
