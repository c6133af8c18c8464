import { operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { walk } from "../expression/walk.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import { multiplyRational, rational } from "../numeric/rational.js";
import { compare, unchecked } from "./compare.js";
import type { Finding, Link } from "./judge.js";
import type { Notation } from "./plain/code.js";
import { isEvaluationError } from "./quantity.js";
import type { Scope } from "./scope.js";
import { writtenNumber } from "./written.js";

/** What stands around a link in its document. */
export interface Surroundings {
  readonly notation: Notation;
  /** The sentences around it. */
  readonly text: string;
}

/**
 * The finding, unless the link is not right in common arithmetic and may well be in another: that of a computer's
 * numbers, of remainders, of another number system.
 */
export function doubted(finding: Finding, link: Link, scope: Scope, { notation, text }: Surroundings): Finding {
  if (finding.verdict !== "wrong" && finding.verdict !== "imprecise") return finding;
  if (finding.verdict === "imprecise" && !(notation === "plain" && isWhole(link))) return finding;
  try {
    const reason = reasonIn(finding, link, scope, notation, text);
    return reason === undefined ? finding : { ...finding, ...reason };
  } catch (error) {
    if (isEvaluationError(error)) return finding;
    throw error;
  }
}

type Doubt = Pick<Finding, "verdict" | "reason">;

function reasonIn({ verdict }: Finding, link: Link, scope: Scope, notation: Notation, text: string): Doubt | undefined {
  if (verdict === "wrong" && isFloatingPoint(link, scope)) {
    return unchecked("it agrees as far as a computer's numbers do");
  }
  const isOrder = link.relation !== "=" && link.relation !== "≈";
  if (notation === "plain" && isOrder && compare(scope.quantity(link.left), "=", scope.quantity(link.right)).isExact) {
    return unchecked("the two sides are equal, but may not be so in a computer's numbers");
  }
  const [left, right] = [link.left, link.right].map((side) => rewrite(side, withoutPercent)) as [
    Expression,
    Expression,
  ];
  if (verdict === "wrong" && (left !== link.left || right !== link.right)) {
    const found = compare(scope.quantity(left), link.relation, scope.quantity(right));
    if (found.verdict === "confirmed" || found.verdict === "imprecise") {
      return { verdict: "ambiguous", reason: "right only if both sides count per cent" };
    }
  }
  if (!isWhole(link)) return undefined;
  if (notation === "plain" && isRight({ ...link, left: rewrite(link.left, cutOff) }, scope)) {
    return { verdict: "ambiguous", reason: "right only where a division of whole numbers is cut off" };
  }
  if (notation === "plain" && isBitwise(link)) {
    return { verdict: "ambiguous", reason: "right only where ^ compares the bits of two numbers" };
  }
  const other = verdict === "wrong" ? otherArithmetic.exec(text)?.[0] : undefined;
  return other === undefined ? undefined : unchecked(`the text speaks of another arithmetic: ${other.toLowerCase()}`);
}

/** Words of texts in which 9 + 4 = 1 and 1 + 1 = 10 can be right. */
const otherArithmetic =
  /\bmod(?:ulo|ular)?\b|\bbinary (?:addition|arithmetic|digits?|numbers?|system)|\bin binary\b|\bhexadecimal|\boctal|\bbase[- ](?:two|three|eight|twelve|sixteen|[2-9]|1[1-9]|60)\b|\bclocks?\b|\bGF\(|\bxor\b|\bBoolean|\bbits?\b|\bbit-|\bbitwise|\boverflows?\b|\bsaturat|\binteger (?:division|arithmetic)|\bfinite field|\bunsigned\b|二进制|八进制|十六进制|取模|取余|时钟|溢出/i;

/** Whether all its numbers are whole ones, and it names nothing. */
function isWhole({ left, right }: Link): boolean {
  return [...walk(left), ...walk(right)].every(
    (part) =>
      (part.kind === "number" && /^\d+$/.test(part.text)) ||
      (part.kind === "operation" &&
        ["add", "subtract", "multiply", "divide", "power", "negate"].includes(part.operation)),
  );
}

function withoutPercent(part: Expression): Expression {
  return part.kind === "apply" && /^\\?percent$/.test(part.name) ? part.args[0]! : part;
}

function isRight(link: Link, scope: Scope): boolean {
  return compare(scope.quantity(link.left), "=", scope.quantity(link.right)).isExact === true;
}

function cutOff(part: Expression): Expression {
  return part.kind === "operation" && part.operation === "divide" ? operation("floor", part) : part;
}

function isBitwise({ left, right }: Link): boolean {
  if (left.kind !== "operation" || left.operation !== "power" || right.kind !== "number") return false;
  const [a, b] = left.args.map((part) => (part.kind === "number" ? BigInt(part.text) : undefined));
  return a !== undefined && b !== undefined && (a ^ b) === BigInt(right.text);
}

/** Whether a number of as many digits as a double has is right but for the last ones. */
function isFloatingPoint({ left, right }: Link, scope: Scope): boolean {
  const written = writtenNumber(right);
  if (right.kind !== "number" || written === undefined || right.text.replace(/^0?\.?0*|\./g, "").length < 15)
    return false;
  const [entry] = scope.quantity(left).entries;
  const at = new IntervalArithmetic(128);
  const distance = at.abs(at.subtract(entry!.enclosure(128), at.rational(written.value)));
  return at.holds("<=", distance, at.rational(multiplyRational(written.value, rational(1n, 1n << 46n)))) === true;
}
