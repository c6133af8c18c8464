import type { Parameters } from "./points.js";

/** What an objective is told beside the parameters. */
export interface Circumstances {
  /** The part of the data that is held back, from 0 to `folds` − 1. */
  readonly fold: number;
  readonly folds: number;
  /** The same for all trials of a search, so that all are judged on the same rows. */
  readonly seed: number;
}

/** What is searched: the score that parameters give. One that throws, or gives no finite number, has failed. */
export type Objective<Point extends Parameters = Parameters> = (
  parameters: Point,
  circumstances: Circumstances,
) => number | Promise<number>;

/** One call of an objective that is to be made. */
export interface Task extends Circumstances {
  readonly parameters: Parameters;
}

/** What came of a call: a score, or why there is none. */
export type Outcome = { readonly score: number } | { readonly problem: string };

/** A call and what came of it. */
export type Evaluation = Task & Outcome & { readonly seconds: number };

/** Calls an objective; never throws. */
export async function evaluate(objective: Objective<never>, { parameters, ...circumstances }: Task): Promise<Outcome> {
  try {
    const score: unknown = await objective(parameters as never, circumstances);
    if (typeof score === "number" && Number.isFinite(score)) return { score };
    return { problem: typeof score === "number" ? `the score is ${score}` : `it gives no number but ${typeof score}` };
  } catch (error) {
    return { problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** What tells one call from all others. */
export function keyOf({ parameters, fold, folds, seed }: Task): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted, fold, folds, seed]);
}
