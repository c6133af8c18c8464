/**
 * The kernel's process: starts the compiler and the runner, then opens the sockets, so that no one waits for another.
 *
 * Run as `node main.js CONNECTION_FILE`, or through `startKernel`.
 */
import { pathToFileURL } from "node:url";
import { Compiler } from "./compiler/compiler.js";
import { Runner } from "./runner-process.js";

/**
 * Runs a kernel for notebooks in the current folder on the sockets that a connection file names.
 *
 * Resolves when they are open; the process ends when the kernel is shut down or its parent dies. Rejects, with
 * nothing left running, if the file cannot be read or an address is taken.
 */
export async function startKernel(connectionFile: string): Promise<void> {
  const folder = process.cwd();
  const compiler = new Compiler(folder);
  const runner = new Runner(compiler.processId, folder);
  try {
    const { serve } = await import("./serve.js");
    await serve(connectionFile, folder, compiler, runner);
  } catch (error) {
    runner.close();
    compiler.close();
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const file = process.argv[2];
  try {
    if (file === undefined) throw new TypeError("usage: node main.js CONNECTION_FILE");
    await startKernel(file);
  } catch (error) {
    process.stderr.write(`workings kernel: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
