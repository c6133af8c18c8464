import type { CheckOptions } from "./document.js";
import type { DocumentKind } from "./documents/document.js";
import type { Report } from "./report.js";

export interface CheckTextOptions extends CheckOptions {
  /** What the report calls the document; "text" if left out. */
  readonly path?: string;
  /** How the document is written; what the path ends with says so if left out. */
  readonly kind?: DocumentKind;
}

/**
 * Recomputes what a document claims in its formulas, and reports which numbers are right: Markdown, a Jupyter notebook, or
 * LaTeX. The document is only read: nothing in it is run, and nothing leaves the machine.
 *
 * Throws a SyntaxError if it is said to be a notebook and is none.
 */
export async function checkText(text: string, options: CheckTextOptions = {}): Promise<Report> {
  const [{ checkDocument }, { CheckedFile }, { Report }, { kindOf }] = await Promise.all([
    import("./checkDocument.js"),
    import("./checkedFile.js"),
    import("./report.js"),
    import("./documents/document.js"),
    loadChecker(),
  ]);
  const { path = "text", kind = kindOf(path), ...rest } = options;
  return new Report([new CheckedFile(path, text, kind, checkDocument(text, kind, rest))]);
}

/** Loads what reading formulas and computing takes. */
export async function loadChecker(): Promise<void> {
  const [{ loadLatex }, { loadArithmetic }] = await Promise.all([
    import("../latex/katex.js"),
    import("../numeric/mpfr.js"),
  ]);
  await Promise.all([loadLatex(), loadArithmetic()]);
}
