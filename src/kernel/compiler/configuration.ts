/** Follows the tsconfig.json that holds for a notebook: which it is, what it says, what is wrong in it, when it changes. */
import { existsSync, readFileSync, statSync } from "node:fs";
import type { LanguageSettings } from "../runner/protocol.js";
import type { DiagnosticResponse } from "./responses.js";
import {
  findTsconfig,
  shortName,
  type Tsconfig,
  type TsconfigOptions,
  tsconfigOf,
  tsconfigPlaces,
  unheeded,
} from "./tsconfig.js";

const mostNotices = 5;

export class Configuration {
  readonly #folder: string;
  /** When each file that it consists of, or could consist of, was last changed. */
  readonly #times = new Map<string, number>();
  #tsconfig: Tsconfig | undefined;
  #isReading = false;
  /** What a person has to be told, once. */
  #notices: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether there is one. */
  get isThere(): boolean {
    return this.#tsconfig !== undefined;
  }

  /** What it says of the meaning of the text. */
  get settings(): LanguageSettings {
    return this.#tsconfig?.settings ?? { compilerOptions: {}, paths: [] };
  }

  /** The files of it that have changed since it was read. */
  changed(): string[] {
    return [...this.#times].filter(([file, time]) => lastChange(file) !== time).map(([file]) => file);
  }

  /** Takes note of a file that the compiler reads. */
  fileRead(file: string): void {
    if (this.#isReading && file.endsWith(".json") && !file.endsWith("/package.json")) this.#note(file);
  }

  /** Reads it anew by way of the compiler; undefined where there is none. */
  async read(parse: (file: string) => Promise<{ options: TsconfigOptions }>): Promise<Tsconfig | undefined> {
    this.#times.clear();
    for (const place of tsconfigPlaces(this.#folder)) this.#note(place);
    const file = findTsconfig(this.#folder);
    this.#tsconfig = undefined;
    if (!file) return undefined;
    this.#isReading = true;
    try {
      this.#tsconfig = tsconfigOf(file, (await parse(file)).options);
    } finally {
      this.#isReading = false;
    }
    return this.#tsconfig;
  }

  /** Takes note of what the compiler finds wrong in it. */
  judge(diagnostics: readonly DiagnosticResponse[]): void {
    const tsconfig = this.#tsconfig;
    if (!tsconfig) return;
    const errors = diagnostics.filter((one) => one.category === 1);
    this.#notices = errors.slice(0, mostNotices).map((one) => this.#describe(tsconfig, one));
    if (errors.length > mostNotices) this.#notices.push(`and ${errors.length - mostNotices} more errors`);
    if (errors.length)
      this.#notices.push("What could be read of it holds, and the kernel's own settings for the rest.");
    const inVain = unheeded(this.#folder, tsconfig);
    if (inVain) this.#notices.push(inVain);
  }

  /** What a person has to be told and was not yet. */
  takeNotices(): string[] {
    return this.#notices.splice(0);
  }

  #note(file: string): void {
    this.#times.set(file, lastChange(file));
  }

  /** The place of an error in the person's own file; one in ours is of an option that it names. */
  #describe({ file: own }: Tsconfig, { fileName, pos, text }: DiagnosticResponse): string {
    const isTheirs = fileName !== undefined && existsSync(fileName);
    const file = isTheirs ? fileName : own;
    const content = existsSync(file) ? readFileSync(file, "utf8") : "";
    const option = /[Oo]ption '(?:--)?(\w+)/.exec(text)?.[1];
    const at = isTheirs ? pos : option ? content.indexOf(`"${option}"`) : -1;
    const place = at < 0 ? "" : `, line ${content.slice(0, at).split("\n").length}`;
    return `${shortName(this.#folder, file)}${place}: ${text}`;
  }
}

/** When a file was last changed, in milliseconds; 0 for one that does not exist. */
export function lastChange(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
