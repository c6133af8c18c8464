import { number, operation } from "../expression/construct.js";
import type { Comparison, Expression } from "../expression/expression.js";
import { isDigit, isGlyph } from "./cursor.js";
import { isLabel } from "./entries.js";
import type { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { depthChange, isRelation, relations } from "./relations.js";

/** What a distinction of cases gives where none of its conditions holds: no definition has this number in mind. */
export const noCase = "-1234567.8909876543";

/** A condition as it is read: a comparison, or several that hold together or of which one holds. */
type Condition =
  | Comparison
  | "always"
  | { readonly every: readonly Condition[] }
  | { readonly some: readonly Condition[] };

/** A distinction of cases, of which the first that holds counts. */
export function casesOf(reader: MemberReader, { cases, start, end }: Extract<Node, { kind: "cases" }>): Expression {
  const around: Node = { kind: "group", body: [], start, end };
  // A text does not say what else there is; its value is then none.
  let result = reader.options.declared === undefined ? operation("divide", number(0), number(0)) : number(noCase);
  for (const { value, condition } of cases.toReversed()) {
    const inside = reader.inside(withoutComma(value), around);
    result = where(conditionFrom(reader, condition, around), inside, result);
  }
  return result;
}

/** `[i = j]`, `𝟙[x > 0]` or `𝟙_{x > 0}`: 1 where the condition holds, else 0; undefined where there is none. */
export function indicator(reader: MemberReader): Expression | undefined {
  const start = reader.peek()!;
  const isOne = start.kind === "accent" && start.body.length === 1 && isIndicatorLetter(start.body[0]!);
  if (isOne) reader.at++;
  const node = reader.peek();
  const isKnown = isOne || reader.options.declared !== undefined;
  const found = node === undefined || !isKnown ? undefined : conditionIn(reader, node, isOne);
  if (found === undefined) {
    if (isOne) reader.at--;
    return undefined;
  }
  reader.at = found.next;
  return where(conditionFrom(reader, found.nodes, start), number(1), number(0));
}

function isIndicatorLetter(node: Node): boolean {
  return isDigit(node) ? isGlyph(node, "1") : isGlyph(node, "I");
}

/** The pieces of a condition in brackets, or of a subscript, and what comes after them. */
function conditionIn(
  { nodes, at }: MemberReader,
  node: Node,
  isAfterOne: boolean,
): { nodes: readonly Node[]; next: number } | undefined {
  if (isAfterOne && node.kind === "script" && node.sub !== undefined) return { nodes: node.sub, next: at + 1 };
  const opens = isAfterOne ? ["[", "(", "\\{", "\\lbrace"] : ["["];
  if (node.kind === "fence" && opens.includes(node.left)) {
    return node.body.some(isRelation) ? { nodes: node.body, next: at + 1 } : undefined;
  }
  if (node.kind !== "glyph" || !opens.includes(node.text)) return undefined;
  let depth = 0;
  let relates = false;
  for (let i = at; i < nodes.length; i++) {
    depth += depthChange(nodes[i]!);
    relates ||= depth === 1 && isRelation(nodes[i]!);
    if (depth === 0) return relates ? { nodes: nodes.slice(at + 1, i), next: i + 1 } : undefined;
  }
  return undefined;
}

const introductions = new Set(["if", "for", "where", "when", "with"]);
const always = new Set(["otherwise", "else"]);

function conditionFrom(reader: MemberReader, given: readonly Node[], around: Node): Condition {
  let nodes = withoutComma(given);
  while (nodes[0]?.kind === "word" && introductions.has(nodes[0].text)) nodes = nodes.slice(1);
  if (nodes.length === 1 && nodes[0]!.kind === "word" && always.has(nodes[0]!.text)) return "always";
  const alternatives = split(nodes, (node) => isWordOrSign(node, "or", "\\lor", "\\vee"));
  if (alternatives.length > 1) return { some: alternatives.map((part) => conditionFrom(reader, part, around)) };
  const both = split(nodes, (node) => isGlyph(node, ",") || isWordOrSign(node, "and", "\\land", "\\wedge"));
  if (both.length > 1) return { every: both.map((part) => conditionFrom(reader, part, around)) };
  return chainFrom(reader, nodes, around);
}

/** `a < b` or `a < b < c`. */
function chainFrom(reader: MemberReader, nodes: readonly Node[], around: Node): Condition {
  const sides = split(nodes, isRelation);
  const signs = topLevel(nodes).filter(isRelation);
  const values = sides.map((side) => reader.inside(side, around));
  if (signs.length === 0 && reader.options.declared === undefined) reader.refuse("this condition is not read");
  // A flag is 1 or 0.
  if (signs.length === 0) return { relation: "!=", left: values[0]!, right: number(0) };
  const comparisons = signs.map((sign, i): Comparison => {
    const relation = comparisonOf((sign as { text: string }).text);
    if (relation === undefined) reader.refuse(`the condition with ${(sign as { text: string }).text} is not read`);
    const [left, right] = [values[i]!, values[i + 1]!];
    return { relation, left: besidePlace(reader, left, right), right: besidePlace(reader, right, left) };
  });
  return comparisons.length === 1 ? comparisons[0]! : { every: comparisons };
}

/** The number of a class that is compared with a place is counted as places are. */
function besidePlace({ options: { declared } }: MemberReader, side: Expression, other: Expression): Expression {
  if (declared === undefined || declared.firstPlace === 0 || !isLabel(side, declared)) return side;
  const isPlace = other.kind === "symbol" && declared.axesOf(other.name) === undefined;
  return isPlace ? operation("add", side, number(1)) : side;
}

function comparisonOf(sign: string): Comparison["relation"] | undefined {
  const relation = relations.get(sign);
  return relation === undefined
    ? undefined
    : ({ "=": "==", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">=" } as const)[relation as "="];
}

/** `value` where the condition holds, else `otherwise`. */
export function where(condition: Condition, value: Expression, otherwise: Expression): Expression {
  if (condition === "always") return value;
  if ("every" in condition) return condition.every.reduceRight((inner, one) => where(one, inner, otherwise), value);
  if ("some" in condition) return condition.some.reduceRight((rest, one) => where(one, value, rest), otherwise);
  return { kind: "piecewise", branches: [{ when: condition, value }], otherwise };
}

function isWordOrSign(node: Node, word: string, ...signs: string[]): boolean {
  return (node.kind === "word" && node.text === word) || signs.some((sign) => isGlyph(node, sign));
}

/** The parts between the pieces that divide them, outside all brackets. */
function split(nodes: readonly Node[], divides: (node: Node) => boolean): Node[][] {
  const parts: Node[][] = [[]];
  let depth = 0;
  for (const node of nodes) {
    depth += depthChange(node);
    if (depth <= 0 && divides(node)) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts;
}

function topLevel(nodes: readonly Node[]): Node[] {
  let depth = 0;
  return nodes.filter((node) => {
    depth += depthChange(node);
    return depth <= 0;
  });
}

function withoutComma(nodes: readonly Node[]): readonly Node[] {
  const solid = nodes.filter(({ kind }) => kind !== "space");
  const last = solid.at(-1);
  return isGlyph(last, ",") || isGlyph(last, ".") || isGlyph(last, ";") ? solid.slice(0, -1) : solid;
}
