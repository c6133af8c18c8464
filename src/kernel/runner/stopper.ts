/**
 * The thread that can stop the main one, whatever it is doing.
 *
 * Each byte on its pipe is the count of a request to stop the running cell. The thread first gives the main thread the time to answer by itself:
 * terminating an idle thread would end the next thing it does, and code that is terminated runs no `finally`, where a
 * training run that comes to its next `await` stops cleanly. When the pipe ends the kernel has died, and everything
 * it started has to end with it.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { endWithKernel } from "./kernel-death.js";
import { descriptors } from "./protocol.js";

/** What the main thread shares with this one. */
export interface StopperData {
  /** At its first place, the count of the last interrupt that the main thread has seen by itself. */
  readonly seen: Int32Array;
  /** The compiler's process, which does not notice the kernel's death. */
  readonly compiler: number;
}

const patience = 50;
const { seen, compiler } = workerData as StopperData;

const pipe = new Socket({ fd: descriptors.stops });
pipe.on("data", stop);
pipe.on("error", () => {}); // "close" follows.
pipe.on("close", () => endWithKernel(compiler));
parentPort!.postMessage("ready");

function stop(counts: Buffer): void {
  const count = counts.at(-1)!;
  setTimeout(() => {
    // The main thread may have seen later requests too: counts run from 0 to 255 and then from 0 again.
    if (((Atomics.load(seen, 0) - count) & 0xff) < 0x80) return;
    const session = new Session();
    session.connectToMainThread();
    session.post("Runtime.terminateExecution", () => session.disconnect());
  }, patience);
}
