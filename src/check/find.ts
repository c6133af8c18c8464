import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** A formula in a document: what stands between its delimiters, and where. */
export interface Formula {
  readonly source: string;
  /** `[start, end)` in UTF-16 units of the document, without the delimiters. */
  readonly start: number;
  readonly end: number;
}

/**
 * The formulas of a Markdown document in document order: between `$$` and `$$`, `$` and `$`, `\(` and `\)`, `\[` and
 * `\]`, and in code blocks marked `math`. Code, HTML, comments and addresses hold none, and neither do prices: an
 * opening `$` has no space behind it, and a closing one no space before it and no digit behind it.
 */
export function findFormulas(text: string): Formula[] {
  const { closed, blocks } = scanMarkdown(text);
  const formulas = [...blocks];
  let at = 0;
  for (const { start, end } of [...closed, { start: text.length, end: text.length }]) {
    if (start < at) continue;
    for (const found of findInProse(text, at, start)) formulas.push(found);
    at = end;
  }
  return formulas.sort((a, b) => a.start - b.start);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The ranges that Markdown does not show as prose, in order, and the formulas in code blocks marked `math`. */
function scanMarkdown(text: string): { closed: Range[]; blocks: Formula[] } {
  const closed: Range[] = [];
  const blocks: Formula[] = [];
  const open: Nodes[] = [fromMarkdown(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const range = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
    if (["code", "inlineCode", "html", "definition", "image"].includes(node.type)) closed.push(range);
    if (node.type === "link")
      closed.push({ start: node.children.at(-1)?.position?.end.offset ?? range.start, end: range.end });
    if (node.type === "code" && node.lang === "math") {
      const block = mathBlock(text, range);
      if (block !== undefined) blocks.push(block);
    }
    if ("children" in node) for (const child of node.children) open.push(child);
  }
  return { closed: closed.sort((a, b) => a.start - b.start), blocks };
}

/** What stands between the fences of a code block. */
function mathBlock(text: string, { start, end }: Range): Formula | undefined {
  const whole = text.slice(start, end);
  const opening = /^(`{3,}|~{3,})[^\n]*\n/.exec(whole);
  if (opening === null) return undefined;
  const closing = /\n[ >]*(`{3,}|~{3,})[ \t]*$/.exec(whole);
  return formula(text, start + opening[0].length, closing === null ? end : start + closing.index);
}

/** The formulas of a stretch of prose; none goes on beyond an empty line. */
function findInProse(text: string, from: number, to: number): Formula[] {
  const formulas: Formula[] = [];
  const emptyLine = /\n[ \t>]*\r?\n/g;
  emptyLine.lastIndex = from;
  let start = from;
  while (start < to) {
    const end = Math.min(emptyLine.exec(text)?.index ?? to, to);
    for (const found of findInParagraph(text, start, end)) formulas.push(found);
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
  const signs = [...text.slice(from, to).matchAll(/\\[\s\S]|\$\$?/g)]
    .map((match) => ({ text: match[0], at: from + match.index }))
    .filter(({ text }) => /^\$|^\\[()[\]]/.test(text));
  const next = nextOfEachKind(signs);
  const formulas: Formula[] = [];
  for (let i = 0; i < signs.length; ) {
    const opening = signs[i]!;
    const closing = closers.get(opening.text);
    const j = closing === undefined ? undefined : next[i]!.get(closing);
    const start = opening.at + opening.text.length;
    const end = j === undefined ? undefined : signs[j]!.at;
    if (j === undefined || end === undefined || (opening.text === "$" && isPrice(text, start, end))) {
      i++;
      continue;
    }
    const found = formula(text, start, end);
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

/** A formula with the marks of a quotation around its lines blanked out, so that places stay as they are. */
function formula(text: string, start: number, end: number): Formula | undefined {
  const source = text.slice(start, end).replace(/(?<=\n)[ \t]*(?:>[ \t]?)+/g, (marks) => " ".repeat(marks.length));
  return source.trim() === "" ? undefined : { source, start, end };
}
