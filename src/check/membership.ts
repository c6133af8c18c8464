import { operation, vector } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { walk } from "../expression/walk.js";
import type { Relation } from "../latex/relations.js";
import { intervals, listedSet } from "../latex/sets.js";
import type { Judgement } from "./compare.js";
import { compare, mayBeEqual, unchecked } from "./compare.js";
import type { Quantity } from "./quantity.js";
import type { Scope } from "./scope.js";
import { writtenNumber } from "./written.js";

/** Whether a number is in an interval, or among the numbers that a set lists. */
export function judgeMembership(left: Expression, relation: "∈" | "∉", set: Expression, scope: Scope): Judgement {
  if (set.kind !== "apply") return unchecked("this set is not known");
  const value = scope.quantity(left);
  const members = set.args.map((arg) => scope.quantity(arg));
  const isListed = isAmong(value, members);
  const isIn = set.name === listedSet ? isListed : isBetween(value, members, set.name);
  if (isIn === undefined) return unchecked("whether the number is in the set cannot be told");
  const said = relation === "∈";
  if (isIn === said) return { verdict: "confirmed", reason: isIn ? "it is in the set" : "it is not in the set" };
  if ([...walk(left)].some(({ kind }) => kind === "symbol")) {
    return unchecked("a letter like π or e may stand for something else here");
  }
  // (1, 2) can be a pair, and [1, 2] a list of two numbers.
  const maybeList = set.name === intervals.get("()") || set.name === intervals.get("[]");
  if (maybeList && (isListed === true) === said) return unchecked("right if the brackets list numbers");
  return { verdict: "wrong", reason: isIn ? "the number is in the set" : "the number is not in the set" };
}

/** Whether 5 ± 2 are the two numbers on the right, in either order. */
export function judgeEnds(
  [middle, distance]: readonly Expression[],
  relation: Relation,
  right: Expression,
  scope: Scope,
): Judgement {
  const isPair = right.kind === "vector" && right.entries.length === 2 && right.entries.every(isNumber);
  if (!isPair || (relation !== "=" && relation !== "≈")) return unchecked("± stands for two numbers");
  const ends = [operation("subtract", middle!, distance!), operation("add", middle!, distance!)];
  const ways = [ends, ends.toReversed()].map((both) => scope.quantity(vector(both)));
  const pair = scope.quantity(right);
  const found = ways.map((way) => compare(way, relation, pair));
  const isRounded = [middle!, distance!].some((part) => writtenNumber(part)!.places > 0);
  if (found.every(({ verdict }) => verdict === "wrong") && isRounded && ways.some((way) => mayBeEqual(way, pair))) {
    return unchecked("right with rounded numbers on either side of ±");
  }
  return found.find(({ verdict }) => verdict !== "wrong") ?? found[0]!;
}

function isNumber(expression: Expression): boolean {
  return writtenNumber(expression) !== undefined;
}

/** Whether a number is one of several; undefined where it may be one but for rounding. */
function isAmong(value: Quantity, members: readonly Quantity[]): boolean | undefined {
  const found = members.map((member) => isSame(value, member));
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}

function isSame(value: Quantity, member: Quantity): boolean | undefined {
  const { verdict, isExact } = compare(value, "=", member);
  if (isExact === true) return true;
  const isOther = verdict === "wrong" && (areWritten(value, member) || !mayBeEqual(value, member));
  return isOther ? false : undefined;
}

/** Whether both are numbers as they are written, of which neither is rounded to the other. */
function areWritten(value: Quantity, member: Quantity): boolean {
  return [value, member].every(({ expression }) => writtenNumber(expression) !== undefined);
}

/** Whether a number is between the ends of an interval; undefined where rounded ends leave it open. */
function isBetween(value: Quantity, [low, high]: readonly Quantity[], interval: string): boolean | undefined {
  if (compare(low!, "<", high!).verdict !== "confirmed") return undefined;
  const holdsLow = interval === intervals.get("[]") || interval === intervals.get("[)");
  const holdsHigh = interval === intervals.get("[]") || interval === intervals.get("(]");
  const ends = [isOnSide(value, holdsLow ? "≥" : ">", low!), isOnSide(value, holdsHigh ? "≤" : "<", high!)];
  if (ends.includes(false)) return false;
  return ends.includes(undefined) ? undefined : true;
}

function isOnSide(value: Quantity, relation: "<" | "≤" | ">" | "≥", end: Quantity): boolean | undefined {
  const { verdict } = compare(value, relation, end);
  if (verdict === "confirmed") return true;
  const isOther = verdict === "wrong" && (isSame(value, end) !== undefined || isWhole(end));
  return isOther ? false : undefined;
}

/** Whether an end is a whole number, to which nothing was rounded. */
function isWhole({ expression }: Quantity): boolean {
  return writtenNumber(expression)?.places === 0;
}
