/** What a command is, and what the kernel lends it. */
import type { MimeBundle } from "../../display/mimeBundle.js";
import type { Description } from "../compiler/compiler.js";
import type { Json } from "../wire.js";

/** A command that a cell may hold. */
export interface Command {
  /** Its name as it is typed: `%name` is a line, and `%%name` takes the whole cell. */
  readonly name: string;
  /** What may follow the name, as a person types it. */
  readonly usage: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What else there is to know. */
  readonly details?: string;
  /** Whether its argument or its cell is TypeScript. */
  readonly takesCode?: boolean;
  /** What could stand where `word` begins, behind the words `before` it; nothing where it is left out. */
  complete?(word: string, before: readonly string[], folder: string): readonly string[];
  /** Does it; throws a `CommandError` where it cannot. */
  run(call: Call, kernel: CommandKernel): Promise<void>;
}

/** One use of a command. */
export interface Call {
  /** What follows the name in its line, and the lines below it for a command that takes the whole cell. */
  readonly argument: string;
  readonly body: string;
  /** Aborted when the person interrupts the cell. */
  readonly signal: AbortSignal;
  /** Prints text as the cell's. */
  print(text: string, stream?: "stdout" | "stderr"): void;
  /** Shows something as the cell's. */
  show(bundle: MimeBundle): void;
  /** Hands something to the front end along with the reply. */
  hand(payload: Json): void;
  /** Runs the command's own TypeScript as part of the cell, and prints how long it took. Where it fails, the cell does. */
  runCode(): Promise<void>;
}

/** Where the cells' process is, and its environment. */
export interface Surroundings {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What commands need of the kernel. */
export interface CommandKernel {
  /** The notebook's folder, where its modules are looked for. */
  readonly folder: string;
  /** Where the cells' process is now. */
  surroundings(): Promise<Surroundings>;
  /** Moves the cells' process to another folder; resolves with its full path. */
  changeFolder(folder: string): Promise<string>;
  /** Runs a program to its end; rejects, and leaves nothing of it, when it is interrupted. */
  runProgram(program: Program, call: Call): Promise<Exit>;
  /** The names of the session. */
  names(): Promise<readonly Description[]>;
  /** Makes a fresh world for the cells. */
  reset(): Promise<void>;
  /** Packages have come, changed or gone. */
  packagesChanged(): Promise<void>;
}

/** A program to run. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly surroundings: Surroundings;
  /** Takes what it prints, which else is the cell's. */
  readonly print?: (text: string, stream: "stdout" | "stderr") => void;
}

/** How a program has ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A command that cannot do what it is asked; the message names the command. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** A command with what may follow it. */
export function usageOf({ name, usage }: Command): string {
  return `${name} ${usage}`.trimEnd();
}

/** The words of an argument; what stands in quotes is one word. */
export function words(argument: string): string[] {
  const found = argument.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s"']+))+/g);
  return [...found].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
