/** The world of the cells as commands see and change it. */
import {
  type Call,
  CommandError,
  type CommandKernel,
  type Exit,
  type Program,
  type Surroundings,
} from "./commands/command.js";
import type { Compiler, Description } from "./compiler/compiler.js";
import { Programs } from "./programs.js";
import { cellGlobal } from "./runner/protocol.js";
import type { Runner } from "./runner-process.js";

export class World implements CommandKernel {
  readonly folder: string;
  readonly #compiler: Compiler;
  readonly #runner: Runner;
  readonly #newRun: () => number;
  readonly #programs: Programs;
  /** Where the cells were when that was last looked at. */
  cellsFolder: string;

  /** The world of a notebook in `folder`; `newRun` gives each run its number. */
  constructor(folder: string, compiler: Compiler, runner: Runner, newRun: () => number) {
    this.folder = folder;
    this.cellsFolder = folder;
    this.#compiler = compiler;
    this.#runner = runner;
    this.#newRun = newRun;
    this.#programs = new Programs((pid) => runner.endsWithKernel(pid));
  }

  surroundings(): Promise<Surroundings> {
    return this.#ask("");
  }

  async changeFolder(folder: string): Promise<string> {
    return (await this.#ask(JSON.stringify(folder))).folder;
  }

  async runProgram(program: Program, call: Call): Promise<Exit> {
    const exit = await this.#programs.run(program, call).catch((error: Error) => {
      throw new CommandError(`${program.file} cannot be started in ${program.surroundings.folder}: ${error.message}`);
    });
    call.signal.throwIfAborted();
    return exit;
  }

  names(): Promise<readonly Description[]> {
    return this.#compiler.describeNames();
  }

  async reset(): Promise<void> {
    this.cellsFolder = this.folder;
    await this.#runner.restart();
  }

  packagesChanged(): Promise<void> {
    return this.#compiler.packagesChanged();
  }

  /** Ends what commands have started. */
  close(): void {
    this.#programs.close();
  }

  /** Asks the cells' process where it is, after it has moved to the folder that an argument names. */
  async #ask(argument: string): Promise<Surroundings> {
    const json = `${cellGlobal}.surroundings(${argument})`;
    const code = `({ [Symbol.for("Jupyter.display")]: () => ({ "application/json": ${json} }) })`;
    const run = { run: this.#newRun(), cell: 0, code, maps: [], names: [] } as const;
    const { settings } = this.#compiler;
    const { error, value } = await this.#runner.run({ type: "run", value: "told", ...run, settings });
    if (error) throw new CommandError(error.evalue);
    const found = value!["application/json"] as Surroundings;
    this.cellsFolder = found.folder;
    return found;
  }
}
