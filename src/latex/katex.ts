/**
 * LaTeX as KaTeX's parser sees it, turned into a small tree of our own. The parser is not a stable interface of KaTeX, so
 * its exact version is pinned, and this is the only file that knows it.
 */

/** One piece of a formula with its place in the source. */
export type Node = Place &
  (
    | { readonly kind: "glyph"; readonly text: string; readonly role: Role }
    /** An upright word: an operator's name, `\text{…}`, or letters in an upright or bold font. */
    | { readonly kind: "word"; readonly text: string }
    | { readonly kind: "group"; readonly body: readonly Node[] }
    | { readonly kind: "fraction"; readonly numerator: readonly Node[]; readonly denominator: readonly Node[] }
    | { readonly kind: "root"; readonly body: readonly Node[]; readonly index: readonly Node[] | undefined }
    /** Superscript or subscript of whatever comes before. */
    | { readonly kind: "script"; readonly sup: readonly Node[] | undefined; readonly sub: readonly Node[] | undefined }
    /** What stands between `\left` and `\right`. */
    | { readonly kind: "fence"; readonly left: string; readonly right: string; readonly body: readonly Node[] }
    | { readonly kind: "accent"; readonly accent: string; readonly body: readonly Node[] }
    | { readonly kind: "rows"; readonly rows: readonly (readonly Node[])[] }
    /** The lines behind a brace, each with its value and its condition. */
    | { readonly kind: "cases"; readonly cases: readonly Case[] }
    /** A wide one is a \quad or more. */
    | { readonly kind: "space"; readonly isWide: boolean }
    /** What is not looked into: what it is called is all that is known. */
    | { readonly kind: "other"; readonly name: string }
  );

/** `[start, end)` in UTF-16 units of the source. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** One line of a distinction of cases. */
export interface Case {
  readonly value: readonly Node[];
  readonly condition: readonly Node[];
}

export type Role = "ordinary" | "binary" | "relation" | "open" | "close" | "punctuation";

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

/** Relations that KaTeX builds from several symbols without a place: one symbol of the same length stands in for them. */
const macroRelations: readonly (readonly [RegExp, string])[] = [
  [/\\neq(?![a-zA-Z])/g, "≍   "],
  [/\\ne(?![a-zA-Z])/g, "≍  "],
  [/≠/g, "≍"],
  [/\\coloneqq(?![a-zA-Z])/g, "≍        "],
  [/≔/g, "≍"],
  [/:=/g, "≍ "],
];

function withoutMacros(source: string): string {
  return macroRelations.reduce((text, [macro, substitute]) => text.replace(macro, substitute), source);
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

/** What is used of a node of KaTeX's tree. */
interface KatexNode {
  readonly type: string;
  readonly loc?: { readonly start: number; readonly end: number; readonly lexer: { readonly input: string } } | null;
  readonly [field: string]: unknown;
}

const roles: ReadonlyMap<string, Role> = new Map<string, Role>([
  ["bin", "binary"],
  ["rel", "relation"],
  ["open", "open"],
  ["close", "close"],
  ["punct", "punctuation"],
]);

/** Fonts that set words; in any other font a letter is another name than in none. */
const wordFonts = new Set(["mathrm", "mathsf", "mathtt", "mathit", "textrm", "textup", "mathnormal"]);

class Conversion {
  private readonly source: string;
  private readonly parsed: string;

  constructor(source: string) {
    this.source = source;
    this.parsed = withoutMacros(source);
  }

  /** The nodes of a list, each after the one before; `from` is where the first one cannot start before. */
  all(list: unknown, from: number): Node[] {
    const nodes: Node[] = [];
    let at = from;
    for (const item of Array.isArray(list) ? list : [list]) {
      if (typeof item !== "object" || item === null) continue;
      for (const node of this.one(item as KatexNode, at)) {
        nodes.push(node);
        at = Math.max(at, node.end);
      }
    }
    return nodes;
  }

  private one(node: KatexNode, from: number): Node[] {
    switch (node.type) {
      case "mathord":
      case "textord":
      case "atom":
      case "spacing":
        return [this.glyph(node, from)];
      case "delimsizing":
        return [this.delimiter(node, from)];
      case "ordgroup": {
        const body = this.all(node.body, this.place(node)?.start ?? from);
        return [{ kind: "group", body, ...this.around(node, from, body) }];
      }
      case "styling":
      case "color":
        return this.all(node.body, from);
      case "font":
        return [this.font(node, from)];
      case "text": {
        const body = this.all(node.body, from);
        return [{ kind: "word", text: textOf(body), ...this.around(node, from, body) }];
      }
      case "op":
      case "operatorname":
        return [this.operator(node, from)];
      case "supsub": {
        const base = this.all(node.base, from);
        const after = base.at(-1)?.end ?? from;
        const sub = node.sub ? this.contents(node.sub, after) : undefined;
        const sup = node.sup ? this.contents(node.sup, sub?.at(-1)?.end ?? after) : undefined;
        const place = this.around(node, after, [...(sub ?? []), ...(sup ?? [])]);
        const scripts: Node[] = [];
        if (sub !== undefined) scripts.push({ kind: "script", sub, sup: undefined, ...place });
        if (sup !== undefined) scripts.push({ kind: "script", sub: undefined, sup, ...place });
        return [...base, ...scripts];
      }
      case "genfrac": {
        if (node.hasBarLine !== true || node.leftDelim || node.rightDelim)
          return [this.other("a binomial", node, from)];
        const numerator = this.contents(node.numer, from);
        const denominator = this.contents(node.denom, numerator.at(-1)?.end ?? from);
        return [
          { kind: "fraction", numerator, denominator, ...this.around(node, from, [...numerator, ...denominator]) },
        ];
      }
      case "sqrt": {
        const index = node.index ? this.contents(node.index, from) : undefined;
        const body = this.contents(node.body, index?.at(-1)?.end ?? from);
        return [{ kind: "root", body, index, ...this.around(node, from, body) }];
      }
      case "leftright": {
        const cases = this.cases(node, from);
        if (cases !== undefined) return [cases];
        const body = this.all(node.body, from);
        const [left, right] = [String(node.left), String(node.right)];
        return [{ kind: "fence", left, right, body, ...this.around(node, from, body) }];
      }
      case "accent":
      case "overline": {
        const body = this.contents(node.type === "accent" ? node.base : node.body, from);
        const accent = node.type === "accent" ? String(node.label).replace(/^\\/, "") : "bar";
        return [{ kind: "accent", accent, body, ...this.around(node, from, body) }];
      }
      case "array":
        return [this.rows(node, from)];
      case "mclass":
        return node.mclass === "mord" ? this.all(node.body, from) : [this.other(`a sign (${node.mclass})`, node, from)];
      case "kern":
      case "mathchoice":
        return [{ kind: "space", isWide: isWide(node.dimension), start: from, end: from }];
      default:
        return [this.other(node.type, node, from)];
    }
  }

  /** What stands in the braces of an argument. */
  private contents(argument: unknown, from: number): Node[] {
    const nodes = this.all(argument, from);
    const [only] = nodes;
    return nodes.length === 1 && only?.kind === "group" ? [...only.body] : nodes;
  }

  private glyph(node: KatexNode, from: number): Node {
    const place = this.place(node);
    const text = String(node.text);
    if (node.type === "spacing") return { kind: "space", isWide: false, ...(place ?? { start: from, end: from }) };
    const role = roles.get(String(node.family)) ?? "ordinary";
    if (place === undefined) return { kind: "glyph", text, role, start: from, end: from };
    if (this.parsed[place.start] !== "≍" || this.source[place.start] === "≍")
      return { kind: "glyph", text, role, ...place };
    const relation = /^(?:\\[a-zA-Z]+|:=|[\s\S])/.exec(this.source.slice(place.start))![0];
    return { kind: "glyph", text: relation, role, start: place.start, end: place.start + relation.length };
  }

  private delimiter(node: KatexNode, from: number): Node {
    const text = String(node.delim);
    const role = node.mclass === "mclose" || [")", "]"].includes(text) ? "close" : "open";
    return { kind: "glyph", text, role: text === "|" ? "ordinary" : role, ...this.around(node, from, []) };
  }

  private font(node: KatexNode, from: number): Node {
    const body = this.contents(node.body, from);
    const place = this.around(node, from, body);
    const font = String(node.font);
    if (!wordFonts.has(font)) return { kind: "accent", accent: font, body, ...place };
    const isWord = body.every((part) => part.kind === "glyph" && /^[\p{L}\p{N}]$/u.test(part.text));
    return isWord ? { kind: "word", text: textOf(body), ...place } : { kind: "group", body, ...place };
  }

  private operator(node: KatexNode, from: number): Node {
    const body = this.all(node.body, from);
    const text = typeof node.name === "string" ? node.name.replace(/^\\/, "") : textOf(body);
    const place = this.around(node, from, body);
    return node.symbol === true ? { kind: "other", name: text, ...place } : { kind: "word", text, ...place };
  }

  /** The lines of an environment that aligns them; the columns of another kind of table mean nothing known. */
  private rows(node: KatexNode, from: number): Node {
    const columns = { align: 2, alignat: 2, gather: 1 }[String(node.colSeparationType)];
    if (columns === undefined) return this.other("a matrix or a table", node, from);
    let at = from + (/^\s*\\begin\{[a-zA-Z]+\*?\}/.exec(this.source.slice(from))?.[0].length ?? 0);
    const lines: Node[][] = [];
    for (const cells of node.body as unknown[][]) {
      for (let i = 0; i < cells.length; i += columns) {
        const line = this.all(cells.slice(i, i + columns), at)
          .flatMap((part) => (part.kind === "group" ? part.body : [part]))
          .filter((part) => part.kind !== "group" || part.body.length > 0);
        at = line.at(-1)?.end ?? at;
        lines.push(line);
      }
    }
    return { kind: "rows", rows: lines, ...this.around(node, from, lines.flat()) };
  }

  /** An open brace before a table of two columns; undefined for other brackets. */
  private cases(node: KatexNode, from: number): Node | undefined {
    const [table, ...more] = node.body as KatexNode[];
    if (node.left !== "\\{" || node.right !== "." || table?.type !== "array" || more.length > 0) return undefined;
    let at = from;
    const cell = (content: unknown): Node[] => {
      const nodes = this.all(content, at).flatMap((part) => (part.kind === "group" ? part.body : [part]));
      at = nodes.at(-1)?.end ?? at;
      return nodes;
    };
    const lines = table.body as unknown[][];
    if (lines.some((cells) => cells.length !== 2)) return undefined;
    const cases = lines.map(([value, condition]) => ({ value: cell(value), condition: cell(condition) }));
    return {
      kind: "cases",
      cases,
      ...this.around(
        node,
        from,
        cases.flatMap((one) => [...one.value, ...one.condition]),
      ),
    };
  }

  private other(name: string, node: KatexNode, from: number): Node {
    return { kind: "other", name, ...this.around(node, from, []) };
  }

  /** Where a node stands, if KaTeX says so and the node does not come out of a macro. */
  private place(node: KatexNode): Place | undefined {
    const { loc } = node;
    return loc && loc.lexer.input === this.parsed ? { start: loc.start, end: loc.end } : undefined;
  }

  /** The node's own place, or else that from the first thing after `from` to the end of its last part. */
  private around(node: KatexNode, from: number, parts: readonly Node[]): Place {
    const own = this.place(node);
    if (own !== undefined) return own;
    const start = from + /^(?:\s|&|\\\\)*/.exec(this.source.slice(from))![0].length;
    const command = /^\\[a-zA-Z]+/.exec(this.source.slice(start))?.[0].length ?? 0;
    return { start, end: Math.max(start + command, ...parts.map((part) => part.end)) };
  }
}

function isWide(dimension: unknown): boolean {
  const { number, unit } = (dimension ?? {}) as { number?: number; unit?: string };
  return unit === "em" && number !== undefined && number >= 1;
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "glyph" || node.kind === "word") return node.text;
      return node.kind === "group" ? textOf(node.body) : " ";
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
