/**
 * The end of everything that a kernel which has died has left: the compiler, the program that a command runs with all
 * that it has started, and this process with all of its own, whatever it is doing.
 */
import { signalGroup } from "../process-group.js";

/** `program` is 0 where none runs. */
export function endWithKernel(compiler: number, program: number): void {
  if (program !== 0) signalGroup(program, "SIGKILL");
  try {
    process.kill(compiler, "SIGKILL");
  } catch {
    // It has ended already.
  }
  signalGroup(process.pid, "SIGKILL");
}
