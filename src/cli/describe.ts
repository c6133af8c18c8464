import process from "node:process";
import { formulas } from "../formulas/index.js";
import { describe as describeFormula } from "../pages/describe.js";
import { readArguments, UsageError } from "./arguments.js";

const usage = `Usage: workings describe [NAME…]

Says of each formula that is named what it is, how its derivative is found, what it gives and how it is computed; lists
all formulas if none is named.

Examples:
  workings describe
  workings describe softmax
  workings describe adamStep layerNorm

Exit status: 0, or 2 if a name is not a formula's.
`;

/** `workings describe [NAME…]`: gives the exit status. */
export function describe(args: readonly string[]): number {
  try {
    const { values, positionals: names } = readArguments("describe", args, { help: { type: "boolean", short: "h" } });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const texts = names.map((name) => `${describeFormula(name)}\n`);
    process.stdout.write(names.length === 0 ? list() : texts.join("\n"));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(`workings describe: ${error.message}\n`);
    else if (error instanceof RangeError) {
      process.stderr.write(`workings ${error.message.replace("Object.keys(formulas)", "workings describe")}\n`);
    } else throw error;
    return 2;
  }
}

function list(): string {
  const all = Object.values(formulas);
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join("");
}
