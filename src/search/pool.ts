/** Processes that evaluate the objective of a module. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Outcome, Task } from "./evaluation.js";

/** What a process answers: what came of a task, or why it can take none. */
export type Answer = Outcome | { readonly cannot: string };

/** How much of what a process wrote before its end is told of. */
const lastWords = 300;

/** Evaluates one task at a time in a process of its own, which is started anew if it dies. */
export class TrialProcess {
  readonly #module: string;
  #child: ChildProcess | undefined;
  #wrote = "";

  /** `module` is the address of the objective's file. */
  constructor(module: string) {
    this.#module = module;
  }

  /** Rejects where the module has no objective, or the process was told to end. */
  async evaluate(task: Task): Promise<Outcome> {
    const child = this.#started();
    const answer = await new Promise<Answer>((resolve, reject) => {
      const ended = (status: number | null, signal: NodeJS.Signals | null) => {
        child.off("message", answered);
        // An interrupt is no failure of the trial, which is to be made again.
        if (child.killed || signal === "SIGINT" || signal === "SIGTERM") {
          reject(new Error("search: interrupted; what was finished is kept"));
          return;
        }
        const words = this.#wrote.trim().slice(-lastWords);
        resolve({ problem: `the process ended with ${signal ?? `status ${status}`}${words && `: ${words}`}` });
      };
      const answered = (message: Answer) => {
        child.off("close", ended);
        child.off("error", reject);
        resolve(message);
      };
      child.once("close", ended);
      child.once("error", reject);
      child.once("message", answered);
      // Where it cannot be sent, the process has ended, which is told in a moment.
      child.send(task, () => {});
    });
    if ("cannot" in answer) throw new TypeError(`search: ${answer.cannot}`);
    return answer;
  }

  /** Ends it, whatever it is doing. */
  end(): void {
    this.#child?.kill("SIGKILL");
  }

  #started(): ChildProcess {
    if (this.#child) return this.#child;
    const worker = fileURLToPath(new URL("./worker.js", import.meta.url));
    // What this process was started with need not fit another.
    const child = fork(worker, [this.#module], { execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
    child.stdout!.on("data", (bytes) => process.stdout.write(bytes));
    this.#wrote = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#wrote = (this.#wrote + text).slice(-10 * lastWords);
      process.stderr.write(text);
    });
    child.once("close", () => {
      this.#child = undefined;
    });
    this.#child = child;
    return child;
  }
}
