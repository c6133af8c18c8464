/** Reports to the kernel: written at once, even if the process is about to die. */
import { writeSync } from "node:fs";
import { descriptors, type FromRunner } from "./protocol.js";

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
