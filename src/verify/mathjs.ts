/** The only file that knows mathjs: it parses and differentiates, and never evaluates. */
import type { MathNode } from "mathjs";
import { apply, counted, number, operation, symbol } from "../expression/construct.js";
import type { Comparison, CountedForm, Expression, Operation } from "../expression/expression.js";

/** Reads and differentiates mathematics as text. */
export interface Reader {
  /** Throws a TypeError for what is not mathematics of ours. `isFormula` tells the names of formulas. */
  readonly read: (text: string, isFormula: (name: string) => boolean) => Expression;
  /** Reads a relation, as a law states it. */
  readonly readRelation: (text: string, isFormula: (name: string) => boolean) => Comparison;
  /** The derivative of a text by a variable, or the reason why mathjs does not find it. */
  readonly differentiate: (text: string, variable: string) => { text: string } | { reason: string };
}

let reader: Promise<Reader> | undefined;

/** Loads mathjs once. */
export function loadReader(): Promise<Reader> {
  reader ??= import("mathjs").then((mathjs) => {
    const { create, parseDependencies, derivativeDependencies } = mathjs;
    // Decimals stay as written to 60 digits, and are never rounded to doubles.
    const math = create({ ...parseDependencies, ...derivativeDependencies }, { number: "BigNumber", precision: 60 });
    const parse = (text: string): MathNode => {
      try {
        return math.parse(text);
      } catch (error) {
        throw new TypeError(`"${text}" is not mathematics: ${(error as Error).message}`);
      }
    };
    return {
      read: (text, isFormula) => expression(parse(text), isFormula),
      readRelation: (text, isFormula) => relation(parse(text), isFormula),
      differentiate: (text, variable) => {
        try {
          return { text: math.derivative(text, variable, { simplify: false }).toString() };
        } catch (error) {
          return { reason: reasonOf(error as Error) };
        }
      },
    };
  });
  return reader;
}

function reasonOf({ message }: Error): string {
  const name = /Cannot process function "(\w+)"/.exec(message)?.[1];
  if (name !== undefined) return `mathjs cannot differentiate ${name}`;
  return `mathjs says: ${message}`;
}

const infix: Readonly<Record<string, Operation>> = {
  add: "add",
  subtract: "subtract",
  multiply: "multiply",
  divide: "divide",
  pow: "power",
  unaryMinus: "negate",
};

const relations: Readonly<Record<string, Comparison["relation"]>> = {
  smaller: "<",
  smallerEq: "<=",
  larger: ">",
  largerEq: ">=",
  equal: "==",
  unequal: "!=",
};

const countedForms: ReadonlySet<string> = new Set<CountedForm>(["table", "sum", "mean", "product"]);

const operations: ReadonlySet<string> = new Set<Operation>([
  "exp",
  "expm1",
  "log",
  "log1p",
  "sqrt",
  "abs",
  "sign",
  "sinh",
  "cosh",
  "tanh",
  "sin",
  "cos",
  "tan",
  "erf",
  "erfc",
  "erfinv",
  "floor",
  "max",
  "min",
  "sum",
  "mean",
  "length",
]);

function expression(node: MathNode, isFormula: (name: string) => boolean): Expression {
  const inner = (part: MathNode) => expression(part, isFormula);
  if (is(node, "ParenthesisNode")) return inner(node.content);
  if (is(node, "ConstantNode")) return number(String(node.value));
  if (is(node, "SymbolNode")) return symbol(node.name);
  if (is(node, "ArrayNode")) return { kind: "vector", entries: node.items.map(inner) };
  if (is(node, "OperatorNode")) {
    const name = infix[node.fn];
    if (name !== undefined) return operation(name, ...node.args.map(inner));
  }
  if (is(node, "FunctionNode")) return call(node.fn.name, node.args.map(inner), isFormula);
  if (is(node, "AccessorNode")) {
    if (node.index.dotNotation && is(node.object, "SymbolNode")) {
      return symbol(`${node.object.name}.${node.index.getObjectProperty()}`);
    }
    const places = node.index.dimensions.map(inner);
    if (places.length > 0) return operation("index", inner(node.object), ...places);
  }
  if (is(node, "ConditionalNode")) {
    return cases(node.condition, inner(node.trueExpr), inner(node.falseExpr), isFormula);
  }
  throw new TypeError(`"${node.toString()}" is not an expression of numbers and vectors`);
}

/** `value` where the condition holds, else `otherwise`; `a and b`, `a or b` and `not a` become cases within cases. */
function cases(
  condition: MathNode,
  value: Expression,
  otherwise: Expression,
  isFormula: (name: string) => boolean,
): Expression {
  if (is(condition, "ParenthesisNode")) return cases(condition.content, value, otherwise, isFormula);
  const [left, right] = is(condition, "OperatorNode") ? condition.args : [];
  switch (is(condition, "OperatorNode") ? condition.fn : "") {
    case "and":
      return cases(left!, cases(right!, value, otherwise, isFormula), otherwise, isFormula);
    case "or":
      return cases(left!, value, cases(right!, value, otherwise, isFormula), isFormula);
    case "not":
      return cases(left!, otherwise, value, isFormula);
  }
  const when =
    is(condition, "OperatorNode") && relations[condition.fn] !== undefined
      ? relation(condition, isFormula)
      : { relation: "!=" as const, left: expression(condition, isFormula), right: number(0) };
  return { kind: "piecewise", branches: [{ when, value }], otherwise };
}

function call(name: string, args: readonly Expression[], isFormula: (name: string) => boolean): Expression {
  const [index, count, body] = args;
  if (countedForms.has(name) && body !== undefined) {
    if (index?.kind !== "symbol" || args.length > 3) {
      throw new TypeError(`${name} counts as in ${name}(i, n, x[i]): with a name, up to a number, over one body`);
    }
    return counted(name as CountedForm, index.name, count!, body);
  }
  if (isFormula(name)) return apply(name, ...args);
  if (operations.has(name)) return operation(name as Operation, ...args);
  // What mathjs's derivatives speak of beyond our operations.
  if (name === "sech") return operation("divide", number(1), operation("cosh", ...args));
  throw new TypeError(`${name} is neither an operation nor a formula`);
}

function relation(node: MathNode, isFormula: (name: string) => boolean): Comparison {
  const found = is(node, "OperatorNode") ? relations[node.fn] : undefined;
  if (found === undefined || !is(node, "OperatorNode")) throw new TypeError(`"${node.toString()}" is not a relation`);
  const [left, right] = node.args;
  return { relation: found, left: expression(left!, isFormula), right: expression(right!, isFormula) };
}

/** mathjs's node types by their names. */
interface Nodes {
  ParenthesisNode: import("mathjs").ParenthesisNode;
  ConstantNode: import("mathjs").ConstantNode;
  SymbolNode: import("mathjs").SymbolNode;
  ArrayNode: import("mathjs").ArrayNode;
  OperatorNode: { readonly fn: string; readonly args: MathNode[] };
  FunctionNode: { readonly fn: { readonly name: string }; readonly args: MathNode[] };
  AccessorNode: {
    readonly object: MathNode;
    readonly index: {
      readonly dimensions: MathNode[];
      readonly dotNotation: boolean;
      getObjectProperty(): string;
    };
  };
  ConditionalNode: import("mathjs").ConditionalNode;
}

function is<Kind extends keyof Nodes>(node: MathNode, kind: Kind): node is MathNode & Nodes[Kind] {
  return node.type === kind;
}
