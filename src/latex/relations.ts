import type { Node } from "./nodes.js";

/** What one side is said to be to the other. */
export type Relation = "=" | "≈" | ":=" | "≠" | "<" | "≤" | ">" | "≥" | "≪" | "≫" | "≡" | "∈" | "∉" | "other";

/** Signs by what they say; a sign that is missing here says something that is not known. */
export const relations: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  ["=", "="],
  ["\\approx", "≈"],
  ["≈", "≈"],
  ["\\simeq", "≈"],
  ["≃", "≈"],
  ["\\approxeq", "≈"],
  ["\\thickapprox", "≈"],
  ["\\doteq", "≈"],
  ["\\equiv", "≡"],
  ["≡", "≡"],
  [":=", ":="],
  ["\\coloneqq", ":="],
  ["≔", ":="],
  ["\\leftarrow", ":="],
  ["\\gets", ":="],
  ["←", ":="],
  ["\\ne", "≠"],
  ["\\neq", "≠"],
  ["≠", "≠"],
  ["<", "<"],
  ["\\lt", "<"],
  [">", ">"],
  ["\\gt", ">"],
  ["\\le", "≤"],
  ["\\leq", "≤"],
  ["≤", "≤"],
  ["\\leqslant", "≤"],
  ["\\ge", "≥"],
  ["\\geq", "≥"],
  ["≥", "≥"],
  ["\\geqslant", "≥"],
  ["\\ll", "≪"],
  ["≪", "≪"],
  ["\\gg", "≫"],
  ["≫", "≫"],
  ["\\in", "∈"],
  ["∈", "∈"],
  ["\\notin", "∉"],
  ["∉", "∉"],
  ["\\not\\in", "∉"],
]);

export function isRelation(node: Node): boolean {
  return node.kind === "glyph" && node.role === "relation";
}

/** By how much a node changes the number of open brackets. */
export function depthChange(node: Node): number {
  if (node.kind !== "glyph") return 0;
  return node.role === "open" ? 1 : node.role === "close" && node.text !== "!" ? -1 : 0;
}
