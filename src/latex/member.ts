import { apply, number, operation, symbol, vector } from "../expression/construct.js";
import type { Expression, Operation } from "../expression/expression.js";
import { walk } from "../expression/walk.js";
import { Cursor, isDigit, isGlyph } from "./cursor.js";
import type { Node } from "./katex.js";
import type { Name } from "./names.js";
import { lettersAt, nameAt, stemAt } from "./names.js";
import { numberAt } from "./numbers.js";
import { mayBeLabel, mostTerms, termsOf, wholeNumberOf } from "./series.js";

/** What the reader has to know of the text around a formula. */
export interface ReadOptions {
  isVariable(name: string): boolean;
  isFunction(name: string): boolean;
  /** What a comma between digits means where three digits follow, as in `1{,}234`: it can be either. */
  readonly comma: "thousands" | "decimal";
}

/** Functions that KaTeX or plain words name, and the operation each is. */
const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["exp", "exp"],
  ["ln", "log"],
  ["sinh", "sinh"],
  ["cosh", "cosh"],
  ["tanh", "tanh"],
  ["sin", "sin"],
  ["cos", "cos"],
  ["tan", "tan"],
  ["erf", "erf"],
  ["erfc", "erfc"],
  ["max", "max"],
  ["min", "min"],
]);

/** Reads the pieces of one side of a relation as an expression; a ReadingError where it can't. */
export function readMember(nodes: readonly Node[], source: string, options: ReadOptions): Expression {
  return new MemberReader(nodes, source, options, nodes[0]?.start ?? 0).whole();
}

/** More terms or factors in a row are not read. */
const longestRow = 500;
/** Sums and products with more parts, once they are written out, are not read. */
const longestSeries = 4000;

class MemberReader extends Cursor {
  private readonly source: string;
  private readonly options: ReadOptions;
  private inBars = 0;
  /** Whether commas divide entries where the reader stands. */
  private inList = false;
  /** Whether the last `factors()` multiplied factors that merely stand side by side. */
  private wasJuxtaposed = false;
  /** Whether the last factor was a function before an argument without parentheses, so that what follows is unclear. */
  private wasBareFunction = false;

  constructor(nodes: readonly Node[], source: string, options: ReadOptions, from: number) {
    super(nodes, from);
    this.source = source;
    this.options = options;
  }

  whole(): Expression {
    if (this.nodes.length === 0) this.refuse("nothing is written here");
    const result = this.sum();
    if (this.peek() !== undefined) this.refuse(`${this.describe()} is not expected here`);
    return result;
  }

  private sum(): Expression {
    let result = this.product();
    for (let terms = 1; ; terms++) {
      if (terms > longestRow) this.refuse(`the sum has more than ${longestRow} terms`);
      if (this.takeGlyph("+")) result = operation("add", result, this.product());
      else if (this.takeMinus()) result = operation("subtract", result, this.product());
      else return result;
    }
  }

  /** A sign, and factors joined by multiplication and division signs or by nothing. */
  private product(): Expression {
    if (this.takeMinus()) return operation("negate", this.unsigned());
    this.takeGlyph("+");
    return this.unsigned();
  }

  private unsigned(): Expression {
    let result = this.factors();
    for (let count = 1; ; count++) {
      if (count > longestRow) this.refuse(`the product has more than ${longestRow} factors`);
      if (this.takeTimes()) result = operation("multiply", result, this.signedFactors());
      else if (this.takeGlyph("/") || this.takeGlyph("\\div") || this.takeGlyph("÷")) {
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
      result = operation("multiply", result, this.power());
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

  private startsFactor(): boolean {
    const node = this.peek();
    if (node === undefined) return false;
    if (this.wasBareFunction) return node.kind === "word" && this.isFunction(node.text);
    if (node.kind === "glyph") {
      if (node.text === "|" || node.text === "\\|" || node.text === "\\vert") return this.inBars === 0;
      return (node.role === "ordinary" && node.text !== "/") || node.role === "open";
    }
    return node.kind !== "script";
  }

  /** A primary with its powers, percent signs and degrees. */
  private power(): Expression {
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
        if (node.sub !== undefined) this.refuse("a subscript here is not read");
        if (isDegrees(node.sup!)) {
          this.at++;
          base = apply("degrees", base);
          continue;
        }
        this.at++;
        const exponent = this.inside(node.sup!, node);
        base = isEuler ? operation("exp", exponent) : operation("power", base, exponent);
        if (this.peek()?.kind === "script") this.refuse("a power of a power needs parentheses");
      } else return base;
    }
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
        this.at++;
        return this.bracketed(node.left, node.right, this.list(node.body, node), node);
      case "glyph":
        if (isDigit(node)) return this.number();
        if (node.text === "|" || node.text === "\\vert" || node.text === "\\lvert") return this.bars();
        if (node.role === "open") return this.opened();
        break;
      case "other":
        if (node.name === "sum" || node.name === "prod") return this.series(node.name);
        break;
      default:
        break;
    }
    return this.named();
  }

  /** A sum or product over an index between two numbers, of the whole product behind it, written out. */
  private series(name: "sum" | "prod"): Expression {
    const start = this.at;
    const [below, above] = [this.nodes[start + 1], this.nodes[start + 2]];
    const sub = below?.kind === "script" ? below.sub : undefined;
    const sup = above?.kind === "script" ? above.sup : undefined;
    if (sub === undefined || sup === undefined) this.refuse(`a ${name} without both bounds is not read`);
    const index = nameAt(sub, 0, () => false);
    if (index === undefined || !isGlyph(sub[index.next], "=")) this.refuse(`the index of this ${name} is not read`);
    const first = wholeNumberOf(this.inside(sub.slice(index.next + 1), below!));
    const last = wholeNumberOf(this.inside(sup, above!));
    if (first === undefined || last === undefined) this.refuse(`the bounds of this ${name} are not numbers`);
    if (last < first || last - first >= mostTerms) this.refuse(`a ${name} of 1 to ${mostTerms} terms is read`);
    if (this.options.isVariable(index.name)) this.refuse(`${index.name} is an index here and a variable in this text`);
    this.at = start + 3;
    const body = this.product();
    if (mayBeLabel(body, index.name)) this.refuse(`a superscript ${index.name} can be a power or a label`, start);
    const size = [...walk(body)].length * (last - first + 1);
    if (size > longestSeries) this.refuse(`this ${name} is too long to write out`, start);
    const terms = termsOf(body, index.name, first, last);
    if (name === "sum") return operation("sum", vector(terms));
    return terms.reduce((product, term) => operation("multiply", product, term));
  }

  private number(): Expression {
    const found = numberAt(this.nodes, this.at, this.source, this.inList ? "list" : this.options.comma);
    if ("refusal" in found) this.refuse(found.refusal);
    this.at = found.next;
    return number(found.text);
  }

  private named(): Expression {
    const node = this.peek()!;
    const isKnown = (word: string) => this.isFunction(word) || this.options.isVariable(word);
    const stem = stemAt(this.nodes, this.at, isKnown);
    if (stem === undefined) this.refuse(`${this.describe()} is not read`);
    const full = nameAt(this.nodes, this.at, isKnown);
    const isCall = this.opensArguments(full === undefined ? stem.next : full.next);
    if (stem.name === "log") return this.logarithm(stem.next);
    const builtIn = operations.get(stem.name);
    if (builtIn !== undefined) {
      if (this.nodes[stem.next]?.kind === "script") return this.powerOfFunction(builtIn, stem);
      return this.operation(builtIn, stem);
    }
    if (full === undefined) this.refuse(`the subscript of ${stem.name} is not read`);
    const { name, next } = full;
    if (isCall && !this.options.isVariable(name)) {
      if (name === "π" || name === "e") this.refuse(`${name}(…) can be a product or a function`);
      const letters = lettersAt(this.nodes, this.at).join("");
      if (letters.length > 1 && !isKnown(name)) this.refuse(`${letters} is not a known function`);
      this.at = next;
      return apply(name, ...this.args());
    }
    if (isCall && this.isFunction(name)) this.refuse(`${name} is a function and a number in this text`);
    if (node.kind === "word" && this.isFunction(name) && !this.options.isVariable(name)) {
      this.refuse(`${name} has no argument`);
    }
    this.at = next;
    return symbol(name === "π" && !this.options.isVariable("π") ? "pi" : name);
  }

  private isFunction(word: string): boolean {
    return word === "log" || operations.get(word) !== undefined || this.options.isFunction(word);
  }

  /** `\log`, with a base as subscript or without one. */
  private logarithm(next: number): Expression {
    const script = this.nodes[next];
    if (script?.kind !== "script") return apply("log", this.argument(next));
    if (script.sup !== undefined) this.refuse("a power of log before its argument is not read", next);
    const base = this.inside(script.sub!, script);
    return operation("divide", operation("log", this.argument(next + 1)), operation("log", base));
  }

  private operation(builtIn: Operation, { name, next }: Name): Expression {
    if (builtIn !== "max" && builtIn !== "min") return operation(builtIn, this.argument(next));
    if (!this.opensArguments(next)) this.refuse(`${name} needs its arguments in parentheses`);
    this.at = next;
    return operation(builtIn, ...this.args());
  }

  /** sin²(x); sin⁻¹ is the inverse function to most and the reciprocal to some, so it is not read. */
  private powerOfFunction(builtIn: Operation, { name, next }: Name): Expression {
    const script = this.nodes[next]!;
    if (script.kind !== "script" || script.sub !== undefined) this.refuse(`the subscript of ${name} is not read`, next);
    const exponent = this.inside(script.sup!, script);
    const isPlain = exponent.kind === "number" && /^[2-9]$/.test(exponent.text);
    if (!isPlain) this.refuse(`this power of ${name} is not read`, next);
    return operation("power", operation(builtIn, this.argument(next + 1)), exponent);
  }

  /** The only argument of a function: in parentheses, or the number or name behind it. */
  private argument(next: number): Expression {
    this.at = next;
    if (this.opensArguments(next)) {
      const args = this.args();
      if (args.length !== 1) this.refuse(`one argument is expected but ${args.length} are given`, next);
      return args[0]!;
    }
    const node = this.peek();
    if (node === undefined) this.refuse("a function has no argument");
    const isSimple =
      isDigit(node) ||
      node.kind === "fraction" ||
      node.kind === "root" ||
      node.kind === "glyph" ||
      node.kind === "word";
    if (!isSimple || isGlyph(node, "-")) this.refuse("this argument needs parentheses");
    let result = this.power();
    if (result.kind === "number") {
      // sin 2π and log 2x: a number and one name behind it belong together.
      const follower = this.peek();
      if (follower !== undefined && this.startsFactor() && follower.kind === "glyph" && !isDigit(follower)) {
        result = operation("multiply", result, this.power());
      }
    }
    const after = this.peek();
    if (this.takesMore(after)) this.refuse("where this argument ends is not clear without parentheses");
    this.wasBareFunction = true;
    return result;
  }

  /** Whether what follows an argument without parentheses could belong to it. */
  private takesMore(node: Node | undefined): boolean {
    if (node === undefined || isGlyph(node, "|")) return false;
    if (node.kind === "word") return !this.isFunction(node.text);
    if (node.kind !== "glyph") return true;
    return !["+", "-", "−", ")", "]", ",", "\\rvert"].includes(node.text) && node.role !== "close";
  }

  private opensArguments(at: number): boolean {
    const node = this.nodes[at];
    return isGlyph(node, "(") || (node?.kind === "fence" && node.left === "(");
  }

  private args(): Expression[] {
    const node = this.nodes[this.at]!;
    if (node.kind === "fence") {
      this.at++;
      if (node.right !== ")") this.refuse(`${node.left} is closed by ${node.right}`, this.at - 1);
      return this.list(node.body, node);
    }
    this.at++;
    return this.listUntil(")");
  }

  private opened(): Expression {
    const node = this.peek()!;
    const left = node.kind === "glyph" ? node.text : "";
    const right = { "(": ")", "[": "]", "\\lfloor": "\\rfloor" }[left];
    if (right === undefined) this.refuse(`${left} is not read`);
    this.at++;
    return this.bracketed(left, right, this.listUntil(right), node);
  }

  /** One thing in brackets is itself; several are a vector. */
  private bracketed(left: string, right: string, entries: Expression[], node: Node): Expression {
    const place = this.nodes.indexOf(node);
    if (left === "|" && right === "|" && entries.length === 1) return operation("abs", entries[0]!);
    if (left === "\\lfloor" && right === "\\rfloor" && entries.length === 1) return operation("floor", entries[0]!);
    if (!((left === "(" && right === ")") || (left === "[" && right === "]")))
      this.refuse(`${left}…${right} is not read`, place);
    if (entries.length > 1) return vector(entries);
    if (left === "[" && entries[0]!.kind === "number")
      this.refuse("brackets around a number can mean its whole part", place);
    return entries[0]!;
  }

  private bars(): Expression {
    const start = this.at;
    const closing = isGlyph(this.peek(), "\\lvert") ? "\\rvert" : (this.peek() as { text: string }).text;
    this.at++;
    this.inBars++;
    const inside = this.sum();
    this.inBars--;
    if (!this.takeGlyph(closing)) this.refuse("| is not closed", start);
    this.wasBareFunction = false;
    return operation("abs", inside);
  }

  private listUntil(closing: string): Expression[] {
    const start = this.at - 1;
    const outside = { inBars: this.inBars, inList: this.inList };
    this.inBars = 0;
    this.inList = true;
    const entries = [this.sum()];
    while (this.takeGlyph(",") || this.takeGlyph(";")) entries.push(this.sum());
    if (!this.takeGlyph(closing)) {
      if (this.peek() === undefined) this.refuse("a bracket is not closed", start);
      this.refuse(`${this.describe()} is not expected here`);
    }
    this.inBars = outside.inBars;
    this.inList = outside.inList;
    this.wasBareFunction = false;
    return entries;
  }

  private list(nodes: readonly Node[], around: Node): Expression[] {
    const reader = new MemberReader(nodes, this.source, this.options, around.start);
    reader.inList = true;
    const entries = [reader.sum()];
    while (reader.takeGlyph(",") || reader.takeGlyph(";")) entries.push(reader.sum());
    if (reader.peek() !== undefined) reader.refuse(`${reader.describe()} is not expected here`);
    return entries;
  }

  private inside(nodes: readonly Node[], around: Node): Expression {
    return new MemberReader(nodes, this.source, this.options, around.start).whole();
  }
}

function isNumeric(node: Node): boolean {
  return node.kind === "fraction" && [...node.numerator, ...node.denominator].every(isDigit);
}

function isDegrees(nodes: readonly Node[]): boolean {
  return nodes.length === 1 && (isGlyph(nodes[0], "\\circ") || isGlyph(nodes[0], "∘") || isGlyph(nodes[0], "°"));
}
