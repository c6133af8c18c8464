import { number, operation, symbol, vector } from "./construct.js";
import type { FunctionDefinition } from "./evaluate.js";
import { EvaluationError } from "./evaluationError.js";
import type { Expression, Operation } from "./expression.js";
import { rewrite } from "./rewrite.js";
import { variablesOf, walk } from "./walk.js";

type Functions = ReadonlyMap<string, FunctionDefinition>;

/** Derivatives with more parts are not written out. */
const mostParts = 4000;
/** Functions that call each other more deeply are not written out. */
const deepest = 20;

/**
 * The derivative of an expression by a variable, as an expression. Where one does not exist (|x| at 0) neither does the
 * value of the other; an EvaluationError for what is not differentiated, such as a maximum.
 */
export function differentiate(expression: Expression, variable: string, functions: Functions): Expression {
  const written = writtenOut(expression, functions, 0);
  const result = slopeOf(written, variable);
  if (longerThan(result, mostParts)) throw new EvaluationError("this derivative is too long to write out");
  return result;
}

/** With the bodies of functions in the place of their calls, and derivatives worked out. */
export function writtenOut(expression: Expression, functions: Functions, depth: number): Expression {
  if (depth > deepest) throw new EvaluationError("a function that is differentiated calls others too deeply");
  const result = rewrite(expression, (part) => {
    if (part.kind === "derivative") {
      return replaced(slopeOf(part.body, part.variable), new Map([[part.variable, part.at]]));
    }
    if (part.kind !== "apply") return part;
    const definition = functions.get(part.name);
    if (definition === undefined) throw new EvaluationError(`${part.name} is not a known function`);
    const { parameters, body } = definition;
    if (parameters.length !== part.args.length) throw new EvaluationError(`${part.name} has other arguments`);
    const inner = writtenOut(body, functions, depth + 1);
    return replaced(inner, new Map(parameters.map((name, i) => [name, part.args[i]!])));
  });
  if (longerThan(result, mostParts)) throw new EvaluationError("this derivative is too long to write out");
  return result;
}

function replaced(expression: Expression, by: ReadonlyMap<string, Expression>): Expression {
  return rewrite(expression, (part) => (part.kind === "symbol" ? (by.get(part.name) ?? part) : part));
}

function longerThan(expression: Expression, most: number): boolean {
  let parts = 0;
  for (const _ of walk(expression)) if (++parts > most) return true;
  return false;
}

const [zero, one, two] = [number(0), number(1), number(2)];

function slopeOf(expression: Expression, variable: string): Expression {
  if (!variablesOf(expression).has(variable)) return zero;
  const inner = (part: Expression) => slopeOf(part, variable);
  switch (expression.kind) {
    case "symbol":
      return one;
    case "vector":
      return vector(expression.entries.map(inner));
    case "piecewise": {
      const { branches, otherwise } = expression;
      const slopes = branches.flatMap(({ when, value }) => {
        // At the border between two cases there may be no derivative.
        const isSharp = when.relation !== "==" && when.relation !== "!=";
        const nowhere = { when: { ...when, relation: "==" as const }, value: operation("divide", zero, zero) };
        return [...(isSharp ? [nowhere] : []), { when, value: inner(value) }];
      });
      return { kind: "piecewise", branches: slopes, otherwise: inner(otherwise) };
    }
    case "counted": {
      if (expression.form === "product" || variablesOf(expression.count).has(variable)) break;
      return { ...expression, body: inner(expression.body) };
    }
    case "operation":
      return slopeOfOperation(expression.operation, expression.args, inner);
    default:
      break;
  }
  throw new EvaluationError(`a ${expression.kind} is not differentiated`);
}

function slopeOfOperation(
  name: Operation,
  args: readonly Expression[],
  inner: (part: Expression) => Expression,
): Expression {
  const [a, b] = args as [Expression, Expression];
  switch (name) {
    case "add":
    case "subtract":
      return sum(name, inner(a), inner(b));
    case "negate":
      return operation("negate", inner(a));
    case "matrixProduct":
    case "multiply":
      return sum("add", times(inner(a), b), times(a, inner(b)));
    case "divide": {
      const top = sum("subtract", times(inner(a), b), times(a, inner(b)));
      return isZero(inner(b)) ? over(inner(a), b) : over(top, operation("power", b, two));
    }
    case "matrixPower":
    case "power": {
      if (isZero(inner(b))) {
        const lowered = operation("power", a, operation("subtract", b, one));
        return times(times(b, lowered), inner(a));
      }
      const byExponent = times(inner(b), operation("log", a));
      return times(operation("power", a, b), sum("add", byExponent, over(times(b, inner(a)), a)));
    }
    case "max":
    case "min":
      return args.length > 1 ? inner(pairs(name, args)) : slopeOfFunction(name, args, inner);
    case "sum":
    case "mean":
      return operation(name, inner(a));
    case "index":
      return operation("index", inner(a), ...args.slice(1));
    default:
      return slopeOfFunction(name, args, inner);
  }
}

function slopeOfFunction(
  name: Operation,
  args: readonly Expression[],
  inner: (part: Expression) => Expression,
): Expression {
  const slope = slopes[name];
  if (slope === undefined || args.length !== 1) throw new EvaluationError(`${name} is not differentiated`);
  return times(slope(args[0]!), inner(args[0]!));
}

/** The greatest, or least, as cases. */
function pairs(name: "max" | "min", args: readonly Expression[]): Expression {
  return args.reduce((left, right) => ({
    kind: "piecewise",
    branches: [{ when: { relation: name === "max" ? ">" : "<", left, right }, value: left }],
    otherwise: right,
  }));
}

const squared = (a: Expression) => operation("power", a, two);
const root = (a: Expression) => operation("sqrt", a);
const less = (a: Expression, b: Expression) => operation("subtract", a, b);
const more = (a: Expression, b: Expression) => operation("add", a, b);
const bell = (a: Expression) => times(over(two, root(symbol("pi"))), operation("exp", operation("negate", squared(a))));

/** The derivatives of functions of one number. */
const slopes: Partial<Record<Operation, (a: Expression) => Expression>> = {
  exp: (a) => operation("exp", a),
  expm1: (a) => operation("exp", a),
  log: (a) => over(one, a),
  log1p: (a) => over(one, more(one, a)),
  sqrt: (a) => over(one, times(two, root(a))),
  abs: (a) => over(a, operation("abs", a)),
  bars: (a) => over(a, operation("abs", a)),
  sinh: (a) => operation("cosh", a),
  cosh: (a) => operation("sinh", a),
  tanh: (a) => less(one, squared(operation("tanh", a))),
  sin: (a) => operation("cos", a),
  cos: (a) => operation("negate", operation("sin", a)),
  tan: (a) => more(one, squared(operation("tan", a))),
  asin: (a) => over(one, root(less(one, squared(a)))),
  acos: (a) => operation("negate", over(one, root(less(one, squared(a))))),
  atan: (a) => over(one, more(one, squared(a))),
  erf: bell,
  erfc: (a) => operation("negate", bell(a)),
};

function sum(name: "add" | "subtract", a: Expression, b: Expression): Expression {
  if (isZero(b)) return a;
  if (!isZero(a)) return operation(name, a, b);
  return name === "add" ? b : operation("negate", b);
}

function times(a: Expression, b: Expression): Expression {
  if (isZero(a) || isZero(b)) return zero;
  if (isOne(a)) return b;
  return isOne(b) ? a : operation("multiply", a, b);
}

function over(a: Expression, b: Expression): Expression {
  return isZero(a) ? zero : operation("divide", a, b);
}

function isZero(expression: Expression): boolean {
  return expression.kind === "number" && expression.text === "0";
}

function isOne(expression: Expression): boolean {
  return expression.kind === "number" && expression.text === "1";
}
