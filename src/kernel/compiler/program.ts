/**
 * The files of the program that the cells of a notebook make: its structure hardly ever changes.
 *
 * A pool of empty cell files and one scope file exist from the start, and every cell file imports only the scope file.
 * To check a cell is then to change the text of one file, which takes 3 ms however much is imported, where a new file
 * takes 30, and 100 once TensorFlow.js is imported. The pool starts small, since each file takes its time to be opened,
 * and grows between cells, unless cells in it can be forgotten: those that no name, and no cell that has to be kept,
 * leads to any more.
 *
 * The scope exports each name of each cell under a name of its own (`a` of the cell in file 3 is `a$3`), so that a
 * cell keeps meaning what it meant when a later one declares its names again.
 */
import type { Augmentation, Cell, Declaration, DeclarationKind, Language } from "../cell.js";
import { projectConfig } from "./project-config.js";
import { type Slot, Slots } from "./slots.js";
import type { Tsconfig } from "./tsconfig.js";

/** The text of a cell's file: the cell's own text begins in the line after a prelude, so that its first comment is its. */
export interface CellText {
  readonly text: string;
  /** Where the cell's own text starts. */
  readonly start: number;
}

/** A cell in its slot. */
interface Kept {
  readonly slot: Slot;
  /** The names that it lets others see. */
  readonly names: readonly string[];
  /** The slots of the cells whose names it mentions. */
  readonly uses: ReadonlySet<string>;
  /** What it adds to all cells, by places in its file. */
  readonly augmentations: readonly Augmentation[];
  /** What it has the program read beside cells. */
  readonly brings: readonly string[];
}

export class ProgramFiles {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #slots: Slots;
  /** The cells in slots by the slots' ids, the latest last. */
  readonly #kept = new Map<string, Kept>();
  readonly #scope = new Map<string, { readonly slot: string; readonly kind: DeclarationKind }>();
  #withNode = false;
  #tsconfig: Tsconfig | undefined;

  /** The files for a notebook in `folder`, a path with forward slashes. None of them is ever on the disk. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#slots = new Slots(folder);
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

  /** The next free slot; undefined where there has to be made room first. */
  freeSlot(language: Language): Slot | undefined {
    return this.#slots.next(language);
  }

  /** Whether so few slots are left that it is time to make room, before a cell has to wait for it. */
  isScarce(language: Language): boolean {
    return this.#slots.isScarce(language);
  }

  /** Doubles a pool. */
  grow(language: Language): void {
    this.#slots.grow(language);
    this.#fill();
  }

  /** Lets later cells see names that the cell in a slot declares, and what it adds to all cells. */
  take(slot: Slot, cell: Cell, declares: readonly Declaration[]): void {
    const shift = this.#texts.get(slot.file)!.lastIndexOf(cell.text);
    this.#slots.take(slot);
    this.#kept.set(slot.id, {
      slot,
      names: declares.map((one) => one.name),
      uses: new Set(this.#imports(cell).map((one) => one.slot)),
      augmentations: cell.augmentations.map((one) => ({ ...one, start: one.start + shift, end: one.end + shift })),
      brings: [...cell.references, ...cell.modules],
    });
    for (const { name, kind } of declares) this.#scope.set(name, { slot: slot.id, kind });
    this.#texts.set(this.scopeFile, this.#scopeText());
  }

  /** Forgets the cells that nothing leads to any more; returns the files that have changed. */
  sweep(): string[] {
    const needed = this.#needed();
    return this.#release([...this.#kept.values()].filter(({ slot }) => !needed.has(slot.id)));
  }

  /** Forgets all cells; returns the files that have changed. */
  clear(): string[] {
    this.#scope.clear();
    return this.#release([...this.#kept.values()].reverse());
  }

  /**
   * Takes away what earlier cells have added to the names that a cell adds to, as when it is that cell, run again.
   * Returns the files that have changed with the texts they had.
   */
  withdraw(augmentations: readonly Augmentation[]): Map<string, string> {
    const names = new Set(augmentations.flatMap((one) => one.names));
    const before = new Map<string, string>();
    for (const { slot, augmentations: earlier } of this.#kept.values()) {
      const { file } = slot;
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

  #prelude(cell: Cell): string {
    const imports: string[] = [];
    const lets: string[] = [];
    for (const { name, slot, kind } of this.#imports(cell)) {
      // An imported name cannot be assigned to, so what was a `let` is declared as one.
      if (kind === "let") lets.push(`declare let ${name}: typeof $scope.${scopeName(name, slot)};`);
      else imports.push(`${scopeName(name, slot)} as ${name}`);
    }
    const directives = `${cell.references.map((one) => `${one}\n`).join("")}${cell.pragmas.join("")}`;
    // These stand before the cell's text: after it, `a.f()` at the top level would make error 2502.
    return `${directives}import type * as $scope from "./__scope";import {${imports.join()}} from "./__scope";${lets.join("")}\n`;
  }

  /** The names of cells before it that a cell mentions. */
  #imports({ language, declares, mentions }: Cell): { name: string; slot: string; kind: DeclarationKind }[] {
    const own = new Set(declares.map((one) => one.name));
    const mentioned = new Set([...mentions, ...(language === "tsx" ? this.#jsxNames() : [])]);
    return [...mentioned].flatMap((name) => {
      const entry = own.has(name) ? undefined : this.#scope.get(name);
      return entry ? [{ name, ...entry }] : [];
    });
  }

  /** The slots of the cells that names, or what lasts beside names, lead to. */
  #needed(): ReadonlySet<string> {
    const needed = new Set([...this.#scope.values()].map((one) => one.slot));
    const lasting = new Set<string>();
    for (const kept of [...this.#kept.values()].reverse()) {
      // What several cells have brought or added alike lasts by the latest of them.
      const adds = this.#lasting(kept).filter((one) => !lasting.has(one));
      if (adds.length) needed.add(kept.slot.id);
      for (const one of adds) lasting.add(one);
    }
    // A set that grows while it is gone through is gone through to its new end.
    for (const id of needed) for (const used of this.#kept.get(id)!.uses) needed.add(used);
    return needed;
  }

  /** What a cell in a slot has brought and added, without what has been withdrawn. */
  #lasting({ slot, brings, augmentations }: Kept): string[] {
    const text = this.#texts.get(slot.file)!;
    const added = augmentations.map(({ start, end }) => text.slice(start, end));
    return [...brings, ...added.filter((one) => one.trim())];
  }

  #release(cells: readonly Kept[]): string[] {
    const slots = cells.map((one) => one.slot);
    for (const { id, file } of slots) {
      this.#kept.delete(id);
      this.#texts.set(file, emptyCell);
    }
    this.#slots.release(slots);
    this.#texts.set(this.scopeFile, this.#scopeText());
    return [...slots.map((one) => one.file), this.scopeFile];
  }

  /** What JSX stands for without being mentioned. */
  #jsxNames(): string[] {
    const { jsxFactory = "React", jsxFragmentFactory = "React" } = this.#tsconfig?.options ?? {};
    return [jsxFactory, jsxFragmentFactory].map((name) => String(name).split(".")[0]!);
  }

  #fill(): void {
    const files = [this.scratchFile("ts"), this.scratchFile("tsx"), ...this.#slots.all.map((one) => one.file)];
    for (const file of files) if (!this.#texts.has(file)) this.#texts.set(file, emptyCell);
    this.#texts.set(`${this.#folder}/__globals.d.ts`, globals);
    this.#texts.set(this.scopeFile, this.#scopeText());
    this.#texts.set(this.configFile, this.#config());
  }

  #scopeText(): string {
    const lines = this.#slots.all.map(({ id }) => {
      const names = this.#kept.get(id)?.names ?? [];
      return `export {${names.map((name) => scopeName(name, id)).join()}} from "./__cell${id}";`;
    });
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
