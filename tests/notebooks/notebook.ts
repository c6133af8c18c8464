import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../kernel-setup/root.mjs";
import {
  type CodeCell,
  isCode,
  joined,
  type Notebook,
  type Output,
  parseNotebook,
} from "../../src/notebook/notebook.js";

/** The folder of the lessons. */
export const notebooks = path.join(root, "notebooks");

/** Every lesson's file, from that folder, in order: its name begins with its number. */
export function lessonFiles(): string[] {
  return notebookFiles().filter((file) => /^\d\d-/.test(path.basename(file)));
}

/** Every notebook's file, from the folder of the lessons, in order. */
export function notebookFiles(): string[] {
  return readdirSync(notebooks, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ipynb") && !file.includes(".ipynb_checkpoints"))
    .sort();
}

/** A notebook as its file has it. */
export function readNotebook(file: string): Notebook {
  return parseNotebook(readFileSync(file, "utf8"));
}

/** The cells of a notebook that have code in them. */
export function codeCells({ cells }: Notebook): CodeCell[] {
  return cells.filter(isCode).filter(({ source }) => joined(source).trim() !== "");
}

/** The Vega-Lite specification that an output shows. */
export function chartOf(output: Output): Record<string, unknown> | undefined {
  if (!("data" in output)) return undefined;
  return output.data["application/vnd.vegalite.v5+json"] as Record<string, unknown> | undefined;
}

/** How many words a Markdown text has; a formula counts as one. */
export function words(text: string): number {
  const read = text.replace(/\$\$.*?\$\$|\$[^$]*\$/gs, "x").replace(/\]\([^)]*\)/g, "]");
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
