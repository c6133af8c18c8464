import { number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { functionsOf, variablesOf } from "../expression/walk.js";
import type { Relation } from "../latex/read.js";
import { compareRational, rational } from "../numeric/rational.js";
import type { Judgement } from "./compare.js";
import { compare, fitsRounded, unchecked } from "./compare.js";
import { isEvaluationError } from "./quantity.js";
import type { Scope, View } from "./scope.js";
import { writtenNumber } from "./written.js";

/** A relation between two neighbouring members of a chain. */
export interface Link {
  readonly left: Expression;
  readonly relation: Relation;
  readonly right: Expression;
  /** The members before `left` that it was found to equal but for rounding, nearest first. */
  readonly earlier: readonly Expression[];
  /** Line of the document. */
  readonly line: number;
}

/** A judgement, and the likeliest slip. */
export type Finding = Judgement & { readonly slip?: string };

/**
 * Judges a link with what the document has said so far. `wrong` is said only if no other way of reading the names, and
 * no rounding on the way, makes the link right.
 */
export function judge(link: Link, scope: Scope): Finding {
  const { left, relation, right } = link;
  const found = compare(scope.quantity(left), relation, scope.quantity(right));
  if (found.verdict === "imprecise") return betterReading(link, scope, found) ?? found;
  if (found.verdict !== "wrong") return found;
  const excuse =
    otherReading(link, scope, found) ?? throughRounding(link, scope, found) ?? throughVariables(link, scope);
  if (excuse !== undefined) return excuse;
  const slip = slipIn(link, scope);
  return slip === undefined ? found : { ...found, slip };
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
  const base = bases.find((logarithmBase) => compareIn({ logarithmBase }, link, scope).isExact === true);
  return base && ambiguous(found, base);
}

/** A meaning of the functions, other than that in the text, with which the link is right. */
function otherReading(link: Link, scope: Scope, found: Judgement): Judgement | undefined {
  const functions = functionsIn(link);
  if (functions.has("log")) {
    const base = bases.find((logarithmBase) => isRight(compareIn({ logarithmBase }, link, scope)));
    if (base !== undefined) return ambiguous(found, base);
  }
  if (scope.redefinesKnown(functions) && isRight(compareIn({ knownFunctions: true }, link, scope))) {
    return {
      ...found,
      verdict: "ambiguous",
      reason: "right only with a function's usual meaning, not the one given here",
    };
  }
  if (functions.has("σ") && scope.isKnownFunction("σ") && isBeyondLogistic(link.right)) {
    return unchecked("σ is not defined here, and as the logistic function it lies between 0 and 1");
  }
  return undefined;
}

const bases = [10, 2] as const;

function ambiguous(found: Judgement, base: number): Judgement {
  return { ...found, verdict: "ambiguous", reason: `right only with the logarithm to base ${base}` };
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
  const { left, relation, right, line } = link;
  const names = variablesOf(operation("subtract", left, right));
  const bindings = [...names].flatMap((name) => scope.binding(name) ?? []);
  if (bindings.length === 0) return undefined;
  const carriedOn = compareIn({ written: true }, link, scope);
  if (isRight(carriedOn)) return { ...carriedOn, reason: "follows from the number written before" };
  if (relation !== "=" && relation !== "≈") return unchecked("a relation between variables may be a condition");
  if (bindings.some(({ rounded }) => rounded) && fits(link, scope)) {
    return unchecked("it depends on digits of a variable that are not written");
  }
  if (bindings.some((binding) => line - binding.line > nearby)) {
    return unchecked("its variables were given far above and may mean something else here");
  }
  const isWhole = right.kind === "number" && !right.text.includes(".");
  if (relation === "=" && isWhole) return unchecked("an equation between variables may be one to solve");
  return undefined;
}

/** Lines within which a variable is taken to keep the value that it was given. */
const nearby = 40;

/** Whether the link is right for some numbers that may have been rounded to the ones written. */
function fits({ left, right }: Link, scope: Scope): boolean {
  try {
    return fitsRounded(scope.quantity(left), scope.quantity(right));
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

const slips: readonly { readonly name: string; readonly of: (value: Expression) => Expression }[] = [
  { name: "the value with the other sign", of: (value) => operation("negate", value) },
  { name: "one minus the value", of: (value) => operation("subtract", number(1), value) },
  { name: "the reciprocal of the value", of: (value) => operation("divide", number(1), value) },
  { name: "twice the value", of: (value) => operation("multiply", number(2), value) },
  { name: "half the value", of: (value) => operation("divide", value, number(2)) },
  { name: "the square of the value", of: (value) => operation("power", value, number(2)) },
  { name: "the root of the value", of: (value) => operation("sqrt", value) },
  { name: "ten times the value", of: (value) => operation("multiply", number(10), value) },
  { name: "a tenth of the value", of: (value) => operation("divide", value, number(10)) },
];

/** What simple slip gives the number written, where it has enough digits for that to be no accident. */
function slipIn({ left, right }: Link, scope: Scope): string | undefined {
  const written = writtenNumber(right);
  if (written === undefined) return undefined;
  const digits = String((written.value.numerator * 10n ** 12n) / written.value.denominator).replace(/^-|0+$/g, "");
  if (digits.length < 3) return undefined;
  const slip = slips.find(
    ({ of }) => compare(scope.quantity(of(left)), "≈", scope.quantity(right)).verdict === "confirmed",
  );
  return slip && `what is written is ${slip.name}`;
}
