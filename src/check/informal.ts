import type { MarkdownStructure } from "./documents/markdown.js";
import type { Range } from "./documents/range.js";
import type { Formula } from "./find.js";
import { notationOfCode } from "./plain/code.js";
import { equationsIn } from "./plain/sentences.js";
import { phrasesIn } from "./words/find.js";
import { formulasOfTables } from "./words/tables.js";

/** The inline codes that are equations. */
export function equationsInCode(text: string, codes: readonly Range[]): Formula[] {
  return codes.flatMap(({ start, end }): Formula[] => {
    const whole = text.slice(start, end);
    const ticks = /^`+/.exec(whole)?.[0].length ?? 0;
    const source = whole.slice(ticks, whole.length - ticks);
    const notation = notationOfCode(source);
    return notation === undefined
      ? []
      : [{ source, start: start + ticks, end: end - ticks, notation, setting: "code" }];
  });
}

/** The equations in plain notation of sentences, line by line. */
export function equationsInSentences(sentences: string): Formula[] {
  const found: Formula[] = [];
  let before = "";
  for (let from = 0, to = 0; from < sentences.length; from = to + 1) {
    to = sentences.indexOf("\n", from);
    if (to === -1) to = sentences.length;
    const line = sentences.slice(from, to);
    const equations = equationsIn(line, before);
    before = line;
    for (const { start, end, ...others } of equations) {
      const place = { start: from + start, end: from + end };
      found.push({ source: line.slice(start, end), ...place, notation: "plain", setting: "sentence", ...others });
    }
  }
  return found;
}

/** What prose says in words that can be worked out, but for what is read already. */
export function phrasesInSentences(text: string, prose: string, read: readonly Range[]): Formula[] {
  const ranges = [...read].sort((a, b) => a.start - b.start);
  let next = 0;
  return phrasesIn(prose).flatMap(({ start, end, pieces, ...others }): Formula[] => {
    while (next < ranges.length && ranges[next]!.end <= start) next++;
    if (next < ranges.length && ranges[next]!.start < end) return [];
    const own = pieces.map((piece) => ({ ...piece, start: piece.start - start, end: piece.end - start }));
    const source = text.slice(start, end);
    return [{ source, start, end, notation: "words", setting: "sentence", pieces: own, ...others }];
  });
}

/** What tables say of names and of their columns. */
export function formulasInTables(text: string, prose: string): Formula[] {
  return formulasOfTables(prose).map(({ start, end, pieces, ...others }) => {
    const own = pieces.map((piece) => ({ ...piece, start: piece.start - start, end: piece.end - start }));
    const source = text.slice(start, end);
    return { source, start, end, notation: "words", setting: "sentence", pieces: own, ...others };
  });
}

/** The prose of a Markdown document: its text, in which code blocks, HTML and the like are blanked out. */
export function proseOf(text: string, { closed, inlineCode }: MarkdownStructure): string {
  const starts = new Set(inlineCode.map(({ start }) => start));
  return blanked(
    text,
    closed.filter(({ start }) => !starts.has(start)),
  );
}

/** A text in which nothing is to be read within some ranges, with all places as they are. */
export function blanked(text: string, ranges: readonly Range[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    pieces.push(
      text.slice(at, from),
      text.slice(from, end).replace(/[^\r\n]+/g, (run) => "\0".repeat(run.length)),
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}
