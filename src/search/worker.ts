/** A process of its own that evaluates the objective of a module: tasks in, outcomes out. */
import { register } from "node:module";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { evaluate, type Objective, type Task } from "./evaluation.js";
import type { Answer } from "./pool.js";

const [, , address] = process.argv;
// A trial may compute for minutes without looking up, and would outlive whoever wants its outcome.
new Worker(new URL("./parentWatch.js", import.meta.url), { workerData: process.ppid }).unref();
process.on("disconnect", () => process.exit());
register("./typescriptHooks.js", import.meta.url);

let objective: Promise<Objective<never> | string> | undefined;

process.on("message", async (task: Task) => {
  objective ??= load(address!);
  const loaded = await objective;
  const answer: Answer = typeof loaded === "string" ? { cannot: loaded } : await evaluate(loaded, task);
  process.send!(answer);
});

/** The function that a module exports, or why there is none. */
async function load(url: string): Promise<Objective<never> | string> {
  try {
    const { default: found } = await import(url);
    if (typeof found === "function") return found;
    return `${new URL(url).pathname} has no default export that is a function of the parameters`;
  } catch (error) {
    return `${new URL(url).pathname} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
}
