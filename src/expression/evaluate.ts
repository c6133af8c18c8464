import type { Arithmetic } from "../numeric/arithmetic.js";
import type { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import { argumentsOf, arrayOperation, isArrayOperation } from "./arrays.js";
import { differentiate } from "./differentiate.js";
import { EvaluationError, ShapeError } from "./evaluationError.js";
import type { Expression, Operation } from "./expression.js";
import { integrate } from "./integrate.js";

/** A number, or a vector of values: a matrix is a vector of its rows. */
export type Value<T> = T | readonly Value<T>[];

/** A function by its parameters and its body. */
export interface FunctionDefinition {
  readonly parameters: readonly string[];
  readonly body: Expression;
  /** Whether the body uses variables of its surroundings besides its parameters. */
  readonly isOpen?: boolean;
}

/** What the names of an expression stand for. */
export interface Environment<T> {
  readonly variables?: ReadonlyMap<string, Value<T>>;
  readonly functions?: ReadonlyMap<string, FunctionDefinition>;
}

export { EvaluationError, ShapeError } from "./evaluationError.js";

/** How deep functions may call each other. */
const largestDepth = 100;
/** How many operations an integral counts for. */
const integralCost = 5000;
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
  return new Evaluation(arithmetic, environment, mostOperations).value(
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

/** What is done to two values entry by entry. */
type Entrywise = "add" | "subtract" | "multiply" | "divide" | "power" | "max" | "min" | "hull";

class Evaluation<T> {
  private operations = 0;
  readonly arithmetic: Arithmetic<T>;
  private readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private readonly surroundings: ReadonlyMap<string, Value<T>>;
  private readonly mostOperations: number;

  constructor(arithmetic: Arithmetic<T>, { functions, variables }: Environment<T>, mostOperations: number) {
    this.arithmetic = arithmetic;
    this.functions = functions ?? new Map();
    this.surroundings = variables ?? new Map();
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
        return expression.entries.map(evaluated);
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
      case "counted":
        return this.counted(expression, variables, depth);
      case "integral": {
        const { body, variable, from, to } = expression;
        const bounds = [from, to].map((end) => this.scalar(evaluated(end), "a bound of an integral"));
        this.count(integralCost);
        const { arithmetic, functions } = this;
        return integrate(body, variable, bounds as [T, T], { arithmetic, functions, variables });
      }
      case "derivative": {
        const { body, variable, at } = expression;
        const place = this.scalar(evaluated(at), "what is differentiated by");
        const slope = differentiate(body, variable, this.functions);
        return this.value(slope, new Map([...variables, [variable, place]]), depth);
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
    const { parameters, body, isOpen } = definition;
    if (parameters.length !== args.length) {
      throw new EvaluationError(`${name} takes ${counted(parameters.length, "argument")} but is given ${args.length}`);
    }
    if (depth >= largestDepth) throw new EvaluationError(`${name} is called more than ${largestDepth} deep`);
    const given = parameters.map((parameter, i) => [parameter, args[i]!] as const);
    return this.value(body, new Map([...(isOpen === true ? this.surroundings : []), ...given]), depth + 1);
  }

  private counted(
    { form, index, count, body }: Extract<Expression, { kind: "counted" }>,
    variables: ReadonlyMap<string, Value<T>>,
    depth: number,
  ): Value<T> {
    const { arithmetic } = this;
    const length = arithmetic.wholeNumber(this.scalar(this.value(count, variables, depth), "what is counted to"));
    if (length === undefined || length < (form === "mean" ? 1 : 0)) {
      throw new EvaluationError(`${form} counts to ${length ?? "what is no whole number"}, which is too little`);
    }
    const inner = new Map(variables);
    const values = Array.from({ length }, (_, i) => {
      inner.set(index, arithmetic.decimal(String(i + 1)));
      return this.value(body, inner, depth);
    });
    if (form === "table") return values;
    if (form === "product") {
      return values.reduce<Value<T>>((a, b) => this.entrywise("multiply", a, b), arithmetic.decimal("1"));
    }
    const sum = this.sum(values);
    return form === "sum" ? sum : this.entrywise("divide", sum, arithmetic.decimal(String(length)));
  }

  private operation(name: Operation, args: readonly Value<T>[]): Value<T> {
    const { arithmetic } = this;
    if (isArrayOperation(name)) return arrayOperation(this, name, this.exactly(argumentsOf(name), name, args));
    switch (name) {
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
      case "power": {
        const [left, right] = this.exactly(2, name, args);
        return this.entrywise(name, left!, right!);
      }
      case "max":
      case "min": {
        if (args.length === 0) throw new EvaluationError(`${name} needs an argument`);
        const values = args.length === 1 ? this.vector(args[0]!, name) : args;
        return values.reduce((a, b) => this.entrywise(name, a, b));
      }
      case "sum":
        return this.sum(this.vector(this.exactly(1, name, args)[0]!, name, 0));
      case "mean": {
        const entries = this.vector(this.exactly(1, name, args)[0]!, name);
        const length = arithmetic.decimal(String(entries.length));
        return this.entrywise("divide", this.sum(entries), length);
      }
      case "length":
        return arithmetic.decimal(String(this.vector(this.exactly(1, name, args)[0]!, name, 0).length));
      case "index": {
        const [from, ...places] = args;
        if (from === undefined || places.length === 0) throw new EvaluationError("index takes a vector and a place");
        return places.reduce((value, at) => this.entryAt(this.vector(value, name), at), from);
      }
      default: {
        const [argument] = this.exactly(1, name, args);
        return this.mapped((a) => arithmetic[name](a), argument!);
      }
    }
  }

  private entryAt(entries: readonly Value<T>[], at: Value<T>): Value<T> {
    const place = this.arithmetic.wholeNumber(this.scalar(at, "a place in a vector"));
    const entry = place === undefined ? undefined : entries[place - 1];
    if (entry === undefined) {
      throw new ShapeError(`the vector has places 1 to ${entries.length} but place ${place ?? "?"} is asked for`);
    }
    return entry;
  }

  private mapped(operation: (a: T) => T, value: Value<T>): Value<T> {
    if (!isVector(value)) return operation(value);
    this.count(value.length);
    return value.map((entry) => this.mapped(operation, entry));
  }

  entrywise(operation: Entrywise, left: Value<T>, right: Value<T>): Value<T> {
    const [leftAxes, rightAxes] = [axesOf(left), axesOf(right)];
    if (leftAxes === 0 && rightAxes === 0) return this.arithmetic[operation](left as T, right as T);
    const [ofLeft, ofRight] = [left, right] as [readonly Value<T>[], readonly Value<T>[]];
    if (leftAxes === rightAxes && ofLeft.length !== ofRight.length) {
      throw new ShapeError(`${operation}: one vector has ${ofLeft.length} entries but the other has ${ofRight.length}`);
    }
    const deeper = leftAxes < rightAxes ? ofRight : ofLeft;
    this.count(deeper.length);
    return deeper.map((_, i) =>
      this.entrywise(operation, leftAxes < rightAxes ? left : ofLeft[i]!, rightAxes < leftAxes ? right : ofRight[i]!),
    );
  }

  private sum(entries: readonly Value<T>[]): Value<T> {
    this.count(entries.length);
    // A number may itself be undefined, where fractions do not suffice.
    if (entries.length === 0) return this.arithmetic.decimal("0");
    return entries.reduce((a, b) => this.entrywise("add", a, b));
  }

  private hullOf(values: readonly Value<T>[]): Value<T> {
    return values.reduce((a, b) => this.entrywise("hull", a, b));
  }

  private exactly(count: number, name: Operation, args: readonly Value<T>[]): readonly Value<T>[] {
    if (args.length === count) return args;
    throw new EvaluationError(`${name} takes ${counted(count, "argument")} but is given ${args.length}`);
  }

  private vector(value: Value<T>, name: string, fewest = 1): readonly Value<T>[] {
    if (!isVector(value)) throw new EvaluationError(`${name} takes a vector but is given a number`);
    if (value.length < fewest) throw new EvaluationError(`${name} is given a vector without entries`);
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
export function isVector<T>(value: Value<T>): value is readonly Value<T>[] {
  return Array.isArray(value);
}

/** A value with `f` of each of its numbers. */
export function mapNumbers<T, U>(value: Value<T>, f: (number: T) => U): Value<U> {
  return isVector(value) ? value.map((entry) => mapNumbers(entry, f)) : f(value);
}

/** How deep a value's vectors are: 0 for a number, 2 for a matrix. */
function axesOf(value: Value<unknown>): number {
  let axes = 0;
  for (let inner = value; Array.isArray(inner); inner = inner[0]) axes++;
  return axes;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
