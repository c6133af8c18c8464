import { apply, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { ceiling } from "./brackets.js";
import { argsOf, argument, opensArguments } from "./calls.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";

type Reading = (args: readonly Expression[], reader: MemberReader) => Expression | undefined;

const ofOne =
  (read: (argument: Expression, reader: MemberReader) => Expression): Reading =>
  (args, reader) =>
    args.length === 1 ? read(args[0]!, reader) : undefined;
const reciprocal = (name: "cos" | "sin" | "tan") => ofOne((x) => operation("divide", number(1), operation(name, x)));
const place = (name: "argmax" | "argmin") =>
  ofOne((x, reader) => {
    const first = operation(name, x);
    return reader.choose(2, "places count from 0 or from 1") === 0 ? first : operation("subtract", first, number(1));
  });
const spread = (name: "var" | "std") =>
  ofOne((x, reader) => apply(reader.choose(2, "of a sample or of all") === 0 ? `\\${name}` : `\\sample ${name}`, x));
const several =
  (combine: (a: Expression, b: Expression) => Expression): Reading =>
  (args) =>
    args.length > 1 ? args.reduce(combine) : undefined;

/** Functions of texts that definitions do not use. */
const functions: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ["det", ofOne((x) => operation("determinant", x))],
  ["tr", ofOne((x) => operation("trace", x))],
  ["Tr", ofOne((x) => operation("trace", x))],
  ["trace", ofOne((x) => operation("trace", x))],
  ["gcd", several((a, b) => operation("gcd", a, b))],
  ["lcm", several((a, b) => apply("\\lcm", a, b))],
  ["lg", ofOne((x, reader) => logarithm(x, reader.choose(2, "the base of lg is not clear") === 0 ? 10 : 2))],
  ["sec", reciprocal("cos")],
  ["csc", reciprocal("sin")],
  ["cot", reciprocal("tan")],
  ["arsinh", ofOne((x) => apply("\\arsinh", x))],
  ["arcosh", ofOne((x) => apply("\\arcosh", x))],
  ["artanh", ofOne((x) => apply("\\artanh", x))],
  ["arcsinh", ofOne((x) => apply("\\arsinh", x))],
  ["arccosh", ofOne((x) => apply("\\arcosh", x))],
  ["arctanh", ofOne((x) => apply("\\artanh", x))],
  ["floor", ofOne((x) => operation("floor", x))],
  ["ceil", ofOne(ceiling)],
  ["abs", ofOne((x) => operation("abs", x))],
  ["sqrt", ofOne((x) => operation("sqrt", x))],
  ["sign", ofOne(signOf)],
  ["sgn", ofOne(signOf)],
  ["argmax", place("argmax")],
  ["argmin", place("argmin")],
  ["arg max", place("argmax")],
  ["arg min", place("argmin")],
  ["Var", spread("var")],
  ["var", spread("var")],
  ["std", spread("std")],
]);

function logarithm(argument: Expression, base: number): Expression {
  return operation("divide", operation("log", argument), operation("log", number(base)));
}

/** The sign of 0 is 0 to some, and 1 to others. */
function signOf(argument: Expression, reader: MemberReader): Expression {
  if (reader.choose(2, "the sign of 0 is not clear") === 0) return operation("sign", argument);
  const isNegative = { relation: "<", left: argument, right: number(0) } as const;
  return { kind: "piecewise", branches: [{ when: isNegative, value: number("-1") }], otherwise: number(1) };
}

/** Those of them that stand before an argument without parentheses. */
const bare = new Set(["det", "lg", "sec", "csc", "cot", "tr"]);

export function isSpecialFunction(word: string): boolean {
  return functions.has(word);
}

/** Such a function with its arguments, unless the text gives its name another meaning; undefined where there is none. */
export function specialCall(reader: MemberReader, { name, next }: Name): Expression | undefined {
  const joined = name === "arg" ? argumentOfExtremum(reader, next) : undefined;
  const word = joined?.name ?? name;
  const after = joined?.next ?? next;
  const reading = functions.get(word);
  const { options } = reader;
  const isDefined = options.isVariable(word) || options.isFunction(word);
  if (reading === undefined || isDefined) return undefined;
  const opens = opensArguments(reader, after);
  if (!opens && !bare.has(word)) return undefined;
  const start = reader.at;
  let args: Expression[];
  if (opens) {
    reader.at = after;
    args = argsOf(reader);
  } else if (reader.nodes[after]?.kind === "table") {
    reader.at = after;
    args = [reader.power()];
  } else args = [argument(reader, after)];
  return reading(args, reader) ?? reader.refuse(`${word} is given ${args.length} arguments`, start);
}

function argumentOfExtremum({ nodes }: MemberReader, next: number): Name | undefined {
  const node = nodes[next];
  return node?.kind === "word" && (node.text === "max" || node.text === "min")
    ? { name: `arg${node.text}`, next: next + 1 }
    : undefined;
}
