import { nearest } from "../display/nearest.js";
import type { Exercise } from "./exercise.js";
import type { Feedback } from "./feedback.js";
import { judgeFunction } from "./judgeFunction.js";
import { judgeNumbers } from "./judgeNumbers.js";

/**
 * Says whether an answer to an exercise is right, and if not, what likely went wrong. The truth is computed from the
 * definitions of the formulas: no notebook holds it.
 *
 * Throws a RangeError when there is no exercise of that name, an Error when a function that was given throws.
 */
export async function check(id: string, answer: unknown): Promise<Feedback> {
  const { exercises } = await import("../exercises/index.js");
  if (!Object.hasOwn(exercises, id)) {
    const meant = nearest(id, Object.keys(exercises));
    throw new RangeError(`check: there is no exercise "${id}"${meant ? `; did you mean "${meant}"?` : ""}`);
  }
  const exercise: Exercise = exercises[id as keyof typeof exercises];
  return exercise.at ? judgeFunction(exercise, answer) : judgeNumbers(exercise, answer);
}

/**
 * Checks an answer where it is graded: says that it is correct, and throws an Error with what is said of any other.
 */
export async function grade(id: string, answer: unknown): Promise<Feedback> {
  const feedback = await check(id, answer);
  if (feedback.mark !== "correct") throw new Error(feedback.toString());
  return feedback;
}
