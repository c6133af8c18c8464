import { apply, number, operation, symbol, vector } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Comparison, Expression } from "../expression/expression.js";
import type { Argument } from "../formula/argument.js";

/** The names of an expression's variables. */
export function namesIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  visit(expression, (part) => {
    if (part.kind === "symbol") names.add(part.name);
  });
  return names;
}

/** The names of the functions that an expression applies. */
export function callsIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  visit(expression, (part) => {
    if (part.kind === "apply") names.add(part.name);
  });
  return names;
}

export function mentions(expression: Expression, name: string): boolean {
  return namesIn(expression).has(name);
}

/** Whether an expression distinguishes cases. */
export function hasCases(expression: Expression): boolean {
  let found = false;
  visit(expression, (part) => {
    found ||= part.kind === "piecewise";
  });
  return found;
}

/** The size of the largest term of a sum; of anything else, its own size. */
export function largestTerm(expression: Expression): Expression {
  if (expression.kind === "operation") {
    const { operation: name, args } = expression;
    if (name === "add" || name === "subtract") return operation("max", ...args.map(largestTerm));
    if (name === "negate") return largestTerm(args[0]!);
    if (name === "sum") return operation("max", largestTerm(args[0]!));
  }
  return operation("abs", expression);
}

/** What a formula's variables are where they are left out. */
export function defaultsOf(args: readonly Argument[]): (Expression | undefined)[] {
  return args.flatMap((argument) => {
    if (argument.kind === "state") return defaultsOf(argument.fields);
    return argument.kind === "options"
      ? argument.settings.map((setting) => (setting.kind === "required" ? undefined : number(Number(setting.default))))
      : [undefined];
  });
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

/**
 * A vector-valued expression as one expression of numbers for each entry, with no vector, no reduction and no other
 * formula left in it: the entries of a vector variable `z` of the length in `lengths` become `z_1`, `z_2` ….
 */
export function scalarized(
  expression: Expression,
  lengths: ReadonlyMap<string, number>,
  functions: ReadonlyMap<string, FunctionDefinition>,
): readonly Expression[] | Expression {
  const variables = new Map(
    [...lengths].map(([name, length]) => [
      name,
      Array.from({ length }, (_, i) => symbol(entryName(name, i))) as readonly Expression[],
    ]),
  );
  return spread(expression, variables, functions);
}

/** The variable that stands for an entry, counted from 0. */
export function entryName(name: string, i: number): string {
  return `${name}_${i + 1}`;
}

type Spread = Expression | readonly Expression[];

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
      return expression.entries.map((entry) => scalar(inner(entry)));
    case "apply": {
      const definition = functions.get(expression.name)!;
      const args = expression.args.map(inner);
      return spread(definition.body, new Map(definition.parameters.map((name, i) => [name, args[i]!])), functions);
    }
    case "operation": {
      const args = expression.args.map(inner);
      const [first, second] = args;
      if (isSpread(first!)) {
        const sum = () => first.reduce((a, b) => operation("add", a, b));
        if (expression.operation === "sum") return sum();
        if (expression.operation === "mean") return operation("divide", sum(), number(first.length));
        if (expression.operation === "length") return number(first.length);
        if (expression.operation === "index") return entryAt(first, scalar(second!));
        if (args.length === 1 && (expression.operation === "max" || expression.operation === "min")) {
          return operation(expression.operation, ...first);
        }
      }
      return entrywise(args, (...entries) => operation(expression.operation, ...entries));
    }
    case "piecewise": {
      const [{ when, value }] = expression.branches as [(typeof expression.branches)[0]];
      const [left, right] = [inner(when.left), inner(when.right)];
      return entrywise(
        [left, right, inner(value), inner(expression.otherwise)],
        (l, r, then, otherwise): Expression => ({
          kind: "piecewise",
          branches: [{ when: { ...when, left: l!, right: r! }, value: then! }],
          otherwise: otherwise!,
        }),
      );
    }
  }
}

function entryAt(entries: readonly Expression[], at: Expression): Expression {
  const entry = at.kind === "number" ? entries[Number(at.text) - 1] : undefined;
  if (entry === undefined) throw new TypeError("an index that is not a number stands for no one entry");
  return entry;
}

function entrywise(args: readonly Spread[], f: (...entries: Expression[]) => Expression): Spread {
  const length = args.find(isSpread)?.length;
  if (length === undefined) return f(...args.map(scalar));
  return Array.from({ length }, (_, i) => f(...args.map((arg) => (isSpread(arg) ? arg[i]! : arg))));
}

function isSpread(value: Spread): value is readonly Expression[] {
  return Array.isArray(value);
}

function scalar(value: Spread): Expression {
  return isSpread(value) ? vector(value) : value;
}

/** Each part of an expression replaced, innermost first. */
export function rewrite(expression: Expression, replace: (part: Expression) => Expression): Expression {
  const inner = (part: Expression) => rewrite(part, replace);
  switch (expression.kind) {
    case "number":
    case "symbol":
      return replace(expression);
    case "vector":
      return replace({ ...expression, entries: expression.entries.map(inner) });
    case "operation":
    case "apply":
      return replace({ ...expression, args: expression.args.map(inner) });
    case "piecewise":
      return replace({
        ...expression,
        branches: expression.branches.map(({ when, value }) => ({
          when: rewriteComparison(when, replace),
          value: inner(value),
        })),
        otherwise: inner(expression.otherwise),
      });
  }
}

export function rewriteComparison(comparison: Comparison, replace: (part: Expression) => Expression): Comparison {
  return {
    ...comparison,
    left: rewrite(comparison.left, replace),
    right: rewrite(comparison.right, replace),
  };
}

function visit(expression: Expression, see: (part: Expression) => void): void {
  rewrite(expression, (part) => {
    see(part);
    return part;
  });
}
