import type { Expression } from "../expression/expression.js";
import type { Declarations } from "./declarations.js";

/** How many axes the value of an expression has: none for a number, two for a matrix. */
export function axesOf(expression: Expression, declared: Declarations): number {
  const inner = (part: Expression) => axesOf(part, declared);
  switch (expression.kind) {
    case "number":
      return 0;
    case "symbol":
      return declared.axesOf(expression.name) ?? 0;
    case "vector":
      return 1 + Math.max(...expression.entries.map(inner));
    case "piecewise":
      return Math.max(...expression.branches.map(({ value }) => inner(value)), inner(expression.otherwise));
    case "counted":
      return inner(expression.body) + (expression.form === "table" ? 1 : 0);
    case "derivative":
    case "integral":
      return inner(expression.body);
    case "apply":
      return declared.axesOfCall(expression.name, expression.args.map(inner));
    case "operation": {
      const { operation, args } = expression;
      const [first, ...others] = args as [Expression, ...Expression[]];
      if (operation === "length") return 0;
      if (operation === "index") return Math.max(0, inner(first) - others.length);
      const reduces = operation === "sum" || operation === "mean" || operation === "max" || operation === "min";
      return reduces && others.length === 0 ? inner(first) - 1 : Math.max(...args.map(inner));
    }
  }
}
