/** One cell: its parts from top to bottom, TypeScript checked and then run, commands done. */
import { type Cell, parseCell } from "./cell.js";
import { type Call, CommandError, type CommandKernel } from "./commands/command.js";
import type { Check, Compiler } from "./compiler/compiler.js";
import { asCellError, interrupted, notBegun } from "./errors.js";
import { isGlobalName, keptName } from "./global-names.js";
import { inspection } from "./inspection.js";
import { type JavaScript, toJavaScript } from "./javascript.js";
import { type CommandPart, masked, mayHoldCommands, type Part, type QuestionPart, type Span } from "./parts.js";
import type { CellError, Ended, RunCell } from "./runner/protocol.js";
import { typeError } from "./traceback.js";
import type { Json } from "./wire.js";

/** What a cell needs of the kernel. */
export interface CellKernel {
  readonly compiler: Compiler;
  readonly world: CommandKernel;
  /** The names of globals that the cells have declared as their own. */
  readonly hiding: Set<string>;
  /** What the person has yet to be told, by the next cell that may show something. */
  readonly notices: string[];
  /** Runs code; resolves when it has ended and all it has shown is published. */
  run(code: Omit<RunCell, "type" | "run">): Promise<Ended>;
  /** Prints text, and shows a bundle, as the cell's. */
  readonly print: Call["print"];
  readonly show: Call["show"];
}

/** A cell that is being run. */
export class CellRun {
  readonly #kernel: CellKernel;
  readonly #text: string;
  /** The number that the person knows it by. */
  readonly #cell: number;
  readonly #signal: AbortSignal;
  /** Whether its value is shown. */
  readonly #shows: boolean;
  /** How many pieces of its TypeScript have been run. */
  #pieces = 0;
  /** Whether any of its parts has been run. */
  #hasBegun = false;
  /** What the front end is handed along with the reply. */
  readonly payload: Json[] = [];

  constructor(
    kernel: CellKernel,
    cell: { readonly text: string; readonly number: number; readonly shows: boolean; readonly signal: AbortSignal },
  ) {
    this.#kernel = kernel;
    this.#text = cell.text;
    this.#cell = cell.number;
    this.#shows = cell.shows;
    this.#signal = cell.signal;
  }

  /** Runs it; resolves with its error, if it ends with one. */
  async run(): Promise<CellError | undefined> {
    if (!mayHoldCommands(this.#text)) return this.#code({ start: 0, end: this.#text.length }, this.#shows);
    const { parts } = await import("./commands/at-cursor.js");
    const all = parts(this.#text);
    for (const [i, part] of all.entries()) {
      if (this.#signal.aborted) return this.#hasBegun ? interrupted : notBegun;
      const error = await this.#part(part, this.#shows && i === all.length - 1);
      if (error) return error;
      this.#hasBegun = true;
    }
    return undefined;
  }

  #part(part: Part, shows: boolean): Promise<CellError | undefined> {
    if (part.kind === "code") return this.#code(part, shows);
    return part.kind === "question" ? this.#question(part) : this.#command(part, shows);
  }

  /** Checks and runs a piece of the cell's TypeScript. */
  async #code(span: Span, shows: boolean, timed = false): Promise<CellError | undefined> {
    const isWhole = span.start === 0 && span.end === this.#text.length;
    const parsed = parseCell(isWhole ? this.#text : masked(this.#text, [span]));
    const { compiler, hiding, notices } = this.#kernel;
    const check = await this.#check(parsed);
    if (!check) return this.#hasBegun ? interrupted : notBegun;
    notices.push(...check.notices);
    if (this.#shows) for (const notice of notices.splice(0)) this.#kernel.print(`${notice}\n`, "stderr");
    if (check.diagnostics.length) return typeError(this.#text, this.#cell, check.diagnostics, this.#hasBegun);
    const { settings } = compiler;
    let made: JavaScript;
    try {
      if (parsed.syntaxError) throw new SyntaxError(parsed.syntaxError);
      made = await toJavaScript(parsed, settings, hiding);
    } catch (error) {
      return asCellError(error);
    }
    if (this.#signal.aborted) return this.#hasBegun ? interrupted : notBegun;
    const values = parsed.declares.filter((one) => one.kind !== "type").map((one) => one.name);
    const names = values.map(keptName);
    const value = parsed.shows && shows ? "shown" : "left";
    const part = this.#pieces++;
    const ended = await this.#kernel.run({ cell: this.#cell, part, ...made, value, timed, names, settings });
    this.#commit(parsed, check, new Set(ended.names));
    return ended.error;
  }

  /** What the compiler finds; undefined where the person does not wait for it. */
  #check(cell: Cell): Promise<Check | undefined> {
    const { compiler } = this.#kernel;
    return new Promise((resolve, reject) => {
      const checked = compiler.check(cell);
      const giveUp = () => {
        compiler.giveUp(checked);
        resolve(undefined);
      };
      this.#signal.addEventListener("abort", giveUp, { once: true });
      checked.then(resolve, reject).finally(() => this.#signal.removeEventListener("abort", giveUp));
    });
  }

  /** Lets later cells see the types of a cell, and those of its names that have a value. */
  #commit({ declares }: Cell, check: Check, kept: ReadonlySet<string>): void {
    const seen = declares.filter(({ name, kind }) => kind === "type" || kept.has(keptName(name)));
    for (const { name, kind } of seen) if (kind !== "type" && isGlobalName(name)) this.#kernel.hiding.add(name);
    check.commit(new Set(seen.map(({ name }) => name)));
  }

  async #command(part: CommandPart, shows: boolean): Promise<CellError | undefined> {
    try {
      const { commandOf, commands } = await import("./commands/table.js");
      const command = commandOf(part.name);
      if (!command) {
        const { noCommand } = await import("./commands/help.js");
        throw new CommandError(noCommand(part.name, commands));
      }
      if (part.name.startsWith("%%") && this.#text.slice(0, part.start).trim()) {
        throw new CommandError(`${part.name}: it takes a whole cell, and has to stand in its first line`);
      }
      let failed: CellError | undefined;
      const runCode = async () => {
        const code = part.name.startsWith("%%") ? part.body : part.argument;
        failed = await this.#code(code, shows, true);
      };
      await command.run({ ...this.#call(part), runCode }, this.#kernel.world);
      return failed;
    } catch (error) {
      return this.#signal.aborted ? interrupted : asCellError(error);
    }
  }

  #call({ argument, body }: CommandPart): Omit<Call, "runCode"> {
    return {
      argument: this.#text.slice(argument.start, argument.end),
      body: this.#text.slice(body.start, body.end),
      signal: this.#signal,
      print: this.#kernel.print,
      show: this.#kernel.show,
      hand: (payload) => this.payload.push(payload),
    };
  }

  /** Tells what is known of a name in the front end's pager. */
  async #question({ name, source }: QuestionPart): Promise<undefined> {
    const cursor_pos = [...name].length;
    const { found, data } = await inspection(this.#kernel.compiler, {
      code: name,
      cursor_pos,
      detail_level: source ? 1 : 0,
    });
    if (found) this.payload.push({ source: "page", data, start: 0 });
    else this.#kernel.print(`nothing is known of ${name}\n`);
    return undefined;
  }
}
