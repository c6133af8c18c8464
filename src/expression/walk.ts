import type { Expression } from "./expression.js";

/** The parts of an expression, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "symbol":
      return [];
    case "vector":
      return expression.entries;
    case "operation":
    case "apply":
      return expression.args;
    case "piecewise":
      return [
        ...expression.branches.flatMap(({ when, value }) => [when.left, when.right, value]),
        expression.otherwise,
      ];
    case "counted":
      return [expression.count, expression.body];
    case "derivative":
      return [expression.at, expression.body];
    case "integral":
      return [expression.from, expression.to, expression.body];
  }
}

/** The expression and everything in it, each before its parts. */
export function* walk(expression: Expression): Generator<Expression> {
  const open = [expression];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...partsOf(next));
  }
}

/** The names of the variables that occur in an expression, but for those that it counts with, differentiates or integrates by. */
export function variablesOf(expression: Expression): Set<string> {
  if (expression.kind === "symbol") return new Set([expression.name]);
  if (expression.kind === "counted") {
    const inBody = variablesOf(expression.body);
    inBody.delete(expression.index);
    return new Set([...variablesOf(expression.count), ...inBody]);
  }
  if (expression.kind === "derivative") {
    const inBody = variablesOf(expression.body);
    inBody.delete(expression.variable);
    return new Set([...variablesOf(expression.at), ...inBody]);
  }
  if (expression.kind === "integral") {
    const inBody = variablesOf(expression.body);
    inBody.delete(expression.variable);
    return new Set([...variablesOf(expression.from), ...variablesOf(expression.to), ...inBody]);
  }
  return new Set(partsOf(expression).flatMap((part) => [...variablesOf(part)]));
}

/** The names of the functions, other than built-in operations, that occur in an expression. */
export function functionsOf(expression: Expression): Set<string> {
  const names = new Set<string>();
  for (const part of walk(expression)) if (part.kind === "apply") names.add(part.name);
  return names;
}
