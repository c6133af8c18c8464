import type { NumberExercise } from "../exercise/exercise.js";
import { formulas, tanh } from "../formulas/index.js";

const w = 0.5;
const slope = formulas.tanh.partials.x.value;
const first = tanh(1);
const second = tanh(w * first);
const bySecond = slope(w * first) * first;

export const exercise: NumberExercise = {
  asks: "what is the derivative of h₃ by w, where h₁ = tanh 1, h₂ = tanh(w h₁), h₃ = tanh(w h₂) and w = 0.5? Give it to 4 decimal places",
  hint: "The sum w h₂ holds w twice: by itself, and inside h₂.",
  truth: () => slope(w * second) * (second + w * bySecond),
  places: 4,
  slips: [
    { gives: () => slope(w * second) * second, says: "this is the last step's share; w acts in the step before too" },
    {
      gives: () => slope(w * second) * w * bySecond,
      says: "this is the share of the earlier step; the last one uses w too",
    },
    { gives: () => second + w * bySecond, says: "the slope of the last tanh is missing" },
    { gives: () => slope(w * second) * (second + w * first), says: "the slope of the tanh in h₂ is missing" },
    { gives: () => slope(w * second) * (second + bySecond), says: "h₂ reaches h₃ through the weight w" },
    {
      gives: () => slope(w * second) * w * slope(w * first) * w,
      says: "this is the derivative by h₁; w is what moves",
    },
    { gives: () => bySecond, says: "this is the derivative of h₂; one step is left" },
  ],
};
