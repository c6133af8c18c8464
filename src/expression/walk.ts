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
  const names = new Set<string>();
  collectVariables(expression, names);
  return names;
}

function collectVariables(expression: Expression, names: Set<string>): void {
  switch (expression.kind) {
    case "symbol":
      names.add(expression.name);
      return;
    case "counted":
      collectVariables(expression.count, names);
      collectFree(expression.body, expression.index, names);
      return;
    case "derivative":
      collectVariables(expression.at, names);
      collectFree(expression.body, expression.variable, names);
      return;
    case "integral":
      collectVariables(expression.from, names);
      collectVariables(expression.to, names);
      collectFree(expression.body, expression.variable, names);
      return;
    default:
      for (const part of partsOf(expression)) collectVariables(part, names);
  }
}

/** The variables of a body but for the one that is bound in it. */
function collectFree(body: Expression, bound: string, names: Set<string>): void {
  for (const name of variablesOf(body)) if (name !== bound) names.add(name);
}

/** The names of the functions, other than built-in operations, that occur in an expression. */
export function functionsOf(expression: Expression): Set<string> {
  const names = new Set<string>();
  for (const part of walk(expression)) if (part.kind === "apply") names.add(part.name);
  return names;
}
