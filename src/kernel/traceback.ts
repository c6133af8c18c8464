/** Type errors as a person reads them: the place in the cell, its lines, carets, and the compiler's words. */
import type { Diagnostic } from "./compiler/diagnostics.js";
import type { CellError } from "./runner/protocol.js";

const red = "\u001b[31m";
const bold = "\u001b[1m";
const plain = "\u001b[0m";
const shown = 10;
/** How many lines of a span are shown, and how much of a long line before and after where it starts. */
const mostLines = 4;
const context = 60;

/** The one error of a cell that does not pass the check, or whose rest does not where commands have split it. */
export function typeError(text: string, cell: number, diagnostics: readonly Diagnostic[], isRest: boolean): CellError {
  const first = diagnostics[0]!;
  const more = diagnostics.length - 1;
  const lines = diagnostics.slice(0, shown).flatMap((one) => describe(text, cell, one));
  if (diagnostics.length > shown) lines.push(`… and ${diagnostics.length - shown} more errors`);
  return {
    ename: "TypeScriptError",
    evalue: `TS${first.code}: ${inCells(first.text)}${more ? ` (and ${more} more)` : ""}`,
    traceback: [
      ...lines,
      isRest ? "What stands above was run, and nothing from there on." : "Nothing of the cell was run.",
    ],
  };
}

function describe(text: string, cell: number, diagnostic: Diagnostic): string[] {
  const row = text.slice(0, diagnostic.start).split("\n").length;
  const advice = adviceOn(diagnostic, text);
  return [
    `${bold}cell ${cell}, line ${row}${plain}`,
    ...marked(text, row, diagnostic),
    `${red}TS${diagnostic.code}${plain}: ${inCells(diagnostic.text)}`,
    ...(advice ? [advice] : []),
  ];
}

/** The lines of a span, each with carets under its part of it. */
function marked(text: string, row: number, { start, end }: Diagnostic): string[] {
  const marks: string[] = [];
  let from = text.lastIndexOf("\n", start - 1) + 1;
  for (let at = row; from <= Math.max(start, end - 1); at++) {
    if (at === row + mostLines) {
      marks.push(`${" ".repeat(4)} | … to line ${text.slice(0, end).split("\n").length}`);
      break;
    }
    const newline = text.indexOf("\n", from);
    const line = text.slice(from, newline < 0 ? undefined : newline).replace(/\r$/, "");
    marks.push(...mark(line, at, Math.max(0, start - from), Math.min(end - from, line.length)));
    if (newline < 0) break;
    from = newline + 1;
  }
  return marks;
}

function mark(line: string, row: number, start: number, end: number): string[] {
  const first = start || line.search(/\S|$/); // Indentation of a later line is no part of what is wrong.
  const cutFrom = first > context ? first - context : 0;
  const shown = line.slice(cutFrom, first + 2 * context);
  const head = `${cutFrom ? "…" : ""}`;
  const tail = line.length > first + 2 * context ? "…" : "";
  const before = line.slice(cutFrom, first);
  const under = line.slice(first, Math.min(end, first + 2 * context));
  return [
    `${`${row}`.padStart(4)} | ${head}${shown}${tail}`,
    `     | ${blank(head + before)}${red}${"^".repeat(Math.max(1, widthOf(under)))}${plain}`,
  ];
}

/** Spaces as wide as a text, tabs kept. */
function blank(text: string): string {
  return text
    .split("\t")
    .map((part) => " ".repeat(widthOf(part)))
    .join("\t");
}

/** How many columns a text takes where every character takes one, or two as those of East Asia and pictures do. */
function widthOf(text: string): number {
  const wide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u;
  const none = /\p{M}|\p{Cf}|\p{Emoji_Modifier}/u;
  return [...text].reduce((sum, one) => sum + (none.test(one) ? 0 : wide.test(one) ? 2 : 1), 0);
}

/** What to do about an error, where that is more than to mend the cell. */
function adviceOn({ code, text, start }: Diagnostic, cell: string): string | undefined {
  const specifier = code === 2307 ? /^Cannot find module '([^']+)'/.exec(text)?.[1] : undefined;
  if (specifier && !/^[./#]|:/.test(specifier)) {
    const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];
    return `The package is not installed: run \`%npm install ${name}\` in a cell, then this cell again.`;
  }
  const name = /^Cannot find name '([^']+)'/.exec(text)?.[1];
  if (name && /(^|\n)[ \t]*%$/.test(cell.slice(0, start))) {
    return `If %${name} is meant as a command, end the line above with a semicolon: so far TypeScript takes a remainder.`;
  }
  return undefined;
}

/** The compiler's words, with its advice for a terminal and a project as it is for a notebook. */
function inCells(words: string): string {
  return words
    .replaceAll(/`npm i(?:nstall)? (?:--save-dev|-D) ([^`]+)`/g, "`%npm install $1`")
    .replace(/ and then add .+ to the types field in your tsconfig/, "");
}
