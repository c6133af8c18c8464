import { counted, number, operation, symbol } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { walk } from "../expression/walk.js";
import { where } from "./conditions.js";
import { isGlyph } from "./cursor.js";
import { asPlace } from "./entries.js";
import type { MemberReader } from "./member.js";
import { letterOf } from "./names.js";
import type { Node } from "./nodes.js";
import { isRelation, relations } from "./relations.js";

/** A sum or product over all places, or over those between two bounds, of the whole product behind it. */
export function openSeries(reader: MemberReader, name: "sum" | "prod"): Expression {
  const start = reader.at;
  const { sub, sup, below, above } = boundsOf(reader);
  if (sub === undefined) reader.refuse(`the index of this ${name} is not read`);
  reader.at += sup === undefined ? 2 : 3;
  const neutral = number(name === "sum" ? 0 : 1);
  const bounds = { sub, around: below!, sup, above, start };
  return overIndices(reader, bounds, neutral, (index, count, body) =>
    counted(name === "sum" ? "sum" : "product", index, count, body),
  );
}

/** The largest or smallest over an index that stands below `\max` or `\min`. */
export function extremum(reader: MemberReader, name: "max" | "min", at: number): Expression {
  const below = reader.nodes[at]!;
  const sub = below.kind === "script" ? below.sub! : [];
  const start = reader.at;
  reader.at = at + 1;
  // Whatever is left out is beyond all doubles, so that it never counts.
  const neutral = number(name === "max" ? "-1e9999" : "1e9999");
  const bounds = { sub, around: below, sup: undefined, above: undefined, start };
  return overIndices(reader, bounds, neutral, (index, count, body) =>
    operation(name, counted("table", index, count, body)),
  );
}

interface Bounds {
  readonly sub: readonly Node[];
  readonly around: Node;
  readonly sup: readonly Node[] | undefined;
  readonly above: Node | undefined;
  readonly start: number;
}

function overIndices(
  reader: MemberReader,
  { sub, around, sup, above, start }: Bounds,
  neutral: Expression,
  combine: (index: string, count: Expression, body: Expression) => Expression,
): Expression {
  const { declared } = reader.options;
  const at = sub.findIndex(isRelation);
  const letters = lettersIn(at < 0 ? sub : sub.slice(0, at));
  if (letters === undefined) reader.refuse("what this goes over is not read", start);
  const fresh = new Map(letters.map((letter) => [letter, declared!.freshIndex(letter)]));
  const inner = reader.withIndices(fresh);
  let body = inner.product();
  reader.at = inner.at;
  reader.wasBareFunction = inner.wasBareFunction;
  const sign = at < 0 ? undefined : (sub[at] as { text: string }).text;
  const right = sub.slice(at + 1);
  const ends = endsOf(reader, sign, right, around, sup, above);
  if (ends === undefined && (sup !== undefined || (sign !== undefined && relations.get(sign) !== "≠"))) {
    reader.refuse("what this goes over is not read", start);
  }
  const ranges = [...fresh.values()].map((index) => ends ?? rangeOf(body, index, declared!.firstPlace));
  if (sign !== undefined && relations.get(sign) === "≠") {
    const left = symbol(fresh.get(letters.at(-1)!)!);
    const other = reader.inside(right, around, new Map([...reader.bound, ...fresh]));
    body = where({ relation: "!=", left, right: inPlaces(reader, other) }, body, neutral);
  }
  return [...fresh.values()].reduceRight((inside, index, i) => {
    const range = ranges[i];
    if (range === undefined) reader.refuse(`how far ${letters[i]} goes is not written`, start);
    return counting(index, range, inside, combine);
  }, body);
}

/** The first and the last number that an index goes over. */
interface Range {
  readonly first: Expression;
  readonly last: Expression;
}

/** The ends that are written down: `i = 1` below and `n` above, or `i \\in \\{0, \\dots, k - 1\\}`. */
function endsOf(
  reader: MemberReader,
  sign: string | undefined,
  right: readonly Node[],
  around: Node,
  sup: readonly Node[] | undefined,
  above: Node | undefined,
): Range | undefined {
  if (sign === "=" && sup !== undefined) {
    return { first: reader.inside(right, around), last: reader.inside(sup, above!) };
  }
  const isDots = (node: Node) => ["\\dots", "\\ldots", "\\cdots", "…"].some((dots) => isGlyph(node, dots));
  const solid = right.filter(({ kind }) => kind !== "space");
  const dots = solid.findIndex(isDots);
  if (sign !== "\\in" || dots < 3 || !isGlyph(solid[0], "\\{") || !isGlyph(solid.at(-1), "\\}")) return undefined;
  const [first, last] = [solid.slice(1, dots - 1), solid.slice(dots + 2, -1)];
  return { first: reader.inside(first, around), last: reader.inside(last, around) };
}

/** Counts from the first number to the last, where expressions count from 1. */
export function counting(
  index: string,
  { first, last }: Range,
  body: Expression,
  combine: (index: string, count: Expression, body: Expression) => Expression,
): Expression {
  if (first.kind === "number" && first.text === "1") return combine(index, last, body);
  const shift = operation("subtract", first, number(1));
  const shifted = rewrite(body, (part) => (isSymbol(part, index) ? operation("add", part, shift) : part));
  return combine(index, operation("subtract", last, shift), shifted);
}

/** A label as a place counted as the reader's letters are. */
function inPlaces(reader: MemberReader, other: Expression): Expression {
  return reader.options.declared!.firstPlace === 0 ? other : asPlace(reader, other);
}

/** The places of the axis along which an index stands for the place. */
function rangeOf(body: Expression, index: string, firstPlace: 0 | 1): Range | undefined {
  for (const part of walk(body)) {
    if (part.kind !== "operation" || part.operation !== "index") continue;
    const [from, ...places] = part.args as [Expression, ...Expression[]];
    const axis = places.findIndex((place) => isSymbol(firstPlace === 0 ? beforeAdding(place) : place, index));
    if (axis < 0) continue;
    const firsts = places.slice(0, axis).map(() => number(1));
    const length = operation("length", firsts.length === 0 ? from : operation("index", from, ...firsts));
    if (firstPlace === 1) return { first: number(1), last: length };
    return { first: number(0), last: operation("subtract", length, number(1)) };
  }
  return undefined;
}

function beforeAdding(place: Expression): Expression {
  return place.kind === "operation" && place.operation === "add" ? place.args[0]! : place;
}

function isSymbol(part: Expression, name: string): boolean {
  return part.kind === "symbol" && part.name === name;
}

/** Letters side by side or divided by commas. */
function lettersIn(nodes: readonly Node[]): string[] | undefined {
  const letters = nodes.filter((node) => node.kind !== "space" && !isGlyph(node, ",")).map((node) => letterOf(node));
  return letters.length > 0 && letters.every((letter) => letter !== undefined) ? letters : undefined;
}

export function boundsOf({ nodes, at }: MemberReader) {
  const [below, above] = [nodes[at + 1], nodes[at + 2]];
  const sub = below?.kind === "script" ? below.sub : undefined;
  const sup = above?.kind === "script" ? above.sup : undefined;
  return { sub, sup, below, above };
}
