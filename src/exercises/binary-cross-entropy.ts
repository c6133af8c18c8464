import type { NumberExercise } from "../exercise/exercise.js";
import { sigmoid } from "../formulas/index.js";

const forecast = sigmoid(Math.log(9));

export const exercise: NumberExercise = {
  asks: "what is the slope of the loss in the logit at z = ln 9 for the label 2? Give it to 1 decimal place",
  hint: "The slope is the forecast, the sigmoid of z, less the label.",
  truth: () => forecast - 2,
  places: 1,
  slips: [
    { gives: () => forecast - 1, says: "this is the slope for the label 1" },
    { gives: () => forecast, says: "this is the forecast; the label is still to be subtracted" },
    {
      gives: () => Math.log(9) - 2,
      says: "the label is subtracted from the forecast, the sigmoid of z, not from z itself",
    },
    { gives: () => 2 * (forecast - 1), says: "the term of 1 − y counts too: for this label it is turned round" },
    {
      gives: () => (forecast - 2) / (forecast * (1 - forecast)),
      says: "this is the slope in the forecast p, not in the logit z",
    },
  ],
};
