import { apply } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { isGlyph } from "./cursor.js";
import type { ReadOptions } from "./member.js";
import type { Node } from "./nodes.js";
import type { Member, Statement, Unread } from "./read.js";
import { isUnread, readSide } from "./read.js";
import { isRelation } from "./relations.js";
import { trimmed } from "./rows.js";

/** What stands before `\\pmod{12}`, and the 12. */
export function withoutModulus(nodes: readonly Node[], source: string, options: ReadOptions) {
  const at = nodes.findIndex((node) => isModulus(node));
  const behind = nodes.slice(at + 1).filter(({ kind }) => kind !== "space");
  if (at < 0 || options.declared !== undefined || behind.some(isRelation)) return { nodes, modulus: undefined };
  const from = isGlyph(nodes[at - 1], "(") && isGlyph(behind.at(-1), ")") ? at - 1 : at;
  const inside = from < at ? behind.slice(0, -1) : behind;
  const modulus = readSide(source, inside, nodes[at]!.start, nodes[at]!.end, options).read;
  return { nodes: trimmed(nodes.slice(0, from)), modulus };
}

function isModulus(node: Node): boolean {
  return ["\\pmod", "\\mod", "\\pod"].some((command) => isGlyph(node, command));
}

/** The same statement about what is left over after division. */
export function inResidues(statement: Statement, modulus: Expression | Unread): Statement {
  const members = statement.members.map((one): Member => {
    const [read, ...otherReadings] = isUnread(one.read) ? [one.read] : [one.read, ...one.otherReadings];
    if (isUnread(modulus)) return { ...one, read: modulus, otherReadings: [], name: undefined, signature: undefined };
    const left = (value: Expression) => apply("\\mod", value, modulus);
    return {
      ...one,
      read: isUnread(read!) ? read! : left(read!),
      otherReadings: otherReadings.map((value) => left(value as Expression)),
      name: undefined,
      signature: undefined,
    };
  });
  const relations = statement.relations.map((one) => ({
    ...one,
    relation: one.relation === "≡" ? ("=" as const) : one.relation,
  }));
  return { ...statement, members, relations };
}
