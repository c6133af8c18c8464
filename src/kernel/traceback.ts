/** Type errors as a person reads them: the place in the cell, its line, a caret, and the compiler's words. */
import type { Diagnostic } from "./compiler/compiler.js";
import type { CellError } from "./runner/protocol.js";

const red = "\u001b[31m";
const bold = "\u001b[1m";
const plain = "\u001b[0m";
const shown = 10;

/** The one error of a cell that does not pass the check, or whose rest does not where commands have split it. */
export function typeError(text: string, cell: number, diagnostics: readonly Diagnostic[], isRest: boolean): CellError {
  const first = diagnostics[0]!;
  const more = diagnostics.length - 1;
  const lines = diagnostics.slice(0, shown).flatMap((one) => describe(text, cell, one));
  if (diagnostics.length > shown) lines.push(`and ${diagnostics.length - shown} more errors`);
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
  const lines = text.split("\n");
  const before = text.slice(0, diagnostic.start).split("\n");
  const row = before.length;
  const column = before.at(-1)!.length;
  const line = lines[row - 1] ?? "";
  const width = Math.max(1, Math.min(diagnostic.end - diagnostic.start, line.length - column));
  const gutter = `${row}`.padStart(4);
  const advice = adviceOn(diagnostic, text);
  return [
    `${bold}cell ${cell}, line ${row}${plain}`,
    `${gutter} | ${line}`,
    `${" ".repeat(gutter.length)} | ${line.slice(0, column).replace(/[^\t]/gu, " ")}${red}${"^".repeat(width)}${plain}`,
    `${red}TS${diagnostic.code}${plain}: ${inCells(diagnostic.text)}`,
    ...(advice ? [advice] : []),
  ];
}

/** What to do about an error, where that is more than to mend the cell. */
function adviceOn({ code, text, start }: Diagnostic, cell: string): string | undefined {
  const specifier = code === 2307 ? /^Cannot find module '([^']+)'/.exec(text)?.[1] : undefined;
  if (specifier && !/^[./]|^node:/.test(specifier)) {
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
