import type { FunctionExercise } from "../exercise/exercise.js";

const shares = [0, 0.1, 0.25, 0.5, 0.9, 1];

export const exercise: FunctionExercise = {
  asks: "write the function of u, low and high that draws log-uniformly: u is uniform from 0 to 1",
  hint: "It is low at u = 0, high at u = 1, and the geometric mean of both at u = 1/2.",
  truth: (u: number, low: number, high: number) => low * (high / low) ** u,
  at: shares.flatMap((u) => [
    [u, 1e-4, 1e-1],
    [u, 2, 50],
  ]),
  slips: [
    {
      gives: (u: number, low: number, high: number) => low + (high - low) * u,
      says: "this is uniform: nine tenths of it lie in the highest power of ten",
    },
    {
      gives: (u: number, low: number, high: number) => high * (low / high) ** u,
      says: "this runs from high to low; it is to be low at u = 0",
    },
    {
      gives: (u: number, low: number, high: number) => Math.log(low) + u * Math.log(high / low),
      says: "this is the logarithm; the number itself is asked for",
    },
    {
      gives: (u: number, low: number, high: number) => low * high ** u,
      says: "the power is that of the ratio high / low, not of high",
    },
  ],
};
