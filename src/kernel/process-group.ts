/** The process that runs the cells, together with those that the cells start: they stop and end as one. */

/** Whether it leads a group of its own, which Windows does not know. */
export const leadsGroup = process.platform !== "win32";

/** Sends a signal to a process and to all that it has started and not let go of. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(leadsGroup ? -leader : leader, signal);
  } catch {
    // All of them have ended already.
  }
}
