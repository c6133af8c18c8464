import { apply, counted, number, operation, symbol, vector } from "../expression/construct.js";
import type { FunctionDefinition, Value } from "../expression/evaluate.js";
import { evaluate, isVector, mapNumbers } from "../expression/evaluate.js";
import type { Comparison, Expression, Operation } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { rewrite } from "../expression/rewrite.js";
import { variablesOf } from "../expression/walk.js";
import type { Argument, Setting } from "../formula/argument.js";
import type { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Bindings, Path } from "./bindings.js";

const arithmetic = new IntervalArithmetic(128);

export function mentions(expression: Expression, name: string): boolean {
  return variablesOf(expression).has(name);
}

/**
 * An expression of numbers as it is in the case that holds at a point, and all around it: of distinctions the branch that
 * is taken, of `max` and `min` the argument that is. Undefined at a border, and where nothing tells which case holds.
 */
export function caseAt(expression: Expression, variables: ReadonlyMap<string, Interval>): Expression | undefined {
  let isBorder = false;
  const holds = (relation: Comparison["relation"], left: Expression, right: Expression): boolean | undefined =>
    arithmetic.holds(relation, evaluate(left, { variables }) as Interval, evaluate(right, { variables }) as Interval);
  const found = rewrite(expression, (part) => {
    if (part.kind === "piecewise") {
      for (const { when, value } of part.branches) {
        isBorder ||= holds("!=", when.left, when.right) !== true;
        if (holds(when.relation, when.left, when.right) !== false) return value;
      }
      return part.otherwise;
    }
    if (part.kind !== "operation" || (part.operation !== "max" && part.operation !== "min")) return part;
    const relation = part.operation === "max" ? ">" : "<";
    return part.args.reduce((a, b) => {
      isBorder ||= holds("!=", a, b) !== true;
      return holds(relation, a, b) ? a : b;
    });
  });
  return isBorder ? undefined : found;
}

/**
 * The size of the largest term where entries are added up; where `cancels`, also of sums and differences of a few terms.
 * Of anything else, its own size.
 */
export function largestTerm(expression: Expression, cancels: boolean): Expression {
  const inner = (part: Expression) => largestTerm(part, cancels);
  switch (expression.kind) {
    case "operation": {
      const { operation: name, args } = expression;
      if (cancels && (name === "add" || name === "subtract")) return operation("max", ...args.map(inner));
      if (name === "negate") return inner(args[0]!);
      if (name === "sum") return operation("max", inner(args[0]!));
      if (name === "mean") return operation("divide", operation("max", inner(args[0]!)), operation("length", args[0]!));
      break;
    }
    case "vector":
      return vector(expression.entries.map(inner));
    case "counted": {
      const { form, index, count, body } = expression;
      if (form === "product") break;
      const terms = counted("table", index, count, inner(body));
      if (form === "table") return terms;
      return form === "sum" ? operation("max", terms) : operation("divide", operation("max", terms), count);
    }
  }
  return operation("abs", expression);
}

/** An expression whose parts that do not depend on some letters are variables, and what these stand for. */
interface Shortened {
  readonly body: Expression;
  readonly parts: ReadonlyMap<string, Expression>;
}

const shortenedOf = new WeakMap<Expression, Map<string, Shortened>>();

/** Takes out what does not depend on the letters, outside of cases, which need not all exist. */
export function withoutConstants(expression: Expression, letters: readonly string[]): Shortened {
  const known = shortenedOf.get(expression) ?? new Map<string, Shortened>();
  shortenedOf.set(expression, known);
  const key = letters.join();
  const found = known.get(key) ?? shortened(expression, letters);
  known.set(key, found);
  return found;
}

function shortened(expression: Expression, letters: readonly string[]): Shortened {
  const parts = new Map<string, Expression>();
  const inner = (part: Expression, changing: ReadonlySet<string>): Expression => {
    if (part.kind === "operation" || part.kind === "apply" || part.kind === "counted") {
      if (![...variablesOf(part)].some((name) => changing.has(name))) {
        const name = `constant ${print(part)}`;
        parts.set(name, part);
        return symbol(name);
      }
    }
    switch (part.kind) {
      case "operation":
      case "apply":
        return { ...part, args: part.args.map((one) => inner(one, changing)) };
      case "counted":
        return {
          ...part,
          count: inner(part.count, changing),
          body: inner(part.body, new Set([...changing, part.index])),
        };
      case "vector":
        return { ...part, entries: part.entries.map((one) => inner(one, changing)) };
      default:
        return part;
    }
  };
  return { body: inner(expression, new Set(letters)), parts };
}

/** What a formula's variables are where they are left out. */
export function defaultsOf(args: readonly Argument[]): (Expression | undefined)[] {
  return args.flatMap((argument) => {
    if (argument.kind === "state") return defaultsOf(argument.fields);
    if (argument.kind === "text") return [];
    return argument.kind === "options" ? argument.settings.map(defaultOf) : [undefined];
  });
}

/** A vector is repeated by itself, so that one number stands for it. */
function defaultOf(setting: Setting): Expression | undefined {
  if (setting.kind === "required") return undefined;
  if (setting.kind === "choice") return number(setting.choices.indexOf(setting.default));
  return number(Number(setting.default));
}

/** The same expression with every call complete: `leakyRelu(x)` as `leakyRelu(x, 0.01)`. */
export function withDefaultsApplied(
  expression: Expression,
  defaults: ReadonlyMap<string, readonly (Expression | undefined)[]>,
): Expression {
  return rewrite(expression, (part) => {
    if (part.kind !== "apply") return part;
    const missing = (defaults.get(part.name) ?? []).slice(part.args.length);
    return apply(part.name, ...part.args, ...missing.filter((value) => value !== undefined));
  });
}

/** An expression of numbers for each number of a value. */
export type Spread = Expression | readonly Spread[];

/**
 * An expression as one of numbers for each number that it gives, with no vector, nothing counted and no other formula
 * left in it: the entries of a variable `z` become `z_1`, `z_2` …, those of a matrix `x_1_1`. The variables in `known`
 * are numbers already, such as those that are counted to.
 */
export function scalarized(
  expression: Expression,
  bindings: Bindings,
  known: ReadonlySet<string>,
  functions: ReadonlyMap<string, FunctionDefinition>,
): Spread {
  const variables = new Map(
    [...bindings].map(([name, value]): [string, Spread] => [
      name,
      known.has(name) ? mapNumbers(value, (x) => number(x)) : entriesOf(name, value),
    ]),
  );
  return spread(expression, variables, functions);
}

/** The variable that stands for the number at a path. */
export function entryName(name: string, path: Path): string {
  return [name, ...path.map((i) => i + 1)].join("_");
}

/** Each number of a spread expression, by place. */
export function spreadPlaces(value: Spread, place = ""): [string, Expression][] {
  return isSpread(value) ? value.flatMap((entry, i) => spreadPlaces(entry, `${place}[${i}]`)) : [[place, value]];
}

function entriesOf(name: string, value: Value<number>, path: Path = []): Spread {
  return isVector(value)
    ? value.map((entry, i) => entriesOf(name, entry, [...path, i]))
    : symbol(entryName(name, path));
}

function spread(
  expression: Expression,
  variables: ReadonlyMap<string, Spread>,
  functions: ReadonlyMap<string, FunctionDefinition>,
): Spread {
  const inner = (part: Expression) => spread(part, variables, functions);
  switch (expression.kind) {
    case "number":
      return expression;
    case "symbol":
      return variables.get(expression.name) ?? expression;
    case "vector":
      return expression.entries.map(inner);
    case "apply": {
      const definition = functions.get(expression.name)!;
      const args = expression.args.map(inner);
      return spread(definition.body, new Map(definition.parameters.map((name, i) => [name, args[i]!])), functions);
    }
    case "operation":
      return operated(expression.operation, expression.args.map(inner));
    case "piecewise": {
      const [{ when, value }] = expression.branches as [(typeof expression.branches)[0]];
      const [left, right] = [inner(when.left), inner(when.right)];
      const holds = decided(when.relation, left, right);
      if (holds !== undefined) return inner(holds ? value : expression.otherwise);
      return entrywise(
        [left, right, inner(value), inner(expression.otherwise)],
        ([l, r, then, otherwise]): Expression => ({
          kind: "piecewise",
          branches: [{ when: { ...when, left: l!, right: r! }, value: then! }],
          otherwise: otherwise!,
        }),
      );
    }
    case "derivative":
    case "integral":
      throw new RangeError(`a definition with a ${expression.kind} in it is not worked out here`);
    case "counted": {
      const length = wholeNumber(inner(expression.count));
      const entries = Array.from({ length }, (_, i) =>
        spread(expression.body, new Map([...variables, [expression.index, number(i + 1)]]), functions),
      );
      if (expression.form === "table") return entries;
      return expression.form === "product" ? combined("multiply", entries) : operated(expression.form, [entries]);
    }
  }
}

function operated(name: Operation, args: readonly Spread[]): Spread {
  const [first, ...others] = args;
  if (first !== undefined && isSpread(first)) {
    if (name === "sum") return combined("add", first);
    if (name === "mean") return operated("divide", [combined("add", first), number(first.length)]);
    if (name === "length") return number(first.length);
    if (name === "index") return others.reduce<Spread>((from, at) => entryAt(from, wholeNumber(at)), first);
    if (others.length === 0 && (name === "max" || name === "min")) return combined(name, first);
  }
  return entrywise(args, (entries) => operation(name, ...entries));
}

function combined(name: Operation, entries: readonly Spread[]): Spread {
  return entries.reduce((a, b) => operated(name, [a, b]));
}

/** What a comparison of numbers alone comes to; undefined where there are variables in it. */
function decided(relation: Comparison["relation"], left: Spread, right: Spread): boolean | undefined {
  if (isSpread(left) || isSpread(right) || variablesOf(left).size > 0 || variablesOf(right).size > 0) return undefined;
  return arithmetic.holds(relation, evaluate(left) as Interval, evaluate(right) as Interval);
}

function wholeNumber(value: Spread): number {
  const found = isSpread(value) || variablesOf(value).size > 0 ? undefined : evaluate(value);
  const whole = found === undefined ? undefined : arithmetic.wholeNumber(found as Interval);
  if (whole === undefined) throw new TypeError("a place that is not a number stands for no one entry");
  return whole;
}

function entryAt(entries: Spread, place: number): Spread {
  const entry = isSpread(entries) ? entries[place - 1] : undefined;
  if (entry === undefined) throw new TypeError(`there is no place ${place}`);
  return entry;
}

function entrywise(args: readonly Spread[], f: (entries: readonly Expression[]) => Expression): Spread {
  const depth = Math.max(...args.map(depthOf));
  if (depth === 0) return f(args as readonly Expression[]);
  const { length } = args.find((arg) => depthOf(arg) === depth) as readonly Spread[];
  return Array.from({ length }, (_, i) =>
    entrywise(
      args.map((arg) => (depthOf(arg) === depth ? (arg as readonly Spread[])[i]! : arg)),
      f,
    ),
  );
}

function depthOf(value: Spread): number {
  return isSpread(value) ? 1 + depthOf(value[0]!) : 0;
}

function isSpread(value: Spread): value is readonly Spread[] {
  return Array.isArray(value);
}
