import process from "node:process";
import { formulas } from "../formulas/index.js";
import { describe as describeFormula } from "../pages/describe.js";

const usage = `Usage: workings describe [NAME…]

Says of each formula that is named what it is, how its derivative is found, what it gives and how it is computed; lists
all formulas if none is named.

Exit status: 0, or 2 if a name is not a formula's.
`;

/** `workings describe [NAME…]`: gives the exit status. */
export function describe(args: readonly string[]): number {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    const texts = args.map((name) => `${describeFormula(name)}\n`);
    process.stdout.write(args.length === 0 ? list() : texts.join("\n"));
    return 0;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`workings ${error.message.replace("Object.keys(formulas)", "workings describe")}\n`);
    return 2;
  }
}

function list(): string {
  const all = Object.values(formulas);
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join("");
}
