import type { Expression } from "../expression/expression.js";
import { variablesOf, walk } from "../expression/walk.js";
import { seededRandom } from "../numeric/random.js";
import type { Judgement } from "./compare.js";
import { compare } from "./compare.js";
import { Quantity } from "./quantity.js";
import type { Scope } from "./scope.js";

/** Points that both sides are held against each other at. */
const points = 12;
/** Of these, how many both sides have to exist at. */
const fewest = 4;
const mostVariables = 6;
/** Longer equations are not tried. */
const mostParts = 200;

/**
 * An equation between expressions in variables that have no value: an identity if both sides agree, to hundreds of
 * digits, wherever both exist. If they don't, it may be false as well as meant to be solved, which is not told apart.
 * Undefined where there is no such variable, or where this way leads nowhere.
 */
export function judgeIdentity(left: Expression, right: Expression, scope: Scope): Judgement | undefined {
  const names = [...new Set([...variablesOf(left), ...variablesOf(right)])]
    .filter((name) => !scope.isVariable(name) && name !== "e" && name !== "pi")
    .sort();
  const parts = [...walk(left), ...walk(right)].length;
  if (names.length === 0 || names.length > mostVariables || parts > mostParts) return undefined;
  const random = seededRandom(1);
  let agreed = 0;
  for (let i = 0; i < points; i++) {
    const point = new Map(names.map((name) => [name, quantityOf(random.integer(1, 199), i % 3 === 2 ? -50 : 50)]));
    const judgement = compare(scope.quantity(left, { point }), "=", scope.quantity(right, { point }));
    if (judgement.isExact === true) agreed++;
    else if (judgement.verdict !== "unchecked") {
      const where = names.map((name) => `${name} = ${textOf(point.get(name)!)}`).join(", ");
      return { verdict: "unchecked", reason: `not an identity, as ${where} shows; it may be an equation to solve` };
    }
  }
  return agreed >= fewest
    ? { verdict: "confirmed", reason: "an identity: both sides agree at every point tried" }
    : undefined;
}

function quantityOf(numerator: number, denominator: number): Quantity {
  return new Quantity({ kind: "number", text: String(numerator / denominator) });
}

function textOf({ expression }: Quantity): string {
  return expression.kind === "number" ? expression.text : "";
}
