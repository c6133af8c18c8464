import type { NumberExercise, Numbers } from "./exercise.js";
import { Feedback } from "./feedback.js";

/** What is said of a number, or of several, given as an answer. */
export function judgeNumbers(exercise: NumberExercise, answer: unknown): Feedback {
  if (answer === undefined || answer === null || (typeof answer === "number" && Number.isNaN(answer)))
    return new Feedback("missing", exercise.asks);
  const truth = asArray(exercise.truth());
  const given = numbersOf(answer);
  if (given === undefined)
    return new Feedback("not yet", `the answer is ${kindOf(truth)}, and ${shown(answer)} is not`);
  if (given.some(Number.isNaN)) return new Feedback("missing", exercise.asks);
  if (given.length !== truth.length)
    return new Feedback("not yet", `the answer is ${kindOf(truth)}, and ${shown(answer)} is not`);
  const half = 0.5 * 10 ** -exercise.places;
  if (agree(given, truth, half)) return new Feedback("correct");
  const named = exercise.slips.find(({ gives }) => agree(given, asArray(gives()), half));
  const says = named?.says ?? commonSlip(given, truth, exercise.places);
  return says ? new Feedback("almost", says) : new Feedback("not yet", `${direction(given, truth)}. ${exercise.hint}`);
}

/** Slips that happen to every calculation. */
function commonSlip(given: readonly number[], truth: readonly number[], places: number): string | undefined {
  const scale = 10 ** places;
  const close = (made: (value: number) => number, places_ = places) =>
    agree(given, truth.map(made), 10 ** -places_ * 1e-6);
  const half = 0.5 / scale;
  if (close((value) => Math.trunc(value * scale) / scale))
    return "the digits were cut off where they should be rounded";
  for (let fewer = places - 1; fewer > 0; fewer--) {
    const rounded = (value: number) => Math.round(value * 10 ** fewer) / 10 ** fewer;
    if (close(rounded) && truth.some((value) => rounded(value) !== 0)) return `give it to ${places} decimal places`;
  }
  if (
    agree(
      given,
      truth.map((value) => -value),
      half,
    )
  )
    return "the sign is wrong";
  if (
    agree(
      given,
      truth.map((value) => 100 * value),
      100 * half,
    )
  )
    return "this is in percent; give it as a fraction of 1";
  return undefined;
}

function direction(given: readonly number[], truth: readonly number[]): string {
  if (given.length === 1) return `${given[0]} is too ${given[0]! > truth[0]! ? "large" : "small"}`;
  const first = given.findIndex((value, index) => Math.abs(value - truth[index]!) > 1e-3 * Math.abs(truth[index]!));
  return `entry ${Math.max(first, 0) + 1}, ${given[Math.max(first, 0)]}, is not right`;
}

function agree(given: readonly number[], wanted: readonly number[], within: number): boolean {
  // A number written to the last place asked for is half a unit away from the truth at most, and its binary form a little more.
  return (
    given.length === wanted.length &&
    given.every((value, index) => {
      const goal = wanted[index]!;
      return value === goal || Math.abs(value - goal) <= within + 4 * Number.EPSILON * Math.abs(goal);
    })
  );
}

function asArray(numbers: Numbers): readonly number[] {
  return typeof numbers === "number" ? [numbers] : numbers;
}

/** The numbers that an answer holds; undefined where it holds anything else. */
function numbersOf(answer: unknown): readonly number[] | undefined {
  if (typeof answer === "number") return [answer];
  const isList = Array.isArray(answer) || (ArrayBuffer.isView(answer) && !(answer instanceof DataView));
  const list: unknown[] = isList ? Array.from(answer as ArrayLike<unknown>).flat(8) : [];
  return isList && list.every((entry) => typeof entry === "number") ? (list as number[]) : undefined;
}

function kindOf(truth: readonly number[]): string {
  return truth.length === 1 ? "a number" : `an array of ${truth.length} numbers`;
}

function shown(answer: unknown): string {
  if (Array.isArray(answer)) return `an array of ${answer.flat(8).length}`;
  return typeof answer === "string" ? `the text "${answer}"` : String(answer);
}
