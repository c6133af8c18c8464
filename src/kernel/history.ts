/**
 * The cells that were run, in this session and those before, as a front end asks for them to offer them again.
 *
 * They are kept in a file to which several kernels may append at once, one cell a line. A session goes by a random id
 * there; its number is its place in the order in which sessions first appear.
 */
import { randomUUID } from "node:crypto";
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Json } from "./wire.js";

interface Entry {
  readonly session: string;
  readonly line: number;
  readonly input: string;
}

/** Where the history is kept: `WORKINGS_HISTORY`, else a file among the state that programs keep for a person. */
export function historyFile(): string {
  const { WORKINGS_HISTORY: file, XDG_STATE_HOME: state } = process.env;
  return file || join(state || join(homedir(), ".local", "state"), "workings", "history.jsonl");
}

export class History {
  readonly #file: string;
  readonly #session = randomUUID();
  /** What has been read of the file, or could not be written to it. */
  readonly #entries: Entry[] = [];
  #read = 0;
  #isKept = true;

  /** A new session of the history in `file`. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Remembers a cell under the number that its prompt shows. */
  add(line: number, input: string): void {
    const entry: Entry = { session: this.#session, line, input };
    if (this.#isKept) this.#keep(entry);
    if (!this.#isKept) this.#entries.push(entry);
  }

  /** The reply to a `history_request`: a range of lines, the last n, or the last n that match a pattern. */
  answer(content: Json): Json {
    this.#catchUp();
    const sessions = [...new Set([...this.#entries.map(({ session }) => session), this.#session])];
    const history = this.#asked(content, sessions).map(({ session, line, input }) => [
      sessions.indexOf(session) + 1,
      line,
      content.output === true ? [input, null] : input,
    ]);
    return { status: "ok", history };
  }

  #asked({ hist_access_type, session, start, stop, n, pattern, unique }: Json, sessions: string[]): readonly Entry[] {
    switch (hist_access_type) {
      case "range": {
        // 0 is this session, and −1 the one before.
        const number = Number(session ?? 0);
        const wanted = number > 0 ? sessions[number - 1] : sessions[sessions.indexOf(this.#session) + number];
        const [first, end] = [Number(start ?? 1), Number(stop ?? Number.POSITIVE_INFINITY)];
        return this.#entries.filter((entry) => entry.session === wanted && entry.line >= first && entry.line < end);
      }
      case "tail":
        return last(this.#entries, n);
      case "search": {
        const wanted = glob(String(pattern ?? "*"));
        const found = this.#entries.filter(({ input }) => wanted.test(input));
        return last(unique === true ? latestOfEach(found) : found, n);
      }
      default:
        return [];
    }
  }

  #keep(entry: Entry): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    } catch (error) {
      this.#catchUp();
      this.#isKept = false;
      process.stderr.write(`workings kernel: the history is kept for this session only: ${(error as Error).message}\n`);
    }
  }

  /** Reads what has been appended, by this kernel or another; half a line is left for the next time. */
  #catchUp(): void {
    if (!this.#isKept) return;
    let file: number;
    try {
      file = openSync(this.#file, "r");
    } catch {
      return; // Nothing has been kept yet.
    }
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.max(0, size - this.#read));
      readSync(file, bytes, 0, bytes.length, this.#read);
      const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
      this.#read += whole.length;
      for (const line of whole.toString().split("\n")) {
        const entry = asEntry(line);
        if (entry) this.#entries.push(entry);
      }
    } finally {
      closeSync(file);
    }
  }
}

/** An entry of the file; undefined for a line that is none. */
function asEntry(line: string): Entry | undefined {
  try {
    const { session, line: number, input } = JSON.parse(line) as Entry;
    const isEntry = typeof session === "string" && Number.isInteger(number) && typeof input === "string";
    return isEntry ? { session, line: number, input } : undefined;
  } catch {
    return undefined;
  }
}

function last(entries: readonly Entry[], n: unknown): readonly Entry[] {
  return typeof n === "number" && n >= 0 ? entries.slice(Math.max(0, entries.length - n)) : entries;
}

function latestOfEach(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  const latest = entries.toReversed().filter(({ input }) => !seen.has(input) && seen.add(input));
  return latest.reverse();
}

/** A pattern in which `*` stands for any text and `?` for any character. */
function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+()|[\]{}]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "u");
}
