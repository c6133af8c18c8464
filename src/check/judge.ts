import { apply, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { rewrite } from "../expression/rewrite.js";
import { functionsOf, variablesOf, walk } from "../expression/walk.js";
import { eitherSide } from "../latex/readings.js";
import type { Relation } from "../latex/relations.js";
import { compareRational, rational } from "../numeric/rational.js";
import type { Judgement } from "./compare.js";
import { areClose, compare, mayBeEqual, unchecked } from "./compare.js";
import { areAlike, dimensionsOf, hasUnits } from "./dimensions.js";
import { isAboutFunctions, judgeIdentity } from "./identity.js";
import { judgeEnds, judgeMembership } from "./membership.js";
import { isEvaluationError } from "./quantity.js";
import type { Scope, View } from "./scope.js";
import { slipIn } from "./slips.js";
import type { LogarithmBase } from "./words/conventions.js";
import { writtenNumber } from "./written.js";

interface Sides {
  readonly left: Expression;
  readonly right: Expression;
}

/** A relation between two neighbouring members of a chain. */
export interface Link extends Sides {
  readonly relation: Relation;
  /** The members before `left` that it was found to equal but for rounding, nearest first. */
  readonly earlier: readonly Expression[];
  /** Other ways to read the two sides. */
  readonly others?: readonly Sides[];
  /** Whether it is a step of a derivation, after its first. */
  readonly isStep?: boolean;
}

/** A judgement, the likeliest slip, and what kind of claim it turned out to be if not a numeric one. */
export type Finding = Judgement & { readonly slip?: string; readonly kind?: "identity" };

/**
 * Judges a link with what the document has said so far. `wrong` is said only if no other way of reading it, or the names
 * in it, and no rounding on the way, makes the link right.
 */
export function judge(link: Link, scope: Scope): Finding {
  const found = judgeReading(link, scope);
  if (found.verdict === "confirmed" || link.others === undefined || link.others.length === 0) return found;
  const others = link.others.map((reading) => ({ reading, found: judgeReading({ ...link, ...reading }, scope) }));
  const fitting = [{ reading: link, found }, ...others].filter(({ found }) => found.isMisfit !== true);
  if (fitting.length === 0) return found;
  const best = fitting.toSorted((a, b) => preference(a.found) - preference(b.found))[0]!;
  const isOtherwise = best.reading !== link && isRight(best.found) && found.verdict !== "unchecked";
  return isOtherwise ? onlyReadAs(best.reading, link, best.found) : best.found;
}

/** What is right is to be believed first, and what is wrong last. */
function preference({ verdict }: Judgement): number {
  return ["confirmed", "ambiguous", "imprecise", "unchecked", "wrong"].indexOf(verdict);
}

function onlyReadAs(reading: Sides, usual: Sides, found: Finding): Finding {
  const sides = [reading.left, reading.right].filter((side) => side !== usual.left && side !== usual.right);
  return { ...found, verdict: "ambiguous", reason: `right only if read as ${sides.map(print).join(" and ")}` };
}

function judgeReading(link: Link, scope: Scope): Finding {
  const { left, relation, right } = link;
  const misfit = unitsApart(link, scope);
  if (misfit !== undefined) return misfit;
  if (relation === "∈" || relation === "∉") {
    const found = judgeMembership(left, relation, right, scope);
    return found.verdict === "wrong" ? (throughVariables(link, scope) ?? found) : found;
  }
  if (left.kind === "apply" && left.name === eitherSide) return judgeEnds(left.args, relation, right, scope);
  if (relation === "=" && isAboutFunctions(left, right)) {
    const identity = judgeIdentity(link, scope);
    if (identity !== undefined) return { ...identity, kind: "identity" };
  }
  const found = compare(scope.quantity(left), relation, scope.quantity(right));
  if (found.verdict === "unchecked" && relation === "=" && found.isMisfit !== true) {
    if (hasIntegral(link) && areClose(scope.quantity(left), scope.quantity(right))) return closeEnough;
    const identity = judgeIdentity(link, scope);
    return identity === undefined ? found : { ...identity, kind: "identity" };
  }
  if (found.verdict === "imprecise") {
    return (
      unclearArrays(link, scope) ??
      betterReading(link, scope, found) ??
      (isSureOfVariables(link, scope) ? found : unsureOfVariables)
    );
  }
  if (found.verdict !== "wrong") return found;
  const excuse =
    otherReading(link, scope, found) ??
    throughRounding(link, scope, found) ??
    throughVariables(link, scope) ??
    unclearArrays(link, scope);
  if (excuse !== undefined) return excuse;
  const slip = slipIn(link, scope);
  return slip === undefined ? found : { ...found, slip };
}

const closeEnough: Judgement = { verdict: "confirmed", reason: "both sides agree to nine digits and more" };

function hasIntegral({ left, right }: Sides): boolean {
  return [...walk(left), ...walk(right)].some(({ kind }) => kind === "integral");
}

/** Why sides with units in them are not held against each other as numbers; undefined where they can be. */
function unitsApart({ left, right }: Link, scope: Scope): Judgement | undefined {
  const areWritten =
    [left, right].some(hasUnits) || variablesIn({ left, right }, scope).some((name) => scope.hasUnits(name));
  if (!areWritten) return undefined;
  const [a, b] = [left, right].map((side) => dimensionsOf(side, (name) => scope.dimensionsOf(name)));
  if (a === undefined || b === undefined) return unchecked("the units do not fit together, or are not known");
  return areAlike(a, b) ? undefined : unchecked("the two sides are in different units");
}

/** Whether a function that makes one number of several is applied to a matrix. */
function isAlongAxis(part: Expression, scope: Scope): boolean {
  const isExtreme = part.kind === "operation" && (part.operation === "max" || part.operation === "min");
  const reduces = part.kind === "apply" ? scope.reduces(part.name) : isExtreme && part.args.length === 1;
  if (!reduces) return false;
  try {
    return (part as { readonly args: readonly Expression[] }).args.some((arg) => scope.quantity(arg).shape.length > 1);
  } catch (error) {
    if (isEvaluationError(error)) return false;
    throw error;
  }
}

const wholeFunctions: ReadonlySet<string> = new Set(["exp", "log", "sqrt", "sin", "cos", "sinh", "cosh"]);

/** Why numbers that come out of arrays are not to be called wrong: functions of matrices, and digits left out. */
function unclearArrays({ left, right }: Link, scope: Scope): Judgement | undefined {
  const parts = [...walk(left), ...walk(right)];
  const isMatrix = [left, right].some((side) => scope.quantity(side).shape.length > 1);
  if (isMatrix && parts.some((part) => part.kind === "operation" && wholeFunctions.has(part.operation))) {
    return unchecked("a function of a matrix can be meant entry by entry or as a whole");
  }
  if (parts.some((part) => isAlongAxis(part, scope))) {
    return unchecked("along which axis of the matrix this goes is not said");
  }
  const dots = [left, right].some((side) => writtenNumber(side) === undefined && functionsOf(side).has("\\…"));
  return dots ? unchecked("digits that it depends on are left out") : undefined;
}

function isRight({ verdict }: Judgement): boolean {
  return verdict === "confirmed" || verdict === "imprecise";
}

function compareIn(view: View, { left, relation, right }: Link, scope: Scope): Judgement {
  return compare(scope.quantity(left, view), relation, scope.quantity(right, view));
}

/** What makes an imprecise link exactly right: a member further back, or another base of its logarithm. */
function betterReading(link: Link, scope: Scope, found: Judgement): Judgement | undefined {
  const fromEarlier = link.earlier.map((member) => compareIn({}, { ...link, left: member }, scope));
  const confirmed = fromEarlier.find(({ verdict }) => verdict === "confirmed");
  if (confirmed !== undefined || !functionsIn(link).has("log")) return confirmed;
  const base = scope.otherBases.find((logarithmBase) => compareIn({ logarithmBase }, link, scope).isExact === true);
  return base && ambiguous(found, base);
}

/** A meaning of the functions, other than that in the text, with which the link is right. */
function otherReading(link: Link, scope: Scope, found: Judgement): Judgement | undefined {
  const functions = functionsIn(link);
  if (functions.has("log")) {
    const base = scope.otherBases.find((logarithmBase) => isRight(compareIn({ logarithmBase }, link, scope)));
    if (base !== undefined) return ambiguous(found, base);
  }
  if (scope.redefinesKnown(functions) && isRight(compareIn({ knownFunctions: true }, link, scope))) {
    return {
      ...found,
      verdict: "ambiguous",
      reason: "right only with a function's usual meaning, not the one given here",
    };
  }
  const inDegrees = withDegrees(link);
  if (inDegrees !== undefined && compareIn({}, inDegrees, scope).verdict === "confirmed") {
    return { ...found, verdict: "ambiguous", reason: "right only if angles are in degrees" };
  }
  const withoutSign = functionOf(link.right, "\\percent");
  if (withoutSign !== undefined && isRight(compareIn({}, { ...link, right: withoutSign }, scope))) {
    return { ...found, verdict: "ambiguous", reason: "right only if the left side already counts per cent" };
  }
  const isDerived = [...walk(link.left), ...walk(link.right)].some(({ kind }) => kind === "derivative");
  if (isDerived && functions.has("σ") && scope.isKnownFunction("σ")) {
    return unchecked("σ is not defined here, and its derivative is another for each activation");
  }
  if (functions.has("σ") && scope.isKnownFunction("σ") && isBeyondLogistic(link.right)) {
    return unchecked("σ is not defined here, and as the logistic function it lies between 0 and 1");
  }
  return undefined;
}

const ofAngles: ReadonlySet<string> = new Set(["sin", "cos", "tan"]);
const toAngles: ReadonlySet<string> = new Set(["asin", "acos", "atan"]);

/** The same link with angles in degrees, where they are numbers from 10 on; undefined where there are none. */
function withDegrees(link: Link): Link | undefined {
  const isAngle = (part: Expression) => part.kind === "number" && /^[1-9]\d{1,2}(?:\.\d+)?$/.test(part.text);
  let isChanged = false;
  const [left, right] = [link.left, link.right].map((side) =>
    rewrite(side, (part) => {
      if (part.kind !== "operation") return part;
      const isOf = ofAngles.has(part.operation) && isAngle(part.args[0]!);
      const isTo = toAngles.has(part.operation) && isAngle(link.right);
      isChanged ||= isOf || isTo;
      if (isOf) return { ...part, args: [apply("\\degrees", part.args[0]!)] };
      return isTo ? operation("divide", part, apply("\\degrees", number(1))) : part;
    }),
  );
  return isChanged ? { ...link, left: left!, right: right! } : undefined;
}

/** The argument of an applied function, where the expression is nothing else. */
function functionOf(expression: Expression, name: string): Expression | undefined {
  return expression.kind === "apply" && expression.name === name ? expression.args[0] : undefined;
}

function ambiguous(found: Judgement, base: LogarithmBase): Judgement {
  const logarithm = base === "e" ? "natural logarithm" : `logarithm to base ${base}`;
  return { ...found, verdict: "ambiguous", reason: `right only with the ${logarithm}` };
}

/** Right from a member further back, or with numbers that were rounded on the way. */
function throughRounding(link: Link, scope: Scope, found: Judgement): Judgement | undefined {
  if (link.earlier.length === 0) return undefined;
  const fromEarlier = link.earlier.map((member) => compareIn({}, { ...link, left: member }, scope));
  const right = fromEarlier.find(isRight);
  if (right !== undefined) return right;
  return fits(link, scope)
    ? { verdict: "imprecise", reason: "right with rounded numbers", computed: found.computed }
    : undefined;
}

/** Why a link that depends on variables is not to be called wrong. */
function throughVariables(link: Link, scope: Scope): Judgement | undefined {
  const bindings = variablesIn(link, scope).flatMap((name) => scope.binding(name) ?? []);
  if (bindings.length === 0) return undefined;
  const carriedOn = compareIn({ written: true }, link, scope);
  if (isRight(carriedOn)) return { ...carriedOn, reason: "follows from the number written before" };
  if (isRight(compareIn({ earlier: true }, link, scope))) {
    return unchecked("right with the values that its variables had before");
  }
  if (link.relation !== "=" && link.relation !== "≈")
    return unchecked("a relation between variables may be a condition");
  if (!isSureOfVariables(link, scope)) return unsureOfVariables;
  if (bindings.some(({ rounded }) => rounded) && fits(link, scope)) {
    return unchecked("it depends on digits of a variable that are not written");
  }
  return undefined;
}

const unsureOfVariables = unchecked("its variables may have other values here, or it may be an equation to solve");

/**
 * Whether a link that depends on variables is surely about the values that they were given: it computes a number from
 * them, close by, and is neither a formula with other numbers put in, nor data like s² = 4, nor an equation to solve.
 */
function isSureOfVariables(link: Link, scope: Scope): boolean {
  const { left, relation, right } = link;
  const names = variablesIn(link, scope).filter((name) => scope.binding(name) !== undefined);
  if (names.length === 0) return true;
  const written = (right.kind === "vector" ? right.entries : [right])
    .map(writtenNumber)
    .find((number) => number !== undefined);
  if (written === undefined || variablesOf(right).size > 0) return false;
  const isPower = left.kind === "operation" && left.operation === "power" && left.args[0]!.kind === "symbol";
  const isWhole = relation === "=" && written.places === 0 && !(isComputation(left) && !isCondition(right));
  // f(x) = 0.5 may ask for an x.
  const isCall = left.kind === "apply" && left.args.every(({ kind }) => kind === "symbol");
  return !isPower && !isWhole && !isCall && names.every((name) => scope.isNear(name));
}

/** Whether something is worked out of lists of numbers, which no one solves an equation for. */
function isComputation(left: Expression): boolean {
  const sums = new Set<string>(["sum", "mean", "matrixProduct", "determinant", "trace", "bars", "length"]);
  return [...walk(left)].some(
    (part) =>
      part.kind === "counted" || part.kind === "vector" || (part.kind === "operation" && sums.has(part.operation)),
  );
}

/** Whether a side is what sums of weights and the like are demanded to be: 0, 1 or -1. */
function isCondition(right: Expression): boolean {
  const size = right.kind === "operation" && right.operation === "negate" ? right.args[0]! : right;
  return size.kind === "number" && (size.text === "0" || size.text === "1");
}

function variablesIn({ left, right }: Sides, scope: Scope): string[] {
  return [...new Set([...scope.variablesOf(left), ...scope.variablesOf(right)])];
}

/** Whether the link is right for some numbers that may have been rounded to the ones written. */
function fits({ left, right }: Link, scope: Scope): boolean {
  try {
    return mayBeEqual(scope.quantity(left), scope.quantity(right));
  } catch (error) {
    if (isEvaluationError(error)) return false;
    throw error;
  }
}

function functionsIn({ left, right }: Link): ReadonlySet<string> {
  return new Set([...functionsOf(left), ...functionsOf(right)]);
}

function isBeyondLogistic(right: Expression): boolean {
  const value = writtenNumber(right)?.value;
  return value === undefined || value.numerator < 0n || compareRational(value, rational(1)) > 0;
}
