/** A thread of its own that verifies formulas of the library: a name and a seed in, the routes of the report out. */
import { parentPort } from "node:worker_threads";
import type { AnyFormula } from "../formula/formula.js";
import { formulas } from "../formulas/index.js";
import { reportOf } from "./jobs.js";

const library: Readonly<Record<string, AnyFormula>> = formulas;

parentPort!.on("message", async ({ name, seed }: { name: string; seed: number }) => {
  const { routes } = await reportOf(library[name]!, seed);
  parentPort!.postMessage(routes);
});
