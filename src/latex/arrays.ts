import { apply, number, operation, vector } from "../expression/construct.js";
import type { Expression, Operation } from "../expression/expression.js";
import { isDigit, isGlyph } from "./cursor.js";
import type { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { isTransposition } from "./products.js";

/** Operations that make a number of whatever they are given. */
const reducing: ReadonlySet<Operation> = new Set<Operation>([
  "sum",
  "mean",
  "length",
  "argmax",
  "argmin",
  "gcd",
  "determinant",
  "trace",
  "bars",
]);

/** Whether an expression can stand for a vector or a matrix, by what the text says of its letters. */
export function mayBeArray(reader: MemberReader, expression: Expression): boolean {
  const inner = (part: Expression) => mayBeArray(reader, part);
  switch (expression.kind) {
    case "number":
      return false;
    case "symbol":
      return (reader.options.axesOf?.(expression.name) ?? 0) > 0;
    case "vector":
      return true;
    case "operation": {
      const { operation: name, args } = expression;
      const [first] = args;
      const places = name === "index" && first?.kind === "symbol" ? reader.options.axesOf?.(first.name) : undefined;
      if (places === args.length - 1) return false;
      if (reducing.has(name) || ((name === "max" || name === "min") && args.length === 1)) return false;
      return args.some(inner);
    }
    case "apply":
      return (
        !["\\norm", "\\dot", "mean", "sum", "\\var", "\\std"].includes(expression.name) && expression.args.some(inner)
      );
    case "piecewise":
      return expression.branches.some(({ value }) => inner(value)) || inner(expression.otherwise);
    case "counted":
      return expression.form === "table" || inner(expression.body);
    case "derivative":
    case "integral":
      return inner(expression.body);
  }
}

/** The product of two factors in a text: of numbers, or by its sign one of vectors and matrices. */
export function arrayProduct(reader: MemberReader, left: Expression, right: Expression, sign: string): Expression {
  const areArrays = [left, right].map((side) => mayBeArray(reader, side));
  const entrywise = operation("multiply", left, right);
  const ofMatrices = operation("matrixProduct", left, right);
  if (!areArrays.includes(true)) return entrywise;
  if (areArrays.includes(false)) return ofMatrices;
  if (["*", "\\ast", "∗"].includes(sign)) {
    return [entrywise, ofMatrices][reader.choose(2, "what * means between arrays is not clear")]!;
  }
  const first = sign === "\\times" || sign === "×" ? operation("crossProduct", left, right) : ofMatrices;
  return [first, entrywise][reader.choose(2, "this product of arrays is not clear")]!;
}

/** The sign of a product entry by entry, at the reader's place. */
export function takeEntrywiseSign(reader: MemberReader): boolean {
  return ["\\odot", "⊙", "\\circ", "∘"].some((sign) => reader.takeGlyph(sign));
}

/** A base with a superscript that says something of arrays; undefined for a plain power. */
export function arrayPower(reader: MemberReader, base: Expression, sup: readonly Node[]): Expression | undefined {
  const isLetter = base.kind === "symbol" && !reader.options.isVariable("T");
  if (isTransposition(sup) && (isLetter || mayBeArray(reader, base))) return operation("transpose", base);
  if (!mayBeArray(reader, base)) return undefined;
  const [minus, one, ...more] = sup;
  if (more.length === 0 && (isGlyph(minus, "-") || isGlyph(minus, "−")) && isGlyph(one, "1")) {
    return operation("inverse", base);
  }
  const isWhole = sup.length === 1 && isDigit(sup[0]);
  if (!isWhole) return undefined;
  const exponent = number((sup[0] as { text: string }).text);
  const ways = [operation("matrixPower", base, exponent), operation("power", base, exponent)];
  return ways[reader.choose(2, "a power of an array is not clear")]!;
}

/** A matrix, or what the bars around its entries say of it. */
export function tableOf(reader: MemberReader, table: Extract<Node, { kind: "table" }>): Expression {
  const { cells, left, right } = table;
  const width = cells[0]?.length ?? 0;
  const rows = cells.filter((row) => row.length > 1 || row[0]!.length > 0 || width > 1);
  if (width === 0 || rows.some((row) => row.length !== width)) reader.refuse("the rows of this table differ in length");
  const read = () => vector(rows.map((row) => vector(row.map((cell) => reader.inside(cell, table)))));
  const start = reader.at++;
  if ((left === "[" && right === "]") || (left === "(" && right === ")")) {
    if (width === 1 && rows.length === 2 && left === "(" && reader.choose(2, "a column or a binomial") === 1) {
      return apply("\\binomial", reader.inside(rows[0]![0]!, table), reader.inside(rows[1]![0]!, table));
    }
    return read();
  }
  const isBar = (side: string) => ["|", "\\vert", "\\lvert", "\\rvert"].includes(side);
  if (isBar(left) && isBar(right)) return operation("determinant", read());
  const isDoubleBar = (side: string) => ["\\|", "\\Vert", "\\lVert", "\\rVert"].includes(side);
  if (isDoubleBar(left) && isDoubleBar(right)) return normOf(reader, read());
  return reader.refuse(
    left === "" ? "a table without brackets is not read" : `a table in ${left}…${right} is not read`,
    start,
  );
}

/** The length of a vector in a text, by the double bars around it and the number below them. */
export function normOf(reader: MemberReader, inside: Expression): Expression {
  const script = reader.peek();
  const sub = script?.kind === "script" ? script.sub : undefined;
  if (sub === undefined) return apply("\\norm", inside);
  reader.at++;
  const [order, ...more] = sub;
  const is = (...texts: string[]) => more.length === 0 && texts.some((text) => isGlyph(order, text));
  const sizes = operation("abs", operation("listed", inside));
  if (is("1")) return operation("sum", sizes);
  if (is("2")) return apply("\\norm", inside);
  if (is("\\infty", "∞")) return operation("max", sizes);
  if (is("F")) return operation("sqrt", operation("sum", operation("sum", operation("power", inside, number(2)))));
  const power = reader.inside(sub, script!);
  if (power.kind !== "number" || power.text === "0") reader.refuse("this norm is not read");
  const powers = operation("sum", operation("power", sizes, power));
  return operation("power", powers, operation("divide", number(1), power));
}
