import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Parameters } from "./points.js";
import { trialMime } from "./runTrial.js";
import { type Better, SearchResult } from "./searchResult.js";
import type { Trial } from "./trial.js";

export interface GatherTrialsOptions {
  /** Which scores are better: higher ones unless said otherwise. */
  readonly better?: Better;
}

/**
 * The trials that the notebooks of a folder keep, such as `workings run search.ipynb -p trial=17 -o out/17.ipynb` writes.
 *
 * A notebook without a trial counts as one that failed, with its error as the reason. Throws a RangeError where there is
 * no notebook, a SyntaxError for a file that is none.
 */
export function gatherTrials<Point extends Parameters = Parameters>(
  folder: string,
  { better = "higher" }: GatherTrialsOptions = {},
): SearchResult<Point> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb"))
    .sort();
  if (files.length === 0) throw new RangeError(`gatherTrials: there is no notebook in ${folder}`);
  const trials = files.map((file) => trialIn<Point>(path.join(folder, file)));
  return new SearchResult(
    trials.sort((a, b) => a.trial - b.trial),
    better,
  );
}

interface Output {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly output_type?: string;
  readonly ename?: string;
  readonly evalue?: string;
}

function trialIn<Point extends Parameters>(file: string): Trial<Point> {
  const outputs = outputsOf(file);
  const kept = outputs.findLast(({ data }) => data !== undefined && trialMime in data)?.data?.[trialMime];
  if (kept !== undefined) {
    const { took, ...trial } = kept as Trial<Point> & { readonly took: string };
    // JSON has no NaN: a score that is none was kept as null.
    const [score, spread] = [trial.score ?? Number.NaN, trial.spread ?? Number.NaN];
    return { ...trial, score, spread, seconds: Number.parseFloat(took) };
  }
  const error = outputs.find(({ output_type }) => output_type === "error");
  const why = error ? `${error.ename}: ${error.evalue}` : "no trial is among its outputs";
  const nothing = { score: Number.NaN, spread: Number.NaN, seconds: Number.NaN, scores: [] };
  return { trial: -1, parameters: {} as Point, ...nothing, problem: `${file}: ${why}` };
}

function outputsOf(file: string): Output[] {
  try {
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs?: Output[] }[] };
    return cells.flatMap(({ outputs }) => outputs ?? []);
  } catch (error) {
    throw new SyntaxError(`gatherTrials: ${file} is no notebook: ${(error as Error).message}`);
  }
}
