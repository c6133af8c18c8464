/** Reports to the kernel: written at once, even if the process is about to die. */
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import process from "node:process";
import { descriptors, type FromRunner } from "./protocol.js";

// Taken before a cell can change them, as everything is that the runner needs of the global object.
const { stringify } = JSON;
const { from } = Buffer;
const { wait } = Atomics;
const { kill, pid } = process;
const waiter = new Int32Array(new SharedArrayBuffer(4));

/** Tells the kernel, and returns when all of it is on its way. */
export function report(message: FromRunner): void {
  const text = stringify(message);
  if (text[0] !== "{") throw new TypeError("a toJSON method stands in the way of messages");
  send(text);
}

function send(text: string): void {
  let bytes = from(`${text}\n`);
  while (bytes.length) {
    try {
      bytes = bytes.subarray(writeSync(descriptors.reports, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      wait(waiter, 0, 0, 1);
    }
  }
}

/** Ends the process, whose own code cannot go on since cells have changed what it needs. */
export function breakDown(error: unknown): never {
  try {
    send(`{"type":"broken","what":${stringify(`${error}`)}}`);
  } finally {
    die();
  }
}

/** Ends the process at once: nothing in it is called any more. */
export function die(): never {
  for (;;) kill(pid, "SIGKILL");
}

/** Calls a function of the runner's own, which must not fail. */
export function guarded<Values extends unknown[]>(body: (...values: Values) => void): (...values: Values) => void {
  return (...values) => {
    try {
      body(...values);
    } catch (error) {
      breakDown(error);
    }
  };
}
