/**
 * What the kernel and the process that runs the cells say to each other: one JSON object a line.
 *
 * The runner writes synchronously, so that nothing it has said is lost when it dies, and so that a cell that prints
 * faster than the kernel reads has to wait.
 */
import type { Writable } from "node:stream";

/** The global object that the JavaScript of a cell calls for what a script cannot do itself. */
export const cellGlobal = "$workings";

/** A source map, as far as mapping a position back needs one. */
export interface SourceMap {
  readonly version: number;
  readonly sources: string[];
  readonly names: string[];
  readonly mappings: string;
}

/** What a person's tsconfig.json says of the meaning of the text, and of where modules are. */
export interface LanguageSettings {
  /** In the words of tsconfig.json. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly paths: readonly PathMapping[];
}

/** Where the modules of names that fit a pattern are; a `*` stands for the same in both. */
export interface PathMapping {
  readonly pattern: string;
  /** Absolute paths. */
  readonly targets: readonly string[];
}

/** What the kernel asks of the runner. */
export type ToRunner = RunCell | Interrupt | Answer | CommEvent;

/** What the kernel tells the thread that can stop the runner's main one, which may be waiting. */
export type ToStopper = { readonly stop: number } | { readonly program: number } | Answer;

/** A cell to run. */
export interface RunCell {
  readonly type: "run";
  /** The number that its outputs carry; each run has its own. */
  readonly run: number;
  /** The number that the person knows it by. */
  readonly cell: number;
  readonly code: string;
  readonly maps: readonly SourceMap[];
  /** Which of its pieces it is, where commands stand between its lines. */
  readonly part?: number;
  /** What becomes of its value: it is shown, told at the end of the cell, or left. */
  readonly value: "shown" | "told" | "left";
  /** Whether it is printed how long it took. */
  readonly timed?: boolean;
  /** The names of values it declares. */
  readonly names: readonly string[];
  readonly settings: LanguageSettings;
}

/** The running cell is to stop. The stopping thread is told the same count, and acts where this has not been read. */
export interface Interrupt {
  readonly type: "interrupt";
  readonly count: number;
}

/** What a person has typed in answer to a question. */
export interface Answer {
  readonly type: "answer";
  /** The text, or why there can be none. */
  readonly text?: string;
  readonly refusal?: string;
}

/** What the runner reports. */
export type FromRunner = Output | Ended | Exiting | Broken | Question | CommEvent | CommTarget | CommHandled;

/** Something that a cell shows, or the end of what it has shown so far. */
export type Output = StreamOutput | DisplayOutput | ClearOutput;

/** A cell asks the person for a line of text. */
export interface Question {
  readonly type: "question";
  readonly run: number;
  readonly prompt: string;
  /** Whether what is typed is hidden. */
  readonly password: boolean;
  /** Whether the main thread waits, so that the answer has to go to the other one. */
  readonly blocking: boolean;
}

/** Text that a cell printed. */
export interface StreamOutput {
  readonly type: "stream";
  readonly run: number;
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** A value that a cell shows. */
export interface DisplayOutput {
  readonly type: "execute_result" | "display_data" | "update_display_data";
  readonly run: number;
  readonly data: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
  readonly transient?: Record<string, unknown>;
}

/** What a cell has shown is taken away: at once, or when it next shows something. */
export interface ClearOutput {
  readonly type: "clear_output";
  readonly run: number;
  readonly wait: boolean;
}

/** Something that happens on a comm, told to the other side. */
export interface CommEvent {
  readonly type: "comm_open" | "comm_msg" | "comm_close";
  /** The run that it belongs to: the cell's own, or one for a message of the front end. */
  readonly run: number;
  readonly id: string;
  /** Where it is opened. */
  readonly target?: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  /** In base64. */
  readonly buffers: readonly string[];
}

/** Cells take comms that the front end opens under this name. */
export interface CommTarget {
  readonly type: "comm_target";
  readonly target: string;
}

/** What the front end has sent by a comm has been dealt with. */
export interface CommHandled {
  readonly type: "comm_handled";
  readonly run: number;
}

/** A cell has ended, and all it showed has been reported. */
export interface Ended {
  readonly type: "ended";
  readonly run: number;
  readonly error?: CellError;
  /** Its value by MIME type, where it is told. */
  readonly value?: Record<string, unknown>;
  /** The names it declared that have a value from it now; all of them when it ended well. */
  readonly names: readonly string[];
}

/** A cell calls `process.exit`. */
export interface Exiting {
  readonly type: "exiting";
  readonly code: number;
}

/** The runner itself has failed, which it cannot survive. */
export interface Broken {
  readonly type: "broken";
  readonly what: string;
}

/** An error as the protocol words it. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** File descriptors of the runner's process beside the standard ones. */
export const descriptors = { reports: 3, requests: 4, stops: 5 } as const;

/** Writes one message to a stream. */
export function write(stream: Writable, message: ToRunner | ToStopper): void {
  stream.write(`${JSON.stringify(message)}\n`);
}

const { concat } = Buffer;
const { parse } = JSON;

/** Calls `receive` for each line of a stream of bytes that holds one JSON object a line. */
export function lines<Message>(receive: (message: Message) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = chunk.subarray(start, end);
      const whole = pending.length ? concat([...pending, line]) : line;
      pending = [];
      start = end + 1;
      receive(parse(whole.toString()) as Message);
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  };
}
