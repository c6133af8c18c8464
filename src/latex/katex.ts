import { Conversion } from "./conversion.js";
import type { Node } from "./nodes.js";
import { withoutMacros } from "./substitutes.js";

/**
 * LaTeX as KaTeX's parser sees it, turned into a small tree of our own. The parser is not a stable interface of KaTeX, so
 * its exact version is pinned, and this is the only file that knows it.
 */

/** Why KaTeX does not accept a formula. */
export class LatexError extends SyntaxError {
  override readonly name = "LatexError";
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

type KatexParse = (source: string, settings: object) => unknown;
let parseByKatex: KatexParse | undefined;

/** Loads KaTeX once; afterwards `parseLatex` is synchronous. */
export async function loadLatex(): Promise<void> {
  const { default: katex } = await import("katex");
  // KaTeX's types leave its parser out.
  parseByKatex = (katex as typeof katex & { __parse: KatexParse }).__parse;
}

/** Formulas that are longer are not read. */
const longestSource = 20_000;
/** Formulas that open more groups within each other are not read. */
const deepestNesting = 100;

/**
 * The pieces of a formula, without its delimiters; a LatexError if KaTeX does not accept it. `macros` are commands that it
 * may use besides KaTeX's own.
 */
export function parseLatex(source: string, macros: Readonly<Record<string, string>> = {}): Node[] {
  if (parseByKatex === undefined) throw new Error("parseLatex: await loadLatex() first");
  if (source.length > longestSource) throw new LatexError(`the formula is longer than ${longestSource} characters`, 0);
  const tooDeep = placeOfDepth(source, deepestNesting);
  if (tooDeep !== undefined) throw new LatexError(`the formula nests more than ${deepestNesting} deep`, tooDeep);
  const comment = /(?<!\\)(?:\\\\)*%/.exec(source);
  if (comment !== null)
    throw new LatexError("% starts a comment in LaTeX; a percent sign is written \\%", comment.index);
  let tree: unknown;
  try {
    tree = parseByKatex(withoutMacros(source), {
      displayMode: true,
      strict: false,
      trust: false,
      maxExpand: 500,
      macros: { ...macros }, // A formula may define more, for itself alone.
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const position = (error as Error & { position?: number }).position;
    const message = error.message
      .replace(/^KaTeX parse error: /, "")
      .replace(/ at (?:position \d+|end of input):[\s\S]*$/, "");
    throw new LatexError(`KaTeX cannot read it: ${message}`, position ?? 0);
  }
  return new Conversion(source).all(tree, 0);
}

function placeOfDepth(source: string, deepest: number): number | undefined {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const character = source[i];
    if (character === "\\") i++;
    else if (character === "{" || character === "(" || character === "[") depth++;
    else if (character === "}" || character === ")" || character === "]") depth--;
    if (depth > deepest) return i;
  }
  // Commands that take the next command as their argument nest without braces.
  const chain = new RegExp(`(?:\\\\[a-zA-Z]+\\s*){${deepest}}`).exec(source);
  return chain?.index;
}
