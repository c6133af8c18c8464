import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../kernel-setup/root.mjs";
import type { Output } from "../setup/jupyter-server.js";

export interface CodeCell {
  source: string;
  outputs: Output[];
  execution_count: number | null;
}

/** The folder of the lessons. */
export const notebooks = path.join(root, "notebooks");

/** Every lesson's file, from that folder, in order. */
export function notebookFiles(): string[] {
  return readdirSync(notebooks, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ipynb") && !file.includes(".ipynb_checkpoints"))
    .sort();
}

/** The code cells of a notebook file, with the outputs kept in it. */
export function codeCells(file: string): CodeCell[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: (Omit<CodeCell, "source"> & { cell_type: string; source: string | string[] })[];
  };
  return cells
    .filter((cell) => cell.cell_type === "code")
    .map(({ source, outputs, execution_count }) => ({ source: joined(source), outputs, execution_count }));
}

/** What a person reads in a cell's outputs where no picture can be drawn. */
export function shownText(outputs: Output[]): string {
  return outputs
    .map((output) => {
      if (output.output_type === "error") return `${output.ename}: ${output.evalue}`;
      if (output.output_type === "stream") return joined(output.text ?? "");
      return joined(output.data?.["text/plain"] ?? "");
    })
    .join("\n")
    .replace(/\n+/g, "\n")
    .trim();
}

function joined(text: string | string[]): string {
  return Array.isArray(text) ? text.join("") : text;
}
