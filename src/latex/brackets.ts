import { apply, operation, vector } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { mayBeArray, normOf } from "./arrays.js";
import { isGlyph } from "./cursor.js";
import { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { axesOf } from "./shapes.js";

/** What stands in parentheses or square brackets, which open at the reader's place. */
export function opened(reader: MemberReader): Expression {
  const node = reader.peek()!;
  const left = node.kind === "glyph" ? node.text : "";
  const right = {
    "(": ")",
    "[": "]",
    "\\lfloor": "\\rfloor",
    "⌊": "⌋",
    "\\lceil": "\\rceil",
    "⌈": "⌉",
    "\\langle": "\\rangle",
  }[left];
  if (right === undefined) reader.refuse(`${left} is not read`);
  reader.at++;
  return bracketed(reader, left, right, listUntil(reader, right), node);
}

/** One thing in brackets is itself; several are a vector. */
export function bracketed(
  reader: MemberReader,
  left: string,
  right: string,
  entries: Expression[],
  node: Node,
): Expression {
  const place = reader.nodes.indexOf(node);
  const isBars = left === "|" && right === "|";
  const isDeclaredBars = reader.options.declared !== undefined && left === "\\lvert" && right === "\\rvert";
  const isOtherBars = ["\\lvert", "\\vert"].includes(left) && ["\\rvert", "\\vert"].includes(right);
  if ((isBars || isDeclaredBars || isOtherBars) && entries.length === 1) return sizeOf(reader, entries[0]!);
  const isFloor = (left === "\\lfloor" && right === "\\rfloor") || (left === "⌊" && right === "⌋");
  if (isFloor && entries.length === 1) return operation("floor", entries[0]!);
  const isCeiling = (left === "\\lceil" && right === "\\rceil") || (left === "⌈" && right === "⌉");
  if (isCeiling && entries.length === 1) return ceiling(entries[0]!);
  if (left === "\\langle" && right === "\\rangle" && reader.options.declared === undefined) {
    const areArrays = entries.length === 2 && entries.every((entry) => mayBeArray(reader, entry));
    if (areArrays) return apply("\\dot", ...entries);
    if (entries.length > 1) return vector(entries);
  }
  if (!((left === "(" && right === ")") || (left === "[" && right === "]")))
    reader.refuse(`${left}…${right} is not read`, place);
  if (entries.length > 1) return vector(entries);
  if (left === "[" && entries[0]!.kind === "number") {
    const unclear = "brackets around a number can mean its whole part";
    return [entries[0]!, operation("floor", entries[0]!), vector(entries)][reader.choose(3, unclear, place)]!;
  }
  return entries[0]!;
}

/** What bars around something stand for: the size of a number, and in a text also of a vector or a matrix. */
function sizeOf(reader: MemberReader, inside: Expression): Expression {
  const isArray = reader.options.declared === undefined && mayBeArray(reader, inside);
  if (!isArray) return operation("abs", inside);
  const ways = ["bars", "length", "abs"] as const;
  return operation(ways[reader.choose(ways.length, "what bars around an array mean is not clear")]!, inside);
}

/** The least whole number that is not below a number. */
export function ceiling(argument: Expression): Expression {
  return operation("negate", operation("floor", operation("negate", argument)));
}

/** What stands between bars. */
export function bars(reader: MemberReader): Expression {
  const closing = isGlyph(reader.peek(), "\\lvert") ? "\\rvert" : (reader.peek() as { text: string }).text;
  return sizeOf(reader, betweenBars(reader, closing, "|"));
}

function betweenBars(reader: MemberReader, closing: string, called: string): Expression {
  const start = reader.at;
  reader.at++;
  reader.inBars++;
  const inside = reader.sum();
  reader.inBars--;
  if (!reader.takeGlyph(closing)) reader.refuse(`${called} is not closed`, start);
  reader.wasBareFunction = false;
  return inside;
}

/** The length of a vector, by the double bars around it; undefined where there are none. */
export function norm(reader: MemberReader): Expression | undefined {
  const { declared } = reader.options;
  const node = reader.peek()!;
  let inside: Expression;
  if (node.kind === "fence" && ["\\lVert", "\\|", "\\Vert"].includes(node.left)) {
    reader.at++;
    inside = only(reader, listOf(reader, node.body, node));
  } else if (isGlyph(node, "\\lVert")) inside = betweenBars(reader, "\\rVert", "\\lVert");
  else if (isGlyph(node, "\\|") || isGlyph(node, "\\Vert")) {
    inside = betweenBars(reader, (node as { text: string }).text, "‖");
  } else return undefined;
  if (declared === undefined) return normOf(reader, inside);
  const axes = axesOf(inside, declared);
  const script = reader.peek();
  const sub = script?.kind === "script" ? script.sub : undefined;
  if (sub !== undefined) reader.at++;
  const [order, ...more] = sub ?? [];
  const isOrder = (...texts: string[]) => more.length === 0 && texts.some((text) => isGlyph(order, text));
  if (sub !== undefined && isOrder("1") && axes === 1) return operation("sum", operation("abs", inside));
  const squares = operation("power", inside, { kind: "number", text: "2" });
  if ((sub === undefined || isOrder("2")) && axes === 1) return operation("sqrt", operation("sum", squares));
  if (sub !== undefined && isOrder("F") && axes === 2) {
    return operation("sqrt", operation("sum", operation("sum", squares)));
  }
  reader.refuse("this norm is not read");
}

function only(reader: MemberReader, entries: readonly Expression[]): Expression {
  if (entries.length !== 1) reader.refuse("one thing is expected in these brackets");
  return entries[0]!;
}

/** What commas divide, up to the bracket that closes. */
export function listUntil(reader: MemberReader, closing: string): Expression[] {
  const start = reader.at - 1;
  const outside = { inBars: reader.inBars, inList: reader.inList };
  reader.inBars = 0;
  reader.inList = true;
  const entries = [reader.sum()];
  while (reader.takeGlyph(",") || reader.takeGlyph(";")) entries.push(reader.sum());
  if (!reader.takeGlyph(closing)) {
    if (reader.peek() === undefined) reader.refuse("a bracket is not closed", start);
    reader.refuse(`${reader.describe()} is not expected here`);
  }
  reader.inBars = outside.inBars;
  reader.inList = outside.inList;
  reader.wasBareFunction = false;
  return entries;
}

/** What commas divide, in the pieces within a piece. */
export function listOf(reader: MemberReader, nodes: readonly Node[], around: Node): Expression[] {
  const inner = new MemberReader(nodes, reader.context, around.start, reader.bound);
  inner.inList = true;
  const entries = [inner.sum()];
  while (inner.takeGlyph(",") || inner.takeGlyph(";")) entries.push(inner.sum());
  if (inner.peek() !== undefined) inner.refuse(`${inner.describe()} is not expected here`);
  return entries;
}
