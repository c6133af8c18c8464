/**
 * The files of the program that the cells of a notebook make: its structure hardly ever changes.
 *
 * A pool of empty cell files and one scope file exist from the start, and every cell file imports only the scope file.
 * To check a cell is then to change the text of one file, which takes 3 ms however much is imported, where a new file
 * takes 30, and 100 once TensorFlow.js is imported. The pool starts small, since each file takes its time to be opened,
 * and grows between cells.
 *
 * The scope exports each name of each cell under a name of its own (`a` of the cell in file 3 is `a$3`), so that a
 * cell keeps meaning what it meant when a later one declares its names again.
 */
import type { Augmentation, Cell, Declaration, DeclarationKind, Language } from "../cell.js";
import { projectConfig } from "./project-config.js";
import type { Tsconfig } from "./tsconfig.js";

/** A place in the pool, which a cell takes when later cells are to see its names. */
export interface Slot {
  readonly file: string;
  readonly id: string;
}

/** The text of a cell's file: the cell's own text begins in the line after a prelude, so that its first comment is its. */
export interface CellText {
  readonly text: string;
  /** Where the cell's own text starts. */
  readonly start: number;
}

interface Pool {
  readonly prefix: string;
  size: number;
  /** The names that the cells in the slots taken so far let others see. */
  readonly taken: string[][];
}

export class ProgramFiles {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #pools: Record<Language, Pool> = {
    ts: { prefix: "", size: 16, taken: [] },
    tsx: { prefix: "x", size: 2, taken: [] },
  };
  readonly #scope = new Map<string, { readonly slot: string; readonly kind: DeclarationKind }>();
  /** What the cells in slots have added to all cells. */
  readonly #augmenting = new Map<string, readonly Augmentation[]>();
  #withNode = false;
  #tsconfig: Tsconfig | undefined;

  /** The files for a notebook in `folder`, a path with forward slashes. None of them is ever on the disk. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#fill();
  }

  /** The project's configuration. */
  get configFile(): string {
    return `${this.#folder}/__workings.json`;
  }

  /** The file that holds the names of all cells. */
  get scopeFile(): string {
    return `${this.#folder}/__scope.ts`;
  }

  /** The names that cells have let others see. */
  get names(): Iterable<string> {
    return this.#scope.keys();
  }

  /** What declared a name of an earlier cell. */
  kindOf(name: string): DeclarationKind | undefined {
    return this.#scope.get(name)?.kind;
  }

  /**
   * Whether cells and scope still read as empty. The compiler takes a file that is not on the disk to exist once it
   * has read it, so they all have to be read before any of them can import another.
   */
  empty = true;

  /** The files of the cells and of their names. */
  get sources(): string[] {
    return [...this.#texts.keys()].filter((file) => file !== this.configFile);
  }

  /** The text of one of these files; undefined for any other file. */
  read(file: string): string | undefined {
    const text = this.#texts.get(file);
    return text !== undefined && this.empty && file !== this.configFile ? "export {};" : text;
  }

  /** Changes the text of a cell's file. */
  write(file: string, text: string): void {
    this.#texts.set(file, text);
  }

  /** Follows a person's tsconfig.json, or none, from the next time that the compiler reads the configuration. */
  follow(tsconfig: Tsconfig | undefined): void {
    this.#tsconfig = tsconfig;
    this.#texts.set(this.configFile, this.#config());
  }

  /** Brings in the types of Node. */
  addNodeTypes(): void {
    this.#withNode = true;
    this.readConfiguration();
  }

  /** Looks again at what the folder has that decides how cells are checked. */
  readConfiguration(): void {
    this.#texts.set(this.configFile, this.#config());
  }

  /** The file in which code is completed. */
  scratchFile(language: Language): string {
    return `${this.#folder}/__scratch.${language}`;
  }

  /** The next free slot; undefined where the pool has to grow first. */
  freeSlot(language: Language): Slot | undefined {
    const { prefix, size, taken } = this.#pools[language];
    if (taken.length >= size) return undefined;
    const id = `${prefix}${taken.length}`;
    return { id, file: this.#cellFile(language, taken.length) };
  }

  /** Whether so few slots are left that it is time to make more, before a cell has to wait for it. */
  isScarce(language: Language): boolean {
    const { size, taken } = this.#pools[language];
    return taken.length === size / 2;
  }

  /** Doubles a pool. */
  grow(language: Language): void {
    this.#pools[language].size *= 2;
    this.#fill();
  }

  /** Lets later cells see names that the cell in a slot declares, and what it adds to all cells. */
  take(slot: Slot, { language, text, augmentations }: Cell, declares: readonly Declaration[]): void {
    this.#pools[language].taken.push(declares.map((one) => one.name));
    const shift = this.#texts.get(slot.file)!.lastIndexOf(text);
    const moved = augmentations.map(({ names, start, end }) => ({ names, start: start + shift, end: end + shift }));
    if (moved.length) this.#augmenting.set(slot.file, moved);
    for (const { name, kind } of declares) this.#scope.set(name, { slot: slot.id, kind });
    this.#texts.set(this.scopeFile, this.#scopeText());
  }

  /** Forgets all cells; returns the files that have changed. */
  clear(): string[] {
    const languages = Object.keys(this.#pools) as Language[];
    const taken = languages.flatMap((one) => this.#pools[one].taken.map((_, i) => this.#cellFile(one, i)));
    for (const file of taken) this.#texts.set(file, emptyCell);
    for (const language of languages) this.#pools[language].taken.length = 0;
    this.#scope.clear();
    this.#augmenting.clear();
    this.#texts.set(this.scopeFile, this.#scopeText());
    return [...taken, this.scopeFile];
  }

  /**
   * Takes away what earlier cells have added to the names that a cell adds to, as when it is that cell, run again.
   * Returns the files that have changed with the texts they had.
   */
  withdraw(augmentations: readonly Augmentation[]): Map<string, string> {
    const names = new Set(augmentations.flatMap((one) => one.names));
    const before = new Map<string, string>();
    for (const [file, earlier] of this.#augmenting) {
      const text = this.#texts.get(file)!;
      const shared = earlier.filter((one) => one.names.some((name) => names.has(name)));
      const without = shared.reduce((left, one) => blank(left, one.start, one.end), text);
      if (without === text) continue;
      before.set(file, text);
      this.#texts.set(file, without);
    }
    return before;
  }

  /** The text of a cell's file: the names it mentions from cells before it, then its own text, then what it exports. */
  cellText(cell: Cell, slot = ""): CellText {
    const prelude = this.#prelude(cell);
    const own = cell.declares.map(({ name }) => `${name} as ${scopeName(name, slot)}`);
    return { text: `${prelude}${cell.text}\n;export {${own.join()}};`, start: prelude.length };
  }

  /** Takes the compiler's names for the files of cells out of what it says. */
  clean(message: string): string {
    return message.replace(/import\("[^"]*__(?:cellx?\d+|scope|scratch)"\)\./g, "").replace(/\$x?\d+(?=\W|$)/g, "");
  }

  #prelude({ text, language, declares, references, pragmas }: Cell): string {
    const own = new Set(declares.map((one) => one.name));
    const mentioned = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
    if (language === "tsx") for (const name of this.#jsxNames()) mentioned.add(name);
    const imports: string[] = [];
    const lets: string[] = [];
    for (const name of mentioned) {
      const entry = own.has(name) ? undefined : this.#scope.get(name);
      if (!entry) continue;
      // An imported name cannot be assigned to, so what was a `let` is declared as one.
      if (entry.kind === "let") lets.push(`declare let ${name}: typeof $scope.${scopeName(name, entry.slot)};`);
      else imports.push(`${scopeName(name, entry.slot)} as ${name}`);
    }
    const directives = `${references.map((one) => `${one}\n`).join("")}${pragmas.join("")}`;
    // These stand before the cell's text: after it, `a.f()` at the top level would make error 2502.
    return `${directives}import type * as $scope from "./__scope";import {${imports.join()}} from "./__scope";${lets.join("")}\n`;
  }

  /** What JSX stands for without being mentioned. */
  #jsxNames(): string[] {
    const { jsxFactory = "React", jsxFragmentFactory = "React" } = this.#tsconfig?.options ?? {};
    return [jsxFactory, jsxFragmentFactory].map((name) => String(name).split(".")[0]!);
  }

  #fill(): void {
    const files: string[] = [];
    for (const language of ["ts", "tsx"] as const) {
      files.push(this.scratchFile(language));
      for (let i = 0; i < this.#pools[language].size; i++) files.push(this.#cellFile(language, i));
    }
    for (const file of files) if (!this.#texts.has(file)) this.#texts.set(file, emptyCell);
    this.#texts.set(`${this.#folder}/__globals.d.ts`, globals);
    this.#texts.set(this.scopeFile, this.#scopeText());
    this.#texts.set(this.configFile, this.#config());
  }

  #cellFile(language: Language, index: number): string {
    return `${this.#folder}/__cell${this.#pools[language].prefix}${index}.${language}`;
  }

  #scopeText(): string {
    const lines: string[] = [];
    for (const { prefix, size, taken } of Object.values(this.#pools)) {
      for (let i = 0; i < size; i++) {
        const names = (taken[i] ?? []).map((name) => scopeName(name, `${prefix}${i}`));
        lines.push(`export {${names.join()}} from "./__cell${prefix}${i}";`);
      }
    }
    return lines.join("\n");
  }

  #config(): string {
    return projectConfig(this.#folder, this.sources, this.#withNode, this.#tsconfig);
  }
}

const emptyCell = 'import type * as $scope from "./__scope";import {} from "./__scope";\n;export {};';

/** A text with spaces in place of a part. */
function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
}

/** What the scope calls a name of the cell in a slot. */
function scopeName(name: string, slot: string): string {
  return `${name}$${slot}`;
}

/** What cells have beside what Node has. */
const globals = `export {};
declare global {
  /** Asks for a line of text and waits for it; an empty answer is \`otherwise\`. */
  function prompt(question?: string, otherwise?: string): string;
  /** Asks for a line of text; what is typed is hidden where it is a password. */
  function input(question?: string, options?: { readonly password?: boolean }): Promise<string>;
}
`;
