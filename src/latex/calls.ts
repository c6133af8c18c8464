import { apply, number, operation, symbol } from "../expression/construct.js";
import type { Expression, Operation } from "../expression/expression.js";
import { listOf, listUntil } from "./brackets.js";
import { isDigit, isGlyph } from "./cursor.js";
import { primedCall } from "./derivatives.js";
import { declaredName } from "./entries.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";
import { lettersAt, nameAt, stemAt } from "./names.js";
import type { Node } from "./nodes.js";
import { opaqueHere } from "./opaque.js";
import { extremum } from "./series.js";
import { isSpecialFunction, specialCall } from "./special.js";

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
  ["arcsin", "asin"],
  ["arccos", "acos"],
  ["arctan", "atan"],
  ["erf", "erf"],
  ["erfc", "erfc"],
  ["max", "max"],
  ["min", "min"],
]);

/** A name, or a function with its arguments, at the reader's place. */
export function named(reader: MemberReader): Expression {
  const { nodes, options } = reader;
  const node = reader.peek()!;
  const opaque = opaqueHere(reader);
  if (opaque !== undefined) return opaque;
  const isKnown = (word: string) => isFunction(reader, word) || options.isVariable(word);
  const stem = stemAt(nodes, reader.at, isKnown);
  if (stem === undefined) reader.refuse(`${reader.describe()} is not read`);
  const declared = declaredName(reader, stem);
  if (declared !== undefined) return declared;
  const index = options.declared === undefined ? reader.bound.get(stem.name) : undefined;
  if (index !== undefined) {
    reader.at = stem.next;
    return symbol(index);
  }
  const full = nameAt(nodes, reader.at, isKnown);
  const isCall = opensArguments(reader, full === undefined ? stem.next : full.next);
  if (stem.name === "log") return logarithm(reader, stem.next);
  const builtIn = operations.get(stem.name);
  if (builtIn !== undefined) {
    if (nodes[stem.next]?.kind === "script") return scriptedFunction(reader, builtIn, stem);
    return builtInCall(reader, builtIn, stem);
  }
  const special = options.declared === undefined ? specialCall(reader, stem) : undefined;
  if (special !== undefined) return special;
  const derivative = derivativeCall(reader, stem) ?? primedCall(reader, stem.name, stem.next);
  if (derivative !== undefined) return derivative;
  const isEntry = (options.axesOf?.(stem.name) ?? 0) > 0 && (full === undefined || !options.isVariable(full.name));
  if (full === undefined && !isEntry) reader.refuse(`the subscript of ${stem.name} is not read`);
  const { name, next } = isEntry ? stem : full!;
  if (isCall && !options.isVariable(name)) {
    if (name === "π" || name === "e") reader.refuse(`${name}(…) can be a product or a function`);
    if (isEntry) reader.refuse(`${name}(…) can be a product or a function`);
    const letters = lettersAt(nodes, reader.at).join("");
    if (letters.length > 1 && !isKnown(name)) reader.refuse(`${letters} is not a known function`);
    const isLetter = options.declared === undefined && !isKnown(name) && /^\p{L}(?:_|$)/u.test(name);
    const isNumber = isLetter && (standsAlone(name, reader.source) || isProduct(reader, name, next));
    reader.at = next;
    return isNumber ? symbol(name) : apply(name, ...argsOf(reader));
  }
  if (isCall && isFunction(reader, name)) reader.refuse(`${name} is a function and a number in this text`);
  if (node.kind === "word" && isFunction(reader, name) && !options.isVariable(name)) {
    reader.refuse(`${name} has no argument`);
  }
  reader.at = next;
  return symbol(name === "π" && !options.isVariable("π") ? "pi" : name);
}

const inverses: Partial<Record<Operation, (argument: Expression) => Expression>> = {
  sin: (argument) => operation("asin", argument),
  cos: (argument) => operation("acos", argument),
  tan: (argument) => operation("atan", argument),
  sinh: (argument) => apply("\\arsinh", argument),
  cosh: (argument) => apply("\\arcosh", argument),
  tanh: (argument) => apply("\\artanh", argument),
};

/** Of n(n + 1), where n may be a function or a number, whether it is read as a product. */
function isProduct(reader: MemberReader, name: string, next: number): boolean {
  const { nodes } = reader;
  const inside = nodes[next]?.kind === "fence" ? (nodes[next] as { body: readonly Node[] }).body : nodes.slice(next);
  const closing = inside.findIndex((node) => isGlyph(node, ")"));
  const hasList = inside.slice(0, closing < 0 ? undefined : closing).some((node) => isGlyph(node, ","));
  return !hasList && reader.choose(2, `${name}(…) can be a product or a function`) === 1;
}

/** Whether a letter stands somewhere without brackets behind it, as numbers do and functions do not. */
function standsAlone(name: string, source: string): boolean {
  const letters = source.replace(/\\[a-zA-Z]+/g, (command) => " ".repeat(command.length));
  return /^[a-zA-Z]$/.test(name) && new RegExp(`${name}(?![a-zA-Z']|\\s*\\()`).test(letters);
}

/** Whether a word is a function's name. */
export function isFunction({ options }: MemberReader, word: string): boolean {
  if (word === "log" || operations.get(word) !== undefined || options.isFunction(word)) return true;
  return options.declared === undefined && isSpecialFunction(word);
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

/** `\log`, with a base as subscript or without one, and with a power. */
function logarithm(reader: MemberReader, next: number): Expression {
  const [first, second] = [reader.nodes[next], reader.nodes[next + 1]];
  const sub = first?.kind === "script" ? first.sub : undefined;
  const power = [first, second].find((node) => node?.kind === "script" && node.sup !== undefined);
  if (power !== undefined && reader.options.declared !== undefined) {
    reader.refuse("a power of log before its argument is not read", next);
  }
  const after = next + (sub === undefined ? 0 : 1) + (power === undefined ? 0 : 1);
  const base = sub === undefined ? undefined : reader.inside(sub, first!);
  const inside = argument(reader, after);
  const value =
    base === undefined ? apply("log", inside) : operation("divide", operation("log", inside), operation("log", base));
  if (power?.kind !== "script") return value;
  const exponent = reader.inside(power.sup!, power);
  if (exponent.kind !== "number" || !/^[2-9]$/.test(exponent.text))
    reader.refuse("this power of log is not read", next);
  return operation("power", value, exponent);
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

/** sin²(x); sin⁻¹ is the inverse function to most and the reciprocal to some. */
function scriptedFunction(reader: MemberReader, builtIn: Operation, { name, next }: Name): Expression {
  const script = reader.nodes[next]!;
  if (script.kind === "script" && script.sub !== undefined && reader.options.declared !== undefined) {
    if (builtIn === "max" || builtIn === "min") return extremum(reader, builtIn, next);
  }
  if (script.kind !== "script" || script.sub !== undefined) {
    reader.refuse(`the subscript of ${name} is not read`, next);
  }
  const exponent = reader.inside(script.sup!, script);
  const inverse = isMinusOne(exponent) ? inverses[builtIn] : undefined;
  if (inverse !== undefined && reader.choose(2, `this power of ${name} is not read`, next) === 0) {
    return inverse(argument(reader, next + 1));
  }
  if (isMinusOne(exponent)) return operation("divide", number(1), operation(builtIn, argument(reader, next + 1)));
  const isPlain = exponent.kind === "number" && /^[2-9]$/.test(exponent.text);
  if (!isPlain) reader.refuse(`this power of ${name} is not read`, next);
  return operation("power", operation(builtIn, argument(reader, next + 1)), exponent);
}

/** The only argument of a function: in parentheses, or the number or name behind it. */
export function argument(reader: MemberReader, next: number): Expression {
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
  if (!endsBySign && takesMore(reader, after)) result = longArgument(reader, result);
  reader.wasBareFunction = true;
  return result;
}

/** `log 8 / 2` and `ln 2 · 3`: the argument ends at once, or goes as far as the signs of multiplication do. */
function longArgument(reader: MemberReader, first: Expression): Expression {
  const unclear = "where this argument ends is not clear without parentheses";
  const next = reader.peek();
  const isDivision = isGlyph(next, "/") || isGlyph(next, "÷");
  const isTimes = ["\\cdot", "\\times", "×", "·"].some((sign) => isGlyph(next, sign));
  if ((!isDivision && !isTimes) || reader.inBars > 0) reader.refuse(unclear);
  if (reader.choose(2, unclear) === 0) return first;
  reader.at++;
  return operation(isDivision ? "divide" : "multiply", first, reader.power());
}

function isMinusOne(expression: Expression): boolean {
  if (expression.kind !== "operation" || expression.operation !== "negate") return false;
  const [digit] = expression.args;
  return digit?.kind === "number" && digit.text === "1";
}

/** Whether what follows an argument without parentheses could belong to it. */
function takesMore(reader: MemberReader, node: Node | undefined): boolean {
  if (node === undefined || isGlyph(node, "|")) return false;
  if (node.kind === "word") return !isFunction(reader, node.text);
  if (node.kind !== "glyph") return true;
  return !["+", "-", "−", ")", "]", ",", "\\rvert"].includes(node.text) && node.role !== "close";
}

export function opensArguments({ nodes }: MemberReader, at: number): boolean {
  const node = nodes[at];
  return isGlyph(node, "(") || (node?.kind === "fence" && node.left === "(");
}

export function argsOf(reader: MemberReader): Expression[] {
  const node = reader.nodes[reader.at]!;
  reader.at++;
  if (node.kind !== "fence") return listUntil(reader, ")");
  if (node.right !== ")") reader.refuse(`${node.left} is closed by ${node.right}`, reader.at - 1);
  return listOf(reader, node.body, node);
}
