import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { variablesOf, walk } from "../expression/walk.js";
import { seededRandom } from "../numeric/random.js";
import type { Judgement } from "./compare.js";
import { compare, unchecked } from "./compare.js";
import { Quantity } from "./quantity.js";
import type { Scope, View } from "./scope.js";

/** An equation, and whether it is a step of a derivation. */
interface Equation {
  readonly left: Expression;
  readonly right: Expression;
  readonly isStep?: boolean;
}

/** Points that both sides are held against each other at. */
const points = 12;
/** Of these, how many both sides have to exist at. */
const fewest = 4;
/** What whole numbers up to 199 are divided by: most of the points are near 1, some below it and some below 0. */
const scales = [50, 200, -50, 50] as const;
const mostVariables = 6;
/** Longer equations are not tried. */
const mostParts = 200;

/**
 * An equation between expressions in variables that have no value: an identity if both sides agree, to hundreds of
 * digits, wherever both exist. If they don't, it may be false as well as meant to be solved: it is wrong only where it
 * says what a derivative or a sum is, or follows from the line before. Undefined where there is no such variable, or
 * where this way leads nowhere.
 */
export function judgeIdentity({ left, right, isStep = false }: Equation, scope: Scope): Judgement | undefined {
  const isAbout = isAboutFunctions(left, right);
  const names = [...new Set([...scope.variablesOf(left), ...scope.variablesOf(right)])]
    .filter((name) => (isAbout || !scope.isVariable(name)) && name !== "e" && name !== "pi")
    .sort();
  const parts = [...walk(left), ...walk(right)].length;
  if (names.length === 0 || names.length > mostVariables || parts > mostParts) return undefined;
  const outcome = sampled({ left, right }, names, scope, {});
  if (outcome === "nowhere") return undefined;
  if (outcome === "everywhere") return identity;
  const where = names.map((name) => `${name} = ${print(outcome.at.get(name)!.expression)}`).join(", ");
  const isClaim = isAbout || isStep;
  const base = isClaim
    ? bases.find((one) => sampled({ left, right }, names, scope, { logarithmBase: one }) === "everywhere")
    : undefined;
  if (base !== undefined) return { verdict: "ambiguous", reason: `right only with the logarithm to base ${base}` };
  const isFalse = isClaim && !isExcused({ left, right, isStep }, names, scope);
  return isFalse
    ? { verdict: "wrong", reason: `the two sides are not the same, as ${where} shows` }
    : unchecked(`not an identity, as ${where} shows; it may be an equation to solve`);
}

const bases = [10, 2] as const;

const identity: Judgement = { verdict: "confirmed", reason: "an identity: both sides agree at every point tried" };

/**
 * Whether an equation says what a derivative is, or what a sum comes to for every upper bound, in the variable of the
 * derivative or the bound: such an equation is not there to be solved. `f'(x) = 0` is.
 */
export function isAboutFunctions(left: Expression, right: Expression): boolean {
  const onRight = variablesOf(right);
  const onLeft = variablesOf(left);
  if (![...onRight].every((name) => onLeft.has(name))) return false;
  if (left.kind === "derivative") return left.at.kind === "symbol" && onRight.has(left.at.name);
  return left.kind === "counted" && [...variablesOf(left.count)].some((name) => onRight.has(name));
}

/** What makes it unsure that an equation which does not hold everywhere is false: other variables may hang on its own. */
function isExcused(equation: Equation, names: readonly string[], scope: Scope): boolean {
  const { left, right, isStep } = equation;
  const parts = [...walk(left), ...walk(right)];
  // A known function is not known to be the one that a derivative is of.
  const isKnown = ({ kind, name = "" }: { kind: string; name?: string }) =>
    kind === "apply" && /^\p{L}/u.test(name) && name !== "log" && scope.isKnownFunction(name);
  if (parts.some(isKnown)) return true;
  if (!isAboutFunctions(left, right)) return isStep !== true || !isPlainStep(equation, names, scope);
  const own = ownVariables(left);
  return !own.some((name) => names.includes(name)) || names.some((name) => !own.includes(name) && !scope.isNear(name));
}

/** The variable that is differentiated by, where it is in what is differentiated, or those of the bound of a sum. */
function ownVariables(left: Expression): readonly string[] {
  if (left.kind === "counted") return [...variablesOf(left.count)];
  if (left.kind !== "derivative") return [];
  const inBody = left.body.kind === "derivative" ? ownVariables(left.body) : [...variablesOf(left.body)];
  return inBody.includes(left.variable) ? [...variablesOf(left.at)] : [];
}

/**
 * A step between two expressions in the same single variable, which do not agree at 0 and 1: more variables may be bound
 * to each other by what is said elsewhere, and a variable that is 0 or 1 is its own square.
 */
function isPlainStep({ left, right }: Equation, names: readonly string[], scope: Scope): boolean {
  const [name, ...more] = names;
  const areBoth = [left, right].every((side) => variablesOf(side).size === 1 && variablesOf(side).has(name!));
  if (name === undefined || more.length > 0 || !areBoth) return false;
  const agrees = (value: number) => {
    const point = new Map([[name, quantityOf(String(value))]]);
    const { verdict, isExact } = compare(scope.quantity(left, { point }), "=", scope.quantity(right, { point }));
    return verdict === "unchecked" || isExact === true;
  };
  return !(agrees(0) && agrees(1));
}

/** Where both sides agree, as far as they exist at all; or a point at which they don't. */
function sampled(
  { left, right }: Equation,
  names: readonly string[],
  scope: Scope,
  view: View,
): "everywhere" | "nowhere" | { at: ReadonlyMap<string, Quantity> } {
  const random = seededRandom(1);
  const whole = wholeVariables([left, right]);
  let agreed = 0;
  for (let i = 0; i < points; i++) {
    const point = new Map(
      names.map((name) => {
        const value = random.integer(1, 199);
        return [
          name,
          quantityOf(String(whole.has(name) ? (value % 12) + 1 : value / scales[i % scales.length]!)),
        ] as const;
      }),
    );
    const seen = { ...view, point };
    const judgement = compare(scope.quantity(left, seen), "=", scope.quantity(right, seen));
    if (judgement.isExact === true) agreed++;
    else if (judgement.verdict !== "unchecked") return { at: point };
  }
  return agreed >= fewest ? "everywhere" : "nowhere";
}

/** The variables that have to be whole numbers: bounds of sums, and what factorials and binomials are of. */
function wholeVariables(sides: readonly Expression[]): ReadonlySet<string> {
  const parts = sides.flatMap((side) => [...walk(side)]);
  return new Set(
    parts.flatMap((part) => {
      if (part.kind === "counted") return [...variablesOf(part.count)];
      const isWhole = part.kind === "apply" && ["\\factorial", "\\binomial", "\\mod"].includes(part.name);
      return isWhole ? [...variablesOf(part)] : [];
    }),
  );
}

function quantityOf(text: string): Quantity {
  return new Quantity({ kind: "number", text });
}
