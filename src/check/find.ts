import { displaySign, readableEnvironment, withoutLabels } from "./documents/environments.js";
import type { MarkdownStructure } from "./documents/markdown.js";
import { scanMarkdown } from "./documents/markdown.js";
import {
  blanked,
  equationsInCode,
  equationsInSentences,
  formulasInTables,
  phrasesInSentences,
  proseOf,
} from "./informal.js";
import type { Notation } from "./plain/code.js";
import type { Piece } from "./plain/latex.js";

/** What commands stand for, as KaTeX takes it: `#1` is the first argument. */
export type Macros = Readonly<Record<string, string>>;

/** A formula in a document: what stands between its delimiters, and where. */
export interface Formula {
  readonly source: string;
  /** `[start, end)` in UTF-16 units of the document, without the delimiters. */
  readonly start: number;
  readonly end: number;
  /** What the document lets commands stand for up to here. */
  readonly macros?: Macros;
  readonly notation: Notation;
  /** What is said in words, as LaTeX with places in the source. */
  readonly pieces?: readonly Piece[];
  /** Why what is said in words is wrong, should it be. */
  readonly fault?: string;
  /** Whether what is said in words gives its result first. */
  readonly isTurned?: boolean;
  /** Whether it gives a name a value that is not told. */
  readonly isUnclear?: boolean;
  /** Whether it is only taken at its word where most of its relations are right. */
  readonly needsEvidence?: boolean;
  /** Whether it is set as a formula, as code, or not set apart from the sentence around it. */
  readonly setting: "formula" | "code" | "sentence";
  /** Whether something beside it leaves a doubt what it is about, so that it is not to be called wrong. */
  readonly isDoubtful?: boolean;
}

/**
 * The formulas of a Markdown document in document order: between `$$` and `$$`, `$` and `$`, `\(` and `\)`, `\[` and
 * `\]`, in the environments of LaTeX that set formulas, in code marked as mathematics, in inline code that is an equation,
 * and in sentences. Other code, HTML, comments and addresses hold none, and neither do prices: an opening `$` has no space
 * behind it, and a closing one no space before it and no digit behind it.
 */
export function findFormulas(
  text: string,
  structure: MarkdownStructure = scanMarkdown(text),
  prose = proseOf(text, structure),
): Formula[] {
  const { closed, inlineCode, mathBlocks } = structure;
  const formulas = mathBlocks.flatMap(({ start, end }) => formula(text, start, end) ?? []);
  let at = 0;
  for (const { start, end } of [...closed, { start: text.length, end: text.length }]) {
    if (start < at) continue;
    for (const found of findInProse(text, at, start)) formulas.push(found);
    at = end;
  }
  const inCode = equationsInCode(text, inlineCode);
  const inSentences = equationsInSentences(blanked(text, [...closed, ...formulas]));
  const inWords = phrasesInSentences(text, prose, [...formulas, ...inCode]);
  return inOrder([...formulas, ...inCode, ...inSentences, ...inWords, ...formulasInTables(text, prose)]);
}

/** Formulas by where they begin. */
export function inOrder(formulas: Formula[]): Formula[] {
  return formulas.sort((a, b) => a.start - b.start);
}

/** The formulas of a stretch of prose; none goes on beyond an empty line. */
function findInProse(text: string, from: number, to: number): Formula[] {
  const formulas: Formula[] = [];
  const emptyLine = /\n[ \t>]*\r?\n/g;
  const prose = text.slice(from, to);
  let start = 0;
  while (start < prose.length) {
    const end = emptyLine.exec(prose)?.index ?? prose.length;
    for (const found of findInParagraph(text, from + start, from + end)) formulas.push(found);
    start = end + 1;
    emptyLine.lastIndex = start;
  }
  return formulas;
}

/** A sign that can open or close a formula. */
interface Sign {
  readonly text: string;
  readonly at: number;
}

function findInParagraph(text: string, from: number, to: number): Formula[] {
  const paragraph = text.slice(from, to);
  if (!/[$\\]/.test(paragraph)) return [];
  const signs = [...paragraph.matchAll(sign)]
    .map((match) => ({ text: match[0], at: from + match.index }))
    .filter(({ text }) => /^\$|^\\(?:[()[\]]|begin|end)/.test(text));
  const next = nextOfEachKind(signs);
  const formulas: Formula[] = [];
  for (let i = 0; i < signs.length; ) {
    const opening = signs[i]!;
    const closing = closers.get(opening.text) ?? endOfEnvironment(opening.text);
    const j = closing === undefined ? undefined : next[i]!.get(closing);
    const start = opening.at + opening.text.length;
    const end = j === undefined ? undefined : signs[j]!.at;
    if (j === undefined || end === undefined || (opening.text === "$" && isPrice(text, start, end))) {
      i++;
      continue;
    }
    const found = opening.text.startsWith("\\begin")
      ? environment(text, opening.at, end + closing!.length)
      : formula(text, ...(opening.text === "$" ? withoutTicks(text, start, end) : ([start, end] as const)));
    if (found !== undefined) formulas.push(found);
    i = j + 1;
  }
  return formulas;
}

const closers: ReadonlyMap<string, string> = new Map<string, string>([
  ["$", "$"],
  ["$$", "$$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
]);

const sign = new RegExp(String.raw`${displaySign}|\\[\s\S]|\$\$?`, "g");

function endOfEnvironment(opening: string): string | undefined {
  return opening.startsWith("\\begin") ? opening.replace("\\begin", "\\end") : undefined;
}

/** On GitHub a formula may stand between backticks besides: $`x`$. */
function withoutTicks(text: string, start: number, end: number): readonly [number, number] {
  return text[start] === "`" && text[end - 1] === "`" && end - start > 1 ? [start + 1, end - 1] : [start, end];
}

/** For each sign, where among the later ones the next of each kind is. */
function nextOfEachKind(signs: readonly Sign[]): ReadonlyMap<string, number>[] {
  const next: ReadonlyMap<string, number>[] = new Array(signs.length);
  let later: ReadonlyMap<string, number> = new Map();
  for (let i = signs.length - 1; i >= 0; i--) {
    next[i] = later;
    later = new Map([...later, [signs[i]!.text, i]]);
  }
  return next;
}

/** Whether two single dollar signs are the signs of prices. */
function isPrice(text: string, start: number, end: number): boolean {
  return /\s/.test(text[start]!) || /\s/.test(text[end - 1]!) || /\d/.test(text[end + 1] ?? "");
}

/** A formula with labels, and the marks of a quotation around its lines, blanked out, so that places stay as they are. */
export function formula(
  text: string,
  start: number,
  end: number,
  written = text.slice(start, end),
): Formula | undefined {
  const source = withoutLabels(written).replace(/(?<=\n)[ \t]*(?:>[ \t]?)+/g, (marks) => " ".repeat(marks.length));
  return source.trim() === "" ? undefined : { source, start, end, notation: "latex", setting: "formula" };
}

/** The formula of an environment that stands from `start` to `end`. */
export function environment(text: string, start: number, end: number): Formula | undefined {
  const { source, from } = readableEnvironment(text, start, end);
  return formula(text, from, from + source.length, source);
}
