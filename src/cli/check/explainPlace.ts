import process from "node:process";
import { loadChecker } from "../../check/checkText.js";
import type { CheckOptions } from "../../check/document.js";
import { kindOf } from "../../check/documents/document.js";
import { explain } from "../../check/explain.js";
import { printable } from "../../check/formats/excerpt.js";
import type { CommandStreams } from "../check.js";
import { readDocument } from "./read.js";
import type { PlaceInFile } from "./request.js";

/** Says how the statements at a place are read and judged: gives the exit status. */
export async function explainPlace(
  { path, ...place }: PlaceInFile,
  options: CheckOptions,
  { stdin, stdout, stderr }: CommandStreams = process,
): Promise<number> {
  const document = await readDocument(path, stdin);
  if (document instanceof Error) {
    stderr.write(`workings check: ${document.message}\n`);
    return 2;
  }
  await loadChecker();
  const found = explain(document.text, kindOf(path), place, options);
  if (found.length === 0) {
    const where = place.cell === undefined ? `line ${place.line}` : `line ${place.line} of cells[${place.cell}]`;
    stderr.write(`workings check: there is no statement on ${where} of ${path}\n`);
    return 2;
  }
  const texts = found.map(({ claim, explanation }) => {
    const cell = claim.cell === undefined ? "" : `:cells[${claim.cell}]`;
    const text = `${path}${cell}:${claim.start.line}:${claim.start.column}\n${explanation}`;
    return text.split("\n").map(printable).join("\n");
  });
  stdout.write(texts.join("\n"));
  return 0;
}
