import { counted, number, operation, symbol, vector } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { walk } from "../expression/walk.js";
import { isGlyph } from "./cursor.js";
import type { MemberReader } from "./member.js";
import { nameAt } from "./names.js";
import type { Node } from "./nodes.js";
import { boundsOf, counting } from "./series.js";

/** Sums and products of more terms are not written out. */
const mostTerms = 200;
/** Sums and products of more terms are not read. */
const longest = 5000;
/** Sums and products with more parts, once they are written out, are not read. */
const longestSeries = 4000;

/** A sum or product in a text, over an index between two bounds, of the whole product behind it. */
export function series(reader: MemberReader, name: "sum" | "prod"): Expression {
  const start = reader.at;
  const { sub, sup, below, above } = boundsOf(reader);
  if (sub !== undefined && sup === undefined) return overPlaces(reader, name, sub);
  if (sub === undefined || sup === undefined) reader.refuse(`a ${name} without both bounds is not read`);
  const index = nameAt(sub, 0, () => false);
  if (index === undefined || !isGlyph(sub[index.next], "=")) reader.refuse(`the index of this ${name} is not read`);
  if (sup.some((node) => isGlyph(node, "\\infty") || isGlyph(node, "∞"))) {
    reader.refuse(`a ${name} without end is not worked out`);
  }
  if (reader.options.isVariable(index.name) && !mayBeIndex.test(index.name)) {
    reader.refuse(`${index.name} is an index here and a variable in this text`);
  }
  const first = reader.inside(sub.slice(index.next + 1), below!);
  const last = reader.inside(sup, above!);
  const [from, to] = [wholeNumberOf(first), wholeNumberOf(last)];
  const fresh = `${index.name}#${start}`;
  const inner = reader.withIndices(new Map([[index.name, fresh]]));
  inner.at = start + 3;
  const body = summed(inner, name);
  reader.at = inner.at;
  reader.wasBareFunction = inner.wasBareFunction;
  if (mayBeLabel(body, fresh)) reader.refuse(`a superscript ${index.name} can be a power or a label`, start);
  if (from === undefined || to === undefined || to - from >= mostTerms) {
    const isLong = from !== undefined && to !== undefined && (to < from || to - from >= longest);
    if (isLong) reader.refuse(`a ${name} of 1 to ${longest} terms is read`, start);
    return openSeries(reader, name, { index: index.name, fresh, first, last, body, start });
  }
  if (to < from) reader.refuse(`a ${name} of 1 to ${longest} terms is read`, start);
  const size = [...walk(body)].length * (to - from + 1);
  if (size > longestSeries) reader.refuse(`this ${name} is too long to write out`, start);
  const terms = Array.from({ length: to - from + 1 }, (_, i) =>
    withNumber(reader, body, { index: index.name, fresh }, from + i),
  );
  if (name === "sum") return operation("sum", vector(terms));
  return terms.reduce((product, term) => operation("multiply", product, term));
}

/** What is summed: the whole product behind the sign, or else the terms behind that too. */
function summed(reader: MemberReader, name: "sum" | "prod"): Expression {
  const start = reader.at;
  const product = reader.product();
  const next = reader.peek();
  const goesOn = ["+", "-", "−"].some((sign) => isGlyph(next, sign));
  if (!goesOn || reader.choose(2, `how far the ${name} goes is not clear`) === 0) return product;
  reader.at = start;
  return reader.sum();
}

/** A sum over all entries of the vector that has the index: `\\sum_i w_i x_i`. */
function overPlaces(reader: MemberReader, name: "sum" | "prod", sub: readonly Node[]): Expression {
  const start = reader.at;
  const index = nameAt(sub, 0, () => false);
  if (index === undefined || index.next !== sub.length) reader.refuse(`a ${name} without both bounds is not read`);
  const fresh = `${index.name}#${start}`;
  const inner = reader.withIndices(new Map([[index.name, fresh]]));
  inner.at = start + 2;
  const body = inner.product();
  const entry = [...walk(body)].find((part) => {
    const place = part.kind === "operation" && part.operation === "index" ? part.args[1] : undefined;
    return place?.kind === "symbol" && place.name === fresh;
  }) as { readonly args: readonly [Expression] } | undefined;
  if (entry === undefined) reader.refuse(`how far the ${name} goes is not written`, start);
  reader.at = inner.at;
  reader.wasBareFunction = inner.wasBareFunction;
  return counted(name === "sum" ? "sum" : "product", fresh, operation("length", entry.args[0]), body);
}

/** Letters that texts use again and again for indices. */
const mayBeIndex = /^[ijk]$/;

interface Open {
  readonly index: string;
  readonly fresh: string;
  readonly first: Expression;
  readonly last: Expression;
  readonly body: Expression;
  readonly start: number;
}

/** A sum or product that is not written out, since its bounds are letters or far apart. */
function openSeries(
  reader: MemberReader,
  name: "sum" | "prod",
  { index, fresh, first, last, body, start }: Open,
): Expression {
  const isEntry = (part: Expression) => part.kind === "symbol" && labels(part.name, index);
  const entries = rewrite(body, (part) => {
    if (!isEntry(part)) return part;
    const from = (part as { name: string }).name.slice(0, -index.length - 1);
    if ((reader.options.axesOf?.(from) ?? 0) === 0) reader.refuse(`${from} is no vector in this text`, start);
    return operation("index", symbol(from), symbol(fresh));
  });
  return counting(fresh, { first, last }, entries, (counter, count, inside) => {
    const terms = counted(name === "sum" ? "sum" : "product", counter, count, inside);
    return terms;
  });
}

/** Whether a name has the index as its label, like x_i. */
function labels(name: string, index: string): boolean {
  return name.endsWith(`_${index}`);
}

/** Whether the index stands alone as the superscript of a letter, where it may count letters instead of being a power. */
function mayBeLabel(body: Expression, index: string): boolean {
  return [...walk(body)].some((part) => {
    if (part.kind !== "operation") return false;
    const exponent = part.operation === "exp" ? part.args[0] : part.operation === "power" ? part.args[1] : undefined;
    const isLetter = part.operation === "exp" || part.args[0]?.kind === "symbol";
    return isLetter && exponent?.kind === "symbol" && exponent.name === index;
  });
}

/** The whole number that an expression writes down, if it does. */
function wholeNumberOf(expression: Expression): number | undefined {
  if (expression.kind === "operation" && expression.operation === "negate") {
    const value = wholeNumberOf(expression.args[0]!);
    return value === undefined ? undefined : -value;
  }
  return expression.kind === "number" && /^\d{1,9}$/.test(expression.text) ? Number(expression.text) : undefined;
}

/** A term: with a number in the place of the index, so that x_i becomes x_1, or the first entry of x. */
function withNumber(
  { options }: MemberReader,
  body: Expression,
  { index, fresh }: { index: string; fresh: string },
  value: number,
): Expression {
  return rewrite(body, (part) => {
    if (part.kind !== "symbol") return part;
    if (part.name === fresh) return number(value);
    if (!labels(part.name, index)) return part;
    const stem = part.name.slice(0, -index.length - 1);
    const name = `${stem}_${value}`;
    const isEntry = (options.axesOf?.(stem) ?? 0) > 0 && !options.isVariable(name);
    return isEntry ? operation("index", symbol(stem), number(value)) : symbol(name);
  });
}
