/** Processes as the system lists them. */
import { spawnSync } from "node:child_process";

/** Resolves when none of these processes is left. */
export async function allGone(ids: readonly number[]): Promise<void> {
  while (ids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Whether a process still runs; one that has ended and that nobody has asked about yet does not. */
function isAlive(id: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(id)], { encoding: "utf8" });
  return /^[^Z\s]/.test(stdout);
}
