/**
 * The kernel's process: starts the compiler and the runner, then opens the sockets, so that no one waits for another.
 *
 * Run as `node main.js CONNECTION_FILE`, or through `startKernel`.
 */
import { pathToFileURL } from "node:url";
import { Compiler } from "./compiler/compiler.js";
import { Runner } from "./runner-process.js";

/** Runs a kernel on the sockets that a connection file names, until it is shut down or its parent dies. */
export async function startKernel(connectionFile: string): Promise<void> {
  const folder = process.cwd();
  const compiler = new Compiler(folder);
  const runner = new Runner(compiler.processId);
  const { serve } = await import("./serve.js");
  await serve(connectionFile, folder, compiler, runner);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const file = process.argv[2];
  if (file === undefined) {
    process.stderr.write("Usage: node main.js CONNECTION_FILE\n");
    process.exitCode = 2;
  } else await startKernel(file);
}
