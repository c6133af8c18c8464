import type { Token } from "./tokens.js";

/** Plain notation written as LaTeX, piece by piece, each with the place of what it was written for. */
export interface Piece {
  readonly latex: string;
  readonly start: number;
  readonly end: number;
}

/** Why plain notation is not read, and where. */
export class PlainError extends SyntaxError {
  override readonly name = "PlainError";
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Functions by how programs and plain text call them. */
const functions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    log2: "\\log_{2}",
    log_2: "\\log_{2}",
    log10: "\\log_{10}",
    log_10: "\\log_{10}",
    asin: "\\arcsin",
    acos: "\\arccos",
    atan: "\\arctan",
  }),
);
const latexFunctions = new Set("exp ln log lg sin cos tan arcsin arccos arctan sinh cosh tanh max min".split(" "));
/** Functions that LaTeX writes around their argument. */
const surrounding: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["sqrt", ["\\sqrt{", "}"]],
  ["cbrt", ["\\sqrt[3]{", "}"]],
  ["abs", ["\\left|", "\\right|"]],
  ["floor", ["\\left\\lfloor", "\\right\\rfloor"]],
  ["ceil", ["\\left\\lceil", "\\right\\rceil"]],
]);

/** Whether a word names a function that every reader of mathematics knows. */
export function isFunctionWord(word: string): boolean {
  return functions.has(word) || latexFunctions.has(word) || surrounding.has(word);
}

/** Writes tokens as LaTeX; a PlainError where it is not sure what they mean. */
export function latexOf(tokens: readonly Token[]): Piece[] {
  return new Writer(tokens).pieces();
}

const mostTokens = 2_000;

class Writer {
  private readonly tokens: readonly Token[];
  private readonly written: Piece[] = [];
  /** What closes each bracket that is open, and what the bracket itself is. */
  private readonly closers: { readonly latex: string; readonly opening: string }[] = [];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  pieces(): Piece[] {
    if (this.tokens.length > mostTokens) this.refuse(`there are more than ${mostTokens} signs`, this.tokens[0]!);
    while (this.at < this.tokens.length) this.one();
    if (this.closers.length > 0) this.refuse("a bracket is not closed", this.tokens.at(-1)!);
    return this.written;
  }

  private one(): void {
    const token = this.tokens[this.at]!;
    this.requireOneThing(token);
    this.at++;
    switch (token.kind) {
      case "number":
        this.write(this.number(token), token);
        return;
      case "letter":
        this.write(token.text, token);
        return;
      case "word":
        this.word(token);
        return;
      case "superscript":
        this.write(`^{${token.text}}`, token);
        return;
      case "sign":
        this.sign(token);
        return;
      case "open":
        if (token.text === "{") this.refuse("what is in braces is not read", token);
        this.open(token.text, token.text === "(" ? ")" : "]", token);
        return;
      case "close": {
        const closer = this.closers.pop();
        const matches = closer !== undefined && { "(": ")", "[": "]", "{": "}" }[closer.opening] === token.text;
        if (!matches) this.refuse(`${token.text} closes nothing`, token);
        this.write(closer.latex, token);
        return;
      }
      case "comma":
        this.write(",", token);
        return;
      case "relation":
        if (this.closers.length > 0) this.refuse("a relation within brackets", token);
        this.write(token.text, token);
        return;
      case "stop":
        this.refuse("a sign that is not known in plain notation", token);
    }
  }

  /** Only what touches is multiplied without a sign: `2x`, `2(x + 1)`. */
  private requireOneThing(token: Token): void {
    const before = this.tokens[this.at - 1];
    if (before === undefined || !endsThing(before) || !startsThing(token)) return;
    const touches = before.end === token.start;
    if (!touches && !isFunctionBefore(before)) this.refuse("two things side by side, with no sign between them", token);
    if (touches && token.kind === "number") this.refuse("a number right behind another thing", token);
    if (touches && before.kind === "word" && token.kind !== "open") this.refuse("this is not one name", token);
  }

  private number({ text, start, end }: Token): string {
    const { 1: digits = "", 2: exponent } = /^([^eE]*)(?:[eE]\+?(-?\d+))?$/.exec(text) ?? [];
    if (text.startsWith("\\frac")) return text;
    if (exponent !== undefined && this.tokens[this.at]?.text === "^")
      this.refuse("a power of a power of ten", { start, end });
    const inList = this.closers.some(({ opening }) => opening !== "{") && !/^\d{1,3}(?:,\d{3}){2,}/.test(digits);
    const plain = inList ? digits : digits.replaceAll(",", "{,}");
    return exponent === undefined ? plain : `{${plain} \\times 10^{${Number(exponent)}}}`;
  }

  private word(token: Token): void {
    const around = surrounding.get(token.text);
    const next = this.tokens[this.at];
    if (around !== undefined) {
      if (next?.text !== "(") this.refuse(`${token.text} needs its argument in parentheses`, token);
      this.at++;
      this.open(around[0], around[1], { start: token.start, end: next!.end }, "(");
      return;
    }
    if (latexFunctions.has(token.text)) {
      this.write(`\\${token.text}`, token);
      return;
    }
    const known = functions.get(token.text);
    if (known !== undefined) {
      this.write(known, token);
      return;
    }
    const [stem = "", ...subs] = token.text.split("_");
    const sub = subs.length === 0 ? "" : `_{\\mathrm{${subs.join(" ")}}}`;
    if (!/^[A-Za-z0-9]+$/.test(stem)) this.refuse(`${token.text} is not read`, token);
    this.write(`\\mathrm{${stem}}${sub}`, token);
  }

  private sign(token: Token): void {
    switch (token.text) {
      case "*":
        this.write("\\times", token);
        return;
      case "%": {
        const next = this.tokens[this.at];
        if (next !== undefined && (startsThing(next) || next.text === "^"))
          this.refuse("% can be per cent or a remainder", token);
        this.write("\\%", token);
        return;
      }
      case "°":
        if (this.tokens[this.at]?.kind === "letter" && this.tokens[this.at]!.start === token.end)
          this.refuse("a temperature is not read", token);
        this.write("^{\\circ}", token);
        return;
      case "√":
        this.root(token);
        return;
      case "^":
        this.power(token);
        return;
      default:
        this.write(token.text, token);
    }
  }

  private root(token: Token): void {
    const next = this.tokens[this.at];
    if (next === undefined || next.start !== token.end) this.refuse("a root of nothing", token);
    this.at++;
    if (next.text === "(") {
      this.open("\\sqrt{", "}", { start: token.start, end: next.end }, "(");
      return;
    }
    if (next.kind !== "number" && next.kind !== "letter") this.refuse("a root needs parentheses here", token);
    const after = this.tokens[this.at];
    if (
      after !== undefined &&
      after.start === next.end &&
      (startsThing(after) || after.kind === "superscript" || after.text === "^")
    )
      this.refuse("where this root ends is not clear without parentheses", token);
    this.write(`\\sqrt{${next.kind === "number" ? this.number(next) : next.text}}`, {
      start: token.start,
      end: next.end,
    });
  }

  /** `^2`, `^-x` or `^(…)`: an exponent without parentheses is one thing, and what follows must not be part of it. */
  private power(token: Token): void {
    let next = this.tokens[this.at];
    if (next?.text === "(" || next?.text === "{") {
      this.at++;
      this.open("^{", "}", { start: token.start, end: next.end }, next.text);
      return;
    }
    const isNegative = next?.text === "-";
    if (isNegative) next = this.tokens[++this.at];
    if (
      next === undefined ||
      (next.kind !== "number" && next.kind !== "letter") ||
      (/[eE\\]/.test(next.text) && next.kind === "number")
    )
      this.refuse("an exponent is missing", token);
    this.at++;
    const after = this.tokens[this.at];
    const touches = after !== undefined && after.start === next.end;
    const isRisky = isNegative || next.text === "1" || this.tokens[this.at - (isNegative ? 4 : 3)]?.text === "e";
    if (touches && (startsThing(after) || after.text === "^" || (after.text === "/" && isRisky)))
      this.refuse("where this exponent ends is not clear without parentheses", token);
    const exponent = next.kind === "number" ? this.number(next) : next.text;
    this.write(`^{${isNegative ? "-" : ""}${exponent}}`, { start: token.start, end: next.end });
  }

  private open(latex: string, closing: string, place: { start: number; end: number }, opening = latex): void {
    this.closers.push({ latex: closing, opening });
    this.write(latex, place);
  }

  private write(latex: string, { start, end }: { start: number; end: number }): void {
    this.written.push({ latex, start, end });
  }

  private refuse(message: string, { start }: { start: number; end: number }): never {
    throw new PlainError(message, start);
  }
}

/** Whether something ends here to which something else could be joined. */
function endsThing({ kind, text }: Token): boolean {
  return ["number", "letter", "word", "superscript", "close"].includes(kind) || text === "%" || text === "°";
}

function startsThing({ kind, text }: Token): boolean {
  return ["number", "letter", "word", "open"].includes(kind) || text === "√";
}

/** A function may stand apart from its argument: `ln 2`. */
function isFunctionBefore({ kind, text }: Token): boolean {
  return kind === "word" && isFunctionWord(text) && !surrounding.has(text);
}
