import process from "node:process";
import type { AnyFormula } from "../formula/formula.js";
import { formulas } from "../formulas/index.js";
import { verify as verifyFormula } from "../verify/verify.js";

const usage = `Usage: workings verify [name ...]

Holds formulas against every independent way to the same numbers and prints a report for each; all formulas if none is
named.

Exit status: 0 if nothing is wrong, 1 if something is wrong or imprecise, 2 if a name is not a formula's.
`;

/** `workings verify [name…]`: prints the report of each formula that is named, or of all; gives the exit status. */
export async function verify(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usage);
    return 0;
  }
  const known = new Map<string, AnyFormula>(Object.entries(formulas));
  const unknown = args.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => JSON.stringify(name)).join(", ");
    process.stderr.write(`workings verify: no formula is called ${names}; there are ${[...known.keys()].join(", ")}\n`);
    return 2;
  }
  const chosen = args.length === 0 ? [...known.values()] : args.map((name) => known.get(name)!);
  let status = 0;
  for (const [i, formula] of chosen.entries()) {
    const report = await verifyFormula(formula);
    process.stdout.write(`${i === 0 ? "" : "\n"}${report}\n`);
    if (report.verdict === "wrong" || report.verdict === "imprecise") status = 1;
  }
  return status;
}
