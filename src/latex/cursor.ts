import type { Node } from "./nodes.js";

/** Why a member is not read. */
export class ReadingError extends SyntaxError {
  override readonly name = "ReadingError";
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** What the kinds of pieces are called in a refusal. */
const kindNames = {
  group: "a group",
  fraction: "a fraction",
  root: "a root",
  script: "a superscript or subscript",
  fence: "a pair of brackets",
  accent: "this accent or font",
  rows: "several rows",
  cases: "a distinction of cases",
  table: "a matrix or a table",
  binomial: "a binomial",
  space: "a space",
} as const;

/** A place among the pieces of a formula, spaces left out, that a reader moves along. */
export class Cursor {
  readonly nodes: readonly Node[];
  /** The next piece. */
  at = 0;
  private readonly from: number;

  /** `from` is where the pieces would start if there are none. */
  constructor(nodes: readonly Node[], from: number) {
    this.nodes = nodes.filter((node) => node.kind !== "space");
    this.from = from;
  }

  peek(): Node | undefined {
    return this.nodes[this.at];
  }

  takeGlyph(text: string): boolean {
    if (!isGlyph(this.peek(), text)) return false;
    this.at++;
    return true;
  }

  takeMinus(): boolean {
    return this.takeGlyph("-") || this.takeGlyph("−");
  }

  /** A sign of multiplication, which is taken. */
  takeTimes(): string | undefined {
    return ["\\cdot", "\\times", "×", "⋅", "·", "*", "\\ast", "∗"].find((sign) => this.takeGlyph(sign));
  }

  /** What the next piece is called. */
  describe(): string {
    const node = this.peek();
    if (node === undefined) return "the end";
    if (node.kind === "glyph" || node.kind === "word") return node.text;
    return node.kind === "other" ? node.name : kindNames[node.kind];
  }

  refuse(reason: string, at = this.at): never {
    throw new ReadingError(reason, this.nodes[at]?.start ?? this.nodes.at(-1)?.end ?? this.from);
  }
}

export function isGlyph(node: Node | undefined, text: string): boolean {
  return node?.kind === "glyph" && node.text === text;
}

export function isDigit(node: Node | undefined): boolean {
  return node?.kind === "glyph" && /^[\d.]$/.test(node.text);
}
