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
    formulas.push(...findInProse(text, at, start));
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
  const visit = (node: Nodes): void => {
    const range = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
    if (["code", "inlineCode", "html", "definition"].includes(node.type)) closed.push(range);
    if (node.type === "image") closed.push(range);
    if (node.type === "link") {
      const lastChild = node.children.at(-1)?.position?.end.offset ?? range.start;
      node.children.forEach(visit);
      closed.push({ start: lastChild, end: range.end });
    } else if ("children" in node) node.children.forEach(visit);
    if (node.type === "code" && node.lang === "math") {
      const block = mathBlock(text, range);
      if (block !== undefined) blocks.push(block);
    }
  };
  visit(fromMarkdown(text));
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

/** A paragraph ends where a line is empty; a formula does not go on beyond. */
const emptyLine = /\n[ \t>]*\n/;

/** A delimiter that is not closed within so many characters opens nothing. */
const longestFormula = 20_000;

const delimiters: readonly { readonly open: string; readonly close: string }[] = [
  { open: "$$", close: "$$" },
  { open: "\\[", close: "\\]" },
  { open: "\\(", close: "\\)" },
  { open: "$", close: "$" },
];

function findInProse(text: string, from: number, to: number): Formula[] {
  const formulas: Formula[] = [];
  let at = from;
  while (at < to) {
    const next = /\\|\$/g;
    next.lastIndex = at;
    const found = next.exec(text);
    if (found === null || found.index >= to) break;
    at = found.index;
    const delimiter = delimiters.find(({ open }) => text.startsWith(open, at) && at + open.length <= to);
    if (delimiter === undefined) {
      at += 2;
      continue;
    }
    const start = at + delimiter.open.length;
    const end = closingOf(text, delimiter, start, to);
    if (end === undefined) {
      at = start;
      continue;
    }
    const source = formula(text, start, end);
    if (source !== undefined) formulas.push(source);
    at = end + delimiter.close.length;
  }
  return formulas;
}

/** Where the closing delimiter of a formula stands, if it has one and is no price. */
function closingOf(
  text: string,
  { open, close }: { open: string; close: string },
  start: number,
  to: number,
): number | undefined {
  if (open === "$" && /^\s?$/.test(text.slice(start, start + 1))) return undefined;
  const limit = Math.min(to, start + longestFormula);
  for (let i = start; i + close.length <= limit; i++) {
    if (text[i] === "\n" && emptyLine.test(text.slice(i, text.indexOf("\n", i + 1) + 1))) return undefined;
    if (text.startsWith(close, i)) {
      if (open !== "$") return i;
      const isPrice = /\s/.test(text[i - 1]!) || /\d/.test(text[i + 1] ?? "");
      if (!isPrice) return i;
      return undefined;
    }
    if (text[i] === "\\") i++;
  }
  return undefined;
}

/** A formula with the marks of a quotation around its lines blanked out, so that places stay as they are. */
function formula(text: string, start: number, end: number): Formula | undefined {
  const source = text.slice(start, end).replace(/(?<=\n)[ \t]*(?:>[ \t]?)+/g, (marks) => " ".repeat(marks.length));
  return source.trim() === "" ? undefined : { source, start, end };
}
