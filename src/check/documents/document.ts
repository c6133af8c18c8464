import type { Formula } from "../find.js";
import { findFormulas, inOrder } from "../find.js";
import { blanked, equationsInCode, equationsInSentences, phrasesInSentences, proseOf } from "../informal.js";
import { scanMarkdown } from "./markdown.js";
import type { NotebookText } from "./notebook.js";
import { readNotebook } from "./notebook.js";
import { equationsPrinted } from "./printed.js";
import type { Range } from "./range.js";
import { scanTex } from "./tex.js";
import { sentencesOfTex } from "./texProse.js";

/** How a document is written. */
export type DocumentKind = "markdown" | "notebook" | "tex";

/** A text of a document with places of its own: the whole of it, or a cell of a notebook. */
export interface Part {
  readonly text: string;
  /** Which cell of a notebook, counted from 0. */
  readonly cell?: number;
  /** Which output of the cell, counted from 0. */
  readonly output?: number;
  /** The text, in which what is no prose is blanked out. */
  readonly prose: string;
  readonly formulas: readonly Formula[];
  readonly comments: readonly Range[];
}

/** The kind of a document that its name tells; Markdown where it tells none. */
export function kindOf(path: string): DocumentKind {
  if (/\.ipynb$/i.test(path)) return "notebook";
  return /\.(?:tex|ltx|latex)$/i.test(path) ? "tex" : "markdown";
}

/** The parts of a document in order. Throws a SyntaxError if it is not of its kind. */
export function partsOf(text: string, kind: DocumentKind): Part[] {
  if (kind === "notebook") return readNotebook(text).map(notebookPart);
  return [kind === "tex" ? texPart(text) : markdownPart(text)];
}

function notebookPart({ text, code, ...place }: NotebookText): Part {
  return { ...(code === undefined ? markdownPart(text) : printedPart(text, code)), ...place };
}

/** What a program printed gives no letter of the document a value. */
function printedPart(text: string, code: string): Part {
  return { text, prose: "", formulas: equationsPrinted(text, code), comments: [] };
}

function markdownPart(text: string): Part {
  const structure = scanMarkdown(text);
  const prose = proseOf(text, structure);
  const formulas = findFormulas(text, structure, prose);
  return { text, prose, formulas, comments: structure.comments };
}

function texPart(text: string): Part {
  const { formulas, comments, closed, inlineCode } = scanTex(text);
  const inCode = equationsInCode(text, inlineCode);
  const sentences = sentencesOfTex(text, [...closed, ...comments]);
  const found = [...formulas, ...inCode, ...equationsInSentences(sentences)];
  const inWords = phrasesInSentences(text, sentences, found);
  return { text, prose: blanked(text, comments), formulas: inOrder([...found, ...inWords]), comments };
}
