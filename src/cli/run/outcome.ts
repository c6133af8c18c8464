import { stripVTControlCharacters } from "node:util";
import type { Difference } from "../../notebook/compare.js";
import type { Failure } from "../../notebook/execute.js";
import { isCode, type Notebook } from "../../notebook/notebook.js";
import { plainText } from "../../notebook/outputs.js";

/** What the cells of a notebook have shown, but for errors. */
export function shownText({ cells }: Notebook): string {
  const shown = cells.filter(isCode).map(({ outputs }) => plainText(outputs.filter(isNoError)));
  return shown
    .filter(Boolean)
    .map((text) => `${text}\n`)
    .join("");
}

/** The error that ended a run: its place and words, then its trace. */
export function describeFailure(
  file: string,
  { cell, line, ename, evalue, traceback }: Failure,
  color: boolean,
): string {
  const place = line === undefined ? `cell ${cell}` : `cell ${cell}, line ${line}`;
  const [first] = `${ename}: ${evalue}`.split("\n");
  const trace = traceback.join("\n").split("\n");
  // The line that says what it is has been said.
  if (stripVTControlCharacters(trace[0] ?? "") === first) trace.shift();
  const lines = trace.filter(Boolean).map((one) => `  ${color ? one : stripVTControlCharacters(one)}\n`);
  return `${file}: ${place}: ${first}\n${lines.join("")}`;
}

/** Whether the outputs are those that the notebook keeps, and which are not. */
export function describeDifferences(file: string, found: readonly Difference[], took: string): string {
  const count = found.length === 1 ? "1 output is" : `${found.length} outputs are`;
  const verdict = found.length === 0 ? "as kept" : `${count} not as kept`;
  return `${file}: ${verdict}, ${took} s\n${found.map(describeDifference).join("")}`;
}

function describeDifference({ cell, what, kept, fresh }: Difference): string {
  const [before, now] = [kept, fresh].map((text) => (text.length > 200 ? `${text.slice(0, 199)}…` : text));
  return `  cell ${cell}, ${what}\n    kept  ${before}\n    now   ${now}\n`;
}

function isNoError({ output_type }: { readonly output_type: string }): boolean {
  return output_type !== "error";
}
