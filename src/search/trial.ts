import { centredSquares, ratio } from "../numeric/moments.js";
import { accurateMean } from "../numeric/sums.js";
import type { Outcome } from "./evaluation.js";
import type { Parameters } from "./points.js";

/** What came of one point: its scores on all folds, or why it has none. */
export interface Trial<Point extends Parameters = Parameters> {
  /** The place of its point among all, from 0; −1 where a notebook was to keep it but does not. */
  readonly trial: number;
  readonly parameters: Point;
  /** A score for each fold. */
  readonly scores: readonly number[];
  /** Their mean; NaN where the trial has failed. */
  readonly score: number;
  /** Their standard deviation, divided by n − 1; NaN of a single score. */
  readonly spread: number;
  readonly seconds: number;
  /** Why it has failed. */
  readonly problem?: string;
}

/** A trial from what came of its folds. Where one of them failed, it has failed. */
export function trialOf<Point extends Parameters>(
  trial: number,
  parameters: Point,
  outcomes: readonly (Outcome & { readonly seconds: number })[],
): Trial<Point> {
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  const scores = outcomes.flatMap((outcome) => ("score" in outcome ? [outcome.score] : []));
  const failed = outcomes.findIndex((outcome) => "problem" in outcome);
  if (failed >= 0) {
    const { problem } = outcomes[failed] as { problem: string };
    const where = outcomes.length > 1 ? `fold ${failed}: ` : "";
    return { trial, parameters, scores, score: Number.NaN, spread: Number.NaN, seconds, problem: where + problem };
  }
  return { trial, parameters, scores, score: accurateMean(scores), spread: deviationOf(scores), seconds };
}

/** A score and its spread, as one writes them. */
export function scoreText({ score, spread, problem }: Trial): string {
  if (problem !== undefined) return `failed: ${problem}`;
  return Number.isNaN(spread) ? score.toPrecision(4) : `${score.toPrecision(4)} ± ${spread.toPrecision(2)}`;
}

function deviationOf(scores: readonly number[]): number {
  if (scores.length < 2) return Number.NaN;
  const { parts, scale } = centredSquares(scores);
  return Math.sqrt(ratio(parts[0], parts[1], [scores.length - 1, 0])) / scale;
}
