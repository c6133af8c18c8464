import type { Comparison, Expression } from "./expression.js";

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
    case "derivative":
      return replace({ ...expression, body: inner(expression.body), at: inner(expression.at) });
    case "integral":
      return replace({
        ...expression,
        body: inner(expression.body),
        from: inner(expression.from),
        to: inner(expression.to),
      });
    case "counted":
      return replace({ ...expression, count: inner(expression.count), body: inner(expression.body) });
  }
}

export function rewriteComparison(comparison: Comparison, replace: (part: Expression) => Expression): Comparison {
  return {
    ...comparison,
    left: rewrite(comparison.left, replace),
    right: rewrite(comparison.right, replace),
  };
}
