import { apply, derivative, symbol } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { walk } from "../expression/walk.js";
import { isDigit, isGlyph } from "./cursor.js";
import type { MemberReader } from "./member.js";
import { nameAt, primesIn } from "./names.js";
import type { Node } from "./nodes.js";
import { isRelation } from "./relations.js";

/**
 * `\frac{d}{dx}` before what is differentiated, or with it above the line; undefined for other fractions. `dL/dw` alone,
 * of letters that stand for no expression, is a name and not read here.
 */
export function derivativeOf(reader: MemberReader, node: Extract<Node, { kind: "fraction" }>): Expression | undefined {
  if (reader.options.declared !== undefined) return undefined;
  const [above, below] = [solid(node.numerator), solid(node.denominator)];
  if (!isDifferential(above[0]) || !isDifferential(below[0])) return undefined;
  const order = orderAt(above, 1);
  const name = nameAt(below, 1, () => false);
  if (order === undefined || name === undefined) return undefined;
  const after = orderAt(below, name.next);
  const isWhole = after !== undefined && name.next + (after === 1 ? 0 : 1) === below.length;
  if (!isWhole || after !== order) return undefined;
  const rest = above.slice(order === 1 ? 1 : 2);
  if (rest.length > 0 && isName(rest) && order === 1) return undefined;
  if (rest.length > 0 && isName(rest)) reader.refuse("this derivative of a letter has no value");
  reader.at++;
  const body = rest.length > 0 ? reader.inside(rest, node) : differentiated(reader);
  let result = body;
  for (let i = 0; i < order; i++) result = derivative(result, name.name, symbol(name.name));
  return result;
}

/** What stands behind d/dx: the product, the sum, or no more than what stands side by side. */
function differentiated(reader: MemberReader): Expression {
  const start = reader.at;
  const factors = reader.factors();
  const next = reader.peek();
  const goesOn = (signs: readonly string[]) => signs.some((sign) => isGlyph(next, sign));
  const isProduct = goesOn(["\\cdot", "\\times", "×", "·", "*", "/"]);
  if (!isProduct && !goesOn(["+", "-", "−"])) return factors;
  const ways = [...(isProduct ? ["product"] : []), "factors", "sum"];
  const way = ways[reader.choose(ways.length, "how far a derivative goes is not clear")];
  if (way === "factors") return factors;
  reader.at = start;
  reader.leavesBars = true;
  const whole = way === "sum" ? reader.sum() : reader.product();
  reader.leavesBars = false;
  return whole;
}

/** A name that no text can give. */
const unnamed = "t#0";

/** f'(2), where f is a function that the text defines. */
export function primedCall(reader: MemberReader, name: string, next: number): Expression | undefined {
  const script = reader.nodes[next];
  const order = script?.kind === "script" ? primesIn(script.sup) : 0;
  const opens = isGlyph(reader.nodes[next + 1], "(") || reader.nodes[next + 1]?.kind === "fence";
  if (order === 0 || !opens || reader.options.declared !== undefined) return undefined;
  const primed = name + "'".repeat(order);
  const isDefined = reader.options.isFunction(primed);
  if (!isDefined && !reader.options.isFunction(name)) return undefined;
  reader.at = next + 1;
  if (isDefined) return apply(primed, ...reader.args());
  const [at, ...more] = reader.args();
  if (at === undefined || more.length > 0)
    reader.refuse(`the derivative of ${name} by one of several arguments is not read`);
  let body: Expression = apply(name, symbol(unnamed));
  for (let i = 1; i < order; i++) body = derivative(body, unnamed, symbol(unnamed));
  return derivative(body, unnamed, at);
}

/** Whether a bar stands at a place behind something, and says below where that is evaluated: `|_{x = 2}`. */
export function standsAtPlace(nodes: readonly Node[], at: number): boolean {
  const script = nodes[at + 1];
  return isBar(nodes[at]) && script?.kind === "script" && script.sub?.some(isRelation) === true;
}

/** What was read from `start` on, at the place that a bar behind it names. */
export function valueAt(reader: MemberReader, expression: Expression, start: number): Expression {
  if (reader.options.declared !== undefined || reader.leavesBars) return expression;
  if (!standsAtPlace(reader.nodes, reader.at)) return expression;
  const script = reader.nodes[reader.at + 1] as Extract<Node, { kind: "script" }>;
  reader.at += 2;
  return atPlace(reader, expression, script, start);
}

/** What stands between `\left.` and `\right|_{x = 2}`. */
export function fenceAt(reader: MemberReader, node: Extract<Node, { kind: "fence" }>): Expression | undefined {
  const script = reader.nodes[reader.at + 1];
  if (reader.options.declared !== undefined || node.left !== "." || !["|", "\\rvert", "\\vert"].includes(node.right)) {
    return undefined;
  }
  if (script?.kind !== "script" || script.sub === undefined) return undefined;
  const start = reader.at;
  const inside = reader.inside(node.body, node);
  reader.at += 2;
  return atPlace(reader, inside, script, start);
}

function atPlace(
  reader: MemberReader,
  expression: Expression,
  { sub, start, end }: Extract<Node, { kind: "script" }>,
  from: number,
): Expression {
  const inSub = solid(sub ?? []);
  const name = nameAt(inSub, 0, () => false);
  if (name === undefined || !isGlyph(inSub[name.next], "=")) reader.refuse("the place of this bar is not read", from);
  const value = reader.inside(inSub.slice(name.next + 1), { kind: "group", body: [], start, end });
  const isIt = (part: Expression) => part.kind === "symbol" && part.name === name.name;
  if (expression.kind === "derivative" && expression.variable === name.name && isIt(expression.at)) {
    return { ...expression, at: value };
  }
  const binds = [...walk(expression)].some(({ kind }) => kind === "derivative" || kind === "counted");
  if (binds) reader.refuse("what this bar belongs to is not read", from);
  return rewrite(expression, (part) => (isIt(part) ? value : part));
}

function isBar(node: Node | undefined): boolean {
  return isGlyph(node, "|") || isGlyph(node, "\\vert") || isGlyph(node, "\\rvert");
}

export function isDifferential(node: Node | undefined): boolean {
  return (
    isGlyph(node, "d") ||
    isGlyph(node, "\\partial") ||
    isGlyph(node, "∂") ||
    (node?.kind === "word" && node.text === "d")
  );
}

/** How often is differentiated, by the power that stands there; 1 without one. */
function orderAt(nodes: readonly Node[], at: number): number | undefined {
  const script = nodes[at];
  if (script?.kind !== "script" || script.sup === undefined) return 1;
  const [digit, ...more] = script.sup;
  return more.length === 0 && isDigit(digit) && /[2-4]/.test((digit as { text: string }).text)
    ? Number((digit as { text: string }).text)
    : undefined;
}

/** Whether a piece of LaTeX is no more than a name. */
function isName(nodes: readonly Node[]): boolean {
  return nameAt(nodes, 0, () => false)?.next === nodes.length;
}

function solid(nodes: readonly Node[]): Node[] {
  return nodes.filter(({ kind }) => kind !== "space");
}
