import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { apply, derivative, number, operation, symbol, vector } from "../../src/expression/construct.js";
import { derivativeAt } from "../../src/expression/derivative.js";
import { differentiate } from "../../src/expression/differentiate.js";
import type { FunctionDefinition } from "../../src/expression/evaluate.js";
import { evaluate } from "../../src/expression/evaluate.js";
import type { Expression, Operation } from "../../src/expression/expression.js";
import { print } from "../../src/expression/print.js";
import { Interval } from "../../src/numeric/interval.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";

beforeAll(loadArithmetic);

const x = symbol("x");
const none: ReadonlyMap<string, FunctionDefinition> = new Map();
const at = (value: number) => ({ variables: new Map([["x", Interval.exact(value)]]) });

const unary: readonly Operation[] = [
  "exp",
  "log",
  "sqrt",
  "abs",
  "sinh",
  "cosh",
  "tanh",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "erf",
  "erfc",
  "negate",
];
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Expression>(x, x, number("0.5"), number(3)),
    fc.tuple(fc.constantFrom(...unary), tie("tree")).map(([name, a]) => operation(name, a)),
    fc
      .tuple(
        fc.constantFrom<Operation>("add", "subtract", "multiply", "divide", "power", "max", "min"),
        tie("tree"),
        tie("tree"),
      )
      .map(([name, a, b]) => operation(name, a, b)),
  ),
}));

test("a derivative that is written out is the one that automatic differentiation encloses", () => {
  let compared = 0;
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 60 }), (body, n) => {
      const enclosed = derivativeAt(body, at(n / 16), "x") as Interval;
      const written = evaluate(differentiate(body, "x", none), at(n / 16)) as Interval;
      if ([enclosed, written].some((side) => side.mayBeUndefined || side.isEmpty || !side.isBounded)) return;
      expect(enclosed.isBelow(written.toDoubles()[0]) || enclosed.isAbove(written.toDoubles()[1])).toBe(false);
      compared++;
    }),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(150);
});

describe("differentiate", () => {
  const functions = new Map<string, FunctionDefinition>([
    ["f", { parameters: ["t"], body: operation("power", symbol("t"), number(3)) }],
  ]);

  test("writes out functions and inner derivatives", () => {
    const second = differentiate(derivative(apply("f", symbol("t")), "t", x), "x", functions);
    expect(String(evaluate(second, at(2)))).toBe("[12, 12]");
  });

  test("leaves no value where there is no derivative", () => {
    const kink = evaluate(differentiate(operation("max", number(0), x), "x", none), at(0)) as Interval;
    expect(kink.isEmpty || kink.mayBeUndefined).toBe(true);
    expect(String(evaluate(differentiate(operation("max", number(0), x), "x", none), at(2)))).toBe("[1, 1]");
  });

  test("says what it does not differentiate", () => {
    expect(() => differentiate(operation("floor", x), "x", none)).toThrow("floor is not differentiated");
    expect(() => differentiate(apply("g", x), "x", none)).toThrow("g is not a known function");
    const tall = Array.from({ length: 14 }).reduce<Expression>((inner) => operation("multiply", inner, inner), x);
    expect(() => differentiate(tall, "x", none)).toThrow("this derivative is too long to write out");
  });

  test("goes entry by entry", () => {
    expect(print(differentiate(vector([x, operation("multiply", number(2), x)]), "x", none))).toBe("[1, 2]");
  });
});
