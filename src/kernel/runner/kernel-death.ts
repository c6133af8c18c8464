/** The end of everything that a kernel which has died has left: the compiler, and this process whatever it is doing. */
import { signalGroup } from "../process-group.js";

export function endWithKernel(compiler: number): void {
  try {
    process.kill(compiler, "SIGKILL");
  } catch {
    // It has ended already.
  }
  signalGroup(process.pid, "SIGKILL");
}
