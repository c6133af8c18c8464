import type { Piece } from "../plain/latex.js";

/** Something that is said in words and can be worked out, with places in its sentence. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  /** What it says, in LaTeX: a left side, a relation, a right side. */
  readonly pieces: readonly [Piece, Piece, Piece];
  /** Whether the number that is held against the other stands before it. */
  readonly isTurned: boolean;
  /** Why it is wrong, where that is more than another value. */
  readonly fault?: string;
  /** Whether something beside it leaves a doubt what it is about, so that it is not to be called wrong. */
  readonly isDoubtful: boolean;
}

/** Finds the phrases of one kind in a sentence. */
export type PhraseFinder = (sentence: string) => Phrase[];

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a sentence says, by the places of its sides: `left` and `right` are LaTeX. */
export function phrase(
  place: { readonly left: Span; readonly right: Span },
  left: string,
  right: string,
  more: { readonly relation?: "=" | "\\approx"; readonly fault?: string; readonly isDoubtful: boolean },
): Phrase {
  const [first, second] = place.left.start < place.right.start ? [place.left, place.right] : [place.right, place.left];
  const isTurned = first !== place.left;
  const { relation = "\\approx", ...others } = more;
  return {
    start: first.start,
    end: second.end,
    pieces: [
      { latex: isTurned ? right : left, ...first },
      { latex: relation, start: first.end, end: second.start },
      { latex: isTurned ? left : right, ...second },
    ],
    isTurned,
    ...others,
  };
}

/** The place of a group of a match made with the flag d. */
export function spanOf(match: RegExpMatchArray, group: string): Span {
  const [start, end] = match.indices!.groups![group]!;
  return { start, end };
}

/** A number as LaTeX has it, its thousands joined, and in parentheses where it is negative. */
export function latexNumber(written: string): string {
  const digits = written.replaceAll(",", "").replace("−", "-");
  return digits.startsWith("-") ? `(${digits})` : digits;
}

/** A number in a sentence, with thousands divided by commas or without. */
export const decimal = String.raw`[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,]*\d)`;
/** What follows a number that stands for itself: no unit, and no further digits. */
export const ending = String.raw`(?=[ \t]*(?:$|[.,;:!?)\]，。；）、](?!\d)|(?:and|or|so|which|but|because|as|since|hence|then|while|not|und|et)\b))`;
