import { isGlyph } from "./cursor.js";
import type { Node } from "./nodes.js";
import { depthChange, isRelation } from "./relations.js";
import { trimmed } from "./rows.js";

/** The parts between commas, semicolons and wide spaces that no bracket encloses. */
export function splitAtCommas(nodes: readonly Node[]): (readonly Node[])[] {
  const parts: Node[][] = [[]];
  let depth = 0;
  for (const [i, node] of nodes.entries()) {
    depth += depthChange(node);
    const isMark = (isGlyph(node, ",") || isGlyph(node, ";")) && !joinsDigits(nodes, i);
    const divides = depth <= 0 && (isMark || dividesBySpace(nodes, i));
    if (divides) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts.map(trimmed).filter((part, i) => part.length > 0 || i === 0);
}

/** Whether a wide space stands between two things, and not merely around a relation. */
function dividesBySpace(nodes: readonly Node[], at: number): boolean {
  const node = nodes[at]!;
  if (node.kind !== "space" || !node.isWide) return false;
  const isSolid = (other: Node) => other.kind !== "space";
  const before = nodes.slice(0, at).findLast(isSolid);
  const after = nodes.slice(at).find(isSolid);
  return before !== undefined && after !== undefined && !isRelation(before) && !isRelation(after);
}

/** Whether a comma stands between two digits without space, and so may belong to a number. */
function joinsDigits(nodes: readonly Node[], at: number): boolean {
  const [before, comma, after] = [nodes[at - 1], nodes[at]!, nodes[at + 1]];
  const isDigit = (node: Node | undefined) => node?.kind === "glyph" && /^\d$/.test(node.text);
  return isDigit(before) && isDigit(after) && before!.end === comma.start && comma.end === after!.start;
}
