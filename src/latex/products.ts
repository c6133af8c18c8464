import { apply, counted, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { arrayProduct } from "./arrays.js";
import { isGlyph } from "./cursor.js";
import type { Declarations } from "./declarations.js";
import type { MemberReader } from "./member.js";
import type { Node } from "./nodes.js";
import { axesOf } from "./shapes.js";

const [a, b] = [symbol("a"), symbol("b")];
const [i, j, k] = [symbol("i"), symbol("j"), symbol("k")];
const entry = (from: Expression, ...places: Expression[]) => operation("index", from, ...places);
const length = (from: Expression) => operation("length", from);
const width = (from: Expression) => length(entry(from, { kind: "number", text: "1" }));
const table = (index: string, count: Expression, body: Expression) => counted("table", index, count, body);
const sum = (left: Expression, right: Expression) => counted("sum", "k", length(b), operation("multiply", left, right));

/** The products of matrices and vectors that the reader writes as functions, by name. */
export const matrixFunctions: ReadonlyMap<string, FunctionDefinition> = new Map<string, FunctionDefinition>([
  ["matrix times matrix", product(table("i", length(a), table("j", width(b), sum(entry(a, i, k), entry(b, k, j)))))],
  ["matrix times vector", product(table("i", length(a), sum(entry(a, i, k), entry(b, k))))],
  ["vector times matrix", product(table("j", width(b), sum(entry(a, k), entry(b, k, j))))],
  [
    "outer product",
    product(table("i", length(a), table("j", length(b), operation("multiply", entry(a, i), entry(b, j))))),
  ],
  ["transposed", { parameters: ["a"], body: table("j", width(a), table("i", length(a), entry(a, i, j))) }],
]);

/** How many axes these products have. */
export const axesOfProducts: ReadonlyMap<string, number> = new Map([
  ["matrix times matrix", 2],
  ["matrix times vector", 1],
  ["vector times matrix", 1],
  ["outer product", 2],
  ["transposed", 2],
]);

function product(body: Expression): FunctionDefinition {
  return { parameters: ["a", "b"], body };
}

/** Vectors that lie down, as those with a ⊤ do. */
const rows = new WeakSet<Expression>();

/** The product of two factors; of arrays it is the product of matrices, which a vector may be too. */
export function productOf(reader: MemberReader, left: Expression, right: Expression, sign: string): Expression {
  const { declared } = reader.options;
  const entrywise = operation("multiply", left, right);
  if (declared === undefined) return arrayProduct(reader, left, right, sign);
  const axes = [axesOf(left, declared), axesOf(right, declared)].join();
  switch (axes) {
    case "2,2":
      return apply("matrix times matrix", left, right);
    case "2,1":
      return apply("matrix times vector", left, right);
    case "1,2":
      return lyingIf(true, apply("vector times matrix", left, right));
    case "1,1":
      if (rows.has(left)) return operation("sum", entrywise);
      if (rows.has(right)) return apply("outer product", left, right);
      if (sign !== "") return operation("sum", entrywise);
      reader.refuse("a product of two vectors can be one number or go entry by entry");
      break;
    default:
      if (axes.startsWith("0") || axes.endsWith("0")) return lyingIf(rows.has(left) || rows.has(right), entrywise);
      reader.refuse("this product of arrays is not read");
  }
}

function lyingIf(lies: boolean, expression: Expression): Expression {
  if (lies) rows.add(expression);
  return expression;
}

/** Whether a superscript is the sign of a transposed matrix. */
export function isTransposition(sup: readonly Node[]): boolean {
  const [sign, ...more] = sup;
  if (sign === undefined || more.length > 0) return false;
  if (isGlyph(sign, "\\top") || isGlyph(sign, "⊤") || isGlyph(sign, "T") || isGlyph(sign, "\\intercal")) return true;
  return sign.kind === "word" && sign.text === "T";
}

export function transposed(expression: Expression, declared: Declarations): Expression {
  return axesOf(expression, declared) === 1 ? lyingIf(true, { ...expression }) : apply("transposed", expression);
}
