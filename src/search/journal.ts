import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Evaluation } from "./evaluation.js";

/**
 * The evaluations of a search in a file, a line of JSON each, to which is only ever appended.
 *
 * What ends the process, whatever it does, costs the evaluations that were not finished. A last line that is torn is as if
 * it were not there.
 */
export class Journal {
  readonly evaluations: readonly Evaluation[];
  readonly #file: string;
  #isTorn: boolean;

  /** Throws a SyntaxError where the file holds anything but evaluations. */
  constructor(file: string) {
    this.#file = file;
    const text = textOf(file);
    this.#isTorn = text !== "" && !text.endsWith("\n");
    this.evaluations = text.split("\n").flatMap((line, i) => evaluationOf(line, `${file}, line ${i + 1}`));
  }

  append(evaluation: Evaluation): void {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    appendFileSync(this.#file, `${this.#isTorn ? "\n" : ""}${JSON.stringify(evaluation)}\n`, { flush: true });
    this.#isTorn = false;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** The evaluation of a line; none where it is empty or the beginning of one, which is what a crash leaves. */
function evaluationOf(line: string, place: string): Evaluation[] {
  if (line.trim() === "") return [];
  let value: Partial<Evaluation> | null;
  try {
    value = JSON.parse(line);
  } catch {
    if (line.startsWith('{"parameters":') || '{"parameters":'.startsWith(line)) return [];
    throw new SyntaxError(`search: ${place} is no evaluation; give the search a file of its own`);
  }
  const isOne =
    typeof value?.parameters === "object" && typeof value.fold === "number" && typeof value.seed === "number";
  if (!isOne) throw new SyntaxError(`search: ${place} is no evaluation; give the search a file of its own`);
  return [value as Evaluation];
}
