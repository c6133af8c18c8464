import { apply } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { listOf } from "./brackets.js";
import { Choices } from "./choices.js";
import { isGlyph, ReadingError } from "./cursor.js";
import type { ReadOptions } from "./member.js";
import { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { trimmed } from "./rows.js";

/** What intervals are read as, by their brackets: functions of their two ends. */
export const intervals: ReadonlyMap<string, string> = new Map([
  ["[]", "\\closedInterval"],
  ["()", "\\openInterval"],
  ["[)", "\\rightOpenInterval"],
  ["(]", "\\leftOpenInterval"],
]);

/** What a set is read as whose numbers are listed: a function of them. */
export const listedSet = "\\set";

/** The set behind ∈: an interval or listed numbers; a ReadingError for any other. */
export function readSet(nodes: readonly Node[], source: string, options: ReadOptions): [Expression] {
  const { left, right, body } = partsOf(nodes);
  const start = nodes[0]!.start;
  const isList = left === "{" && right === "}";
  const interval = intervals.get(left + right);
  if (!isList && interval === undefined) throw new ReadingError("this set is not read", start);
  const reader = new MemberReader(nodes, { source, options, choices: new Choices() }, start);
  const hasCommas = body.some((node) => isGlyph(node, ","));
  if (hasCommas && body.some((node) => isGlyph(node, ";")))
    throw new ReadingError("what divides the numbers of this set is not clear", start);
  const entries = listOf(reader, trimmed(body), nodes[0]!);
  if (isList) return [apply(listedSet, ...entries)];
  if (entries.length !== 2) throw new ReadingError("an interval has two ends", start);
  return [apply(interval!, ...entries)];
}

/** The brackets around something and what is in them; without brackets where it is not in one pair of them. */
function partsOf(nodes: readonly Node[]): { left: string; right: string; body: readonly Node[] } {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (nodes.length === 1 && first?.kind === "fence")
    return { left: plain(first.left), right: plain(first.right), body: first.body };
  if (first?.kind !== "glyph" || last?.kind !== "glyph" || nodes.length < 3) return { left: "", right: "", body: [] };
  return { left: plain(first.text), right: plain(last.text), body: nodes.slice(1, -1) };
}

function plain(bracket: string): string {
  return bracket.replace(/^\\(?:([{}])|([lr])brace)$/, (_, brace, side) => brace ?? (side === "l" ? "{" : "}"));
}
