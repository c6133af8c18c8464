import { apply, number, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { arrayPower, mayBeArray } from "./arrays.js";
import { isDigit, isGlyph } from "./cursor.js";
import { entryOf } from "./entries.js";
import type { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { isTransposition, transposed } from "./products.js";
import { depthChange } from "./relations.js";
import { axesOf } from "./shapes.js";

/** What stands before the reader's place, with the powers, subscripts and signs behind it. */
export function withPowers(reader: MemberReader, primary: Expression, isEuler: boolean): Expression {
  let base = primary;
  for (;;) {
    const node = reader.peek();
    if (isGlyph(node, "\\%")) {
      reader.at++;
      base = apply("\\percent", base);
    } else if (isGlyph(node, "°")) {
      reader.at++;
      base = apply("\\degrees", base);
    } else if (isGlyph(node, "!")) {
      if (reader.options.declared !== undefined) reader.refuse("factorials are not read");
      reader.at++;
      if (isGlyph(reader.peek(), "!")) reader.refuse("a double factorial is not read");
      base = apply("\\factorial", base);
    } else if (node?.kind === "script") {
      base = node.sub === undefined ? raised(reader, base, node.sup!, isEuler) : subscripted(reader, base, node.sub);
    } else return base;
  }
}

function subscripted(reader: MemberReader, base: Expression, sub: readonly Node[]): Expression {
  const { declared } = reader.options;
  if (declared === undefined && mayBeArray(reader, base)) {
    const around = reader.peek()!;
    reader.at++;
    const axes = base.kind === "symbol" ? reader.options.axesOf?.(base.name) : undefined;
    const places = placesIn(sub, axes).map((place) => reader.inside(place, around));
    // Texts count places from 1, and some from 0.
    const isFromZero = reader.context.choices.chooseOnce("the first place", 2) === 1;
    return operation(
      "index",
      base,
      ...places.map((place) => (isFromZero ? operation("add", place, number(1)) : place)),
    );
  }
  if (declared === undefined || axesOf(base, declared) === 0) reader.refuse("a subscript here is not read");
  reader.at++;
  return entryOf(reader, base, sub, reader.nodes[reader.at - 1]!);
}

/** The places in a subscript: divided by commas, or side by side where there are as many as axes. */
function placesIn(sub: readonly Node[], axes = 1): Node[][] {
  const isSingle = (node: Node) => node.kind === "glyph" && node.role === "ordinary";
  if (axes > 1 && sub.length === axes && sub.every(isSingle)) return sub.map((node) => [node]);
  const parts: Node[][] = [[]];
  for (const node of sub) {
    if (isGlyph(node, ",")) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts;
}

function raised(reader: MemberReader, base: Expression, sup: readonly Node[], isEuler: boolean): Expression {
  const node = reader.peek()!;
  const before = reader.nodes[reader.at - 1]!;
  reader.at++;
  if (isDegrees(sup)) return apply("\\degrees", base);
  const { declared } = reader.options;
  if (declared !== undefined && isTransposition(sup) && axesOf(base, declared) > 0) return transposed(base, declared);
  const ofArray = declared === undefined ? arrayPower(reader, base, sup) : undefined;
  if (ofArray !== undefined) return ofArray;
  if (isLabelled(reader, before, sup, isEuler))
    reader.refuse("a superscript in parentheses can be a label", reader.at - 1);
  const exponent = reader.inside(sup, node);
  if (reader.peek()?.kind === "script") reader.refuse("a power of a power needs parentheses");
  return isEuler ? operation("exp", exponent) : operation("power", base, exponent);
}

/** Whether a letter has a superscript that may be a label. */
function isLabelled({ options }: MemberReader, before: Node, sup: readonly Node[], isEuler: boolean): boolean {
  const isLetter = (before.kind === "glyph" && before.role === "ordinary") || before.kind === "accent";
  return options.declared === undefined && isLetter && !isDigit(before) && !isEuler && isLabel(sup);
}

/** Whether a superscript numbers things, as in w^{(2)}, rather than being a power: brackets enclose all of it. */
export function isLabel(sup: readonly Node[]): boolean {
  const [first] = sup;
  if (first?.kind === "fence") return sup.length === 1 && (first.left === "(" || first.left === "[");
  if (!isGlyph(first, "(") && !isGlyph(first, "[")) return false;
  let depth = 0;
  const closing = sup.findIndex((node) => {
    depth += depthChange(node);
    return depth === 0;
  });
  return closing === sup.length - 1;
}

export function isEulerAt({ nodes, at, options }: MemberReader): boolean {
  const node = nodes[at];
  const isE = (node?.kind === "glyph" && node.text === "e") || (node?.kind === "word" && node.text === "e");
  return isE && !options.isVariable("e") && nodes[at + 1]?.kind === "script";
}

function isDegrees(nodes: readonly Node[]): boolean {
  return nodes.length === 1 && (isGlyph(nodes[0], "\\circ") || isGlyph(nodes[0], "∘") || isGlyph(nodes[0], "°"));
}
