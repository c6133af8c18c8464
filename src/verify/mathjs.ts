/** The only file that knows mathjs: it parses and differentiates, and never evaluates. */
import type { MathNode } from "mathjs";
import { apply, number, operation, symbol } from "../expression/construct.js";
import type { Comparison, Expression, Operation } from "../expression/expression.js";

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
    const [at, ...more] = node.index.dimensions;
    if (node.index.dotNotation && is(node.object, "SymbolNode")) {
      return symbol(`${node.object.name}.${node.index.getObjectProperty()}`);
    }
    if (at !== undefined && more.length === 0) return operation("index", inner(node.object), inner(at));
  }
  if (is(node, "ConditionalNode")) {
    const when = is(node.condition, "OperatorNode")
      ? relation(node.condition, isFormula)
      : { relation: "!=" as const, left: inner(node.condition), right: number(0) };
    return { kind: "piecewise", branches: [{ when, value: inner(node.trueExpr) }], otherwise: inner(node.falseExpr) };
  }
  throw new TypeError(`"${node.toString()}" is not an expression of numbers and vectors`);
}

function call(name: string, args: readonly Expression[], isFormula: (name: string) => boolean): Expression {
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
