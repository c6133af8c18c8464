import fc from "fast-check";
import { evaluate as evaluateByMathjs } from "mathjs";
import { beforeAll, describe, expect, test } from "vitest";
import { apply, counted, number, operation, symbol, vector } from "../../src/expression/construct.js";
import { derivativeAt } from "../../src/expression/derivative.js";
import type { FunctionDefinition, Value } from "../../src/expression/evaluate.js";
import { EvaluationError, enclose, evaluate, evaluateOn, mapNumbers } from "../../src/expression/evaluate.js";
import type { Expression } from "../../src/expression/expression.js";
import { print } from "../../src/expression/print.js";
import { Interval } from "../../src/numeric/interval.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import type { Rational } from "../../src/numeric/rational.js";
import { RationalArithmetic } from "../../src/numeric/rationalArithmetic.js";

beforeAll(loadArithmetic);

const [x, y, z] = [symbol("x"), symbol("y"), symbol("z")];
const at = (values: Record<string, Value<number>>) => ({
  variables: new Map(
    Object.entries(values).map(([name, value]) => [name, mapNumbers(value, (entry) => Interval.exact(entry))]),
  ),
});
const digits = (expression: Expression, environment = {}, places = 10) => {
  const value = evaluate(expression, environment);
  return mapNumbers(value, (entry) => entry.toFixed(places));
};

const sigmoid = operation("divide", number(1), operation("add", number(1), operation("exp", operation("negate", x))));
const exponentials = operation("exp", operation("subtract", z, operation("max", z)));
const softmax = operation("divide", exponentials, operation("sum", exponentials));
const relu: Expression = {
  kind: "piecewise",
  branches: [{ when: { relation: ">", left: x, right: number(0) }, value: x }],
  otherwise: number(0),
};

describe("evaluate", () => {
  test("gives the digits of known values", () => {
    expect(digits(sigmoid, at({ x: 2 }))).toBe("0.8807970780");
    expect(digits(softmax, at({ z: [1, 2, 3] }))).toEqual(["0.0900305732", "0.2447284711", "0.6652409558"]);
    expect(digits(operation("mean", vector([number("0.1"), number("0.2")])))).toBe("0.1500000000");
    expect(digits(operation("index", z, number(2)), at({ z: [4, 5] }))).toBe("5.0000000000");
    expect(digits(operation("multiply", symbol("pi"), symbol("e")))).toBe("8.5397342227");
    expect(digits(symbol("e"), at({ e: 3 }))).toBe("3.0000000000");
  });

  test("repeats a number over a vector, and takes vectors entry by entry", () => {
    const sum = operation("add", operation("multiply", number(2), z), symbol("w"));
    expect(digits(sum, at({ z: [1, 2], w: [10, 20] }), 0)).toEqual(["12", "24"]);
  });

  test("repeats what has fewer axes along the first axes of what has more", () => {
    const sum = operation("add", symbol("m"), z);
    const m = [
      [1, 2],
      [3, 4],
    ];
    expect(digits(sum, at({ m, z: [10, 20] }), 0)).toEqual([
      ["11", "22"],
      ["13", "24"],
    ]);
    expect(digits(operation("sum", symbol("m")), at({ m }), 0)).toEqual(["4", "6"]);
    expect(digits(operation("index", symbol("m"), number(2), number(1)), at({ m }), 0)).toBe("3");
    expect(digits(operation("index", symbol("m"), number(2)), at({ m }), 0)).toEqual(["3", "4"]);
  });

  test("a sum of what is no fraction is no fraction either", () => {
    const sum = operation("sum", vector([operation("exp", number(1)), number(2)]));
    expect(evaluateOn(new RationalArithmetic(), sum)).toBe(undefined);
    expect(digits(sum, {}, 4)).toBe("4.7183");
  });

  test("counts: a table, a sum, a mean and a product over the numbers from 1", () => {
    const [i, j] = [symbol("i"), symbol("j")];
    const square = operation("power", i, number(2));
    expect(digits(counted("table", "i", number(3), square), {}, 0)).toEqual(["1", "4", "9"]);
    expect(digits(counted("sum", "i", number(3), square), {}, 0)).toBe("14");
    expect(digits(counted("mean", "i", number(2), square), {}, 1)).toBe("2.5");
    expect(digits(counted("product", "i", number(4), i), {}, 0)).toBe("24");
    expect(digits(counted("sum", "i", number(0), i), {}, 0)).toBe("0");
    const product = counted("table", "i", number(2), counted("table", "j", number(2), operation("multiply", i, j)));
    expect(digits(product, {}, 0)).toEqual([
      ["1", "2"],
      ["2", "4"],
    ]);
  });

  test("never looks at the branch that is not taken", () => {
    const inside: Expression = {
      kind: "piecewise",
      branches: [
        { when: { relation: "<=", left: symbol("i"), right: number(2) }, value: operation("index", z, symbol("i")) },
      ],
      otherwise: number(0),
    };
    expect(digits(counted("table", "i", number(3), inside), at({ z: [7, 8] }), 0)).toEqual(["7", "8", "0"]);
  });

  test("applies functions by their definitions, whose names are their own", () => {
    const functions = new Map([
      ["sigmoid", { parameters: ["x"], body: sigmoid }],
      ["twice", { parameters: ["y"], body: operation("multiply", number(2), apply("sigmoid", y)) }],
    ]);
    expect(digits(apply("twice", number(0)), { functions })).toBe("1.0000000000");
    expect(digits(apply("sigmoid", z), { ...at({ z: [0, 2] }), functions }, 4)).toEqual(["0.5000", "0.8808"]);
  });

  test("takes the first branch that holds, and both where that cannot be told", () => {
    expect(digits(relu, at({ x: -3 }), 0)).toBe("0");
    expect(digits(relu, at({ x: 3 }), 0)).toBe("3");
    const unsure = new Map([["x", new Interval(Interval.exact(-1).lower, Interval.exact(2).upper)]]);
    expect(String(evaluate(relu, { variables: unsure }))).toBe("[-1, 2]");
  });

  test.each([
    [symbol("a"), "a has no value"],
    [apply("f", number(1)), "f is not a known function"],
    [operation("sum", number(1)), "sum takes a vector but is given a number"],
    [
      operation("add", vector([number(1)]), vector([number(1), number(2)])),
      "add: one vector has 1 entries but the other has 2",
    ],
    [operation("index", vector([number(1)]), number(2)), "the vector has places 1 to 1 but place 2 is asked for"],
    [operation("exp"), "exp takes 1 argument but is given 0"],
    [counted("table", "i", number("1.5"), number(1)), "table counts to what is no whole number, which is too little"],
    [counted("mean", "i", number(0), number(1)), "mean counts to 0, which is too little"],
  ])("names what is missing (case %#)", (expression, message) => {
    expect(() => evaluate(expression)).toThrow(new EvaluationError(message));
  });

  test("gives up on functions that call themselves without end, and on explosions", () => {
    const functions = new Map<string, FunctionDefinition>([
      ["f", { parameters: ["x"], body: apply("f", x) }],
      ["g0", { parameters: ["x"], body: x }],
    ]);
    for (let i = 0; i < 40; i++) {
      functions.set(`g${i + 1}`, { parameters: ["x"], body: operation("add", apply(`g${i}`, x), apply(`g${i}`, x)) });
    }
    const environment = { functions };
    expect(() => evaluate(apply("f", number(1)), environment)).toThrow("f is called more than 100 deep");
    expect(() => evaluate(apply("g40", number(1)), environment)).toThrow("more than 1000000 operations");
  });

  test("names of objects' own machinery are names like others", () => {
    expect(() => evaluate(symbol("__proto__"))).toThrow("__proto__ has no value");
    expect(() => evaluate(apply("constructor", number(1)))).toThrow("constructor is not a known function");
  });
});

/** Expressions of numbers in which everything exists, mostly. */
const arithmetic = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom("0", "1", "2", "3", "0.5", "0.25", "10").map((text) => number(text)),
    fc
      .tuple(fc.constantFrom("add", "subtract", "multiply", "divide"), tie("tree"), tie("tree"))
      .map(([name, a, b]) => operation(name as "add", a, b)),
    fc.tuple(tie("tree"), fc.integer({ min: -3, max: 3 })).map(([a, n]) => {
      const exponent = n < 0 ? operation("negate", number(-n)) : number(n);
      return operation("power", a, exponent);
    }),
    fc.tuple(fc.constantFrom("negate", "abs", "sign"), tie("tree")).map(([name, a]) => operation(name as "abs", a)),
    fc
      .tuple(fc.constantFrom("max", "min"), tie("tree"), tie("tree"))
      .map(([name, a, b]) => operation(name as "max", a, b)),
  ),
})).tree;

test("evaluate encloses what exact fractions give", () => {
  fc.assert(
    fc.property(arithmetic, (tree) => {
      const exact = evaluateOn(new RationalArithmetic(), tree) as Rational | undefined;
      const enclosure = evaluate(tree, {}, 24) as Interval;
      if (exact === undefined) return;
      expect(enclosure.contains(exact)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("print writes what another reader computes to the same number", () => {
  fc.assert(
    fc.property(arithmetic, (tree) => {
      const value = evaluate(tree) as Interval;
      if (value.isEmpty || value.mayBeUndefined) return;
      const [low] = value.toDoubles();
      const other = evaluateByMathjs(print(tree)) as number;
      expect(Math.abs(other - low)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(low)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [sigmoid, "1 / (1 + exp(-x))"],
  [operation("power", operation("negate", x), number(2)), "(-x)^2"],
  [operation("negate", operation("power", x, number(2))), "-x^2"],
  [operation("subtract", x, operation("subtract", y, z)), "x - (y - z)"],
  [operation("subtract", operation("subtract", x, y), z), "x - y - z"],
  [operation("divide", x, operation("multiply", y, z)), "x / (y * z)"],
  [operation("power", operation("power", x, y), z), "(x^y)^z"],
  [operation("power", x, operation("negate", y)), "x^-y"],
  [operation("add", x, operation("negate", y)), "x + -y"],
  [operation("power", number("-2"), number(2)), "(-2)^2"],
  [operation("multiply", operation("add", x, y), vector([number(1), z])), "(x + y) * [1, z]"],
  [relu, "{x if x > 0, else 0}"],
])("print uses the parentheses that are needed (case %#)", (expression, text) => {
  expect(print(expression)).toBe(text);
});

describe("derivativeAt", () => {
  const slope = (
    expression: Expression,
    environment: ReturnType<typeof at>,
    name: string,
    entry?: number | number[],
  ) => {
    const value = derivativeAt(expression, environment, name, entry === undefined ? {} : { entry });
    return mapNumbers(value, (part) => part.toFixed(8));
  };

  test("gives the digits of known derivatives", () => {
    expect(slope(sigmoid, at({ x: 2 }), "x")).toBe("0.10499359");
    expect(slope(operation("tanh", x), at({ x: 2 }), "x")).toBe("0.07065082");
    expect(slope(operation("power", x, y), at({ x: 2, y: 3 }), "x")).toBe("12.00000000");
    expect(slope(operation("power", x, y), at({ x: 2, y: 3 }), "y")).toBe("5.54517744");
    expect(slope(operation("multiply", x, y), at({ x: 2, y: 3 }), "x")).toBe("3.00000000");
    expect(slope(symbol("y"), at({ x: 2, y: 3 }), "x")).toBe("0.00000000");
    // ∂softmax₁/∂z₂ = −p₁p₂, and ∂softmax₂/∂z₂ = p₂(1 − p₂).
    expect(slope(softmax, at({ z: [1, 2, 3] }), "z", 2)).toEqual(["-0.02203304", "0.18483645", "-0.16280340"]);
  });

  test("goes by one number of a matrix", () => {
    const m = [
      [1, 2],
      [3, 4],
    ];
    const product = counted(
      "table",
      "i",
      number(2),
      counted(
        "sum",
        "j",
        number(2),
        operation("multiply", operation("index", symbol("m"), symbol("i"), symbol("j")), z),
      ),
    );
    const environment = at({ m, z: [10, 20] });
    expect(slope(product, environment, "m", [2, 1])).toEqual([
      ["0.00000000", "0.00000000"],
      ["10.00000000", "20.00000000"],
    ]);
    expect(() => slope(product, environment, "m", 1)).toThrow(
      "m is a vector of 2 entries but the derivative is by entry 1",
    );
    expect(() => slope(product, environment, "m", [1, 3])).toThrow("the derivative is by entry 1, 3");
  });

  test.each([
    "exp",
    "expm1",
    "log",
    "log1p",
    "sqrt",
    "sinh",
    "cosh",
    "tanh",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "abs",
    "erf",
    "erfc",
  ] as const)("encloses the mean slope of %s somewhere between two points", (name) => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 0.01, max: 1.4 }),
        fc.double({ noNaN: true, min: 1e-6, max: 0.1 }),
        (a, width) => {
          const f = operation(name, x);
          const [left, right] = [a, a + width];
          const between = new Map([["x", new Interval(Interval.exact(left).lower, Interval.exact(right).upper)]]);
          const derivative = derivativeAt(f, { variables: between }, "x") as Interval;
          const secant = operation("divide", operation("subtract", operation(name, y), f), operation("subtract", y, x));
          const mean = evaluate(secant, at({ x: left, y: right }), 300) as Interval;
          expect(derivative.encloses(mean)).toBe(true);
        },
      ),
    );
  });

  test("at a kink encloses both sides", () => {
    expect(String(derivativeAt(operation("abs", x), at({ x: 0 }), "x"))).toBe("[-1, 1]");
    expect(String(derivativeAt(operation("max", x, number(0)), at({ x: 0 }), "x"))).toBe("[0, 1]");
    expect(slope(operation("max", z), at({ z: [1, 3, 2] }), "z", 2)).toBe("1.00000000");
    expect(slope(operation("max", z), at({ z: [1, 3, 2] }), "z", 1)).toBe("0.00000000");
    expect(slope(relu, at({ x: 0 }), "x")).toBe("0.00000000");
  });

  test("does not exist where the function has none", () => {
    const rootOfSquare = operation("sqrt", operation("power", x, number(2)));
    expect((derivativeAt(rootOfSquare, at({ x: 0 }), "x") as Interval).isEmpty).toBe(true);
    expect((derivativeAt(operation("sign", x), at({ x: 0 }), "x") as Interval).mayBeUndefined).toBe(true);
    expect(slope(operation("sqrt", y), at({ x: 1, y: 0 }), "x")).toBe("0.00000000");
    expect((derivativeAt(operation("floor", x), at({ x: 2 }), "x") as Interval).mayBeUndefined).toBe(true);
    expect(slope(operation("floor", x), at({ x: 2.5 }), "x")).toBe("0.00000000");
    expect(slope(operation("floor", x), at({ x: -0.5 }), "x")).toBe("0.00000000");
  });

  test("names what is missing", () => {
    expect(() => derivativeAt(x, at({ y: 1 }), "x")).toThrow(new EvaluationError("x has no value"));
    expect(() => derivativeAt(x, at({ x: 1 }), "x", { entry: 1 })).toThrow(
      "x is a number but the derivative is by entry 1",
    );
    expect(() => derivativeAt(z, at({ z: [1, 2] }), "z", { entry: 3 })).toThrow(
      "z is a vector of 2 entries but the derivative is by entry 3",
    );
  });
});

test("enclose raises the precision until the value is settled", () => {
  // (10^40 + 1) − 10^40 needs more than the first 64 bits.
  const big = operation("power", number(10), number(40));
  const difference = operation("subtract", operation("add", big, operation("exp", number(0))), big);
  const isOne = (value: unknown) => (value as Interval).toFixed(3) === "1.000";
  expect(isOne(evaluate(difference, {}, 64))).toBe(false);
  expect(isOne(enclose(difference, () => ({}), isOne as never))).toBe(true);
  expect(
    enclose(
      difference,
      () => ({}),
      () => false,
      256,
    ),
  ).toBe(undefined);
});
