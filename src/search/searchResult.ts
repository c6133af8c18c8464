import { durationText } from "../display/duration.js";
import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { toMimeBundle } from "../display/toMimeBundle.js";
import type { Parameters } from "./points.js";
import { scoreText, type Trial } from "./trial.js";

/** Which scores are better. */
export type Better = "higher" | "lower";

/** What came of all trials; shows itself as a table, the best first and those that failed last, with their reasons. */
export class SearchResult<Point extends Parameters = Parameters> {
  /** In the order of the points. */
  readonly trials: readonly Trial<Point>[];
  readonly better: Better;

  constructor(trials: readonly Trial<Point>[], better: Better) {
    this.trials = trials;
    this.better = better;
  }

  /** The trials from the best to the worst, without those that failed; of equal ones, the first comes first. */
  get ranked(): Trial<Point>[] {
    const sign = this.better === "lower" ? 1 : -1;
    return this.trials.filter(({ problem }) => problem === undefined).sort((a, b) => sign * (a.score - b.score));
  }

  get failed(): Trial<Point>[] {
    return this.trials.filter(({ problem }) => problem !== undefined);
  }

  /** The trial with the best mean score. Throws an Error that says why there is none. */
  get best(): Trial<Point> {
    const [best] = this.ranked;
    if (best) return best;
    const [first] = this.failed;
    throw new Error(
      first ? `all ${this.trials.length} trials failed; the first: ${first.problem}` : "there is no trial",
    );
  }

  /** A row for each trial, the best first, as a chart takes it; the same of every run. */
  get rows(): Record<string, number | string | boolean>[] {
    const names = [...new Set(this.trials.flatMap(({ parameters }) => Object.keys(parameters)))];
    return [...this.ranked, ...this.failed].map(({ trial, parameters, score, spread, problem }) => ({
      trial,
      ...Object.fromEntries(names.map((name) => [name, parameters[name] ?? ""])),
      score,
      ...(this.trials.some((one) => one.scores.length > 1) && { spread }),
      ...(this.failed.length > 0 && { problem: problem ?? "" }),
    }));
  }

  toString(): string {
    const [best] = this.ranked;
    const failed = this.failed.length === 0 ? "" : `, ${this.failed.length} failed`;
    const count = `${this.trials.length} ${this.trials.length === 1 ? "trial" : "trials"}${failed}`;
    return best ? `${count}; the best is trial ${best.trial}: ${scoreText(best)}` : count;
  }

  async [displaySymbol](): Promise<MimeBundle> {
    const took = [...this.ranked, ...this.failed].map(({ seconds }) => durationText(seconds));
    const table = await toMimeBundle(this.rows.map((row, i) => ({ ...row, took: took[i] })));
    return {
      ...("text/html" in table && { "text/html": `<p>${this}</p>${table["text/html"]}` }),
      "text/plain": `${this}\n${table["text/plain"]}`,
    };
  }
}
