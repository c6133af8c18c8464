import { availableParallelism } from "node:os";
import { readArguments, UsageError, wholeNumber } from "../arguments.js";

export const usage = `Usage: workings run [options] NOTEBOOK… | FOLDER…

Runs notebooks from top to bottom on the kernel "workings", each in its own folder, and prints what their cells show.
Needs no Jupyter and no Python. A run ends at the first error, unless its cell is tagged raises-exception; cells tagged
skip-execution are left out.

  -o, --output FILE  write the notebook with its outputs there, and print nothing of them
  --output-dir DIR   write each notebook there, under its own name
  --inplace          write each notebook where it is, unless one of its cells fails
  --check            write nothing; say cell by cell which outputs are not those that the notebook keeps
  -p NAME=VALUE      set a parameter that the cell tagged "parameters" declares, to JSON or else a text; repeatable
  --timeout SECONDS  how long a cell may run; for ever unless said otherwise
  --jobs N           how many notebooks run at once; as many as there are processors unless said otherwise

Examples:
  workings run lesson.ipynb
  workings run lesson.ipynb -p epochs=20 -p optimizer=adam -o runs/adam.ipynb
  workings run --inplace notebooks/
  workings run --check notebooks/

With --check, numbers agree where they do so to the digits that are printed, and charts where they are made from the
same; pictures, and how long something took, are not compared.

Exit status: 0, or 1 if a cell failed or an output differs, or 2 if a notebook cannot be run, or 130 after Ctrl-C.
`;

const options = {
  output: { type: "string", short: "o" },
  "output-dir": { type: "string" },
  inplace: { type: "boolean", default: false },
  check: { type: "boolean", default: false },
  parameter: { type: "string", short: "p", multiple: true, default: [] as string[] },
  timeout: { type: "string" },
  jobs: { type: "string" },
  help: { type: "boolean", default: false, short: "h" },
} as const;

/** What the command was asked for. */
export interface Request {
  readonly targets: readonly string[];
  readonly output: string | undefined;
  readonly outputFolder: string | undefined;
  readonly inPlace: boolean;
  readonly check: boolean;
  readonly parameters: ReadonlyMap<string, string>;
  readonly timeout: number | undefined;
  readonly jobs: number;
}

/** What was asked for, or whether only help is wanted. Throws a `UsageError` that says why it makes no sense. */
export function parseRequest(args: readonly string[]): Request | "help" {
  const { values, positionals } = readArguments("run", args, options);
  const { output, inplace, check, timeout, jobs, help, "output-dir": outputFolder } = values;
  if (help) return "help";
  if (positionals.length === 0) throw new UsageError("no notebook is given; see workings run --help");
  const destinations = [output !== undefined && "-o", outputFolder !== undefined && "--output-dir"];
  const named = [...destinations, inplace && "--inplace", check && "--check"].filter(Boolean);
  if (check && values.parameter.length > 0) named.push("-p");
  if (named.length > 1) throw new UsageError(`${named.join(" and ")} do not go together`);
  return {
    targets: [...new Set(positionals)],
    output,
    outputFolder,
    inPlace: inplace,
    check,
    parameters: new Map(values.parameter.map(parameter)),
    timeout: timeout === undefined ? undefined : seconds(timeout),
    jobs: jobs === undefined ? availableParallelism() : wholeNumber("--jobs", jobs, 1),
  };
}

function parameter(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`-p takes NAME=VALUE but ${text} was given`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--timeout is a number of seconds but ${text} was given`);
}
