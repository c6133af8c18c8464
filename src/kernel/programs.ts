/** The programs that cells run beside their own code, one at a time: each ends at an interrupt, and with the kernel. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Exit, Program } from "./commands/command.js";

/** What is done with a program while it runs. */
export interface Watch {
  readonly signal: AbortSignal;
  print(text: string, stream: "stdout" | "stderr"): void;
}

/** How long what was interrupted may take to end by itself, in milliseconds. */
const patience = 300;
const hasGroups = process.platform !== "win32";

export class Programs {
  readonly #changed: (pid: number | undefined) => void;
  #running: ChildProcess | undefined;

  /** `changed` is told the process that runs whenever one begins, and nothing when it has ended. */
  constructor(changed: (pid: number | undefined) => void) {
    this.#changed = changed;
  }

  /**
   * Runs a program, and resolves when it has ended and all that holds its output has closed that.
   *
   * An interrupt reaches all that the program has started, and what goes on for all that is killed. Rejects where it
   * cannot be started.
   */
  async run({ file, args, surroundings, print }: Program, watch: Watch): Promise<Exit> {
    const { folder: cwd, env } = surroundings;
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: hasGroups });
    this.#runs(child);
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => (print ?? watch.print)(text, stream));
    }
    let killing: NodeJS.Timeout | undefined;
    const interrupt = () => {
      send(child, "SIGINT");
      killing ??= setTimeout(() => {
        send(child, "SIGKILL");
        for (const stream of [child.stdout, child.stderr]) stream.destroy(); // Others may hold them.
      }, patience);
    };
    watch.signal.addEventListener("abort", interrupt);
    if (watch.signal.aborted) interrupt();
    return new Promise<Exit>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve({ code, signal }));
    }).finally(() => {
      watch.signal.removeEventListener("abort", interrupt);
      // What ended by itself may have left others of its group behind.
      if (killing !== undefined) send(child, "SIGKILL");
      clearTimeout(killing);
      this.#runs(undefined);
    });
  }

  /** Kills what runs. */
  close(): void {
    if (this.#running) send(this.#running, "SIGKILL");
  }

  #runs(child: ChildProcess | undefined): void {
    this.#running = child;
    this.#changed(child?.pid);
  }
}

/** Sends a signal to a program and all that it has started. */
function send(child: ChildProcess, signal: "SIGINT" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  if (!hasGroups) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of them have ended.
  }
}
