// Generated from the files beside it by `node src/exercises/generate.mjs`.
import { exercise as sigmoid } from "./sigmoid.js";

/** Every exercise, by the name that `check` takes. */
export const exercises = {
  sigmoid,
};
