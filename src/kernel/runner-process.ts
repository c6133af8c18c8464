/** The process that runs the cells, seen from the kernel: it is started, asked, stopped, and replaced when it dies. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { leadsGroup, signalGroup } from "./process-group.js";
import { isReport } from "./report.js";
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

/** How often a cell that does not stop is asked again, in milliseconds, and how often before its process is ended. */
const askAgain = 100;
const askAtMost = 50;
/** How long a process may live without its pipes, and they without it, as a process of the cells may hold them. */
const pipesClose = 500;

/** Runs cells, one at a time, in a process of their own. */
export class Runner {
  readonly #compiler: number;
  readonly #folder: string;
  #listener: RunnerListener | undefined;
  #process!: ChildProcess;
  #running: { readonly run: number; readonly ended: (ended: Ended) => void } | undefined;
  /** What was delivered and is not dealt with yet, by run. */
  readonly #delivered = new Map<number, () => void>();
  #latest = 0;
  #interrupts = 0;
  #program = 0;
  #closed = false;
  #isHeld = false;
  /** Whether the process has ended before it told anything: another, which may end likewise, waits for a cell. */
  #isGone = false;
  /** Why the process was ended, where the kernel did it. */
  #condemned: string | undefined;
  /** Whether the end of the process was asked for. */
  #wanted = false;

  /** Starts the process in `folder`. `compiler` is the id of the process that must not outlive a kernel that is killed. */
  constructor(compiler: number, folder: string) {
    this.#compiler = compiler;
    this.#folder = folder;
    this.#start();
  }

  /** Tells `listener` from now on. */
  listen(listener: RunnerListener): void {
    this.#listener = listener;
  }

  /** Runs a cell; resolves when it has ended and all it shows has been told. A cell that has died ends with an error. */
  run(cell: RunCell): Promise<Ended> {
    if (this.#isGone) this.#start();
    this.#latest = cell.run;
    return new Promise((ended) => {
      this.#running = { run: cell.run, ended };
      write(this.#requests, cell);
    });
  }

  /**
   * Stops the running cell, if there is one; what does not stop is ended with all variables.
   *
   * It is asked first. Then processes that it has started and waits for are interrupted too, as by a terminal.
   */
  interrupt(asked = 0): void {
    const running = this.#running;
    if (!running || this.#closed) return;
    if (asked === askAtMost) this.#condemn("the cell could not be stopped");
    const count = ++this.#interrupts % 256;
    this.#read(true); // It may wait for the kernel to read.
    write(this.#stops, { stop: count });
    write(this.#requests, { type: "interrupt", count });
    if (asked > 1) signalGroup(this.#process.pid!, "SIGINT");
    setTimeout(() => {
      if (this.#running === running) this.interrupt(asked + 1);
    }, askAgain).unref();
  }

  /** Makes cells that show something wait, or lets them go on. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#read(!isHeld);
  }

  /** Tells the answer to a question, or why there can be none. */
  answer({ blocking }: Question, answer: Omit<Answer, "type">): void {
    if (!this.#closed) write(blocking ? this.#stops : this.#requests, { type: "answer", ...answer });
  }

  /** Hands what a front end has sent by a comm to the cells' world; resolves when it has been dealt with. */
  deliver(event: CommEvent): Promise<void> {
    if (this.#isGone) this.#start();
    return new Promise((handled) => {
      this.#delivered.set(event.run, handled);
      write(this.#requests, event);
    });
  }

  /** The program of this process is to end with the kernel; without one there is none any more. */
  endsWithKernel(program = 0): void {
    this.#program = program;
    if (!this.#closed) write(this.#stops, { program });
  }

  /** Starts another process in place of this one: the variables are gone. */
  async restart(): Promise<void> {
    const ended = once(this.#process, "close");
    this.#wanted = true;
    this.#process.kill("SIGKILL");
    await ended;
  }

  /** Ends the process. */
  close(): void {
    this.#closed = true;
    this.#kill();
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
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
      env: { ...process.env, WORKINGS_COMPILER: String(this.#compiler) },
      detached: leadsGroup,
    });
    this.#process = child;
    this.#condemned = undefined;
    this.#isGone = false;
    this.#interrupts = 0; // As many as the new process has seen.
    let hasTold = false;
    let exitCode: number | undefined;
    let lastWords = "";
    const receive = (message: unknown) => {
      if (!isReport(message)) return this.#condemn("the cells have written into a pipe of the kernel's");
      hasTold = true;
      if (message.type === "exiting") exitCode = message.code;
      else this.#receive(message);
    };
    const read = lines(receive);
    const reports = this.#pipe(descriptors.reports) as Readable;
    reports.on("data", (chunk: Buffer) => {
      if (this.#condemned !== undefined) return;
      try {
        read(chunk);
      } catch {
        this.#condemn("the cells have written into a pipe of the kernel's");
      }
    });
    // What native code prints comes by the standard streams. A dump of the dying process is kept for the explanation.
    child.stdout!.on("data", (chunk: Buffer) => this.#printed("stdout", chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      if (lastWords || dump.test(text)) lastWords = (lastWords + text).slice(0, longestDump);
      else this.#printed("stderr", text);
    });
    for (const stream of [this.#requests, this.#stops]) stream.on("error", () => {}); // "close" tells of its end.
    for (const pipe of [reports, this.#requests, this.#stops]) {
      pipe.on("close", () => {
        // A process that ends closes them too.
        setTimeout(() => {
          if (isRunning(child)) this.#condemn("the cells have closed a pipe of the kernel's");
        }, pipesClose).unref();
      });
    }
    child.on("exit", () => {
      signalGroup(child.pid!, "SIGKILL");
      this.#read(true);
      setTimeout(() => {
        for (const pipe of child.stdio) pipe?.destroy();
      }, pipesClose).unref();
    });
    child.on("error", () => {}); // It could not be started, which "close" tells of.
    child.on("close", (code, signal) => {
      if (this.#closed) return;
      const how = signal ?? `exit status ${code}`;
      const evalue = obituary(exitCode, lastWords, how, this.#condemned);
      const running = this.#running;
      const wanted = this.#wanted;
      this.#wanted = false;
      if (hasTold || wanted) this.#start();
      else this.#isGone = true;
      if (this.#program) this.endsWithKernel(this.#program);
      for (const each of [...this.#delivered.keys()]) this.#handled(each);
      this.#listener?.died();
      if (!running) {
        if (!wanted) this.#printed("stderr", `${evalue}\n`);
        return;
      }
      const error = { ename: "Ended", evalue, traceback: [`Ended: ${evalue}`] };
      this.#end({ type: "ended", run: running.run, names: [], error });
    });
    this.#read(!this.#isHeld);
  }

  #receive(message: Exclude<FromRunner, { type: "exiting" }>): void {
    if (message.type === "ended") this.#end(message);
    else if (message.type === "comm_handled") this.#handled(message.run);
    else if (message.type === "broken") {
      this.#condemn(`the cells have changed what the kernel needs of JavaScript itself (${message.what})`);
    } else if (message.type === "question") this.#listener?.question(message);
    else if (isComm(message)) this.#listener?.comm(message);
    else this.#listener?.output(message);
  }

  /** Ends a process that cannot go on; the person is told why. */
  #condemn(why: string): void {
    this.#condemned ??= why;
    this.#kill();
  }

  #kill(): void {
    const { pid } = this.#process;
    if (pid !== undefined) signalGroup(pid, "SIGKILL");
  }

  /** Reads what the process tells, or lets it wait. */
  #read(isRead: boolean): void {
    for (const stream of [this.#pipe(descriptors.reports), this.#process.stdout, this.#process.stderr]) {
      if (isRead) (stream as Readable).resume();
      else (stream as Readable).pause();
    }
  }

  #end(ended: Ended): void {
    const running = this.#running;
    if (running?.run !== ended.run) return;
    this.#running = undefined;
    this.#read(!this.#isHeld);
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

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function isComm(message: FromRunner): message is CommEvent | CommTarget {
  return message.type.startsWith("comm_");
}

/** What Node and V8 print of a process that dies. */
const dump = /^\s*<--- Last few GCs|FATAL ERROR|^#\s*$|^----- Native stack trace -----/m;
const longestDump = 1 << 16;

/** What the person is told of the end of a process, how it ended and why being known as far as they are. */
function obituary(exitCode: number | undefined, lastWords: string, how: string, condemned: string | undefined): string {
  const consequence = "the variables are gone, and the next cell starts afresh";
  if (exitCode !== undefined) return `process.exit(${exitCode}) was called: ${consequence}`;
  if (/heap out of memory|Allocation failed/.test(lastWords)) return `the cells ran out of memory: ${consequence}`;
  if (how === "SIGKILL" && condemned !== undefined) return `${condemned}: ${consequence}`;
  return `the process that runs the cells has crashed (${how}): ${consequence}`;
}
