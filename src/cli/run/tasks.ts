import path from "node:path";
import { kernelName } from "../../kernel/kernelspec.js";
import { searchedKernels, thisMachine } from "../../kernelspecs/folders.js";
import { installedKernels } from "../../kernelspecs/installed.js";
import { findNotebooks, NotebookError, readNotebook } from "../../notebook/file.js";
import type { Notebook } from "../../notebook/notebook.js";
import { setParameters } from "../../notebook/parameters.js";
import { UsageError } from "../arguments.js";
import type { Request } from "./request.js";

/** A notebook to run. */
export interface Task {
  readonly file: string;
  /** As it will be after the run. */
  readonly notebook: Notebook;
  /** As it was kept. */
  readonly kept: Notebook;
  /** The file to write. */
  readonly output: string | undefined;
}

/** Reads all notebooks, so that nothing runs where one of them cannot. */
export async function tasksOf(request: Request): Promise<Task[]> {
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
