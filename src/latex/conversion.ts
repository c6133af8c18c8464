import type { Node, Place, Role } from "./nodes.js";
import { originalAt, withoutMacros } from "./substitutes.js";

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

/** Turns the tree of KaTeX's parser into pieces with their places in the source. */
export class Conversion {
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
        // What stands at a brace explains it.
        if ((node.base as KatexNode | null)?.type === "horizBrace") return base;
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
        if (node.hasBarLine !== true && node.leftDelim === "(" && node.rightDelim === ")") {
          return [this.binomial(node, from)];
        }
        if (node.hasBarLine !== true || node.leftDelim || node.rightDelim)
          return [this.other("a stack of two", node, from)];
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
        const table = this.cases(node, from) ?? this.table(node, from);
        if (table !== undefined) return [table];
        const body = this.all(node.body, from);
        const [left, right] = [String(node.left), String(node.right)];
        return [{ kind: "fence", left, right, body, ...this.environment(node, from, body) }];
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
      case "enclose":
        return node.label === "\\fbox" ? this.all(node.body, from) : [this.other("what is struck out", node, from)];
      case "horizBrace":
        return this.all(node.base, from);
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
    const original = originalAt(this.source, this.parsed, place.start);
    if (original === undefined) return { kind: "glyph", text, role, ...place };
    return { kind: "glyph", text: original, role, start: place.start, end: place.start + original.length };
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
    const units = unitsText(body);
    if (isWord || units !== undefined) return { kind: "word", text: units ?? textOf(body), ...place };
    return { kind: "group", body, ...place };
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
    if (columns === undefined) return this.tableOf(node, "", "", node, from);
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
      ...this.environment(
        node,
        from,
        cases.flatMap((one) => [...one.value, ...one.condition]),
      ),
    };
  }

  /** A matrix between brackets; undefined where there are other things between them. */
  private table(node: KatexNode, from: number): Node | undefined {
    const [array, ...more] = (node.body as KatexNode[]).filter(({ type }) => type !== "spacing");
    if (array?.type !== "array" || more.length > 0 || array.colSeparationType !== undefined) return undefined;
    return this.tableOf(array, String(node.left), String(node.right), node, from);
  }

  private tableOf(array: KatexNode, left: string, right: string, around: KatexNode, from: number): Node {
    const columns = (array.cols ?? []) as readonly KatexNode[];
    if (columns.some(({ type }) => type === "separator")) return this.other("a table with lines", around, from);
    let at = from;
    const cells = (array.body as unknown[][]).map((row) =>
      row.map((content) => {
        const cell = this.all(content, at).flatMap((part) => (part.kind === "group" ? part.body : [part]));
        at = cell.at(-1)?.end ?? at;
        return cell;
      }),
    );
    return { kind: "table", cells, left, right, ...this.environment(around, from, cells.flat(2)) };
  }

  /** From the beginning of an environment to the end of it. */
  private environment(node: KatexNode, from: number, parts: readonly Node[]): Place {
    const { start, end } = this.around(node, from, parts);
    const rest = this.source.slice(end);
    const ending = /^(?:[\s&}]|\\\\|\\hline)*\\end\s*\{[a-zA-Z]+\*?\}/.exec(rest)?.[0] ?? "";
    const right = /^[\s}]*\\right\s*(?:\\[a-zA-Z]+|\\\||[)\]|.])/.exec(rest.slice(ending.length))?.[0] ?? "";
    const closing = ending + right;
    return { start, end: end + closing.length };
  }

  private binomial(node: KatexNode, from: number): Node {
    const top = this.contents(node.numer, from);
    const bottom = this.contents(node.denom, top.at(-1)?.end ?? from);
    return { kind: "binomial", top, bottom, ...this.around(node, from, [...top, ...bottom]) };
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
    const start = from + /^(?:\s|&|\\\\|\\[,;:! ]|\\q?quad(?![a-zA-Z]))*/.exec(this.source.slice(from))![0].length;
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

/** The text of upright letters with a fraction's stroke or powers between them, as units have: m/s^2. */
function unitsText(nodes: readonly Node[]): string | undefined {
  const text = nodes
    .map((node) => {
      if (node.kind === "glyph") return ["\\cdot", "⋅"].includes(node.text) ? "·" : node.text;
      return node.kind === "script" && node.sup !== undefined ? `^${textOf(node.sup)}` : "?";
    })
    .join("");
  return /^[a-zA-Zμ]+(?:\^[-−]?\d)?(?:[/·][a-zA-Zμ]+(?:\^[-−]?\d)?)*$/.test(text) && /[/^·]/.test(text)
    ? text
    : undefined;
}
