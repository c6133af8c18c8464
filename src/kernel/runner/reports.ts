/** Reports to the kernel: written at once, even if the process is about to die. */
import { AsyncLocalStorage } from "node:async_hooks";
import { writeSync } from "node:fs";
import { descriptors, type FromRunner } from "./protocol.js";

/** The run that code belongs to: it follows timers and promises, so that what they print later goes to their cell. */
export const currentRun = new AsyncLocalStorage<number>();

let latest = 0;

/** Says which run has begun last: what comes from nowhere, such as a native library's, is taken for its. */
export function setLatestRun(run: number): void {
  latest = run;
}

/** The run that the code which calls this belongs to. */
export function runOfCaller(): number {
  return currentRun.getStore() ?? latest;
}

const waiter = new Int32Array(new SharedArrayBuffer(4));

/** Tells the kernel, and returns when all of it is on its way. */
export function report(message: FromRunner): void {
  let bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  while (bytes.length) {
    try {
      bytes = bytes.subarray(writeSync(descriptors.reports, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(waiter, 0, 0, 1);
    }
  }
}
