/** Cells and notebooks that are made anew. */
import { kernelInfo } from "../kernel/kernel-info.js";
import { kernelName, kernelspec } from "../kernel/kernelspec.js";
import type { Cell, Notebook } from "../notebook/notebook.js";

export type SlideType = "slide" | "subslide" | "fragment" | "skip" | "notes" | "-";

/** A Markdown cell. */
export function markdownCell(id: string, slide: SlideType, source: string): Cell {
  return { cell_type: "markdown", id, metadata: { slideshow: { slide_type: slide } }, source };
}

/** A code cell that has not been run. */
export function codeCell(id: string, slide: SlideType, source: string): Cell {
  const metadata = { slideshow: { slide_type: slide } };
  return { cell_type: "code", id, metadata, source, outputs: [], execution_count: null };
}

/** A notebook of these cells for our kernel. */
export function notebookOf(cells: Cell[]): Notebook {
  const { display_name, language } = kernelspec({ node: "", entry: "" });
  const metadata = {
    kernelspec: { display_name, language, name: kernelName },
    language_info: kernelInfo.language_info,
  };
  return { cells, metadata, nbformat: 4, nbformat_minor: 5 };
}
