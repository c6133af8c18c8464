import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { evaluate, type Objective } from "./evaluation.js";
import type { Parameters } from "./points.js";
import { scoreText, type Trial, trialOf } from "./trial.js";

/** The MIME type by which a notebook keeps a trial among its outputs. */
export const trialMime = "application/vnd.workings.trial+json";

export interface RunTrialOptions {
  /** The number of times it is tried, on another part of the data each; 1 unless said otherwise. */
  readonly folds?: number;
  /** What the objective is told; 1 unless said otherwise. */
  readonly seed?: number;
}

/**
 * Makes one trial of a search: the `trial`th of the points, from 0. Shown by a cell, it is kept in the
 * notebook, where `gatherTrials` finds it.
 *
 * What fails is kept as failed, with its reason. Throws a RangeError for a trial that is none of the points.
 */
export async function runTrial<Point extends Parameters>(
  objective: Objective<Point>,
  points: readonly Point[],
  trial: number,
  { folds = 1, seed = 1 }: RunTrialOptions = {},
): Promise<ShownTrial<Point>> {
  const parameters = points[trial];
  if (parameters === undefined) {
    throw new RangeError(`runTrial: there is no trial ${trial}; there are ${points.length}, from 0`);
  }
  const outcomes = [];
  for (let fold = 0; fold < folds; fold++) {
    const started = performance.now();
    const outcome = await evaluate(objective as Objective<never>, { parameters, fold, folds, seed });
    outcomes.push({ ...outcome, seconds: (performance.now() - started) / 1000 });
  }
  return new ShownTrial(trialOf(trial, parameters, outcomes));
}

/** A trial that shows itself, and keeps its data in what shows it. */
export class ShownTrial<Point extends Parameters = Parameters> implements Trial<Point> {
  readonly trial: number;
  readonly parameters: Point;
  readonly scores: readonly number[];
  readonly score: number;
  readonly spread: number;
  readonly seconds: number;
  readonly problem?: string;

  constructor({ trial, parameters, scores, score, spread, seconds, problem }: Trial<Point>) {
    this.trial = trial;
    this.parameters = parameters;
    this.scores = scores;
    this.score = score;
    this.spread = spread;
    this.seconds = seconds;
    if (problem !== undefined) this.problem = problem;
  }

  toString(): string {
    const parameters = Object.entries(this.parameters).map(([name, value]) => `${name} ${shortened(value)}`);
    return `trial ${this.trial} (${parameters.join(", ")}): ${scoreText(this)}`;
  }

  [displaySymbol](): MimeBundle {
    const { seconds, ...kept } = this;
    // As a time that says so, by which a run that took longer shows the same.
    return { [trialMime]: { ...kept, took: `${seconds.toFixed(3)} s` }, "text/plain": String(this) };
  }
}

function shortened(value: number | string | boolean): string {
  return String(typeof value === "number" ? Number(value.toPrecision(4)) : value);
}
