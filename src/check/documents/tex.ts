import type { Formula, Macros } from "../find.js";
import { environment, formula } from "../find.js";
import { displaySign, isDisplay } from "./environments.js";
import { argumentAt, definitionAt } from "./macros.js";
import type { Range } from "./range.js";

/** What is found in a LaTeX document. */
export interface TexStructure {
  readonly formulas: readonly Formula[];
  readonly comments: readonly Range[];
  /** What holds no sentences besides: what is typed, definitions, addresses, and what stands outside of the body. */
  readonly closed: readonly Range[];
  /** What is set as code within a line, without what opens and closes it. */
  readonly inlineCode: readonly Range[];
}

/**
 * The formulas of a LaTeX document in order, each with the commands that are defined before it, and its comments. What is
 * set as it is typed (`verbatim`, `lstlisting`, `\verb`), what stands before `\begin{document}` or after its end, and the
 * addresses of links hold no formulas; files that are included are not looked for.
 */
export function scanTex(text: string): TexStructure {
  return new TexScanner(text).scan();
}

/** What stands in these is shown as it is typed, or not at all. */
const verbatim = new Set(
  "verbatim verbatim* Verbatim BVerbatim LVerbatim lstlisting minted comment alltt filecontents filecontents* tikzpicture algorithm algorithmic".split(
    " ",
  ),
);

const sign =
  /%|\$\$?|\\(?:begin|end)\{[^{}\n]*\}|\\(?:verb|lstinline|mintinline|texttt)(?![a-zA-Z])\*?|\\(?:url|href|includegraphics|input|include|cite[a-z]*|ref|eqref|label)(?![a-zA-Z])|\\(?:newcommand|renewcommand|providecommand|DeclareMathOperator|def)(?![a-zA-Z])\*?|\\[\s\S]/g;

/** What can close a formula, or keep what seems to from doing so. */
const marks = new RegExp(String.raw`%[^\n]*|\n[ \t]*\r?\n|[{}]|${displaySign}|\$\$?|\\[\s\S]`, "g");

class TexScanner {
  private readonly text: string;
  private readonly formulas: Formula[] = [];
  private readonly comments: Range[] = [];
  private readonly closed: Range[] = [];
  private readonly inlineCode: Range[] = [];
  private macros: Macros = {};
  private readonly body: Range;

  constructor(text: string) {
    this.text = text;
    const begin = text.indexOf("\\begin{document}");
    const end = text.lastIndexOf("\\end{document}");
    this.body = { start: begin === -1 ? 0 : begin, end: end === -1 || end < begin ? text.length : end };
    this.closed.push({ start: 0, end: this.body.start }, { start: this.body.end, end: text.length });
  }

  scan(): TexStructure {
    const { text, body } = this;
    for (let at = 0; ; ) {
      sign.lastIndex = at;
      const match = sign.exec(text);
      if (match === null || match.index >= body.end) return this.found();
      at = this.after(match[0], match.index);
    }
  }

  private found(): TexStructure {
    const { formulas, comments, closed, inlineCode } = this;
    return { formulas, comments, closed, inlineCode };
  }

  /** Where to go on after a sign, past what holds nothing to read. */
  private after(found: string, at: number): number {
    const end = this.endOf(found, at);
    // A sign that opens nothing is left to the sentence around it.
    if (end > at + found.length && found !== "%") this.closed.push({ start: at, end });
    return end;
  }

  private endOf(found: string, at: number): number {
    const next = at + found.length;
    if (found === "%") return this.comment(at);
    if (found.startsWith("\\mintinline")) return this.typedInLine(argumentAt(this.text, next)?.end ?? next);
    if (/^\\(?:verb|lstinline)/.test(found)) return this.typedInLine(next);
    if (found.startsWith("\\texttt")) return this.typewriter(next);
    if (/^\\(?:[a-z]*command|DeclareMathOperator|def)/.test(found)) return this.definition(at, next);
    if (/^\\[a-z]{2}/.test(found) && !/^\\(?:begin|end)/.test(found)) return argumentAt(this.text, next)?.end ?? next;
    const environmentName = /^\\begin\{([^{}]*)\}/.exec(found)?.[1];
    if (environmentName !== undefined) return this.environment(environmentName, at, next);
    const closing = closers.get(found);
    return closing === undefined || at < this.body.start ? next : this.formula(at, next, closing);
  }

  private comment(at: number): number {
    const newline = this.text.indexOf("\n", at);
    const end = newline === -1 ? this.text.length : newline;
    this.comments.push({ start: at, end: this.text[end - 1] === "\r" ? end - 1 : end });
    return end;
  }

  /** Past what stands between two equal characters, or in braces, behind `\verb` and its like. */
  private typedInLine(at: number): number {
    const from = this.text[at] === "[" ? (argumentAt(this.text, at)?.end ?? at) : at;
    const inBraces = argumentAt(this.text, from);
    if (inBraces !== undefined && this.text[from] === "{") {
      const code = this.text[inBraces.end] === "{" ? (argumentAt(this.text, inBraces.end) ?? inBraces) : inBraces;
      return this.code(code.start, code.end);
    }
    const closing = this.text.indexOf(this.text[from] ?? "\n", from + 1);
    const newline = this.text.indexOf("\n", from);
    return closing === -1 || (newline !== -1 && newline < closing) ? from : this.code(from + 1, closing + 1);
  }

  private code(start: number, end: number): number {
    if (start > this.body.start) this.inlineCode.push({ start, end: end - 1 });
    return end;
  }

  /** Past the code in the braces of `\texttt`, which may hold formulas too. */
  private typewriter(at: number): number {
    const inBraces = argumentAt(this.text, at);
    const isCode = inBraces !== undefined && !/[\\${}]/.test(this.text.slice(inBraces.start, inBraces.end - 1));
    return isCode ? this.code(inBraces.start, inBraces.end) : at;
  }

  private definition(at: number, next: number): number {
    const found = definitionAt(this.text, at, next);
    if (found === undefined) return next;
    if (found.name !== undefined) this.macros = { ...this.macros, [found.name]: found.body };
    return found.end;
  }

  private environment(name: string, at: number, next: number): number {
    if (verbatim.has(name)) {
      const end = this.text.indexOf(`\\end{${name}}`, next);
      return end === -1 ? this.text.length : end;
    }
    return isDisplay(name) && at >= this.body.start ? this.formula(at, next, `\\end{${name}}`) : next;
  }

  private formula(at: number, start: number, closing: string): number {
    const { at: end, isClosed } = this.closingOf(start, closing);
    if (!isClosed) return end;
    const found = closing.startsWith("\\end")
      ? environment(this.text, at, end + closing.length)
      : formula(this.text, start, end);
    if (found !== undefined) {
      this.formulas.push({ ...found, source: this.withoutComments(found), macros: this.macros });
    }
    return end + closing.length;
  }

  /** Where the sign that closes a formula stands, outside of all braces and in the same paragraph, or where there is none. */
  private closingOf(start: number, closing: string): { at: number; isClosed: boolean } {
    let depth = 0;
    marks.lastIndex = start;
    for (let mark = marks.exec(this.text); mark !== null; mark = marks.exec(this.text)) {
      const { 0: found, index: at } = mark;
      if (found.startsWith("\n") || at >= this.body.end) return { at, isClosed: false };
      if (found === "{") depth++;
      else if (found === "}") depth--;
      else if (found.startsWith("%")) this.comments.push({ start: at, end: at + found.trimEnd().length });
      else if (depth === 0 && found.startsWith(closing)) return { at, isClosed: true };
      if (depth < 0) return { at: at + 1, isClosed: false };
    }
    return { at: this.text.length, isClosed: false };
  }

  private withoutComments({ source }: Formula): string {
    return source.replace(/\\[\s\S]|%[^\n]*/g, (found) => (found.startsWith("%") ? " ".repeat(found.length) : found));
  }
}

const closers: ReadonlyMap<string, string> = new Map([
  ["$", "$"],
  ["$$", "$$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
]);
