import { inspect } from "node:util";
import type { FunctionExercise, Written } from "./exercise.js";
import { Feedback } from "./feedback.js";

/** What is said of a function given as an answer. */
export function judgeFunction(exercise: FunctionExercise, answer: unknown): Feedback {
  if (answer === undefined || answer === null) return new Feedback("missing", exercise.asks);
  if (typeof answer !== "function")
    return new Feedback("not yet", `the answer is a function, and ${inspect(answer)} is not`);
  const written = answer as Written;
  const results = exercise.at.map((args) => call(written, args));
  if (results.every((result) => result === undefined)) return new Feedback("missing", exercise.asks);
  const agrees = (other: Written) =>
    exercise.at.every((args, index) => isClose(results[index], call(other, args), exercise.tolerance ?? 1e-9));
  if (agrees(exercise.truth)) return new Feedback("correct");
  const slip = exercise.slips.find(({ gives }) => agrees(gives));
  if (slip) return new Feedback("almost", slip.says);
  const at = exercise.at.findIndex(
    (args, index) => !isClose(results[index], call(exercise.truth, args), exercise.tolerance ?? 1e-9),
  );
  const where = exercise.at[at]!.map((argument) => inspect(argument, { breakLength: Number.POSITIVE_INFINITY })).join(
    ", ",
  );
  const what = inspect(results[at], { breakLength: Number.POSITIVE_INFINITY });
  return new Feedback("not yet", `at (${where}) it gives ${what}. ${exercise.hint}`);
}

/** Each call gets arguments of its own, which a written function may change. */
function call(written: Written, args: readonly unknown[]): unknown {
  return written(...structuredClone(args as unknown[]));
}

/** Equal numbers to a relative error, entry by entry where there are several. */
function isClose(given: unknown, wanted: unknown, tolerance: number): boolean {
  if (typeof given === "number" && typeof wanted === "number") {
    if (Object.is(given, wanted) || given === wanted) return true;
    return Math.abs(given - wanted) <= tolerance * Math.max(Math.abs(wanted), 1e-300);
  }
  const [some, others] = [asList(given), asList(wanted)];
  if (!some || !others) return given === wanted;
  return some.length === others.length && some.every((entry, index) => isClose(entry, others[index], tolerance));
}

function asList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : undefined;
}
