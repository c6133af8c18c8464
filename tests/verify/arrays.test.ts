import { beforeAll, expect, test } from "vitest";
import type { Matrix, Vector } from "../../src/formula/argument.js";
import {
  choice,
  label,
  labels,
  matrix,
  options,
  required,
  text,
  vector,
  vectorSetting,
} from "../../src/formula/argument.js";
import { defineFormula } from "../../src/formula/defineFormula.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { none } from "../../src/formula/none.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { verify } from "../../src/verify/verify.js";

beforeAll(loadArithmetic);

const rest = {
  summary: "A definition of the tests.",
  latex: "y",
  textbook: none("the code is the book's"),
  accuracy: { value: 3, partials: 4 },
  derivation: none("it is made up"),
  kinks: [],
  laws: [],
  sources: ["none"],
} as const;

const verdicts = async (formula: AnyFormula) =>
  Object.fromEntries((await verify(formula)).routes.map(({ route, verdict }) => [route, verdict]));
const detail = async (formula: AnyFormula, route: string) =>
  (await verify(formula)).routes.find((one) => one.route === route)?.detail;

const product = (a: Matrix, b: Matrix) =>
  Array.from(a, (row) => Array.from(b[0]!, (_, k) => Array.from(row, (x, j) => x * b[j]![k]!).reduce((x, y) => x + y)));

const dense = defineFormula({
  ...rest,
  name: "product",
  args: [matrix("x", ["n", "d"], -2, 2), matrix("weights", ["d", "k"], -2, 2)],
  expr: "table(i, length(x), table(k, length(weights[1]), sum(j, length(weights), x[i, j] * weights[j, k])))",
  value: product,
  partials: none("a matrix by a matrix"),
  tensor: (tf, x, weights) => tf.matMul(x as never, weights as never),
  examples: [
    {
      at: [
        [[1, 2]],
        [
          [3, 4],
          [5, 6],
        ],
      ],
      gives: [[13, 16]],
      because: "1 · 3 + 2 · 5 and 1 · 4 + 2 · 6",
    },
  ],
  laws: [{ law: "product(2 * x, weights) == 2 * product(x, weights)", because: "it is linear" }],
});

test("a product of matrices is held against its expression, TensorFlow.js, its laws and its examples", async () => {
  expect(await verdicts(dense)).toMatchObject({
    code: "confirmed",
    "TensorFlow.js": "confirmed",
    examples: "confirmed",
    laws: "confirmed",
  });
  const transposed = { ...dense, expr: dense.expr.toString().replace("x[i, j]", "x[i, length(weights) + 1 - j]") };
  expect(await verdicts(transposed)).toMatchObject({ code: "wrong", "TensorFlow.js": "wrong", examples: "wrong" });
  const law = { law: "product(2 * x, weights) == 4 * product(x, weights)", because: "" };
  expect(await verdicts({ ...dense, laws: [law] })).toMatchObject({ laws: "wrong" });
  expect(await verdicts({ ...dense, tensor: (tf, x: never) => tf.add(x, x) })).toMatchObject({
    "TensorFlow.js": "wrong",
  });
});

const total = defineFormula({
  ...rest,
  name: "frobenius",
  args: [matrix("x", ["n", "d"], -2, 2)],
  expr: "sum(i, length(x), sum(x[i]^2))",
  value: (x: Matrix) =>
    Array.from(x, (row) => Array.from(row, (y) => y * y).reduce((a, b) => a + b)).reduce((a, b) => a + b),
  partials: {
    x: {
      latex: "2x_{ij}",
      expr: "2 * x[i, j]",
      value: (x: Matrix) => Array.from(x, (row) => Array.from(row, (y) => 2 * y)),
    },
  },
  tensor: (tf, x) => tf.sum(tf.square(x as never)),
  examples: [],
});

test("a number's gradient by a matrix is held against differentiation, mathjs, differences and TensorFlow.js", async () => {
  const routes = ["code", "differentiation", "mathjs", "differences", "TensorFlow.js"].map((route) => `∂x: ${route}`);
  const right = await verdicts(total);
  for (const route of routes) expect([route, right[route]]).toEqual([route, "confirmed"]);
  const { x } = total.partials;
  const wrongExpr = await verdicts({ ...total, partials: { x: { ...x, expr: "2 * x[1, j]" } } });
  for (const route of ["∂x: differentiation", "∂x: mathjs"])
    expect([route, wrongExpr[route]]).toEqual([route, "wrong"]);
  const wrongCode = await verdicts({ ...total, partials: { x: { ...x, value: (m: Matrix) => product(m, [[2]]) } } });
  expect(wrongCode["∂x: code"]).toBe("wrong");
});

test("places by label, settings that are required, chosen or vectors take part in expressions", async () => {
  const picked = defineFormula({
    ...rest,
    name: "picked",
    args: [
      matrix("x", ["n", "k"], -2, 2),
      labels("classes", "k"),
      label("one", "k"),
      options(
        required("shift", 1, 3, { whole: true }),
        choice("sign", "plus", ["plus", "minus"]),
        vectorSetting("gamma", 1, 0, 2, { axis: "n" }),
      ),
    ],
    expr: "table(i, length(classes), gamma[i] * x[i, classes[i] + 1] * (sign == 0 ? 1 : -1) + shift * one)",
    value: (
      x: Matrix,
      classes: Vector,
      one: number,
      { shift, sign = "plus", gamma }: { shift: number; sign?: "plus" | "minus"; gamma?: Vector },
    ) => Array.from(classes, (c, i) => (gamma?.[i] ?? 1) * x[i]![c]! * (sign === "plus" ? 1 : -1) + shift * one),
    accuracy: { value: 3, partials: 0, cancels: "both terms are arguments" },
    partials: none("left out"),
    tensor: none("left out"),
    examples: [{ at: [[[5, 6]], [1], 1, { shift: 2, sign: "minus" }], gives: [-4], because: "2 − 6" }],
  });
  expect(await verdicts(picked)).toMatchObject({ code: "confirmed", examples: "confirmed" });
  const swapped = { ...picked, expr: String(picked.expr).replace("sign == 0", "sign == 1") };
  expect(await verdicts(swapped)).toMatchObject({ code: "wrong", examples: "wrong" });
});

test("a backward pass is held against differentiation of the forward one", async () => {
  const backward = defineFormula({
    ...rest,
    name: "denseTestBackward",
    backwardOf: "doubled",
    args: [vector("x", -2, 2), vector("outputGradient", -2, 2)],
    expr: { x: "2 * x * outputGradient" },
    value: (x: Vector, outputGradient: Vector) => ({ x: Array.from(x, (y, i) => 2 * y * outputGradient[i]!) }),
    partials: none("left out"),
    tensor: none("left out"),
    examples: [],
  });
  expect(await detail(backward, "backward: differentiation")).toContain("doubled has no expression");
});

test("what has no expression is held against its examples and, by its code, against its laws", async () => {
  const yes = defineFormula({
    ...rest,
    name: "isLong",
    args: [text("written")],
    expr: none("a question of digits"),
    value: (written: string) => written.length > 3,
    partials: none("it is yes or no"),
    tensor: none("it is about texts"),
    examples: [{ at: ["0.90"], gives: true, because: "four characters" }],
  });
  expect(await verdicts(yes)).toMatchObject({ code: "unchecked", examples: "confirmed" });
  const stale = { ...yes, examples: [{ at: ["0.9"], gives: true, because: "" }] };
  expect(await verdicts(stale)).toMatchObject({ examples: "wrong" });
});
