import { statSync } from "node:fs";
import type { Checkers, Job } from "../../check/checkAll.js";
import { startCheckers } from "../../check/checkAll.js";
import { CheckedFile } from "../../check/checkedFile.js";
import { kindOf } from "../../check/documents/document.js";
import { correctionOf } from "../../check/fix.js";
import type { Format } from "../../check/formats/format.js";
import { shownOf } from "../../check/formats/format.js";
import type { CommandStreams } from "../check.js";
import { CountedProgress } from "../progress.js";
import type { Cache } from "./cache.js";
import type { Configuration } from "./configuration.js";
import { readDocument, writeDocument } from "./read.js";
import type { Request } from "./request.js";

/** What one run over documents goes by. */
export interface RunOptions {
  readonly request: Request;
  readonly configuration: Configuration;
  readonly format: Format;
  readonly cache: Cache;
  readonly streams: CommandStreams;
}

/** Checks documents side by side, and writes what was found in their order. Gives the exit status. */
export async function run(paths: readonly string[], options: RunOptions): Promise<0 | 1 | 2> {
  return new Run(paths, options).status();
}

class Run {
  private readonly paths: readonly string[];
  private readonly options: RunOptions;
  private readonly progress: CountedProgress;
  private readonly outcomes: (CheckedFile | Error | undefined)[];
  private readonly checked: CheckedFile[] = [];
  private told = 0;
  private hasErrors = false;
  private hasProblems = false;

  constructor(paths: readonly string[], options: RunOptions) {
    this.paths = paths;
    this.options = options;
    this.outcomes = paths.map(() => undefined);
    this.progress = new CountedProgress(
      options.streams.stderr,
      options.request.fix ? "correcting" : "checking",
      paths.length,
      500,
    );
  }

  async status(): Promise<0 | 1 | 2> {
    const { request, format, streams } = this.options;
    const bytes = this.paths.reduce((sum, path) => sum + sizeOf(path), 0);
    const checkers = startCheckers(bytes, request.fix ? 1 : this.paths.length, request.jobs);
    this.progress.start();
    try {
      const queue = this.paths.entries();
      const lanes = Array.from({ length: checkers.count }, async () => {
        for (const [i, path] of queue) this.keep(i, await this.outcome(path, checkers));
      });
      await Promise.all(lanes);
    } finally {
      await checkers.end();
    }
    this.progress.clear();
    const text = format.all?.(this.checked) ?? "";
    if (text !== "") streams.stdout.write(text);
    return this.hasProblems ? 2 : this.hasErrors ? 1 : 0;
  }

  private async outcome(path: string, checkers: Checkers): Promise<CheckedFile | Error> {
    const { request, configuration, cache, streams } = this.options;
    const document = await readDocument(path, streams.stdin);
    if (document instanceof Error) return document;
    const name = path === "-" ? (request.stdinName ?? "-") : path;
    const job: Job = { text: document.text, kind: kindOf(name), options: configuration.options };
    if (request.fix) return this.fixed(path, job);
    const known = cache.find(job);
    const outcome = known ?? (await checkers.check(job));
    if ("problem" in outcome) return new Error(`${name} ${outcome.problem}`);
    if (known === undefined) cache.keep(job, outcome);
    return new CheckedFile(name, job.text, job.kind, outcome);
  }

  private async fixed(path: string, { text, kind, options }: Job): Promise<CheckedFile | Error> {
    const [{ fixDocument }, { loadChecker }] = await Promise.all([
      import("../../check/fixDocument.js"),
      import("../../check/checkText.js"),
    ]);
    await loadChecker();
    try {
      const { file, count } = fixDocument(path, text, kind, options);
      if (count > 0) {
        await writeDocument(path, file.text);
        this.say(`${path}: ${count} ${count === 1 ? "number" : "numbers"} corrected`);
      }
      return file;
    } catch (error) {
      if (error instanceof SyntaxError) return new Error(`${path} is not a ${kind}: ${error.message}`);
      return new Error(`${path} cannot be written: ${(error as Error).message}`);
    }
  }

  private keep(i: number, outcome: CheckedFile | Error): void {
    this.outcomes[i] = outcome;
    this.progress.clear();
    for (let next = this.outcomes[this.told]; next !== undefined; next = this.outcomes[this.told]) {
      if (next instanceof Error) {
        this.hasProblems = true;
        this.say(next.message);
      } else this.tell(next);
      this.told++;
    }
    this.progress.step(this.paths[i]!);
  }

  private tell(file: CheckedFile): void {
    const { request, configuration, format, streams } = this.options;
    const text = format.each?.(file) ?? "";
    if (text !== "") streams.stdout.write(text);
    if (format.all !== undefined) this.checked.push(file);
    for (const { cell, line, column, message } of file.notices) {
      this.say(`${file.place(cell === undefined ? {} : { cell })}:${line}:${column}: ${message}`);
    }
    const shown = shownOf(file, configuration.severities);
    this.hasErrors ||= shown.some(({ severity }) => severity === "error");
    if (!request.fix) return;
    for (const { claim } of shown) {
      const correction = correctionOf(file, claim);
      if (correction === undefined) continue;
      const reason = typeof correction === "string" ? correction : "other digits would not make the statement right";
      this.say(`${file.place(claim)}:${claim.start.line}:${claim.start.column}: left as it is: ${reason}`);
    }
  }

  private say(message: string): void {
    this.options.streams.stderr.write(`workings check: ${message}\n`);
  }
}

function sizeOf(path: string): number {
  try {
    return path === "-" ? 0 : statSync(path).size;
  } catch {
    return 0;
  }
}
