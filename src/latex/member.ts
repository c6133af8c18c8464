import { apply, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { bars, bracketed, listOf, norm, opened } from "./brackets.js";
import { isFunction, named } from "./calls.js";
import { casesOf, indicator } from "./conditions.js";
import { Cursor, isDigit, isGlyph } from "./cursor.js";
import type { Declarations } from "./declarations.js";
import { entryOf } from "./entries.js";
import type { Node } from "./katex.js";
import { numberAt } from "./numbers.js";
import { isTransposition, productOf, transposed } from "./products.js";
import { openSeries, series } from "./series.js";
import { axesOf } from "./shapes.js";

/** What the reader has to know of the text around a formula. */
export interface ReadOptions {
  isVariable(name: string): boolean;
  isFunction(name: string): boolean;
  /** What a comma between digits means where three digits follow, as in `1{,}234`: it can be either. */
  readonly comma: "thousands" | "decimal";
  /** What commands stand for besides those that KaTeX knows: `#1` is the first argument. */
  readonly macros?: Readonly<Record<string, string>>;
  /** What all names stand for, where that is known. */
  readonly declared?: Declarations;
}

/** Reads the pieces of one side of a relation as an expression; a ReadingError where it can't. */
export function readMember(nodes: readonly Node[], source: string, options: ReadOptions): Expression {
  return new MemberReader(nodes, source, options, nodes[0]?.start ?? 0).whole();
}

/** More terms or factors in a row are not read. */
const longestRow = 500;

/** Reads sums, products and powers; what they are made of is read beside this file. */
export class MemberReader extends Cursor {
  readonly source: string;
  readonly options: ReadOptions;
  /** The indices of the sums that the reader stands in, by their letters. */
  readonly bound: ReadonlyMap<string, string>;
  inBars = 0;
  /** Whether commas divide entries where the reader stands. */
  inList = false;
  /** Whether the last factor was a function before an argument without parentheses, so that what follows is unclear. */
  wasBareFunction = false;
  /** Whether the last `factors()` multiplied factors that merely stand side by side. */
  private wasJuxtaposed = false;

  constructor(
    nodes: readonly Node[],
    source: string,
    options: ReadOptions,
    from: number,
    bound: ReadonlyMap<string, string> = new Map(),
  ) {
    super(nodes, from);
    this.source = source;
    this.options = options;
    this.bound = bound;
  }

  whole(): Expression {
    if (this.nodes.length === 0) this.refuse("nothing is written here");
    const result = this.sum();
    if (this.peek() !== undefined) this.refuse(`${this.describe()} is not expected here`);
    return result;
  }

  sum(): Expression {
    let result = this.product();
    for (let terms = 1; ; terms++) {
      if (terms > longestRow) this.refuse(`the sum has more than ${longestRow} terms`);
      if (this.takeGlyph("+")) result = operation("add", result, this.product());
      else if (this.takeMinus()) result = operation("subtract", result, this.product());
      else return result;
    }
  }

  /** A sign, and factors joined by multiplication and division signs or by nothing. */
  product(): Expression {
    if (this.takeMinus()) return operation("negate", this.unsigned());
    this.takeGlyph("+");
    return this.unsigned();
  }

  private unsigned(): Expression {
    let result = this.factors();
    for (let count = 1; ; count++) {
      if (count > longestRow) this.refuse(`the product has more than ${longestRow} factors`);
      if (this.takeTimes()) result = productOf(this, result, this.signedFactors(), true);
      else if (this.options.declared !== undefined && this.takeGlyph("\\odot")) {
        result = operation("multiply", result, this.signedFactors());
      } else if (this.takeGlyph("/") || this.takeGlyph("\\div") || this.takeGlyph("÷")) {
        const start = this.at;
        const divisor = this.signedFactors();
        if (this.wasJuxtaposed) this.refuse("a / bc can be read as (a / b)c or a / (bc)", start);
        result = operation("divide", result, divisor);
      } else return result;
    }
  }

  private signedFactors(): Expression {
    return this.takeMinus() ? operation("negate", this.factors()) : this.factors();
  }

  private factors(): Expression {
    let result = this.power();
    let juxtaposed = 0;
    while (this.startsFactor()) {
      if (juxtaposed > longestRow) this.refuse(`the product has more than ${longestRow} factors`);
      const before = this.nodes[this.at - 1];
      const next = this.peek()!;
      if (isDigit(next)) this.refuse("a number right behind another factor: a sign between them is missing");
      if (isDigit(before) && next.kind === "fraction" && /^\d+$/.test(this.precedingNumber())) {
        if (isNumeric(next)) this.refuse("a whole number before a fraction can be a mixed number or a product");
      }
      result = productOf(this, result, this.power(), false);
      juxtaposed++;
    }
    this.wasJuxtaposed = juxtaposed > 0;
    return result;
  }

  /** The characters of the number that ends just before the current node. */
  private precedingNumber(): string {
    const end = this.nodes[this.at - 1]!.end;
    return /[\d.]*$/.exec(this.source.slice(0, end))![0];
  }

  startsFactor(): boolean {
    const node = this.peek();
    if (node === undefined) return false;
    if (this.wasBareFunction) return node.kind === "word" && isFunction(this, node.text);
    if (node.kind === "glyph") {
      if (node.text === "|" || node.text === "\\|" || node.text === "\\vert") return this.inBars === 0;
      return (node.role === "ordinary" && node.text !== "/") || node.role === "open";
    }
    return node.kind !== "script";
  }

  /** A primary with its powers, percent signs and degrees. */
  power(): Expression {
    this.wasBareFunction = false;
    const isEuler = this.isEuler();
    let base = this.primary();
    for (;;) {
      const node = this.peek();
      if (isGlyph(node, "\\%")) {
        this.at++;
        base = apply("percent", base);
      } else if (isGlyph(node, "!")) {
        this.refuse("factorials are not read");
      } else if (node?.kind === "script") {
        base = node.sub === undefined ? this.raised(base, node.sup!, isEuler) : this.subscripted(base, node.sub);
      } else return base;
    }
  }

  private subscripted(base: Expression, sub: readonly Node[]): Expression {
    const { declared } = this.options;
    if (declared === undefined || axesOf(base, declared) === 0) this.refuse("a subscript here is not read");
    this.at++;
    return entryOf(this, base, sub, this.nodes[this.at - 1]!);
  }

  private raised(base: Expression, sup: readonly Node[], isEuler: boolean): Expression {
    const node = this.peek()!;
    this.at++;
    if (isDegrees(sup)) return apply("degrees", base);
    const { declared } = this.options;
    if (declared !== undefined && isTransposition(sup) && axesOf(base, declared) > 0) return transposed(base, declared);
    const exponent = this.inside(sup, node);
    if (this.peek()?.kind === "script") this.refuse("a power of a power needs parentheses");
    return isEuler ? operation("exp", exponent) : operation("power", base, exponent);
  }

  private isEuler(): boolean {
    const node = this.peek();
    const isE = (node?.kind === "glyph" && node.text === "e") || (node?.kind === "word" && node.text === "e");
    return isE && !this.options.isVariable("e") && this.nodes[this.at + 1]?.kind === "script";
  }

  private primary(): Expression {
    const node = this.peek();
    if (node === undefined) this.refuse("something is missing at the end");
    switch (node.kind) {
      case "group":
        this.at++;
        return this.inside(node.body, node);
      case "fraction":
        this.at++;
        return operation("divide", this.inside(node.numerator, node), this.inside(node.denominator, node));
      case "root":
        this.at++;
        if (node.index === undefined) return operation("sqrt", this.inside(node.body, node));
        return operation(
          "power",
          this.inside(node.body, node),
          operation("divide", number(1), this.inside(node.index, node)),
        );
      case "fence":
        return indicator(this) ?? norm(this) ?? this.fence(node);
      case "cases":
        if (this.options.declared === undefined) break;
        this.at++;
        return casesOf(this, node);
      case "accent": {
        const found = indicator(this);
        if (found !== undefined) return found;
        break;
      }
      case "glyph":
        if (isDigit(node)) return this.number();
        if (node.text === "|" || node.text === "\\vert" || node.text === "\\lvert") return bars(this);
        return indicator(this) ?? norm(this) ?? (node.role === "open" ? opened(this) : named(this));
      case "other":
        if (node.name === "sum" || node.name === "prod") {
          return this.options.declared === undefined ? series(this, node.name) : openSeries(this, node.name);
        }
        break;
      default:
        break;
    }
    return named(this);
  }

  private fence(node: Extract<Node, { kind: "fence" }>): Expression {
    this.at++;
    return bracketed(this, node.left, node.right, listOf(this, node.body, node), node);
  }

  private number(): Expression {
    const found = numberAt(this.nodes, this.at, this.source, this.inList ? "list" : this.options.comma);
    if ("refusal" in found) this.refuse(found.refusal);
    this.at = found.next;
    return number(found.text);
  }

  /** What is written in the pieces within a piece, in which an index may have a meaning besides. */
  inside(nodes: readonly Node[], around: Node, bound = this.bound): Expression {
    return new MemberReader(nodes, this.source, this.options, around.start, bound).whole();
  }

  /** The reader of the rest, for which a letter is the index of a sum or its like. */
  withIndices(letters: ReadonlyMap<string, string>): MemberReader {
    const bound = new Map([...this.bound, ...letters]);
    const reader = new MemberReader(this.nodes, this.source, this.options, 0, bound);
    reader.at = this.at;
    reader.inBars = this.inBars;
    reader.inList = this.inList;
    return reader;
  }
}

function isNumeric(node: Node): boolean {
  return node.kind === "fraction" && [...node.numerator, ...node.denominator].every(isDigit);
}

function isDegrees(nodes: readonly Node[]): boolean {
  return nodes.length === 1 && (isGlyph(nodes[0], "\\circ") || isGlyph(nodes[0], "∘") || isGlyph(nodes[0], "°"));
}
