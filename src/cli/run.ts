import { availableParallelism } from "node:os";
import path from "node:path";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";
import { kernelName } from "../kernel/kernelspec.js";
import { searchedKernels, thisMachine } from "../kernelspecs/folders.js";
import { installedKernels } from "../kernelspecs/installed.js";
import { type Difference, differences } from "../notebook/compare.js";
import { executeNotebook, type Failure } from "../notebook/execute.js";
import { findNotebooks, NotebookError, readNotebook, writeNotebook } from "../notebook/file.js";
import { isCode, type Notebook } from "../notebook/notebook.js";
import { plainText } from "../notebook/outputs.js";
import { setParameters } from "../notebook/parameters.js";
import { readArguments, UsageError, wholeNumber } from "./arguments.js";
import { Progress } from "./progress.js";

const usage = `Usage: workings run [options] NOTEBOOK… | FOLDER…

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

/** Where the command writes. */
export interface RunStreams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

/** `workings run …`: gives the exit status. */
export async function run(args: readonly string[], streams: RunStreams = process): Promise<number> {
  try {
    const request = parse(args);
    if (request === "help") {
      streams.stdout.write(usage);
      return 0;
    }
    return await runAll(request, await tasksOf(request), streams);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NotebookError)) throw error;
    streams.stderr.write(`workings run: ${error.message}\n`);
    return 2;
  }
}

interface Request {
  readonly targets: readonly string[];
  readonly output: string | undefined;
  readonly outputFolder: string | undefined;
  readonly inPlace: boolean;
  readonly check: boolean;
  readonly parameters: ReadonlyMap<string, string>;
  readonly timeout: number | undefined;
  readonly jobs: number;
}

function parse(args: readonly string[]): Request | "help" {
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

/** A notebook to run. */
interface Task {
  readonly file: string;
  /** As it will be after the run. */
  readonly notebook: Notebook;
  /** As it was kept. */
  readonly kept: Notebook;
  /** The file to write. */
  readonly output: string | undefined;
}

/** Reads all notebooks, so that nothing runs where one of them cannot. */
async function tasksOf(request: Request): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const target of request.targets) {
    for (const file of await findNotebooks(target)) {
      const [notebook, kept] = [await readNotebook(file), await readNotebook(file)];
      requireOurKernel(file, kept);
      try {
        setParameters(notebook, request.parameters);
      } catch (error) {
        throw new NotebookError(`${file}: ${(error as Error).message}`);
      }
      tasks.push({ file, notebook, kept, output: outputOf(request, target, file) });
    }
  }
  if (request.output !== undefined && tasks.length > 1) {
    throw new UsageError(`-o names one file but there are ${tasks.length} notebooks; give --output-dir`);
  }
  return tasks;
}

function outputOf({ output, outputFolder, inPlace }: Request, target: string, file: string): string | undefined {
  if (inPlace) return file;
  if (outputFolder === undefined) return output;
  return path.join(outputFolder, file === target ? path.basename(file) : path.relative(target, file));
}

/** Notebooks of tslab run on our kernel unchanged, and so do those saved under a name that a person has given to it. */
function requireOurKernel(file: string, { metadata }: Notebook): void {
  const name = (metadata.kernelspec as { name?: unknown } | undefined)?.name;
  if (name === undefined || name === kernelName || name === "tslab") return;
  const given = installedKernels(searchedKernels(thisMachine())).map((one) => one.name);
  if (given.includes(String(name))) return;
  throw new NotebookError(`${file} is for the kernel ${name}; what runs here is ${kernelName}`);
}

async function runAll(request: Request, tasks: readonly Task[], streams: RunStreams): Promise<number> {
  const progress = new Progress(streams.stderr);
  const stop = new AbortController();
  const interrupt = () => (stop.signal.aborted ? process.exit(130) : stop.abort());
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const waiting = [...tasks];
  let done = 0;
  let failed = false;
  const work = async () => {
    for (let task = waiting.shift(); task && !stop.signal.aborted; task = waiting.shift()) {
      const { file } = task;
      const started = performance.now();
      const failure = await executeNotebook(task.notebook, {
        folder: path.dirname(path.resolve(file)),
        timeout: request.timeout,
        signal: stop.signal,
        onCell: (cell, count) => {
          const which = tasks.length === 1 ? "" : `${done + 1} of ${tasks.length} notebooks, `;
          progress.show(`${which}cell ${cell + 1} of ${count}  ${file}`);
        },
      });
      done++;
      progress.clear();
      const took = ((performance.now() - started) / 1000).toFixed(1);
      if (!(await tell(task, failure, { request, streams, took, isOne: tasks.length === 1 }))) failed = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(request.jobs, tasks.length) }, work));
  } catch (error) {
    stop.abort();
    if (error !== stop.signal.reason) throw error;
  } finally {
    progress.clear();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
  if (!stop.signal.aborted) return failed ? 1 : 0;
  streams.stderr.write("workings run: interrupted; what was not finished is not written\n");
  return 130;
}

interface Telling {
  readonly request: Request;
  readonly streams: RunStreams;
  readonly took: string;
  readonly isOne: boolean;
}

/** Says what came of a run, and writes it where that was asked for. Gives whether it went well. */
async function tell(
  task: Task,
  failure: Failure | undefined,
  { request, streams, took, isOne }: Telling,
): Promise<boolean> {
  const { file, notebook, kept, output } = task;
  const { stdout, stderr } = streams;
  const isPrinted = !request.check && output === undefined;
  if (isPrinted) {
    const shown = notebook.cells.filter(isCode).map(({ outputs }) => plainText(outputs.filter(isNoError)));
    const text = shown.filter(Boolean).join("\n");
    stdout.write(`${isOne ? "" : `== ${file} ==\n`}${text}${text === "" ? "" : "\n"}`);
  }
  if (output !== undefined && !(failure && request.inPlace)) {
    await writeNotebook(output, notebook);
    stderr.write(`${file} → ${output}, ${took} s\n`);
  }
  if (failure) {
    stderr.write(describeFailure(file, failure, stderr.isTTY === true && !process.env.NO_COLOR));
    return false;
  }
  if (!request.check) return true;
  const found = differences(kept, notebook);
  stdout.write(`${file}: ${found.length === 0 ? "as kept" : `${countOf(found)} not as kept`}, ${took} s\n`);
  stdout.write(found.map(describeDifference).join(""));
  return found.length === 0;
}

function isNoError({ output_type }: { readonly output_type: string }): boolean {
  return output_type !== "error";
}

function describeFailure(file: string, { cell, line, ename, evalue, traceback }: Failure, color: boolean): string {
  const place = line === undefined ? `cell ${cell}` : `cell ${cell}, line ${line}`;
  const [first] = `${ename}: ${evalue}`.split("\n");
  const trace = traceback.join("\n").split("\n");
  // The line that says what it is has been said.
  if (stripVTControlCharacters(trace[0] ?? "") === first) trace.shift();
  const lines = trace.filter(Boolean).map((one) => `  ${color ? one : stripVTControlCharacters(one)}\n`);
  return `${file}: ${place}: ${first}\n${lines.join("")}`;
}

function countOf(found: readonly Difference[]): string {
  return found.length === 1 ? "1 output is" : `${found.length} outputs are`;
}

function describeDifference({ cell, what, kept, fresh }: Difference): string {
  const [before, now] = [kept, fresh].map((text) => (text.length > 200 ? `${text.slice(0, 199)}…` : text));
  return `  cell ${cell}, ${what}\n    kept  ${before}\n    now   ${now}\n`;
}
