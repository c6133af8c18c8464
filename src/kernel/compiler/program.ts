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
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cell, Declaration, DeclarationKind, Language } from "../cell.js";

/** A place in the pool, which a cell takes when later cells are to see its names. */
export interface Slot {
  readonly file: string;
  readonly id: string;
}

/** The text of a cell's file: the cell's own text follows a prelude of one line. */
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

/** The root of the package that this file belongs to. */
const ownRoot = fileURLToPath(new URL("../../../", import.meta.url));

export class ProgramFiles {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #pools: Record<Language, Pool> = {
    ts: { prefix: "", size: 16, taken: [] },
    tsx: { prefix: "x", size: 2, taken: [] },
  };
  readonly #scope = new Map<string, { readonly slot: string; readonly kind: DeclarationKind }>();
  #withNode = false;

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

  /** Brings in the types of Node. */
  addNodeTypes(): void {
    this.#withNode = true;
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

  /** Lets later cells see the names that the cell in a slot declares. */
  take(slot: Slot, language: Language, declares: readonly Declaration[]): void {
    this.#pools[language].taken.push(declares.map((one) => one.name));
    for (const { name, kind } of declares) this.#scope.set(name, { slot: slot.id, kind });
    this.#texts.set(this.scopeFile, this.#scopeText());
  }

  /** Forgets the names of all cells. */
  clear(): void {
    this.#scope.clear();
    for (const pool of Object.values(this.#pools)) pool.taken.length = 0;
    this.#texts.set(this.scopeFile, this.#scopeText());
  }

  /** The text of a cell's file: the names it mentions from cells before it, then its own text, then what it exports. */
  cellText(cell: Cell): CellText {
    const prelude = this.#prelude(cell);
    const own = cell.declares.filter((one) => !one.exported).map((one) => one.name);
    return { text: `${prelude}${cell.text}\n;export {${own.join()}};`, start: prelude.length };
  }

  /** Takes the compiler's names for the files of cells out of what it says. */
  clean(message: string): string {
    return message.replace(/import\("[^"]*__(?:cellx?\d+|scope|scratch)"\)\./g, "").replace(/\$x?\d+(?=\W|$)/g, "");
  }

  #prelude({ text, declares }: Cell): string {
    const own = new Set(declares.map((one) => one.name));
    const mentioned = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu));
    const imports: string[] = [];
    const lets: string[] = [];
    for (const name of mentioned) {
      const entry = own.has(name) ? undefined : this.#scope.get(name);
      if (!entry) continue;
      // An imported name cannot be assigned to, so what was a `let` is declared as one.
      if (entry.kind === "let") lets.push(`declare let ${name}: typeof $scope.${name}$${entry.slot};`);
      else imports.push(`${name}$${entry.slot} as ${name}`);
    }
    // JSX pragmas count only before the first statement.
    const pragmas = text.match(/\/\*\*?\s*@jsx[^*]*\*\//g) ?? [];
    // These stand before the cell's text: after it, `a.f()` at the top level would make error 2502.
    return `${pragmas.join("")}import type * as $scope from "./__scope";import {${imports.join()}} from "./__scope";${lets.join("")}`;
  }

  #fill(): void {
    const empty = 'import type * as $scope from "./__scope";import {} from "./__scope";\n;export {};';
    const files: string[] = [];
    for (const language of ["ts", "tsx"] as const) {
      files.push(this.scratchFile(language));
      for (let i = 0; i < this.#pools[language].size; i++) files.push(this.#cellFile(language, i));
    }
    for (const file of files) if (!this.#texts.has(file)) this.#texts.set(file, empty);
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
        const names = (taken[i] ?? []).map((name) => `${name} as ${name}$${prefix}${i}`);
        lines.push(`export {${names.join()}} from "./__cell${prefix}${i}";`);
      }
    }
    return lines.join("\n");
  }

  #config(): string {
    const above = ancestors(this.#folder).map((folder) => join(folder, "node_modules"));
    const typeRoots = [...above, join(ownRoot, "node_modules"), dirname(dirname(ownRoot))].map((folder) =>
      join(folder, "@types"),
    );
    const hasWorkings = above.some((folder) => existsSync(join(folder, "workings")));
    return JSON.stringify({
      compilerOptions: {
        target: "esnext",
        lib: ["esnext"],
        module: "esnext",
        moduleResolution: "bundler",
        jsx: "react",
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        resolveJsonModule: true,
        allowImportingTsExtensions: true,
        types: this.#withNode ? ["node"] : [],
        typeRoots: typeRoots.filter((folder) => existsSync(folder)),
        // Where the notebook's folder has no copy of this package, its own serves.
        ...(hasWorkings ? {} : { paths: { workings: [join(ownRoot, "dist/index.d.ts")] } }),
      },
      files: this.sources,
    });
  }
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

/** A folder and all folders above it. */
function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}
