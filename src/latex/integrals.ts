import { integral, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { isGlyph } from "./cursor.js";
import { isDifferential } from "./derivatives.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";
import { nameAt } from "./names.js";
import type { Node } from "./nodes.js";
import { boundsOf } from "./series.js";

/** An integral between two bounds, up to the dx that belongs to it. */
export function integralOf(reader: MemberReader): Expression {
  const start = reader.at;
  const { sub, sup, below, above } = boundsOf(reader);
  if (reader.options.declared !== undefined || sub === undefined || sup === undefined) {
    reader.refuse("an integral without both bounds is not read");
  }
  const isEndless = [...sub, ...sup].some((node) => isGlyph(node, "\\infty") || isGlyph(node, "∞"));
  if (isEndless) reader.refuse("an integral without end is not worked out");
  const from = reader.inside(sub, below!);
  const to = reader.inside(sup, above!);
  const within = start + 3;
  const over = overFraction(reader.nodes[within]);
  if (over !== undefined) {
    reader.at = within + 1;
    const divisor = reader.inside(over.denominator, reader.nodes[within]!);
    return integral(operation("divide", number(1), divisor), over.variable, from, to);
  }
  const { at, name } = differentialAfter(reader, within);
  if (at === within) reader.refuse("what is integrated is not written", start);
  const body = reader.inside(reader.nodes.slice(within, at), reader.nodes[within]!);
  reader.at = name.next;
  return integral(body, name.name, from, to);
}

/** Where the dx stands that ends what is integrated, and its x. */
function differentialAfter(reader: MemberReader, from: number): { at: number; name: Name } {
  const { nodes } = reader;
  let open = 1;
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (node.kind === "other" && node.name === "int") open++;
    const name = isDifferential(node) ? nameAt(nodes, at + 1, () => false) : undefined;
    if (name !== undefined && --open === 0) return { at, name };
  }
  return reader.refuse("an integral ends with its dx, which is missing");
}

/** `\\frac{dx}{x}`: what is divided by, and the variable. */
function overFraction(node: Node | undefined): { denominator: readonly Node[]; variable: string } | undefined {
  if (node?.kind !== "fraction") return undefined;
  const above = node.numerator.filter(({ kind }) => kind !== "space");
  const name = isDifferential(above[0]) ? nameAt(above, 1, () => false) : undefined;
  return name?.next === above.length ? { denominator: node.denominator, variable: name.name } : undefined;
}
