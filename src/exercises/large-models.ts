import type { NumberExercise } from "../exercise/exercise.js";

const parameters = 175e9;
const tokensEach = 20;

export const exercise: NumberExercise = {
  asks: "how many tokens do 175 billion parameters want, at 20 each? Answer in trillions, to 1 decimal place",
  hint: "Multiply first, then count the zeros: a trillion has 12 of them.",
  truth: () => (tokensEach * parameters) / 1e12,
  places: 1,
  slips: [
    { gives: () => (tokensEach * parameters) / 1e9, says: "this is in billions; a trillion is a thousand of those" },
    {
      gives: () => parameters / tokensEach / 1e9,
      says: "each parameter wants 20 tokens, not each token 20 parameters",
    },
    { gives: () => 0.3, says: "that is what GPT-3 was trained on; the question is what it would want" },
    { gives: () => tokensEach * parameters, says: "this counts single tokens; answer in trillions of them" },
  ],
};
