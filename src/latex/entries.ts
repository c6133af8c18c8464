import { number, operation, symbol } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { isGlyph } from "./cursor.js";
import type { Declarations, Shorthand } from "./declarations.js";
import type { MemberReader } from "./member.js";
import type { Name } from "./names.js";
import { nameAt, primedName } from "./names.js";
import type { Node } from "./nodes.js";
import { axesOf } from "./shapes.js";

/** What a declared name at the reader's place stands for, with its places; undefined where nothing is declared. */
export function declaredName(reader: MemberReader, stem: Name): Expression | undefined {
  const { declared } = reader.options;
  if (declared === undefined) return undefined;
  const index = reader.bound.get(stem.name);
  if (index !== undefined) {
    reader.at = stem.next;
    return symbol(index);
  }
  const primed = primedName(reader.nodes, reader.at);
  const full = nameAt(reader.nodes, reader.at, () => false) ?? stem;
  for (const { name, next } of primed === undefined ? [full, stem] : [primed, full, stem]) {
    const shorthand = declared.shorthand(name);
    if (shorthand !== undefined && shorthand.places.length === 0) {
      reader.at = next;
      return boundHere(reader, shorthand.body);
    }
    if (shorthand !== undefined) return expanded(reader, shorthand, next);
    if (declared.axesOf(name) === undefined || calls(reader, name, next)) continue;
    reader.at = next;
    return symbol(name);
  }
  return undefined;
}

/** Whether a name is a function's and stands before its arguments. */
function calls({ options, nodes }: MemberReader, name: string, next: number): boolean {
  const node = nodes[next];
  const opens = isGlyph(node, "(") || (node?.kind === "fence" && node.left === "(");
  return opens && options.isFunction(name);
}

/** A shorthand with its places filled in. */
function expanded(reader: MemberReader, { places, body }: Shorthand, next: number): Expression {
  const script = reader.nodes[next];
  if (script?.kind !== "script" || script.sub === undefined) reader.refuse("a place is missing here", next);
  const given = placesIn(reader, script.sub, places.length, script);
  if (given.length !== places.length) reader.refuse("another number of places is expected here", next);
  reader.at = next + 1;
  return rewrite(body, (part) => {
    const at = part.kind === "symbol" ? places.indexOf(part.name) : -1;
    return at < 0 ? part : given[at]!;
  });
}

/** A shorthand in which a letter that is an index here has the meaning that it has here. */
function boundHere({ bound }: MemberReader, body: Expression): Expression {
  if (bound.size === 0) return body;
  return rewrite(body, (part) => {
    const index = part.kind === "symbol" ? bound.get(part.name) : undefined;
    return index === undefined ? part : symbol(index);
  });
}

/** An entry, or a row, of an array: by one place for each of its first axes. */
export function entryOf(reader: MemberReader, base: Expression, sub: readonly Node[], around: Node): Expression {
  const { declared } = reader.options;
  const axes = axesOf(base, declared!);
  const places = placesIn(reader, sub, axes, around);
  if (places.length > axes) reader.refuse(`there are ${places.length} places but ${axes} axes`);
  const isEntry = base.kind === "operation" && base.operation === "index";
  return isEntry ? operation("index", ...base.args, ...places) : operation("index", base, ...places);
}

/** The places in a subscript: divided by commas, or letters side by side where there are as many as axes. */
function placesIn(reader: MemberReader, sub: readonly Node[], axes: number, around: Node): Expression[] {
  const solid = sub.filter(({ kind }) => kind !== "space");
  const parts: Node[][] = [[]];
  for (const node of solid) {
    if (isGlyph(node, ",")) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  const letters = parts.length === 1 && axes > 1 ? lettersSideBySide(solid) : [];
  if (letters.length > axes) reader.refuse(`there are ${letters.length} places but ${axes} axes`);
  const divided = letters.length === axes ? letters : parts;
  return divided.map((part) => asPlace(reader, reader.inside(part, around)));
}

/** Letters and digits, each with what is above and below it; none where there is anything else. */
function lettersSideBySide(nodes: readonly Node[]): Node[][] {
  const letters: Node[][] = [];
  for (const node of nodes) {
    if (node.kind === "script" && letters.length > 0) letters.at(-1)!.push(node);
    else if (node.kind === "glyph" && node.role === "ordinary") letters.push([node]);
    else return [];
  }
  return letters;
}

/** What stands for a place, as expressions count them, from 1. */
export function asPlace({ options: { declared } }: MemberReader, place: Expression): Expression {
  return declared!.firstPlace === 0 || isLabel(place, declared!) ? operation("add", place, number(1)) : place;
}

/** Whether something is the number of a class, or an entry of several. */
export function isLabel(expression: Expression, declared: Declarations): boolean {
  const isEntry = expression.kind === "operation" && expression.operation === "index";
  const from = isEntry ? expression.args[0]! : expression;
  return from.kind === "symbol" && declared.isLabel(from.name);
}
