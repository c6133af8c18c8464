/** Checks and completes cells with the TypeScript compiler, one after another, without holding up its caller. */
import { existsSync, readFileSync } from "node:fs";
import { type Cell, type Language, parseCell } from "../cell.js";
import type { LanguageSettings } from "../runner/protocol.js";
import { Configuration, lastChange } from "./configuration.js";
import { CompilerConnection } from "./connection.js";
import { type Diagnostic, errorsIn, moduleNotFound } from "./diagnostics.js";
import { ProgramFiles } from "./program.js";
import {
  type CompletionResponse,
  completionType,
  type DiagnosticResponse,
  type SnapshotResponse,
  type SymbolResponse,
  symbolType,
  type TagResponse,
} from "./responses.js";
import type { Slot } from "./slots.js";
import type { TsconfigOptions } from "./tsconfig.js";

/** A possible way on from a place in a cell. */
export interface Completion {
  readonly name: string;
  readonly type: string;
}

/** What a name stands for. */
export interface Description {
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  /** Its doc comment, and the tags in it. */
  readonly documentation: string;
  readonly tags: readonly TagResponse[];
  /** Where it is declared, as the compiler says it. */
  readonly declaration: string | undefined;
}

/** What a check found, and how to let later cells see the names. */
export interface Check {
  readonly diagnostics: readonly Diagnostic[];
  /** What a person has to be told of their tsconfig.json. */
  readonly notices: readonly string[];
  /** Lets later cells see these names of the cell. To be called once at most, before the next check. */
  commit(names: ReadonlySet<string>): void;
}

/** Flags of symbols: imported names; interfaces and type aliases, which are types themselves. */
const aliasFlag = 2097152;
const typeFlags = 64 | 524288;
/** Types are printed without cutting, and by the names that they have elsewhere. */
const inFull = 1 | 16384;
const nodeTypesAfter = 100;
/** How long a check that nobody waits for may go on, in milliseconds: to start the compiler anew takes as long. */
const patience = 300;

/** The compiler of one session. */
export class Compiler {
  readonly #folder: string;
  readonly #files: ProgramFiles;
  readonly #configuration: Configuration;
  #connection: CompilerConnection;
  /** The local modules that the compiler has read, with the time each was last changed. */
  readonly #localModules = new Map<string, number>();
  /** Specifiers of modules that were not found. */
  readonly #missing = new Set<string>();
  #snapshot!: SnapshotResponse;
  readonly #stale: number[] = [];
  /** Whether the compiler has not been told of all that has changed. */
  #isBehind = false;
  #knowsNode = false;
  #isGivenUp = false;
  #globals: Promise<Completion[]> | undefined;
  #last: Promise<unknown>;

  /** Starts a compiler for the cells of a notebook in `folder`. */
  constructor(folder: string) {
    this.#folder = folder.replaceAll("\\", "/").replace(/\/$/, "");
    this.#files = new ProgramFiles(this.#folder);
    this.#configuration = new Configuration(this.#folder);
    this.#connection = this.#connect();
    this.#last = this.#open();
    this.#last.then(
      // The types of Node take longer than all the rest. A cell that comes at once and does without need not wait.
      () => setTimeout(() => this.#later(() => this.#addNodeTypes()), nodeTypesAfter).unref(),
      () => {}, // The first check says why.
    );
  }

  /** The compiler's process. */
  get processId(): number {
    return this.#connection.processId;
  }

  /** What the person's tsconfig.json says of the meaning of the text, as the latest check has read it. */
  get settings(): LanguageSettings {
    return this.#configuration.settings;
  }

  /** Checks a cell against the names of the cells before it. */
  check(cell: Cell): Promise<Check> {
    return this.#inTurn(async () => {
      await this.#catchUp();
      await this.#lookAgain(cell.text);
      const { language, declares } = cell;
      let slot = this.#files.freeSlot(language);
      if (!slot) {
        await this.#makeRoom(language);
        slot = this.#files.freeSlot(language)!;
      }
      const taken = slot;
      const diagnostics = await this.#diagnoseWhole(cell, taken);
      return {
        diagnostics,
        notices: this.#configuration.takeNotices(),
        commit: (names) => {
          const seen = declares.filter((one) => names.has(one.name));
          if (!seen.length && !cell.augmentations.length && !cell.references.length) return;
          this.#files.take(taken, cell, seen);
          this.#later(() => this.#change(this.#files.scopeFile));
          if (this.#files.isScarce(language)) this.#later(() => this.#makeRoom(language));
        },
      };
    });
  }

  /** Nobody waits for a check any more: where it goes on, the compiler is ended, and started again for what follows. */
  async giveUp(check: Promise<Check>): Promise<void> {
    const stop = setTimeout(() => {
      this.#isGivenUp = true;
      this.#connection.end();
    }, patience);
    await check.catch(() => {}); // Whoever asked for it is told.
    clearTimeout(stop);
    this.#isGivenUp = false;
  }

  /** What could stand at an offset of a cell: members, names in scope, paths of modules. */
  complete(cell: Cell, offset: number): Promise<Completion[]> {
    return this.#inTurn(async () => {
      const file = this.#files.scratchFile(cell.language);
      const { text, start } = this.#files.cellText(cell);
      this.#files.write(file, text);
      await this.#change(file);
      try {
        return await this.#completionsAt(file, start + offset);
      } catch {
        // Where any name could stand the compiler's answer is an error: it would have to offer imports as well.
        return await this.#namesAt(cell, file, start + offset);
      }
    });
  }

  /** What stands at an offset of a cell; undefined where that is nothing with a name. */
  describe(cell: Cell, offset: number): Promise<Description | undefined> {
    return this.#inTurn(async () => {
      await this.#addNodeTypes();
      const file = this.#files.scratchFile(cell.language);
      const { text, start } = this.#files.cellText(cell);
      this.#files.write(file, text);
      await this.#change(file);
      return this.#describeAt(file, start + offset);
    });
  }

  /** What the names stand for that cells have let later ones see. */
  describeNames(): Promise<Description[]> {
    return this.#inTurn(async () => {
      await this.#addNodeTypes();
      const file = this.#files.scratchFile("ts");
      const names = [...this.#files.names];
      const uses = names.map((name) => (this.#files.kindOf(name) === "type" ? `export type { ${name} };` : `${name};`));
      const { text, start } = this.#files.cellText(parseCell(uses.join("\n")));
      this.#files.write(file, text);
      await this.#change(file);
      const found: (Description | undefined)[] = [];
      let line = start;
      for (const [i, use] of uses.entries()) {
        found.push(await this.#describeAt(file, line + use.indexOf(names[i]!)));
        line += use.length + 1;
      }
      return found.filter((one) => one !== undefined);
    });
  }

  /** Packages have come, changed or gone: nothing that was read of them holds any more. */
  packagesChanged(): Promise<void> {
    return this.#inTurn(async () => {
      this.#missing.clear();
      await this.#update({ fileChanges: { invalidateAll: true } });
      this.#globals = undefined;
      this.#files.readConfiguration();
      await this.#change(this.#files.configFile);
    });
  }

  /** The text of a file of the program, which may be a cell or lie on the disk; undefined where there is none. */
  textOf(file: string): string | undefined {
    return this.#files.read(file) ?? readIfThere(file);
  }

  /** Forgets the names of all cells. */
  reset(): void {
    const changed = this.#files.clear();
    this.#later(() => this.#change(...changed));
  }

  /** Ends the compiler. */
  close(): void {
    this.#connection.close();
  }

  #connect(): CompilerConnection {
    const connection = new CompilerConnection(this.#folder, (file) => this.#read(file));
    connection.request("initialize", null).catch(() => {}); // What follows fails too, and is reported.
    return connection;
  }

  async #open(): Promise<void> {
    this.#files.empty = true;
    await this.#readTsconfig();
    await this.#update({ openProjects: [this.#files.configFile] });
    await this.#fillIn();
    await this.#judgeTsconfig();
  }

  /** As `open`, for a program whose configuration has changed. */
  async #reopen(...changed: string[]): Promise<void> {
    this.#files.empty = true;
    await this.#change(this.#files.configFile, ...changed);
    await this.#fillIn();
  }

  async #readTsconfig(): Promise<void> {
    const parse = (file: string) => this.#connection.request<{ options: TsconfigOptions }>("parseConfigFile", { file });
    this.#files.follow(await this.#configuration.read(parse));
  }

  async #judgeTsconfig(): Promise<void> {
    if (!this.#configuration.isThere) return;
    const found = await Promise.all(
      ["getConfigFileParsingDiagnostics", "getProgramDiagnostics"].map((method) =>
        this.#request<DiagnosticResponse[] | null>(method, {}),
      ),
    );
    this.#configuration.judge(found.flatMap((one) => one ?? []));
  }

  /** Forgets the cells that are needed no more; where that does not help, makes more slots. */
  async #makeRoom(language: Language): Promise<void> {
    await this.#change(...this.#files.sweep());
    if (!this.#files.isScarce(language)) return;
    this.#files.grow(language);
    await this.#reopen();
  }

  async #fillIn(): Promise<void> {
    this.#files.empty = false;
    await this.#change(...this.#files.sources);
  }

  /** Runs an action when those before it have ended; again, on a new compiler, if the compiler has died meanwhile. */
  #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(async () => {
      if (this.#connection.hasDied) await this.#restart();
      try {
        return await action();
      } catch (error) {
        if (!this.#connection.hasDied || this.#isGivenUp) throw error;
        await this.#restart();
        return action(); // Where it dies of this action, the second time is the cell's error.
      }
    });
    // Whoever asked for the turn is told of its error; the next turn begins either way.
    this.#last = turn.catch(() => {}).then(() => this.#releaseStale());
    return turn;
  }

  async #restart(): Promise<void> {
    this.#connection = this.#connect();
    await this.#open();
    this.#stale.length = 0; // The states of the compiler before are none of this one's.
  }

  /** As `inTurn`, for what nobody waits for: where it fails, the next check tells the compiler of all files again. */
  #later(action: () => Promise<void>): void {
    this.#inTurn(action).catch(() => {
      this.#isBehind = true;
    });
  }

  async #catchUp(): Promise<void> {
    if (!this.#isBehind) return;
    await this.#change(this.#files.configFile, ...this.#files.sources);
    this.#isBehind = false;
  }

  async #update(parameters: object): Promise<void> {
    const before = this.#snapshot as SnapshotResponse | undefined;
    this.#snapshot = await this.#connection.request<SnapshotResponse>("updateSnapshot", parameters);
    if (before && before.snapshot !== this.#snapshot.snapshot) this.#stale.push(before.snapshot);
  }

  /** Lets the compiler forget states that are past: after an answer, for it would wait for that too. */
  #releaseStale(): void {
    for (const snapshot of this.#stale.splice(0)) {
      this.#connection.request("release", { snapshot }).catch(() => {}); // The compiler has ended, and forgotten all.
    }
  }

  #change(...files: string[]): Promise<void> {
    return this.#update({ fileChanges: { changed: files } });
  }

  #request<Result>(method: string, parameters: object): Promise<Result> {
    const { snapshot, projects } = this.#snapshot;
    return this.#connection.request<Result>(method, { snapshot, project: projects[0]!.id, ...parameters });
  }

  async #addNodeTypes(): Promise<void> {
    if (this.#knowsNode) return;
    this.#knowsNode = true;
    this.#globals = undefined;
    this.#files.addNodeTypes();
    await this.#change(this.#files.configFile);
  }

  /** As `diagnose`, with the types of Node, and without what the cell replaces, where it fails otherwise. */
  async #diagnoseWhole(cell: Cell, slot: Slot): Promise<Diagnostic[]> {
    let found = await this.#diagnose(cell, slot);
    if (found.length && !this.#knowsNode) {
      await this.#addNodeTypes();
      found = await this.#diagnose(cell, slot);
    }
    if (!found.length || !cell.augmentations.length) return found;
    const replaced = this.#files.withdraw(cell.augmentations);
    if (!replaced.size) return found;
    await this.#change(...replaced.keys());
    const without = await this.#diagnose(cell, slot);
    if (!without.length) return [];
    for (const [file, text] of replaced) this.#files.write(file, text);
    await this.#change(...replaced.keys());
    return found;
  }

  async #diagnose(cell: Cell, { file, id }: Slot): Promise<Diagnostic[]> {
    const { text, start } = this.#files.cellText(cell, id);
    this.#files.write(file, text);
    await this.#change(file);
    const [syntactic, semantic] = await Promise.all([
      this.#request<DiagnosticResponse[] | null>("getSyntacticDiagnostics", { file }),
      this.#request<DiagnosticResponse[] | null>("getSemanticDiagnostics", { file }),
    ]);
    const references = cell.references.length
      ? await this.#request<DiagnosticResponse[] | null>("getProgramDiagnostics", {})
      : [];
    const ofFile = (references ?? []).filter((one) => one.fileName === file);
    const found = syntactic?.length ? syntactic : [...ofFile, ...(semantic ?? [])];
    if (found.some((one) => one.code === moduleNotFound && one.pos < start)) {
      throw new Error("check: the compiler has lost the names of the cells before; restart the kernel");
    }
    for (const { code, text } of found) if (code === moduleNotFound) this.#missing.add(/'(.+?)'/.exec(text)![1]!);
    return errorsIn(cell, start, found, this.#files);
  }

  async #completionsAt(file: string, position: number): Promise<Completion[]> {
    const found = await this.#request<CompletionResponse | null>("getCompletionsAtPosition", { file, position });
    return [...(found?.entries ?? [])]
      .sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""))
      .map(({ name, kind }) => ({ name, type: completionType(kind) }));
  }

  async #describeAt(file: string, position: number): Promise<Description | undefined> {
    const found = await this.#request<SymbolResponse | null>("getSymbolAtPosition", { file, position });
    if (!found) return undefined;
    const symbol = found.flags & aliasFlag ? await this.#aliased(found) : found;
    const of = { symbol: symbol.id };
    const [type, documentation, tags] = await Promise.all([
      this.#request<{ id: number } | null>(
        symbol.flags & typeFlags ? "getDeclaredTypeOfSymbol" : "getTypeOfSymbol",
        of,
      ),
      this.#request<string | null>("getDocumentationComment", of),
      this.#request<TagResponse[] | null>("getJsDocTags", of),
    ]);
    const text = type && (await this.#request<string>("typeToString", { type: type.id, flags: inFull }));
    return {
      name: this.#files.clean(found.name),
      kind: symbolType(symbol.flags),
      type: this.#files.clean(text ?? "any"),
      documentation: documentation ?? "",
      tags: tags ?? [],
      declaration: symbol.valueDeclaration ?? symbol.declarations?.[0],
    };
  }

  async #aliased(symbol: SymbolResponse): Promise<SymbolResponse> {
    return (await this.#request<SymbolResponse | null>("getAliasedSymbol", { symbol: symbol.id })) ?? symbol;
  }

  /** The names that are in scope at a place: those of the session, of the cell, and the global ones. */
  async #namesAt(cell: Cell, file: string, position: number): Promise<Completion[]> {
    const mentioned = cell.text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu) ?? [];
    const candidates = [...new Set([...mentioned, ...this.#files.names])].filter((name) => name !== "$scope");
    const meaning = -1 >>> 1;
    const symbols = await Promise.all(
      candidates.map((name) =>
        this.#request<SymbolResponse | null>("resolveName", { name, meaning, file, position, excludeGlobals: true }),
      ),
    );
    const session = new Set(this.#files.names);
    const found = candidates.flatMap((name, i): Completion[] => {
      const symbol = symbols[i];
      if (symbol) return [{ name, type: symbolType(symbol.flags) }];
      return session.has(name) ? [{ name, type: "variable" }] : [];
    });
    this.#globals ??= this.#globalNames(file);
    const known = new Set(found.map((one) => one.name));
    return [...found, ...(await this.#globals).filter((one) => !known.has(one.name)), ...keywords];
  }

  async #globalNames(file: string): Promise<Completion[]> {
    const text = "globalThis.";
    this.#files.write(file, text);
    await this.#change(file);
    return this.#completionsAt(file, text.length);
  }

  #read(file: string): string | undefined {
    this.#configuration.fileRead(file);
    const text = this.#files.read(file);
    if (text === undefined && !file.includes("/node_modules/")) this.#localModules.set(file, lastChange(file));
    return text;
  }

  /** Tells the compiler of what has changed since it read it: missing packages, the configuration, local modules. */
  async #lookAgain(text: string): Promise<void> {
    if ([...this.#missing].some((specifier) => text.includes(specifier))) {
      this.#missing.clear();
      await this.#update({ fileChanges: { invalidateAll: true } });
    }
    const configured = this.#configuration.changed();
    if (configured.length) {
      await this.#readTsconfig();
      await this.#reopen(...configured);
      await this.#judgeTsconfig();
    }
    if (!/\bimport\b|\brequire\b|<reference\b/.test(text)) return;
    const changed = [...this.#localModules].filter(([file, time]) => lastChange(file) !== time).map(([file]) => file);
    if (changed.length) await this.#change(...changed);
  }
}

const keywords: readonly Completion[] = (
  "abstract as async await break case catch class const continue declare default delete do else enum export extends " +
  "false finally for from function if implements import in instanceof interface keyof let namespace new null of " +
  "readonly return satisfies static super switch this throw true try type typeof undefined using var void while yield"
)
  .split(" ")
  .map((name) => ({ name, type: "keyword" }));

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
