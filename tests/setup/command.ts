import { type ChildProcess, spawn } from "node:child_process";

/** A command that was started: what it has printed so far, and its end. */
export class Command {
  readonly #child: ChildProcess;
  /** All that it printed on stdout and stderr, without colours. */
  output = "";
  /** Its exit status, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;

  constructor(command: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) {
    this.#child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: "1", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
        this.#child.emit("printed");
      });
    }
    this.ended = new Promise((resolve, reject) => {
      this.#child.once("error", reject);
      this.#child.once("close", (status, signal) => resolve(status ?? signal ?? "no status"));
    });
  }

  /** Waits until it has printed something that matches; throws an Error when it ends before. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const search = () => pattern.exec(this.output);
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = search();
        if (!match) return;
        this.#child.off("printed", look);
        resolve(match);
      };
      this.#child.on("printed", look);
      this.ended.then((end) => {
        const match = search();
        if (match) resolve(match);
        else reject(new Error(`ended with ${end} and never printed ${pattern}:\n${this.output}`));
      }, reject);
      look();
    });
  }

  /** Sends it and all that it started a signal, as a terminal does, and waits for its end. */
  async stop(signal: NodeJS.Signals): Promise<number | string> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
    return this.ended;
  }

  /** Sends a signal to it alone, and to nothing that it started, and waits for its end. */
  async stopAlone(signal: NodeJS.Signals): Promise<number | string> {
    this.#child.kill(signal);
    return this.ended;
  }
}
