import type { AnyFormula } from "../formula/formula.js";
import { formulas } from "../formulas/index.js";
import type { Report } from "./report.js";
import type { Reports } from "./reports.js";
import type { Verifiable, VerifyOptions } from "./verify.js";
import { definitionOf } from "./verify.js";

export interface VerifyAllOptions extends VerifyOptions {
  /** Is told each report as soon as it and those before it are there, so always in the order of the formulas. */
  readonly onReport?: (report: Report) => void;
  /** How many formulas are verified at once; as many as there are processors unless said otherwise. */
  readonly jobs?: number;
}

/**
 * Verifies many formulas, by default the whole library, side by side on the machine's processors. The reports come in
 * the order of the formulas. A definition that cannot be verified, since a text of it is not read, has a report that
 * says so.
 *
 * Throws a TypeError for a function that is no formula, and a RangeError for `jobs` that are not a whole number from 1.
 */
export async function verifyAll(
  subjects: Iterable<Verifiable> = Object.values(formulas) as AnyFormula[],
  { seed = 1, onReport, jobs }: VerifyAllOptions = {},
): Promise<Reports> {
  const definitions = Array.from(subjects, (subject) => definitionOf("verifyAll", subject));
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs >= 1)) {
    throw new RangeError(`verifyAll: jobs is ${jobs} but has to be a whole number from 1`);
  }
  const [{ runInTurn, runSideBySide }, all] = await Promise.all([import("./jobs.js"), import("./reports.js")]);
  const reports: (Report | undefined)[] = definitions.map(() => undefined);
  let told = 0;
  const keep = (i: number, report: Report) => {
    reports[i] = report;
    for (let next = reports[told]; next !== undefined; next = reports[++told]) onReport?.(next);
  };
  // Only what is in the library can be found again in another thread.
  const library = new Set<AnyFormula>(Object.values(formulas));
  const places = definitions.map((formula, i) => ({ formula, i }));
  const shared = places.filter(({ formula }) => library.has(formula));
  const own = places.filter(({ formula }) => !library.has(formula));
  await Promise.all([runSideBySide(shared, seed, jobs, keep), runInTurn(own, seed, keep)]);
  return new all.Reports(reports as Report[]);
}
