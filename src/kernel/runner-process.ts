/** The process that runs the cells, seen from the kernel: it is started, asked, stopped, and replaced when it dies. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  type Answer,
  type CommEvent,
  type CommTarget,
  descriptors,
  type Ended,
  type FromRunner,
  lines,
  type Output,
  type Question,
  type RunCell,
  write,
} from "./runner/protocol.js";

/** What the runner tells the kernel beside the end of a cell. */
export interface RunnerListener {
  /** A cell shows something; its own run, or one that has ended before. */
  output(output: Output): void;
  /** A cell asks the person something; the answer is told by `answer`. */
  question(question: Question): void;
  /** Something happens on a comm of the cells', or they take comms of a name. */
  comm(message: CommEvent | CommTarget): void;
  /** The process has died with all variables, and another has been started. */
  died(): void;
}

/** How often a cell that does not stop is asked again, in milliseconds. */
const askAgain = 100;

/** Runs cells, one at a time, in a process of their own. */
export class Runner {
  readonly #compiler: number;
  #listener: RunnerListener | undefined;
  #process!: ChildProcess;
  #running: { readonly run: number; readonly ended: (ended: Ended) => void } | undefined;
  /** What was delivered and is not dealt with yet, by run. */
  readonly #delivered = new Map<number, () => void>();
  #latest = 0;
  #interrupts = 0;
  #closed = false;

  /** Starts the process. `compiler` is the id of the process that must not outlive a kernel that is killed. */
  constructor(compiler: number) {
    this.#compiler = compiler;
    this.#start();
  }

  /** Tells `listener` from now on. */
  listen(listener: RunnerListener): void {
    this.#listener = listener;
  }

  /** Runs a cell; resolves when it has ended and all it shows has been told. A cell that has died ends with an error. */
  run(cell: RunCell): Promise<Ended> {
    this.#latest = cell.run;
    return new Promise((ended) => {
      this.#running = { run: cell.run, ended };
      write(this.#requests, cell);
    });
  }

  /** Stops the running cell, if there is one. */
  interrupt(): void {
    const running = this.#running;
    if (!running || this.#closed) return;
    const count = ++this.#interrupts % 256;
    write(this.#stops, { stop: count });
    write(this.#requests, { type: "interrupt", count });
    setTimeout(() => {
      if (this.#running === running) this.interrupt();
    }, askAgain).unref();
  }

  /** Tells the answer to a question, or why there can be none. */
  answer({ blocking }: Question, answer: Omit<Answer, "type">): void {
    if (!this.#closed) write(blocking ? this.#stops : this.#requests, { type: "answer", ...answer });
  }

  /** Hands what a front end has sent by a comm to the cells' world; resolves when it has been dealt with. */
  deliver(event: CommEvent): Promise<void> {
    return new Promise((handled) => {
      this.#delivered.set(event.run, handled);
      write(this.#requests, event);
    });
  }

  /** Ends the process. */
  close(): void {
    this.#closed = true;
    this.#process.kill("SIGKILL");
  }

  get #requests(): Writable {
    return this.#pipe(descriptors.requests) as Writable;
  }

  get #stops(): Writable {
    return this.#pipe(descriptors.stops) as Writable;
  }

  /** One of the pipes beside the standard ones; Node's types know of five only. */
  #pipe(descriptor: number): Readable | Writable {
    const pipes: readonly (Readable | Writable | null | undefined)[] = this.#process.stdio;
    return pipes[descriptor]!;
  }

  #start(): void {
    const child = spawn(process.execPath, [fileURLToPath(new URL("./runner/main.js", import.meta.url))], {
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
      env: { ...process.env, WORKINGS_COMPILER: String(this.#compiler) },
    });
    this.#process = child;
    let exitCode: number | undefined;
    let lastWords = "";
    const reports = this.#pipe(descriptors.reports) as Readable;
    reports.on(
      "data",
      lines((message: FromRunner) => {
        if (message.type === "exiting") exitCode = message.code;
        else if (message.type === "ended") this.#end(message);
        else if (message.type === "comm_handled") this.#handled(message.run);
        else if (message.type === "question") this.#listener?.question(message);
        else if (isComm(message)) this.#listener?.comm(message);
        else this.#listener?.output(message);
      }),
    );
    // What native code prints comes by the standard streams. A dump of the dying process is kept for the explanation.
    child.stdout!.on("data", (chunk: Buffer) => this.#printed("stdout", chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      if (lastWords || /^\s*<--- Last few GCs|FATAL ERROR|^#\s*$/m.test(text)) lastWords += text;
      else this.#printed("stderr", text);
    });
    for (const stream of [this.#requests, this.#stops]) stream.on("error", () => {}); // "close" tells of its end.
    child.on("close", (code, signal) => {
      if (this.#closed) return;
      const evalue = obituary(exitCode, lastWords, signal ?? `exit status ${code}`);
      const running = this.#running;
      this.#start();
      for (const each of [...this.#delivered.keys()]) this.#handled(each);
      this.#listener?.died();
      if (!running) return this.#printed("stderr", `${evalue}\n`);
      const error = { ename: "Ended", evalue, traceback: [`Ended: ${evalue}`] };
      this.#end({ type: "ended", run: running.run, names: [], error });
    });
  }

  #end(ended: Ended): void {
    const running = this.#running;
    if (running?.run !== ended.run) return;
    this.#running = undefined;
    running.ended(ended);
  }

  #handled(run: number): void {
    this.#delivered.get(run)?.();
    this.#delivered.delete(run);
  }

  #printed(name: "stdout" | "stderr", text: string): void {
    this.#listener?.output({ type: "stream", run: this.#latest, name, text });
  }
}

function isComm(message: FromRunner): message is CommEvent | CommTarget {
  return message.type.startsWith("comm_");
}

function obituary(exitCode: number | undefined, lastWords: string, how: string): string {
  const consequence = "the variables are gone, and the next cell starts afresh";
  if (exitCode !== undefined) return `process.exit(${exitCode}) was called: ${consequence}`;
  if (/heap out of memory|Allocation failed/.test(lastWords)) return `the cells ran out of memory: ${consequence}`;
  return `the process that runs the cells has crashed (${how}): ${consequence}`;
}
