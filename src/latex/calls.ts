import { apply, operation, symbol } from "../expression/construct.js";
import type { Expression, Operation } from "../expression/expression.js";
import { listOf, listUntil } from "./brackets.js";
import { isDigit, isGlyph } from "./cursor.js";
import { declaredName } from "./entries.js";
import type { Node } from "./katex.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";
import { lettersAt, nameAt, stemAt } from "./names.js";
import { extremum } from "./series.js";

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

/** A name, or a function with its arguments, at the reader's place. */
export function named(reader: MemberReader): Expression {
  const { nodes, options } = reader;
  const node = reader.peek()!;
  const isKnown = (word: string) => isFunction(reader, word) || options.isVariable(word);
  const stem = stemAt(nodes, reader.at, isKnown);
  if (stem === undefined) reader.refuse(`${reader.describe()} is not read`);
  const declared = declaredName(reader, stem);
  if (declared !== undefined) return declared;
  const full = nameAt(nodes, reader.at, isKnown);
  const isCall = opensArguments(reader, full === undefined ? stem.next : full.next);
  if (stem.name === "log") return logarithm(reader, stem.next);
  const builtIn = operations.get(stem.name);
  if (builtIn !== undefined) {
    if (nodes[stem.next]?.kind === "script") return scriptedFunction(reader, builtIn, stem);
    return builtInCall(reader, builtIn, stem);
  }
  const derivative = derivativeCall(reader, stem);
  if (derivative !== undefined) return derivative;
  if (full === undefined) reader.refuse(`the subscript of ${stem.name} is not read`);
  const { name, next } = full;
  if (isCall && !options.isVariable(name)) {
    if (name === "π" || name === "e") reader.refuse(`${name}(…) can be a product or a function`);
    const letters = lettersAt(nodes, reader.at).join("");
    if (letters.length > 1 && !isKnown(name)) reader.refuse(`${letters} is not a known function`);
    reader.at = next;
    return apply(name, ...argsOf(reader));
  }
  if (isCall && isFunction(reader, name)) reader.refuse(`${name} is a function and a number in this text`);
  if (node.kind === "word" && isFunction(reader, name) && !options.isVariable(name)) {
    reader.refuse(`${name} has no argument`);
  }
  reader.at = next;
  return symbol(name === "π" && !options.isVariable("π") ? "pi" : name);
}

/** Whether a word is a function's name. */
export function isFunction({ options }: MemberReader, word: string): boolean {
  return word === "log" || operations.get(word) !== undefined || options.isFunction(word);
}

/** σ′(x), where the derivative of σ is known under that name. */
function derivativeCall(reader: MemberReader, { name, next }: Name): Expression | undefined {
  const script = reader.nodes[next];
  if (reader.options.declared === undefined || script?.kind !== "script" || script.sup === undefined) return undefined;
  const isPrime = script.sup.length > 0 && script.sup.every((one) => isGlyph(one, "\\prime"));
  const derivative = `${name}${"'".repeat(script.sup.length)}`;
  if (!isPrime || !reader.options.isFunction(derivative) || !opensArguments(reader, next + 1)) return undefined;
  reader.at = next + 1;
  return apply(derivative, ...argsOf(reader));
}

/** `\log`, with a base as subscript or without one. */
function logarithm(reader: MemberReader, next: number): Expression {
  const script = reader.nodes[next];
  if (script?.kind !== "script") return apply("log", argument(reader, next));
  if (script.sup !== undefined) reader.refuse("a power of log before its argument is not read", next);
  const base = reader.inside(script.sub!, script);
  return operation("divide", operation("log", argument(reader, next + 1)), operation("log", base));
}

function builtInCall(reader: MemberReader, builtIn: Operation, { name, next }: Name): Expression {
  // A definition may give the name another meaning, for another number of arguments.
  if (reader.options.declared !== undefined && reader.options.isFunction(name) && opensArguments(reader, next)) {
    reader.at = next;
    const args = argsOf(reader);
    return args.length === 1 || builtIn === "max" || builtIn === "min"
      ? operation(builtIn, ...args)
      : apply(name, ...args);
  }
  if (builtIn !== "max" && builtIn !== "min") return operation(builtIn, argument(reader, next));
  if (!opensArguments(reader, next)) reader.refuse(`${name} needs its arguments in parentheses`);
  reader.at = next;
  return operation(builtIn, ...argsOf(reader));
}

/** sin²(x); sin⁻¹ is the inverse function to most and the reciprocal to some, so it is not read. */
function scriptedFunction(reader: MemberReader, builtIn: Operation, { name, next }: Name): Expression {
  const script = reader.nodes[next]!;
  if (script.kind === "script" && script.sub !== undefined && reader.options.declared !== undefined) {
    if (builtIn === "max" || builtIn === "min") return extremum(reader, builtIn, next);
  }
  if (script.kind !== "script" || script.sub !== undefined) {
    reader.refuse(`the subscript of ${name} is not read`, next);
  }
  const exponent = reader.inside(script.sup!, script);
  const isPlain = exponent.kind === "number" && /^[2-9]$/.test(exponent.text);
  if (!isPlain) reader.refuse(`this power of ${name} is not read`, next);
  return operation("power", operation(builtIn, argument(reader, next + 1)), exponent);
}

/** The only argument of a function: in parentheses, or the number or name behind it. */
function argument(reader: MemberReader, next: number): Expression {
  reader.at = next;
  if (opensArguments(reader, next)) {
    const args = argsOf(reader);
    if (args.length !== 1) reader.refuse(`one argument is expected but ${args.length} are given`, next);
    return args[0]!;
  }
  const node = reader.peek();
  if (node === undefined) reader.refuse("a function has no argument");
  const isSeries = reader.options.declared !== undefined && node.kind === "other";
  const isSimple =
    isDigit(node) ||
    node.kind === "fraction" ||
    node.kind === "root" ||
    node.kind === "glyph" ||
    node.kind === "word" ||
    isSeries;
  if (!isSimple || isGlyph(node, "-")) reader.refuse("this argument needs parentheses");
  let result = reader.power();
  if (result.kind === "number") {
    // sin 2π and log 2x: a number and one name behind it belong together.
    const follower = reader.peek();
    if (follower !== undefined && reader.startsFactor() && follower.kind === "glyph" && !isDigit(follower)) {
      result = operation("multiply", result, reader.power());
    }
  }
  const after = reader.peek();
  // A fraction is a whole, so that a sign behind it goes with the function.
  const isWhole = reader.options.declared !== undefined && (node.kind === "fraction" || node.kind === "root");
  const endsBySign = isWhole && after?.kind === "glyph" && after.role === "binary";
  if (!endsBySign && takesMore(reader, after))
    reader.refuse("where this argument ends is not clear without parentheses");
  reader.wasBareFunction = true;
  return result;
}

/** Whether what follows an argument without parentheses could belong to it. */
function takesMore(reader: MemberReader, node: Node | undefined): boolean {
  if (node === undefined || isGlyph(node, "|")) return false;
  if (node.kind === "word") return !isFunction(reader, node.text);
  if (node.kind !== "glyph") return true;
  return !["+", "-", "−", ")", "]", ",", "\\rvert"].includes(node.text) && node.role !== "close";
}

function opensArguments({ nodes }: MemberReader, at: number): boolean {
  const node = nodes[at];
  return isGlyph(node, "(") || (node?.kind === "fence" && node.left === "(");
}

function argsOf(reader: MemberReader): Expression[] {
  const node = reader.nodes[reader.at]!;
  reader.at++;
  if (node.kind !== "fence") return listUntil(reader, ")");
  if (node.right !== ")") reader.refuse(`${node.left} is closed by ${node.right}`, reader.at - 1);
  return listOf(reader, node.body, node);
}
