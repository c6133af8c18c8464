import type { Arithmetic } from "../numeric/arithmetic.js";
import type { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Expression, Operation } from "./expression.js";

/** A number or a vector of them. */
export type Value<T> = T | readonly T[];

/** A function by its parameters and its body. */
export interface FunctionDefinition {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** What the names of an expression stand for. */
export interface Environment<T> {
  readonly variables?: ReadonlyMap<string, Value<T>>;
  readonly functions?: ReadonlyMap<string, FunctionDefinition>;
}

/** Why an expression has no value: a name is not bound, or a shape does not fit. */
export class EvaluationError extends RangeError {
  override readonly name = "EvaluationError";
}

/** How deep functions may call each other. */
const largestDepth = 100;
/** How many operations one evaluation may take, unless it is told otherwise. */
const defaultOperations = 1_000_000;

/**
 * The value of an expression on any arithmetic. Throws an EvaluationError that names what is missing: an unbound name,
 * an unknown function, vectors of different lengths, a place outside a vector; also if functions call each other more
 * than 100 deep, or the evaluation takes more than `mostOperations`, a million by default.
 */
export function evaluateOn<T>(
  arithmetic: Arithmetic<T>,
  expression: Expression,
  environment: Environment<T> = {},
  mostOperations = defaultOperations,
): Value<T> {
  return new Evaluation(arithmetic, environment.functions ?? new Map(), mostOperations).value(
    expression,
    environment.variables ?? new Map(),
    0,
  );
}

/** An enclosure of the value of an expression, worked out with `precision` bits; throws as `evaluateOn` does. */
export function evaluate(
  expression: Expression,
  environment: Environment<Interval> = {},
  precision = 128,
): Value<Interval> {
  return evaluateOn(new IntervalArithmetic(precision), expression, environment);
}

/**
 * Evaluates at 64, 128, 256 … up to `largest` bits until `isSettled` is content; undefined if it never is. The
 * environment is made anew for each precision, so that a variable that is not a double can be enclosed more tightly.
 */
export function enclose(
  expression: Expression,
  environment: (arithmetic: IntervalArithmetic) => Environment<Interval>,
  isSettled: (value: Value<Interval>) => boolean,
  largest = 4096,
): Value<Interval> | undefined {
  for (let precision = 64; precision <= largest; precision *= 2) {
    const arithmetic = new IntervalArithmetic(precision);
    const value = evaluateOn(arithmetic, expression, environment(arithmetic));
    if (isSettled(value)) return value;
  }
  return undefined;
}

class Evaluation<T> {
  private operations = 0;
  private readonly arithmetic: Arithmetic<T>;
  private readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private readonly mostOperations: number;

  constructor(arithmetic: Arithmetic<T>, functions: ReadonlyMap<string, FunctionDefinition>, mostOperations: number) {
    this.arithmetic = arithmetic;
    this.functions = functions;
    this.mostOperations = mostOperations;
  }

  value(expression: Expression, variables: ReadonlyMap<string, Value<T>>, depth: number): Value<T> {
    this.count(1);
    const evaluated = (part: Expression) => this.value(part, variables, depth);
    switch (expression.kind) {
      case "number":
        return this.arithmetic.decimal(expression.text);
      case "symbol":
        return this.symbol(expression.name, variables);
      case "vector":
        return expression.entries.map((entry) => this.scalar(evaluated(entry), "an entry of a vector"));
      case "operation":
        return this.operation(expression.operation, expression.args.map(evaluated));
      case "apply":
        return this.apply(expression.name, expression.args.map(evaluated), depth);
      case "piecewise": {
        const open: Value<T>[] = [];
        for (const { when, value } of expression.branches) {
          const left = this.scalar(evaluated(when.left), "a side of a condition");
          const right = this.scalar(evaluated(when.right), "a side of a condition");
          const holds = this.arithmetic.holds(when.relation, left, right);
          if (holds === false) continue;
          open.push(evaluated(value));
          if (holds === true) return this.hullOf(open);
        }
        return this.hullOf([...open, evaluated(expression.otherwise)]);
      }
    }
  }

  private symbol(name: string, variables: ReadonlyMap<string, Value<T>>): Value<T> {
    const bound = variables.get(name);
    if (bound !== undefined || variables.has(name)) return bound as Value<T>;
    if (name === "pi" || name === "e") return this.arithmetic.constant(name);
    throw new EvaluationError(`${name} has no value`);
  }

  private apply(name: string, args: readonly Value<T>[], depth: number): Value<T> {
    const definition = this.functions.get(name);
    if (definition === undefined) throw new EvaluationError(`${name} is not a known function`);
    const { parameters, body } = definition;
    if (parameters.length !== args.length) {
      throw new EvaluationError(`${name} takes ${counted(parameters.length, "argument")} but is given ${args.length}`);
    }
    if (depth >= largestDepth) throw new EvaluationError(`${name} is called more than ${largestDepth} deep`);
    return this.value(body, new Map(parameters.map((parameter, i) => [parameter, args[i]!])), depth + 1);
  }

  private operation(name: Operation, args: readonly Value<T>[]): Value<T> {
    const { arithmetic } = this;
    switch (name) {
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
      case "power": {
        const [left, right] = this.exactly(2, name, args);
        return this.entrywise(name, (a, b) => arithmetic[name](a, b), left!, right!);
      }
      case "max":
      case "min": {
        if (args.length === 1) {
          return this.vector(args[0]!, name).reduce((a, b) => arithmetic[name](a, b));
        }
        if (args.length === 0) throw new EvaluationError(`${name} needs an argument`);
        return args.reduce((a, b) => this.entrywise(name, (x, y) => arithmetic[name](x, y), a, b));
      }
      case "sum":
        return this.sum(this.vector(this.exactly(1, name, args)[0]!, name));
      case "mean": {
        const entries = this.vector(this.exactly(1, name, args)[0]!, name);
        return arithmetic.divide(this.sum(entries), arithmetic.decimal(String(entries.length)));
      }
      case "length":
        return arithmetic.decimal(String(this.vector(this.exactly(1, name, args)[0]!, name).length));
      case "index": {
        const [from, at] = this.exactly(2, name, args);
        const entries = this.vector(from!, name);
        const place = arithmetic.wholeNumber(this.scalar(at!, "a place in a vector"));
        const entry = place === undefined ? undefined : entries[place - 1];
        if (entry === undefined) {
          throw new EvaluationError(
            `the vector has places 1 to ${entries.length} but place ${place ?? "?"} is asked for`,
          );
        }
        return entry;
      }
      default: {
        const [argument] = this.exactly(1, name, args);
        if (!isVector(argument!)) return arithmetic[name](argument!);
        this.count(argument.length);
        return argument.map((a) => arithmetic[name](a));
      }
    }
  }

  private entrywise(name: string, operation: (a: T, b: T) => T, left: Value<T>, right: Value<T>): Value<T> {
    if (!isVector(left) && !isVector(right)) return operation(left, right);
    if (isVector(left) && isVector(right) && left.length !== right.length) {
      throw new EvaluationError(`${name}: one vector has ${left.length} entries but the other has ${right.length}`);
    }
    const length = isVector(left) ? left.length : (right as readonly T[]).length;
    this.count(length);
    return Array.from({ length }, (_, i) =>
      operation(isVector(left) ? left[i]! : left, isVector(right) ? right[i]! : right),
    );
  }

  private sum(entries: readonly T[]): T {
    this.count(entries.length);
    return entries.reduce((a, b) => this.arithmetic.add(a, b));
  }

  private hullOf(values: readonly Value<T>[]): Value<T> {
    return values.reduce((a, b) => this.entrywise("piecewise", (x, y) => this.arithmetic.hull(x, y), a, b));
  }

  private exactly(count: number, name: Operation, args: readonly Value<T>[]): readonly Value<T>[] {
    if (args.length === count) return args;
    throw new EvaluationError(`${name} takes ${counted(count, "argument")} but is given ${args.length}`);
  }

  private vector(value: Value<T>, name: string): readonly T[] {
    if (!isVector(value)) throw new EvaluationError(`${name} takes a vector but is given a number`);
    if (value.length === 0) throw new EvaluationError(`${name} is given a vector without entries`);
    return value;
  }

  private scalar(value: Value<T>, role: string): T {
    if (isVector(value)) throw new EvaluationError(`${role} is a vector but has to be a number`);
    return value;
  }

  private count(operations: number): void {
    this.operations += operations;
    if (this.operations > this.mostOperations) {
      throw new EvaluationError(`the evaluation takes more than ${this.mostOperations} operations`);
    }
  }
}

/** Whether a value is a vector. */
export function isVector<T>(value: Value<T>): value is readonly T[] {
  return Array.isArray(value);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
