/** The end of everything that a kernel which has died has left: the compiler, and this process whatever it is doing. */
export function endWithKernel(compiler: number): void {
  try {
    process.kill(compiler, "SIGKILL");
  } catch {
    // It has ended already.
  }
  process.kill(process.pid, "SIGKILL");
}
