/**
 * The thread that can stop the main one, whatever it is doing.
 *
 * A request to stop the running cell comes with its count. The thread first gives the main thread the time to answer by
 * itself: terminating an idle thread would end the next thing it does, and code that is terminated runs no `finally`,
 * where a training run that comes to its next `await` stops cleanly. An answer is for a main thread that waits for one.
 * When the pipe ends the kernel has died, and everything it started has to end with it.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { endWithKernel } from "./kernel-death.js";
import { descriptors, lines, type ToStopper } from "./protocol.js";

/** What the main thread shares with this one. */
export interface StopperData {
  /** At its first place, the count of the last interrupt that the main thread has seen by itself. */
  readonly seen: Int32Array;
  /** Where answers are posted; then the first place of `answered` is counted up, for which the main thread waits. */
  readonly answers: MessagePort;
  readonly answered: Int32Array;
  /** The compiler's process, which does not notice the kernel's death. */
  readonly compiler: number;
  /** At its first place, the process of the program that a command runs, which may not notice either; 0 for none. */
  readonly program: Int32Array;
}

const patience = 50;
const { seen, answers, answered, compiler, program } = workerData as StopperData;

const pipe = new Socket({ fd: descriptors.stops });
pipe.on("data", lines<ToStopper>(receive));
pipe.on("error", () => {}); // "close" follows.
pipe.on("close", () => endWithKernel(compiler, Atomics.load(program, 0)));
parentPort!.postMessage("ready");

function receive(message: ToStopper): void {
  if ("stop" in message) {
    stop(message.stop);
    return;
  }
  if ("program" in message) {
    Atomics.store(program, 0, message.program);
    return;
  }
  answers.postMessage(message);
  Atomics.add(answered, 0, 1);
  Atomics.notify(answered, 0);
}

function stop(count: number): void {
  setTimeout(() => {
    // The main thread may have seen later requests too: counts run from 0 to 255 and then from 0 again.
    if (((Atomics.load(seen, 0) - count) & 0xff) < 0x80) return;
    const session = new Session();
    session.connectToMainThread();
    session.post("Runtime.terminateExecution", () => session.disconnect());
  }, patience);
}
