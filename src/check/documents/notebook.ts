import { isRecord } from "./json.js";

/** A text in a notebook: the source of a cell, or what a cell put out as Markdown, LaTeX or plain text. */
export interface NotebookText {
  readonly text: string;
  /** Which cell, counted from 0. */
  readonly cell: number;
  /** Which of the cell's outputs, counted from 0, where the text is one. */
  readonly output?: number;
  /** The code that put it out, where it is plain text. */
  readonly code?: string;
}

/** The Markdown and the outputs of a Jupyter notebook in the order of its cells. Throws a SyntaxError if it is none of format 4. */
export function readNotebook(json: string): NotebookText[] {
  const notebook: unknown = JSON.parse(json.replace(/^\ufeff/, ""));
  if (!isRecord(notebook)) throw new SyntaxError("a notebook is an object");
  if (Array.isArray(notebook.worksheets)) {
    throw new SyntaxError("it is of format 3; convert it with: jupyter nbconvert --to notebook");
  }
  if (!Array.isArray(notebook.cells)) throw new SyntaxError("it has no list of cells");
  return notebook.cells.flatMap((cell: unknown, i) => {
    if (!isRecord(cell)) throw new SyntaxError(`cell ${i} is not an object`);
    if (cell.cell_type === "code") return outputsOf(cell.outputs, joined(cell.source) ?? "", i);
    if (cell.cell_type !== "markdown") return [];
    const text = joined(cell.source);
    if (text === undefined) throw new SyntaxError(`cell ${i} has no source`);
    return [{ text, cell: i }];
  });
}

function outputsOf(outputs: unknown, code: string, cell: number): NotebookText[] {
  if (!Array.isArray(outputs)) return [];
  return outputs.flatMap((one: unknown, output) => {
    if (!isRecord(one)) return [];
    const data = isRecord(one.data) ? one.data : {};
    const text = joined(data["text/markdown"]) ?? joined(data["text/latex"]);
    if (text !== undefined) return [{ text, cell, output }];
    const plain = joined(data["text/plain"]) ?? (one.name === "stdout" ? joined(one.text) : undefined);
    return plain === undefined ? [] : [{ text: plain, cell, output, code }];
  });
}

/** A text that is written in one piece or as a list of lines. */
function joined(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  return Array.isArray(source) && source.every((line) => typeof line === "string") ? source.join("") : undefined;
}
