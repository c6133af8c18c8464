import type { ReadOptions } from "../../latex/member.js";
import type { Statement, Unread } from "../../latex/read.js";
import { isUnread, readLatex } from "../../latex/read.js";
import type { Piece } from "./latex.js";
import { latexOf, PlainError } from "./latex.js";
import { tokensOf } from "./tokens.js";

/**
 * Reads plain notation, such as `σ(x) = 1 / (1 + exp(-x))`, as statements, with places in `source`. It is written out as
 * LaTeX for the one reader there is, so that both notations mean the same; nothing of it is run.
 */
export function readPlain(source: string, options: ReadOptions): Statement[] | Unread {
  let pieces: Piece[];
  try {
    pieces = latexOf(tokensOf(source));
  } catch (error) {
    if (error instanceof PlainError) return { unread: error.message, at: error.at };
    throw error;
  }
  return readPieces(pieces, source, options);
}

/** Reads LaTeX that was written for the text `source`, piece by piece, with places in that text. */
export function readPieces(pieces: readonly Piece[], source: string, options: ReadOptions): Statement[] | Unread {
  const places = new Places(pieces);
  const read = readLatex(pieces.map(({ latex }) => latex).join(" "), options);
  if ("unread" in read) return places.unread(read);
  return read.map((statement) => places.statement(statement, source));
}

/** Where in the plain text a place in the LaTeX comes from. */
class Places {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [0];

  constructor(pieces: readonly Piece[]) {
    for (const { latex, start, end } of pieces) {
      // One more for the space behind it.
      for (let i = 0; i <= latex.length; i++) {
        this.starts.push(start);
        this.ends.push(end);
      }
    }
  }

  statement({ members, relations, ...others }: Statement, source: string): Statement {
    return {
      ...others,
      members: members.map((member) => {
        const [start, end] = [this.start(member.start), this.end(member.end)];
        const read = isUnread(member.read) ? this.unread(member.read) : member.read;
        return { ...member, start, end, read, source: source.slice(start, end) };
      }),
      relations: relations.map((relation) => {
        return { ...relation, start: this.start(relation.start), end: this.end(relation.end) };
      }),
    };
  }

  unread({ unread, at }: Unread): Unread {
    return { unread, at: this.start(at) };
  }

  private start(place: number): number {
    return this.starts[place] ?? this.ends.at(-1)!;
  }

  private end(place: number): number {
    return this.ends[place] ?? this.ends.at(-1)!;
  }
}
