import { readFileSync } from "node:fs";
import type { Output } from "../setup/jupyter-server.js";

export interface CodeCell {
  source: string;
  outputs: Output[];
}

/** The code cells of a notebook file, with the outputs kept in it. */
export function codeCells(file: string): CodeCell[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string | string[]; outputs: Output[] }[];
  };
  return cells
    .filter((cell) => cell.cell_type === "code")
    .map(({ source, outputs }) => ({ source: joined(source), outputs }));
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
