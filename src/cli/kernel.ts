import { existsSync } from "node:fs";
import { startKernel } from "../kernel/main.js";

/** `workings kernel CONNECTION_FILE`: runs until the kernel is shut down. */
export async function kernel(args: string[]): Promise<number> {
  const [connectionFile, ...rest] = args;
  if (connectionFile === undefined || rest.length > 0) {
    console.error("workings kernel: give one connection file; Jupyter writes it and calls this command");
    return 2;
  }
  if (!existsSync(connectionFile)) {
    console.error(`workings kernel: there is no file ${connectionFile}`);
    return 2;
  }
  await startKernel(connectionFile);
  return 0;
}
