import { apply, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { variablesOf } from "../expression/walk.js";
import { tableOf, takeEntrywiseSign } from "./arrays.js";
import { bars, bracketed, listOf, norm, opened } from "./brackets.js";
import { argsOf, isFunction, named } from "./calls.js";
import type { Choices } from "./choices.js";
import { casesOf, indicator } from "./conditions.js";
import { Cursor, isDigit, isGlyph } from "./cursor.js";
import type { Declarations } from "./declarations.js";
import { derivativeOf, fenceAt, standsAtPlace, valueAt } from "./derivatives.js";
import { integralOf } from "./integrals.js";
import type { Node } from "./nodes.js";
import { numberAt, repetend } from "./numbers.js";
import { opaqueHere } from "./opaque.js";
import { isEulerAt, withPowers } from "./powers.js";
import { productOf } from "./products.js";
import { openSeries } from "./series.js";
import { isCurrency, priceOf, withUnit } from "./units.js";
import { series } from "./writtenOut.js";

/** What the reader has to know of the text around a formula. */
export interface ReadOptions {
  isVariable(name: string): boolean;
  isFunction(name: string): boolean;
  /** How many axes a variable is known to have: 1 for a vector, 2 for a matrix. */
  axesOf?(name: string): number | undefined;
  /** What a comma between digits means where three digits follow, as in `1{,}234`: it can be either. */
  readonly comma: "thousands" | "decimal";
  /** What commands stand for besides those that KaTeX knows: `#1` is the first argument. */
  readonly macros?: Readonly<Record<string, string>>;
  /** What all names stand for, where that is known. */
  readonly declared?: Declarations;
}

/** What all readers of one side share. */
export interface Context {
  readonly source: string;
  readonly options: ReadOptions;
  readonly choices: Choices;
}

/** More terms or factors in a row are not read. */
const longestRow = 500;

/** Reads sums, products and powers; what they are made of is read beside this file. */
export class MemberReader extends Cursor {
  readonly context: Context;
  readonly source: string;
  readonly options: ReadOptions;
  /** The indices of the sums that the reader stands in, by their letters. */
  readonly bound: ReadonlyMap<string, string>;
  inBars = 0;
  /** Whether a bar that names a place belongs to what is outside. */
  leavesBars = false;
  /** Whether commas divide entries where the reader stands. */
  inList = false;
  /** Whether the last factor was a function before an argument without parentheses, so that what follows is unclear. */
  wasBareFunction = false;
  /** Whether there are terms of a sum before the product that is read. */
  private hasTerms = false;
  /** Whether the last `factors()` multiplied factors that merely stand side by side. */
  private wasJuxtaposed = false;

  constructor(nodes: readonly Node[], context: Context, from: number, bound: ReadonlyMap<string, string> = new Map()) {
    super(nodes, from);
    this.context = context;
    this.source = context.source;
    this.options = context.options;
    this.bound = bound;
  }

  /** Which of several ways to read what stands here; a definition has to be clear. */
  choose(count: number, unclear: string, at = this.at): number {
    if (this.options.declared !== undefined) this.refuse(unclear, at);
    return this.context.choices.choose(count);
  }

  whole(): Expression {
    if (this.nodes.length === 0) this.refuse("nothing is written here");
    const result = this.sum();
    if (this.peek() !== undefined) this.refuse(`${this.describe()} is not expected here`);
    return result;
  }

  sum(): Expression {
    const outer = this.hasTerms;
    this.hasTerms = false;
    let result = this.product();
    for (let terms = 1; ; terms++) {
      if (terms > longestRow) this.refuse(`the sum has more than ${longestRow} terms`);
      const isSigned = result.kind === "operation" && result.operation === "negate";
      this.hasTerms = true;
      if (this.takeGlyph("+")) result = this.changed("add", result, this.product());
      else if (this.takeMinus()) result = this.changed("subtract", result, this.product());
      else if ((terms > 1 || isSigned) && this.takeRemainderSign()) result = apply("\\mod", result, this.product());
      else if (isGlyph(this.peek(), "\\pm") || isGlyph(this.peek(), "±")) {
        this.refuse("± stands for two numbers, which are not compared");
      } else break;
    }
    this.hasTerms = outer;
    return result;
  }

  /** A sum or a difference; 50 + 10 % may mean 10 % of the 50. */
  private changed(sign: "add" | "subtract", before: Expression, term: Expression): Expression {
    const plain = operation(sign, before, term);
    const isPercent = (part: Expression) => part.kind === "apply" && part.name === "\\percent";
    const isShare = this.options.declared === undefined && isPercent(term) && !isPercent(before);
    if (!isShare || this.choose(2, "what a percentage is of is not clear") === 0) return plain;
    return operation(sign, before, operation("multiply", before, term));
  }

  /** A sign, and factors joined by multiplication and division signs or by nothing. */
  product(): Expression {
    if (this.takeMinus()) {
      this.hasTerms = true;
      return operation("negate", this.unsigned());
    }
    this.takeGlyph("+");
    return this.unsigned();
  }

  private unsigned(): Expression {
    const start = this.at;
    let result = this.factors();
    for (let count = 1; ; count++) {
      if (count > longestRow) this.refuse(`the product has more than ${longestRow} factors`);
      const sign = this.takeTimes();
      if (sign !== undefined) result = productOf(this, result, this.signedFactors(), sign);
      else if (this.options.declared !== undefined && this.takeGlyph("\\odot")) {
        result = operation("multiply", result, this.signedFactors());
      } else if (this.options.declared === undefined && takeEntrywiseSign(this)) {
        result = apply("\\⊙", result, this.signedFactors());
      } else if (this.takeGlyph("/") || this.takeGlyph("\\div") || this.takeGlyph("÷")) {
        result = this.quotient(result);
      } else if (this.standsAtRemainder() && !this.takesRemainderOfSum()) {
        this.at++;
        result = apply("\\mod", result, this.signedFactors());
      } else return valueAt(this, result, start);
    }
  }

  private standsAtRemainder(): boolean {
    return isGlyph(this.peek(), "\\bmod") || (this.options.declared === undefined && isGlyph(this.peek(), "\\mod"));
  }

  private takeRemainderSign(): boolean {
    const isThere = this.standsAtRemainder();
    if (isThere) this.at++;
    return isThere;
  }

  /** Whether a remainder is that of the whole sum before it, and not of its last term. */
  private takesRemainderOfSum(): boolean {
    return this.hasTerms && this.choose(2, "what a remainder is taken of is not clear") === 1;
  }

  /** `a / bc` is read as a / (bc) too. */
  private quotient(dividend: Expression): Expression {
    const start = this.at;
    const isNegative = this.takeMinus();
    let divisor = this.power();
    if (isNegative) divisor = operation("negate", divisor);
    const afterFirst = this.at;
    this.at = start;
    const whole = this.signedFactors();
    if (!this.wasJuxtaposed) return operation("divide", dividend, whole);
    if (this.choose(2, "a / bc can be read as (a / b)c or a / (bc)", start) === 1)
      return operation("divide", dividend, whole);
    this.at = afterFirst;
    return productOf(this, operation("divide", dividend, divisor), this.factors(), "");
  }

  private signedFactors(): Expression {
    return this.takeMinus() ? operation("negate", this.factors()) : this.factors();
  }

  /** Factors that stand side by side. */
  factors(): Expression {
    let result = this.power();
    let juxtaposed = 0;
    while (this.startsFactor()) {
      if (juxtaposed > longestRow) this.refuse(`the product has more than ${longestRow} factors`);
      const before = this.nodes[this.at - 1];
      const next = this.peek()!;
      const isWhole =
        isGlyph(before, "!") || before?.kind === "binomial" || before?.kind === "fraction" || before?.kind === "fence";
      if (isDigit(next) && !isWhole)
        this.refuse("a number right behind another factor: a sign between them is missing");
      const isMixed = isDigit(before) && /^\d+$/.test(this.precedingNumber()) && isNumeric(next);
      const unclear = "a whole number before a fraction can be a mixed number or a product";
      const isAdded = isMixed && this.choose(2, unclear) === 0;
      const factor = this.power();
      result = isAdded ? operation("add", result, factor) : productOf(this, result, factor, "");
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
      if (node.text === "|" || node.text === "\\|" || node.text === "\\vert") {
        return this.inBars === 0 && !standsAtPlace(this.nodes, this.at);
      }
      if (["…", "\\dots", "\\ldots", "\\cdots"].includes(node.text)) return false;
      return (node.role === "ordinary" && node.text !== "/") || node.role === "open";
    }
    return node.kind !== "script";
  }

  /** A primary with its powers, percent signs and degrees. */
  power(): Expression {
    this.wasBareFunction = false;
    const isEuler = isEulerAt(this);
    const read = withPowers(this, this.primary(), isEuler);
    return variablesOf(read).size === 0 ? withUnit(this, read) : read;
  }

  private primary(): Expression {
    const node = this.peek();
    if (node === undefined) this.refuse("something is missing at the end");
    switch (node.kind) {
      case "group":
        this.at++;
        return this.inside(node.body, node);
      case "fraction": {
        const found = derivativeOf(this, node) ?? opaqueHere(this);
        if (found !== undefined) return found;
        this.at++;
        return operation("divide", this.inside(node.numerator, node), this.inside(node.denominator, node));
      }
      case "root":
        this.at++;
        if (node.index === undefined) return operation("sqrt", this.inside(node.body, node));
        return operation(
          "power",
          this.inside(node.body, node),
          operation("divide", number(1), this.inside(node.index, node)),
        );
      case "fence":
        return fenceAt(this, node) ?? indicator(this) ?? norm(this) ?? this.fence(node);
      case "table":
        if (this.options.declared !== undefined) break;
        return tableOf(this, node);
      case "binomial":
        if (this.options.declared !== undefined) break;
        this.at++;
        return apply("\\binomial", this.inside(node.top, node), this.inside(node.bottom, node));
      case "cases":
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
        if (isCurrency(node)) return priceOf(this);
        return indicator(this) ?? norm(this) ?? (node.role === "open" ? opened(this) : named(this));
      case "other":
        if (node.name === "int" && this.options.declared === undefined) return integralOf(this);
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

  /** A number as it is written. */
  number(): Expression {
    const found = numberAt(this.nodes, this.at, this.source, this.inList ? "list" : this.options.comma);
    if ("refusal" in found) this.refuse(found.refusal);
    this.at = found.next;
    const dots = found.text.includes(".") && ["\\ldots", "\\dots", "…"].some((sign) => this.takeGlyph(sign));
    const repeated = repetend(this, found.text);
    if (repeated !== undefined) return repeated;
    return dots ? apply("\\…", number(found.text)) : number(found.text);
  }

  /** The arguments in the brackets at the reader's place. */
  args(): Expression[] {
    return argsOf(this);
  }

  /** What is written in the pieces within a piece, in which an index may have a meaning besides. */
  inside(nodes: readonly Node[], around: Node, bound = this.bound): Expression {
    return new MemberReader(nodes, this.context, around.start, bound).whole();
  }

  /** The reader of the rest, for which a letter is the index of a sum or its like. */
  withIndices(letters: ReadonlyMap<string, string>): MemberReader {
    const bound = new Map([...this.bound, ...letters]);
    const reader = new MemberReader(this.nodes, this.context, 0, bound);
    reader.at = this.at;
    reader.inBars = this.inBars;
    reader.inList = this.inList;
    return reader;
  }
}

function isNumeric(node: Node): boolean {
  return node.kind === "fraction" && [...node.numerator, ...node.denominator].every(isDigit);
}
