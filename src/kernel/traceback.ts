/** Type errors as a person reads them: the place in the cell, its line, a caret, and the compiler's words. */
import type { Diagnostic } from "./compiler/compiler.js";
import type { CellError } from "./runner/protocol.js";

const red = "\u001b[31m";
const bold = "\u001b[1m";
const plain = "\u001b[0m";
const shown = 10;

/** The one error of a cell that does not pass the check. `folder` is where its packages are looked for. */
export function typeError(text: string, cell: number, diagnostics: readonly Diagnostic[], folder: string): CellError {
  const first = diagnostics[0]!;
  const more = diagnostics.length - 1;
  const lines = diagnostics.slice(0, shown).flatMap((one) => describe(text, cell, one, folder));
  if (diagnostics.length > shown) lines.push(`and ${diagnostics.length - shown} more errors`);
  return {
    ename: "TypeScriptError",
    evalue: `TS${first.code}: ${first.text}${more ? ` (and ${more} more)` : ""}`,
    traceback: [...lines, "Nothing of the cell was run."],
  };
}

function describe(text: string, cell: number, diagnostic: Diagnostic, folder: string): string[] {
  const lines = text.split("\n");
  const before = text.slice(0, diagnostic.start).split("\n");
  const row = before.length;
  const column = before.at(-1)!.length;
  const line = lines[row - 1] ?? "";
  const width = Math.max(1, Math.min(diagnostic.end - diagnostic.start, line.length - column));
  const gutter = `${row}`.padStart(4);
  const advice = missingPackage(diagnostic, folder);
  return [
    `${bold}cell ${cell}, line ${row}${plain}`,
    `${gutter} | ${line}`,
    `${" ".repeat(gutter.length)} | ${line.slice(0, column).replace(/[^\t]/gu, " ")}${red}${"^".repeat(width)}${plain}`,
    `${red}TS${diagnostic.code}${plain}: ${diagnostic.text}`,
    ...(advice ? [advice] : []),
  ];
}

/** What to type where a package is not installed. */
function missingPackage({ code, text }: Diagnostic, folder: string): string | undefined {
  const specifier = code === 2307 ? /^Cannot find module '([^']+)'/.exec(text)?.[1] : undefined;
  if (!specifier || /^[./]|^node:/.test(specifier)) return undefined;
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];
  return `The package is not installed: type \`npm install ${name}\` in ${folder}, then run the cell again.`;
}
