/** Runs the cells of a notebook on our kernel. */
import { stripVTControlCharacters } from "node:util";
import { EmbeddedKernel } from "../kernel/embedded.js";
import { kernelInfo } from "../kernel/kernel-info.js";
import { kernelName, kernelspec } from "../kernel/kernelspec.js";
import { type CodeCell, hasIds, isCode, joined, type Notebook, newId, tagsOf } from "./notebook.js";
import { Outputs, settled } from "./outputs.js";
import { Widgets } from "./widgets.js";

export interface ExecuteOptions {
  /** The folder that the cells run in, and find modules from. */
  readonly folder: string;
  /** How long a cell may take, in seconds; for ever unless said otherwise. */
  readonly timeout?: number | undefined;
  /** Ends the run at once. */
  readonly signal?: AbortSignal | undefined;
  /** Told before each code cell how many are behind it, of how many. */
  readonly onCell?: (done: number, count: number) => void;
}

/** The error that ended a run. */
export interface Failure {
  /** The number of the cell's prompt, by which stack traces name it too. */
  readonly cell: number;
  /** The line of the cell, where the error says one. */
  readonly line: number | undefined;
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/**
 * Runs all code cells from top to bottom, and puts what they show and their numbers into `notebook`.
 *
 * The run ends at the first error of a cell that is not tagged `raises-exception`, which is answered; what lies behind it
 * has no outputs then. Cells tagged `skip-execution` stay as they are. Rejects with the signal's reason once it says so.
 */
export async function executeNotebook(notebook: Notebook, options: ExecuteOptions): Promise<Failure | undefined> {
  const cells = notebook.cells.filter(isCode).filter((cell) => !tagsOf(cell).includes("skip-execution"));
  for (const cell of cells) Object.assign(cell, { outputs: [], execution_count: null });
  describeKernel(notebook);
  const wanted = cells.filter(({ source }) => joined(source).trim() !== "");
  const kernel = new EmbeddedKernel(options.folder);
  const [outputs, widgets] = [new Outputs(), new Widgets()];
  try {
    await within(kernel.ready(), undefined, options.signal);
    for (const [done, cell] of wanted.entries()) {
      options.onCell?.(done, wanted.length);
      const failure = await executeCell(kernel, cell, { ...options, outputs, widgets });
      if (failure) return failure;
    }
    return undefined;
  } finally {
    kernel.close();
    for (const cell of cells) cell.outputs = settled(cell.outputs);
    widgets.keepIn(notebook);
  }
}

async function executeCell(
  kernel: EmbeddedKernel,
  cell: CodeCell,
  { timeout, signal, outputs, widgets }: ExecuteOptions & { readonly outputs: Outputs; readonly widgets: Widgets },
): Promise<Failure | undefined> {
  const run = kernel.execute(joined(cell.source), (message) => {
    outputs.add(cell, message);
    widgets.add(message);
  });
  const reply = await within(run, timeout, signal);
  const number = cell.execution_count ?? 0;
  if (reply === "late") {
    const evalue = `the cell has run for ${timeout} s, which is as long as it may`;
    cell.outputs.push({ output_type: "error", ename: "Timeout", evalue, traceback: [`Timeout: ${evalue}`] });
    return { cell: number, line: undefined, ename: "Timeout", evalue, traceback: [] };
  }
  if (reply.status === "ok" || tagsOf(cell).includes("raises-exception")) return undefined;
  const { ename = "Error", evalue = "", traceback = [] } = reply;
  return { cell: number, line: lineOf(number, traceback), ename, evalue, traceback };
}

/** What a promise gives, or "late" when it takes longer. Rejects with the signal's reason once it says so. */
async function within<Value>(
  promise: Promise<Value>,
  seconds: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Value | "late"> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = seconds === undefined ? undefined : setTimeout(() => resolve("late"), seconds * 1000);
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    });
  });
}

/** The first line of the cell that the traceback speaks of. */
function lineOf(cell: number, traceback: readonly string[]): number | undefined {
  const words = stripVTControlCharacters(traceback.join("\n"));
  const line = new RegExp(`\\bcell ${cell}, line (\\d+)`).exec(words)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** The notebook says what ran it, as it does after a run in JupyterLab. */
function describeKernel(notebook: Notebook): void {
  const { display_name, language } = kernelspec({ node: "", entry: "" });
  notebook.metadata.kernelspec ??= { display_name, language, name: kernelName };
  notebook.metadata.language_info = kernelInfo.language_info;
  if (hasIds(notebook)) for (const cell of notebook.cells) cell.id ??= newId();
}
