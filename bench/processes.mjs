import { execFileSync } from "node:child_process";

/** A process and all that it started, without those that have ended: `{ id, megabytes, command }` each, resident pages that they share counted for each. */
export function processesOf(id) {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,stat=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([^Z\s]\S*)\s+(.*)$/.exec(line))
    .filter((fields) => fields !== null)
    .map(([, pid, parent, size, , command]) => ({
      id: Number(pid),
      parent: Number(parent),
      megabytes: Number(size) / 1024,
      command,
    }));
  const own = (parent) => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...own(one.id)]);
  return [...all.filter((one) => one.id === id), ...own(id)];
}

/** The resident memory of a process and all that it started. */
export function residentMegabytes(id) {
  return processesOf(id).reduce((sum, { megabytes }) => sum + megabytes, 0);
}
