/** Processes as the system lists them. */
import { execFileSync, spawnSync } from "node:child_process";

/** The processes that a process has started, and those that they have. */
export function descendants(parent: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const of = (id: number): number[] =>
    pairs.filter(([, above]) => above === id).flatMap(([child]) => [child, ...of(child)]);
  return of(parent);
}

/** The command line of a process. */
export function commandOf(id: number): string {
  return execFileSync("ps", ["-o", "args=", "-p", String(id)], { encoding: "utf8" });
}

/** Whether a process still runs; one that has ended and that nobody has asked about yet does not. */
export function isAlive(id: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(id)], { encoding: "utf8" });
  return /^[^Z\s]/.test(stdout);
}

/** Resolves when none of these processes is left. */
export async function allGone(ids: readonly number[]): Promise<void> {
  while (ids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The resident memory of a process and all that it has started, in megabytes. */
export function residentMegabytes(id: number): number {
  const ids = [id, ...descendants(id)].join();
  const sizes = execFileSync("ps", ["-o", "rss=", "-p", ids], { encoding: "utf8" }).trim().split("\n");
  return sizes.reduce((sum, size) => sum + Number(size), 0) / 1024;
}
