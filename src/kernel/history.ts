/** The cells that were run in this session, as a front end asks for them to offer them again. */
import type { Json } from "./wire.js";

interface Entry {
  readonly line: number;
  readonly input: string;
}

/** The number by which this session, the only one that is remembered, goes in replies; requests also call it 0. */
const thisSession = 1;

export class History {
  readonly #entries: Entry[] = [];

  /** Remembers a cell under the number that its prompt shows. */
  add(line: number, input: string): void {
    this.#entries.push({ line, input });
  }

  /** The reply to a `history_request`: a range of lines, the last n, or the last n that match a pattern. */
  answer(content: Json): Json {
    const history = this.#asked(content).map(({ line, input }) => [
      thisSession,
      line,
      content.output === true ? [input, null] : input,
    ]);
    return { status: "ok", history };
  }

  #asked({ hist_access_type, session, start, stop, n, pattern, unique }: Json): readonly Entry[] {
    switch (hist_access_type) {
      case "range": {
        if (session !== undefined && session !== 0 && session !== thisSession) return [];
        const [first, end] = [Number(start ?? 1), Number(stop ?? Number.POSITIVE_INFINITY)];
        return this.#entries.filter(({ line }) => line >= first && line < end);
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
}

function last(entries: readonly Entry[], n: unknown): readonly Entry[] {
  return typeof n === "number" && n >= 0 ? entries.slice(Math.max(0, entries.length - n)) : entries;
}

function latestOfEach(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ input }, i) => !entries.slice(i + 1).some((later) => later.input === input));
}

/** A pattern in which `*` stands for any text and `?` for any character. */
function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+()|[\]{}]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`, "u");
}
