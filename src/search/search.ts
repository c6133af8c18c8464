import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ProgressBar } from "../display/progressBar.js";
import { whenStopped } from "../display/whenStopped.js";
import { type Evaluation, evaluate, keyOf, type Objective, type Outcome, type Task } from "./evaluation.js";
import { Journal } from "./journal.js";
import type { Parameters } from "./points.js";
import { TrialProcess } from "./pool.js";
import { type Better, SearchResult } from "./searchResult.js";
import { trialOf } from "./trial.js";

export interface SearchOptions {
  /** The number of times each point is tried, on another part of the data each; 1 unless said otherwise. */
  readonly folds?: number;
  /** What the objective is told, the same for all trials; 1 unless said otherwise. */
  readonly seed?: number;
  /** Which scores are better: higher ones unless said otherwise. */
  readonly better?: Better;
  /** Keeps what is done, a line of JSON each; what it holds already is not done again. */
  readonly file?: string;
  /** Whether what the file holds as failed is tried again. */
  readonly retryFailed?: boolean;
  /** The number of trials at once, where the objective is a module; as many as there are processors unless said otherwise. */
  readonly processes?: number;
}

/**
 * Tries all points, and gives the scores of each.
 *
 * The objective is a function, which is called here, one point after another, or the path of a module (`"./trial.ts"`, from
 * the folder of the notebook) whose default export is one, which is called in processes of its own, side by side. It gets
 * the parameters, and which fold of how many it is to judge itself on. A trial that throws, whose score is no finite
 * number, or whose process dies, is kept as failed with its reason, and the search goes on; an interrupt ends it, and what
 * was finished stays in the file. Throws a TypeError where a module exports no function, a RangeError for options that
 * make no sense.
 */
export async function search<Point extends Parameters>(
  objective: Objective<Point> | string | URL,
  points: readonly Point[],
  options: SearchOptions = {},
): Promise<SearchResult<Point>> {
  const { folds = 1, seed = 1, better = "higher", file, retryFailed = false } = options;
  const { processes = availableParallelism() } = options;
  for (const [name, value] of Object.entries({ folds, processes })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(`search: ${name} is ${value} but has to be a whole number from 1`);
  }
  const module = typeof objective === "function" ? undefined : addressOf(objective);
  const journal = file === undefined ? undefined : new Journal(file);
  const tasks = points.map((parameters) =>
    Array.from({ length: folds }, (_, fold) => ({ parameters, fold, folds, seed })),
  );
  const wanted = new Map<string, Task>(tasks.flat().map((task) => [keyOf(task), task]));
  const done = new Map<string, Evaluation>();
  for (const evaluation of journal?.evaluations ?? []) done.set(keyOf(evaluation), evaluation);
  const isDone = (key: string) => done.has(key) && !(retryFailed && "problem" in done.get(key)!);
  const remaining = [...wanted].filter(([key]) => !isDone(key)).map(([, task]) => task);
  const keep = (evaluation: Evaluation) => {
    journal?.append(evaluation);
    done.set(keyOf(evaluation), evaluation);
  };
  if (module === undefined) await searchHere(objective as Objective<never>, remaining, keep);
  else await searchSideBySide(module, remaining, Math.min(processes, remaining.length), keep);
  const trials = points.map((parameters, i) =>
    trialOf(
      i,
      parameters,
      tasks[i]!.map((task) => done.get(keyOf(task))!),
    ),
  );
  return new SearchResult(trials, better);
}

type Keep = (evaluation: Evaluation) => void;

async function searchHere(objective: Objective<never>, remaining: readonly Task[], keep: Keep): Promise<void> {
  await inTurns(remaining, [(task) => evaluate(objective, task)], keep);
}

async function searchSideBySide(
  module: string,
  remaining: readonly Task[],
  processes: number,
  keep: Keep,
): Promise<void> {
  const pool = Array.from({ length: processes }, () => new TrialProcess(module));
  const end = () => {
    for (const one of pool) one.end();
  };
  const forget = whenStopped(end);
  try {
    await inTurns(
      remaining,
      pool.map((one) => (task: Task) => one.evaluate(task)),
      keep,
    );
  } finally {
    forget();
    end();
  }
}

/** Gives every task to one of those who evaluate, as soon as one is free. */
async function inTurns(
  remaining: readonly Task[],
  ways: ((task: Task) => Promise<Outcome>)[],
  keep: Keep,
): Promise<void> {
  const progress = new ProgressBar("search", remaining.length);
  const queue = remaining.values();
  try {
    await Promise.all(
      ways.map(async (way) => {
        for (const task of queue) {
          const started = performance.now();
          const outcome = await way(task);
          keep({ ...task, ...outcome, seconds: (performance.now() - started) / 1000 });
          progress.step();
          await setImmediate(); // So that an interrupt is seen between trials that never wait.
        }
      }),
    );
    progress.end("done");
  } finally {
    progress.end("stopped");
  }
}

function addressOf(module: string | URL): string {
  const file = module instanceof URL ? fileURLToPath(module) : path.resolve(module);
  if (!existsSync(file)) throw new RangeError(`search: there is no module ${file}`);
  return pathToFileURL(file).href;
}
