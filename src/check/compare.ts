import { ShapeError } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { walk } from "../expression/walk.js";
import type { Relation } from "../latex/relations.js";
import type { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Rational } from "../numeric/rational.js";
import { addRational, divideRational, multiplyRational, rational, subtractRational } from "../numeric/rational.js";
import type { Verdict } from "../verify/report.js";
import type { Entry, Quantity } from "./quantity.js";
import { isEvaluationError, placesOf } from "./quantity.js";
import type { Written } from "./written.js";
import { shortDecimal, unitOf, writtenNumber } from "./written.js";

/** What is found of a relation. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  /** What should stand on the right, in the notation of what does. */
  readonly computed?: string | undefined;
  /** Whether the sides cannot be the same for their shapes, so that this is hardly what they mean. */
  readonly isMisfit?: true;
  /** Whether both sides are the same number, and not merely the same but for rounding. */
  readonly isExact?: true;
}

/** Holds the left side of a relation against its right side, entry by entry where they are vectors. */
export function compare(left: Quantity, relation: Relation, right: Quantity): Judgement {
  try {
    if (left.shape.join() !== right.shape.join())
      return { ...unchecked(shapes(left.shape, right.shape)), isMisfit: true };
    const [lefts, rights] = [left.entries, right.entries];
    const [leftTexts, rightTexts] = [entriesOf(left.expression), entriesOf(right.expression)];
    const judgements = lefts.map((entry, i) =>
      compareEntries({ entry, quantity: left, expression: leftTexts?.[i] }, relation, {
        entry: rights[i]!,
        quantity: right,
        expression: rightTexts?.[i],
      }),
    );
    return judgements.length === 1 ? judgements[0]! : together(judgements, right.shape.at(-1)!);
  } catch (error) {
    if (!isEvaluationError(error)) throw error;
    return { ...unchecked(error.message), ...(error instanceof ShapeError ? { isMisfit: true } : {}) };
  }
}

/** Whether the right side can be what the left side gives, when all their numbers are taken for rounded ones. */
export function mayBeEqual(left: Quantity, right: Quantity): boolean {
  if (left.shape.join() !== right.shape.join()) return false;
  const at = new IntervalArithmetic(128);
  return left.entries.every((entry, i) => {
    const [a, b] = [entry.widened("decimals"), right.entries[i]!.widened("all")];
    return at.holds("<", a, b) !== true && at.holds(">", a, b) !== true;
  });
}

/** Whether two numbers that are not known exactly are known to agree in nine digits. */
export function areClose(left: Quantity, right: Quantity): boolean {
  try {
    if (left.shape.length > 0 || right.shape.length > 0) return false;
    const at = new IntervalArithmetic(256);
    const [a, b] = [left, right].map(({ entries }) => entries[0]!.enclosure(256)) as [Interval, Interval];
    if ([a, b].some((side) => side.isEmpty || side.mayBeUndefined || !side.isBounded)) return false;
    const scale = at.max(at.abs(b), at.rational(rational(1, 1000)));
    return at.divide(at.abs(at.subtract(a, b)), scale).isBelow(rational(1, 10n ** 9n));
  } catch (error) {
    if (isEvaluationError(error)) return false;
    throw error;
  }
}

interface Side {
  readonly entry: Entry;
  readonly quantity: Quantity;
  /** How this entry is written, where that can be told apart from the other entries. */
  readonly expression: Expression | undefined;
}

function compareEntries(left: Side, relation: Relation, right: Side): Judgement {
  if (relation !== "=" && relation !== "≈") return compareOrder(left.entry, relation, right.entry);
  const [onLeft, onRight] = [left, right].map(({ expression }) => expression && writtenNumber(expression));
  if (onLeft?.goesOn === true) return compareDigits(right.entry, relation, onLeft);
  if (onRight !== undefined) {
    const judgement = compareDigits(left.entry, relation, onRight);
    if (judgement.verdict !== "wrong" || onLeft === undefined) return judgement;
    // Of two numbers either may be the rounded one.
    const reverse = compareDigits(right.entry, relation, onLeft);
    return reverse.verdict === "wrong" ? judgement : reverse;
  }
  if (onLeft !== undefined) return compareDigits(right.entry, relation, onLeft);
  return compareExpressions(left, relation, right);
}

/** The digits written against the number that they stand for. */
function compareDigits(entry: Entry, relation: "=" | "≈", written: Written): Judgement {
  const toWritten = entry.compare(written.value);
  if (toWritten === undefined) return unchecked("the value does not exist, or cannot be told closely enough");
  const digits = entry.toFixed(written.places, written.scale);
  const rounded = digits === undefined ? undefined : written.withDigits(digits);
  const whole = relation === "=" ? exactDigits(entry, written) : undefined;
  const computed = whole ?? rounded;
  if (toWritten === 0) return { verdict: "confirmed", reason: "exactly this number", computed, isExact: true };

  const isWithin = (distance: Rational) => {
    const above = entry.compare(addRational(written.value, distance))!;
    const below = entry.compare(subtractRational(written.value, distance))!;
    return above <= 0 && below >= 0;
  };
  const unit = unitOf(written);
  if (written.goesOn === true) return compareCut({ toWritten, isWithin, computed, written, unit });
  for (let zeros = 0; zeros <= written.trailingZeros; zeros++) {
    const rounded = multiplyRational(unit, rational(10n ** BigInt(zeros)));
    if (!isWithin(multiplyRational(rounded, rational(1, 2n)))) continue;
    if (zeros > 0 && !reaches(entry, rounded)) continue;
    if (relation === "≈") return { verdict: "confirmed", reason: "the best approximation to these places", computed };
    return {
      verdict: "imprecise",
      reason: "a rounded number, so ≈ is meant and not =",
      computed: exactDigits(entry, written) ?? computed,
    };
  }
  if (
    isWithin(unit) &&
    (entry.compare(addRational(written.value, unit)) ?? 0) !== 0 &&
    (entry.compare(subtractRational(written.value, unit)) ?? 0) !== 0
  ) {
    const away = written.value.numerator > 0n ? toWritten > 0 : toWritten < 0;
    const isCut = away || written.value.numerator === 0n;
    if (isCut) return { verdict: "imprecise", reason: "cut off after these places, not rounded", computed };
    if (relation === "≈") return { verdict: "imprecise", reason: "rounded to the wrong side", computed };
  }
  return differs(computed);
}

/** That the value is another one; one of very many digits is told by its first ones, and nothing to put in their place. */
function differs(computed: string | undefined): Judgement {
  const { 1: sign, 2: first, 3: more = "" } = /^(-?)(\d)(\d{30,})(?![\d%])/.exec(computed ?? "") ?? [];
  if (first === undefined)
    return { verdict: "wrong", reason: `the value is ${computed ?? "another number"}`, computed };
  return { verdict: "wrong", reason: `the value is ${sign}${first}.${more.slice(0, 4)}… × 10^${more.length}` };
}

/** Whether a number is no smaller than a unit: 1024 can be rounded to thousands, but 60 has no hundreds to be left of it. */
function reaches(entry: Entry, unit: Rational): boolean {
  return entry.compare(unit)! >= 0 || entry.compare(rational(-unit.numerator, unit.denominator))! <= 0;
}

/** Digits that go on as dots say: those of the value, or else rounded ones. */
function compareCut({
  toWritten,
  isWithin,
  computed,
  written,
  unit,
}: {
  toWritten: number;
  isWithin: (distance: Rational) => boolean;
  computed: string | undefined;
  written: Written;
  unit: Rational;
}): Judgement {
  const isAway = written.value.numerator < 0n ? toWritten < 0 : toWritten > 0;
  if (isAway && isWithin(unit)) return { verdict: "confirmed", reason: "the digits go on so", computed };
  return isWithin(unit)
    ? { verdict: "imprecise", reason: "the last digit before the dots is rounded", computed }
    : differs(computed);
}

/** Two expressions of which neither is a written number. */
function compareExpressions(left: Side, relation: "=" | "≈", right: Side): Judgement {
  const order = left.entry.compareWith(right.entry);
  if (order === undefined) return unchecked("a value does not exist, or cannot be told closely enough");
  const computed = valueText(left.entry);
  if (order === 0) return { verdict: "confirmed", reason: "both sides are the same number", computed, isExact: true };

  const places = Math.max(0, ...numbersIn(right).map(placesOf));
  if (relation === "≈" && places === 0) return unchecked("no digits are claimed that could be held against the value");
  if (fitsRounded(left, right, places)) {
    return { verdict: relation === "≈" ? "confirmed" : "imprecise", reason: "right with rounded numbers", computed };
  }
  return { verdict: "wrong", reason: "the two sides are different numbers", computed };
}

/** Whether the sides agree for some numbers that may have been rounded to the ones written on either side. */
function fitsRounded(left: Side, right: Side, places: number): boolean {
  const fromExact = right.entry.exact !== undefined && left.entry.exact === undefined;
  const rightIsRounded = (places > 0 || fromExact) && !left.quantity.needsNoRounding(places);
  const at = new IntervalArithmetic(128);
  const a = left.entry.widened("long decimals");
  const b = rightIsRounded ? right.entry.widened(places === 0 ? "all" : "decimals") : right.entry.enclosure(128);
  return at.holds("<", a, b) === undefined && at.holds(">", a, b) === undefined;
}

function compareOrder(left: Entry, relation: Relation, right: Entry): Judgement {
  const isJudged = relation !== "other" && relation !== ":=" && relation !== "≡";
  if (!isJudged || relation === "∈" || relation === "∉") return unchecked("this relation is not judged");
  const order = left.compareWith(right);
  if (order === undefined) return unchecked("a value does not exist, or cannot be told closely enough");
  const isSure = order !== 0 || (left.exact !== undefined && right.exact !== undefined);
  const holds: boolean = {
    "<": order < 0,
    "≤": order <= 0,
    ">": order > 0,
    "≪": order < 0,
    "≫": order > 0,
    "≥": order >= 0,
    "≠": order !== 0,
    "=": order === 0,
    "≈": order === 0,
  }[relation];
  if (!isSure) return unchecked("the two sides cannot be told apart");
  if (holds && (relation === "≪" || relation === "≫")) return unchecked("how much is much less or more is not said");
  const reason = `the left side is ${order < 0 ? "less than" : order > 0 ? "greater than" : "equal to"} the right side`;
  return { verdict: holds ? "confirmed" : "wrong", reason, computed: valueText(left) };
}

/** Of several entries, set in rows of a width, the gravest verdict counts. */
function together(judgements: readonly Judgement[], width: number): Judgement {
  const gravity: readonly Verdict[] = ["wrong", "unchecked", "imprecise", "confirmed"];
  const verdict = gravity.find((candidate) => judgements.some((judgement) => judgement.verdict === candidate))!;
  const place = judgements.findIndex((judgement) => judgement.verdict === verdict);
  const isMatrix = width < judgements.length;
  const named = isMatrix ? `entry (${Math.floor(place / width) + 1}, ${(place % width) + 1})` : `entry ${place + 1}`;
  const { reason: why } = judgements[place]!;
  const reason = verdict === "confirmed" ? why : `${named}: ${why}`;
  const texts = judgements.map(({ computed }) => computed);
  const computed = texts.every((text) => text !== undefined) ? listed(texts, isMatrix ? width : undefined) : undefined;
  const isExact = judgements.every((judgement) => judgement.isExact === true);
  return { verdict, reason, computed, ...(isExact ? { isExact } : {}) };
}

function listed(texts: readonly string[], width: number | undefined): string {
  if (width === undefined) return `[${texts.join(", ")}]`;
  const rows = Array.from({ length: texts.length / width }, (_, i) =>
    listed(texts.slice(i * width, (i + 1) * width), undefined),
  );
  return `[${rows.join(", ")}]`;
}

export function unchecked(reason: string): Judgement {
  return { verdict: "unchecked", reason };
}

function shapes(left: readonly number[], right: readonly number[]): string {
  const called = (shape: readonly number[]) => {
    if (shape.length === 0) return "a number";
    return shape.length === 1 ? `a vector of ${shape[0]} entries` : `a matrix of ${shape.join(" × ")} entries`;
  };
  return `the left side is ${called(left)} and the right side ${called(right)}`;
}

/** How each entry is written, where they are written one by one. */
function entriesOf(expression: Expression): readonly Expression[] | undefined {
  if (expression.kind === "operation" && expression.operation === "transpose") {
    const [inner] = expression.args;
    const isFlat = inner?.kind === "vector" && inner.entries.every(({ kind }) => kind !== "vector");
    return isFlat ? inner.entries : undefined;
  }
  if (expression.kind !== "vector") return [expression];
  const rows = expression.entries.map(entriesOf);
  return rows.every((row) => row !== undefined) ? rows.flat() : undefined;
}

function numbersIn({ expression, quantity }: Side): string[] {
  return [...walk(expression ?? quantity.expression)].flatMap((part) => (part.kind === "number" ? [part.text] : []));
}

/** The exact decimal, where it is a short one. */
function exactly(entry: Entry): string | undefined {
  return entry.exact && shortDecimal(entry.exact);
}

/** The exact decimal in the notation of a written number, where it is a short one. */
function exactDigits({ exact }: Entry, { scale, withDigits }: Written): string | undefined {
  const digits = exact && shortDecimal(divideRational(exact, scale));
  return digits === undefined ? undefined : withDigits(digits);
}

/** A value where nothing says to how many places. */
function valueText(entry: Entry): string | undefined {
  const one = rational(1);
  const exact = exactly(entry);
  if (exact !== undefined) return exact;
  const size = entry.enclosure(64).toDoubles().map(Math.abs);
  const magnitude = Math.floor(Math.log10(Math.max(...size)));
  return Number.isFinite(magnitude) ? entry.toFixed(Math.min(Math.max(0, 5 - magnitude), 300), one) : undefined;
}
