import { apply, operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { isGlyph } from "./cursor.js";
import type { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { units } from "./unitNames.js";

/** A number with the unit that stands upright behind it; the number alone where none does. */
export function withUnit(reader: MemberReader, value: Expression): Expression {
  if (reader.options.declared !== undefined) return value;
  const unit = unitsHere(reader);
  return unit === undefined ? value : operation("multiply", value, unit);
}

/** An amount of money behind its sign. */
export function priceOf(reader: MemberReader): Expression {
  const sign = (reader.peek() as { text: string }).text;
  reader.at++;
  const next = reader.peek();
  if (next?.kind !== "glyph" || !/\d/.test(next.text)) reader.refuse(`${sign} is not read`, reader.at - 1);
  return operation("multiply", reader.number(), apply(`\\unit ${sign.replace("\\", "")}`));
}

export function isCurrency(node: Node): boolean {
  return isGlyph(node, "\\$") || isGlyph(node, "€") || isGlyph(node, "£");
}

/** km, m/s, kg·m/s²: what stands upright, each with its power. */
function unitsHere(reader: MemberReader): Expression | undefined {
  const { nodes } = reader;
  let next = reader.at;
  let result: Expression | undefined;
  for (;;) {
    const divides = result !== undefined && isGlyph(nodes[next], "/");
    const joins = result !== undefined && (isGlyph(nodes[next], "\\cdot") || isGlyph(nodes[next], "·"));
    const found = unitAt(nodes, divides || joins ? next + 1 : next, reader.options.isVariable);
    if (found === undefined) break;
    next = found.next;
    let unit = found.unit;
    const script = nodes[next];
    if (script?.kind === "script" && script.sup !== undefined) {
      // In m/s² the power is that of the second alone.
      unit = raised(unit, reader.inside(script.sup, script));
      next++;
    }
    result = result === undefined ? unit : operation(divides ? "divide" : "multiply", result, unit);
  }
  if (result !== undefined) reader.at = next;
  return result;
}

function raised(unit: Expression, exponent: Expression): Expression {
  if (unit.kind !== "operation" || unit.operation === "power") return operation("power", unit, exponent);
  const [before, last] = unit.args as [Expression, Expression];
  return operation(unit.operation, before, raised(last, exponent));
}

/** An upright word that names units, where it is no function. */
function unitAt(nodes: readonly Node[], at: number, isVariable: (name: string) => boolean) {
  const node = nodes[at];
  const opens = isGlyph(nodes[at + 1], "(") || nodes[at + 1]?.kind === "fence";
  if (node?.kind !== "word" || opens || isVariable(node.text)) return undefined;
  const unit = unitsIn(node.text);
  return unit && { unit, next: at + 1 };
}

/** `m/s`, `kg·m/s^2`, `km/h`. */
function unitsIn(text: string): Expression | undefined {
  let result: Expression | undefined;
  for (const part of text.trim().matchAll(/([/·]|^)\s*([^/·]+)/g)) {
    const [, sign, written] = part;
    const [, name, power] = /^\s*([\p{L}µΩ°]+)\s*(?:\^?([-−]?\d))?\s*$/u.exec(written!) ?? [];
    if (name === undefined || !units.has(name)) return undefined;
    let unit: Expression = apply(`\\unit ${name}`);
    if (power !== undefined) unit = operation("power", unit, { kind: "number", text: power.replace("−", "-") });
    result = result === undefined ? unit : operation(sign === "/" ? "divide" : "multiply", result, unit);
  }
  return result;
}
