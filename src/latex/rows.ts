import { isGlyph } from "./cursor.js";
import type { Node } from "./nodes.js";
import { isRelation } from "./relations.js";

/** The lines of a formula: those of its only environment, or the whole. */
export function rowsOf(nodes: readonly Node[]): (readonly Node[])[] {
  const solid = nodes.filter((node) => node.kind !== "space");
  const [only] = solid;
  const rows = only?.kind === "rows" ? only.rows : only?.kind === "table" ? alignedRows(only) : undefined;
  if (solid.length === 1 && rows !== undefined) return joined(rows.flatMap((row) => rowsOf(row)));
  return solid.length === 0 ? [] : [trimmed(nodes)];
}

/** The lines of a table that aligns relations, each in a cell of its own; undefined for other tables. */
export function alignedRows({ cells, left }: Extract<Node, { kind: "table" }>): Node[][] | undefined {
  if (left !== "" || cells.length === 0) return undefined;
  const isAligned = cells.every((row) => row.length === 3 && row[1]!.length === 1 && isRelation(row[1]![0]!));
  return isAligned ? cells.map((row) => row.flat()) : undefined;
}

/** Rows of which those that go on with a term or a factor of the row before are part of it. */
function joined(rows: readonly (readonly Node[])[]): (readonly Node[])[] {
  const result: (readonly Node[])[] = [];
  for (const row of rows) {
    const before = result.at(-1);
    if (before !== undefined && goesOn(row, before)) result.push([...result.pop()!, ...row]);
    else result.push(row);
  }
  return result;
}

/** Whether a row that opens with a sign is sure to go on: +x = 3 below an equation can be another, to be added to it. */
function goesOn(row: readonly Node[], before: readonly Node[]): boolean {
  const [first] = row;
  if (!isSign(first) || isSign(before.at(-1))) return false;
  if (!row.some(isRelation)) return true;
  const isNegative = isGlyph(first, "-") || isGlyph(first, "−");
  return !isNegative && !(isGlyph(first, "+") && before.some(isRelation));
}

function isSign(node: Node | undefined): boolean {
  return node?.kind === "glyph" && node.role === "binary";
}

/** Without the spaces around it, and without the punctuation that a sentence puts after a formula. */
export function trimmed(nodes: readonly Node[]): readonly Node[] {
  let [from, to] = [0, nodes.length];
  while (from < to && nodes[from]!.kind === "space") from++;
  while (
    to > from &&
    (nodes[to - 1]!.kind === "space" || [",", ".", ";", "。", "，"].some((mark) => isGlyph(nodes[to - 1], mark)))
  )
    to--;
  return nodes.slice(from, to);
}
