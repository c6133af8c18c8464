import { apply, number, operation } from "../expression/construct.js";
import { isVector } from "../expression/evaluate.js";
import type { Expression, Operation } from "../expression/expression.js";
import { partsOf, walk } from "../expression/walk.js";
import { addRational, multiplyRational, rational, subtractRational } from "../numeric/rational.js";
import { compare } from "./compare.js";
import type { Link } from "./judge.js";
import { isEvaluationError } from "./quantity.js";
import type { Scope } from "./scope.js";
import type { Written } from "./written.js";
import { unitOf, writtenNumber } from "./written.js";

/** A slip that one makes in computing, and what then comes out. */
interface Slip {
  readonly name: string;
  readonly gives: Expression;
}

/** Fewer digits fit too many slips by accident. */
const fewestDigits = 3;
/** More slips are not tried. */
const mostSlips = 150;
/** Of longer expressions only the value as a whole is looked at. */
const mostParts = 60;

/**
 * What simple slip gives the number written, where it has enough digits for that to be no accident. It is a hint, and no
 * ground for a verdict.
 */
export function slipIn({ left, right }: Pick<Link, "left" | "right">, scope: Scope): string | undefined {
  const written = writtenNumber(right);
  if (written === undefined) return undefined;
  const value = doubleOf(left, scope);
  if (value !== undefined && isSwapped(value, written)) return "two digits are swapped";
  if (digitsOf(written).length < fewestDigits) return undefined;
  let tried = 0;
  for (const { name, gives } of slipsOf(left)) {
    if (++tried > mostSlips) return undefined;
    if (!isApart(gives, written, scope) && fits(gives, right, scope))
      return `what is written is ${/^(?:with|of)/.test(name) ? `the value ${name}` : name}`;
  }
  return undefined;
}

/** The slips of the value as a whole, and then those in the parts of an expression, the simplest first. */
function* slipsOf(left: Expression): Generator<Slip> {
  yield* slipsOfValue(left);
  if ([...walk(left)].length > mostParts) return;
  for (const inPart of [slipsOfFunction, slipsOfTerms]) yield* everywhere(left, inPart);
}

function* slipsOfValue(value: Expression): Generator<Slip> {
  yield { name: "the value with the other sign", gives: operation("negate", value) };
  yield { name: "one minus the value", gives: operation("subtract", number(1), value) };
  yield { name: "the reciprocal of the value", gives: operation("divide", number(1), value) };
  yield { name: "twice the value", gives: operation("multiply", number(2), value) };
  yield { name: "half the value", gives: operation("divide", value, number(2)) };
  yield { name: "the square of the value", gives: operation("power", value, number(2)) };
  yield { name: "the root of the value", gives: operation("sqrt", value) };
  for (const [power, name] of powersOfTen) {
    yield { name: `${name} times the value`, gives: operation("multiply", number(power), value) };
    yield { name: `the value divided by ${name}`, gives: operation("divide", value, number(power)) };
  }
  const count = value.kind === "operation" && value.operation === "divide" ? value.args[1]! : undefined;
  if (count?.kind === "number") yield { name: "the sum, not divided", gives: operation("multiply", value, count) };
  const terms = value.kind === "operation" && value.operation === "add" ? termsOf(value).length : 0;
  if (terms > 1)
    yield { name: `the mean of the ${terms} terms, not their sum`, gives: operation("divide", value, number(terms)) };
}

const powersOfTen = [
  ["10", "ten"],
  ["100", "a hundred"],
  ["1000", "a thousand"],
] as const;

/** Functions that are taken for each other, by what they have to do with each other. */
const confused: Partial<Record<Operation, readonly (readonly [Operation, string])[]>> = {
  sin: [["cos", "with the cosine for the sine"]],
  cos: [["sin", "with the sine for the cosine"]],
  sinh: [["sin", "with the sine for its hyperbolic one"]],
  cosh: [["cos", "with the cosine for its hyperbolic one"]],
  tanh: [["tan", "with the tangent for its hyperbolic one"]],
};

/** What comes out where one function is taken for another, or of another argument. */
function* slipsOfFunction(part: Expression): Generator<Slip> {
  if (part.kind === "apply" && part.args.length === 1) {
    const [argument] = part.args as [Expression];
    if (part.name === "log") {
      yield { name: "with the logarithm to base 10", gives: logarithm(argument, 10) };
      yield { name: "with the logarithm to base 2", gives: logarithm(argument, 2) };
    }
    for (const other of otherArguments(argument)) yield { ...other, gives: apply(part.name, other.gives) };
    if (part.name === "σ" || part.name === "sigmoid") {
      yield { name: "with tanh for σ", gives: operation("tanh", argument) };
      yield { name: "the derivative of σ", gives: operation("multiply", part, operation("subtract", number(1), part)) };
    }
  }
  if (part.kind !== "operation") return;
  const [first] = part.args as [Expression];
  for (const [other, name] of confused[part.operation] ?? []) yield { name, gives: operation(other, first) };
  switch (part.operation) {
    case "log":
      yield { name: "with the logarithm to base 10", gives: logarithm(first, 10) };
      yield { name: "with the logarithm to base 2", gives: logarithm(first, 2) };
      break;
    case "sin":
    case "cos":
    case "tan":
      yield {
        name: "with degrees for radians",
        gives: operation(part.operation, scaled(first, number(180), pi, true)),
      };
      yield {
        name: "with radians for degrees",
        gives: operation(part.operation, scaled(first, number(180), pi, false)),
      };
      break;
    case "tanh":
      yield { name: "with σ for tanh", gives: apply("sigmoid", first) };
      yield {
        name: "the derivative of tanh",
        gives: operation("subtract", number(1), operation("power", part, number(2))),
      };
      break;
    default:
      break;
  }
  if (["exp", "log", "sqrt", "tanh", "sin", "cos"].includes(part.operation)) {
    for (const other of otherArguments(first)) yield { ...other, gives: operation(part.operation, other.gives) };
  }
}

const pi: Expression = { kind: "symbol", name: "pi" };

/** Degrees as radians, or back. */
function scaled(angle: Expression, half: Expression, turn: Expression, toRadians: boolean): Expression {
  if (angle.kind === "apply" && !toRadians) return angle.args[0] ?? angle;
  return toRadians
    ? operation("divide", operation("multiply", angle, turn), half)
    : operation("divide", operation("multiply", angle, half), turn);
}

function logarithm(argument: Expression, base: number): Expression {
  return operation("divide", operation("log", argument), operation("log", number(base)));
}

function* otherArguments(argument: Expression): Generator<Slip> {
  yield { name: "of the argument with the other sign", gives: operation("negate", argument) };
  yield { name: "of twice the argument", gives: operation("multiply", number(2), argument) };
  yield { name: "of half the argument", gives: operation("divide", argument, number(2)) };
}

/** What comes out where a factor, a term, a power or a sign is forgotten. */
function* slipsOfTerms(part: Expression): Generator<Slip> {
  if (part.kind !== "operation" || part.args.length !== 2) return;
  const [a, b] = part.args as [Expression, Expression];
  switch (part.operation) {
    case "multiply":
      if (isShort(a)) yield { name: `without the factor ${shown(a)}`, gives: b };
      if (isShort(b)) yield { name: `without the factor ${shown(b)}`, gives: a };
      yield { name: "with a sum for a product", gives: operation("add", a, b) };
      break;
    case "divide":
      if (isShort(b)) yield { name: `without the division by ${shown(b)}`, gives: a };
      yield { name: "with the fraction upside down", gives: operation("divide", b, a) };
      break;
    case "power":
      if (isShort(b)) yield { name: `without the power ${shown(b)}`, gives: a };
      yield { name: "with a product for a power", gives: operation("multiply", a, b) };
      break;
    case "add":
      yield { name: "with a minus for a plus", gives: operation("subtract", a, b) };
      if (isShort(b)) yield { name: `without the term ${shown(b)}`, gives: a };
      if (isShort(a)) yield { name: `without the term ${shown(a)}`, gives: b };
      break;
    case "subtract":
      yield { name: "with a plus for a minus", gives: operation("add", a, b) };
      if (isShort(b)) yield { name: `without the term ${shown(b)}`, gives: a };
      break;
    default:
      break;
  }
}

function isShort(expression: Expression): boolean {
  return expression.kind === "number" || expression.kind === "symbol";
}

function shown(expression: Expression): string {
  return expression.kind === "number" ? expression.text : expression.kind === "symbol" ? expression.name : "";
}

/** The slips of one kind in each part of an expression, as what the whole then gives. */
function* everywhere(whole: Expression, slips: (part: Expression) => Generator<Slip>): Generator<Slip> {
  yield* slips(whole);
  for (const [i, part] of partsOf(whole).entries()) {
    for (const { name, gives } of everywhere(part, slips)) {
      const replaced = withPart(whole, i, gives);
      if (replaced !== undefined) yield { name, gives: replaced };
    }
  }
}

function withPart(whole: Expression, at: number, part: Expression): Expression | undefined {
  if (whole.kind !== "operation" && whole.kind !== "apply") return undefined;
  return { ...whole, args: whole.args.map((old, i) => (i === at ? part : old)) };
}

function termsOf(expression: Expression): Expression[] {
  if (expression.kind !== "operation" || expression.operation !== "add") return [expression];
  return expression.args.flatMap(termsOf);
}

/**
 * Whether a first look shows that a value is further from the written number than rounding goes, as it is of nearly all
 * slips. Of a number that is written itself, the digits count besides.
 */
function isApart(gives: Expression, written: Written, scope: Scope): boolean {
  if (writtenNumber(gives) !== undefined) return false;
  try {
    const enclosure = scope.quantity(gives).enclosure(64);
    if (isVector(enclosure) || enclosure.isEmpty || enclosure.mayBeUndefined) return false;
    const unit = multiplyRational(unitOf(written), rational(10n ** BigInt(written.trailingZeros)));
    return (
      enclosure.isBelow(subtractRational(written.value, unit)) || enclosure.isAbove(addRational(written.value, unit))
    );
  } catch (error) {
    if (isEvaluationError(error)) return false;
    throw error;
  }
}

function fits(gives: Expression, right: Expression, scope: Scope): boolean {
  try {
    return compare(scope.quantity(gives), "≈", scope.quantity(right)).verdict === "confirmed";
  } catch (error) {
    if (isEvaluationError(error)) return false;
    throw error;
  }
}

/** The value's digits where it is one number, to the places of doubles. */
function doubleOf(left: Expression, scope: Scope): number | undefined {
  try {
    const quantity = scope.quantity(left);
    if (quantity.shape.length > 0) return undefined;
    const [low, high] = quantity.entries[0]!.enclosure(64).toDoubles();
    return Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : undefined;
  } catch (error) {
    if (isEvaluationError(error)) return undefined;
    throw error;
  }
}

/** The significant digits of a written number. */
function digitsOf({ value }: Written): string {
  return String((value.numerator * 10n ** 12n) / value.denominator).replace(/^-|0+$/g, "");
}

/** Whether the written number is the value with two neighbouring digits the other way round. */
function isSwapped(value: number, written: Written): boolean {
  const scale = Number(written.scale.numerator) / Number(written.scale.denominator);
  const places = Math.min(written.places, 100);
  const right = (value / scale).toFixed(places);
  const given = (Number(written.value.numerator) / Number(written.value.denominator) / scale).toFixed(places);
  const differing = [...right].flatMap((digit, i) => (digit === given[i] ? [] : [i]));
  const [i, j, ...more] = differing;
  return (
    right.length === given.length &&
    i !== undefined &&
    j === i + 1 &&
    more.length === 0 &&
    right[i] === given[j] &&
    right[j] === given[i]
  );
}
