import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { AnyFormula } from "../formula/formula.js";
import { holdFormula } from "./holdFormula.js";
import type { Route } from "./report.js";
import { Report } from "./report.js";

/** A formula and its place among those that are verified. */
export interface Task {
  readonly formula: AnyFormula;
  readonly i: number;
}

type Keep = (i: number, report: Report) => void;

/** A thread takes a second to start, in which some formulas are verified. */
const fewestForThread = 4;

/** Verifies formulas of the library in as many threads as are worth their start, or in this one. */
export async function runSideBySide(
  tasks: readonly Task[],
  seed: number,
  jobs = availableParallelism(),
  keep: Keep,
): Promise<void> {
  const threads = Math.min(jobs, Math.ceil(tasks.length / fewestForThread));
  if (threads <= 1) return runInTurn(tasks, seed, keep);
  const queue = tasks.values();
  const workers = Array.from({ length: threads }, () => new FormulaWorker());
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (const { formula, i } of queue) keep(i, await worker.verify(formula.name, seed));
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

/** Verifies formulas in this thread, one after another. */
export async function runInTurn(tasks: Iterable<Task>, seed: number, keep: Keep): Promise<void> {
  for (const { formula, i } of tasks) keep(i, await reportOf(formula, seed));
}

/** A formula's report, also where it could not be verified. */
export async function reportOf(formula: AnyFormula, seed: number): Promise<Report> {
  try {
    return await holdFormula(formula, seed);
  } catch (error) {
    return unverified(formula.name, (error as Error).message);
  }
}

function unverified(name: string, problem: string): Report {
  return new Report(name, [{ route: "definition", verdict: "wrong", detail: problem.replace(/^verify: /, "") }]);
}

/** A thread that verifies formulas of the library by name, and is started anew if it dies. */
class FormulaWorker {
  private worker: Worker | undefined;

  async verify(name: string, seed: number): Promise<Report> {
    // What this process was started with need not fit a thread.
    this.worker ??= new Worker(new URL("./worker.js", import.meta.url), { execArgv: [] });
    const { worker } = this;
    const done = new AbortController();
    try {
      worker.postMessage({ name, seed });
      const [routes] = await Promise.race([
        once(worker, "message", { signal: done.signal }) as Promise<[readonly Route[]]>,
        once(worker, "exit", { signal: done.signal }).then(([code]) => {
          throw new Error(`the thread that verified it ended (${code})`);
        }),
      ]);
      return new Report(name, routes);
    } catch (error) {
      this.worker = undefined;
      await worker.terminate();
      return unverified(name, (error as Error).message);
    } finally {
      done.abort();
    }
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}
