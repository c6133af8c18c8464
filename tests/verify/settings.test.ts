import { beforeAll, expect, test } from "vitest";
import type { Vector } from "../../src/formula/argument.js";
import { options, real, setting, vector, vectorSetting } from "../../src/formula/argument.js";
import { defineFormula } from "../../src/formula/defineFormula.js";
import { none } from "../../src/formula/none.js";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { measure } from "../../src/verify/measure.js";
import { verify } from "../../src/verify/verify.js";

beforeAll(loadArithmetic);

const rest = {
  summary: "A definition of the tests.",
  latex: "y",
  textbook: none("the code is the book's"),
  derivation: none("it is made up"),
  kinks: [],
  tensor: none("left out"),
  laws: [],
  sources: ["none"],
} as const;

test("a setting that is left out has the value of the one that it is like", async () => {
  type Sizes = { readonly size?: number | undefined; readonly stride?: number | undefined };
  const windows = defineFormula({
    ...rest,
    name: "windows",
    args: [
      real("x", -2, 2),
      options(setting("size", 2, 1, 5, { whole: true }), setting("stride", 2, 1, 5, { whole: true, like: "size" })),
    ],
    expr: "x * size + stride",
    value: (x: number, { size = 2, stride = size }: Sizes = {}) => x * size + stride,
    accuracy: { value: 2, partials: 0, cancels: "both terms are arguments" },
    partials: none("left out"),
    examples: [
      { at: [1], gives: 4, because: "2 and 2" },
      { at: [1, { size: 5 }], gives: 10, because: "5 and, without a word, 5" },
      { at: [1, { size: 5, stride: 1 }], gives: 6, because: "5 and 1" },
    ],
  });
  expect((await verify(windows)).verdict).toBe("confirmed");
  expect(String(windows)).toContain("options.stride: size by default");
  const forgetful = (x: number, { size = 2, stride = 2 }: Sizes = {}) => x * size + stride;
  const routes = (await verify({ ...windows, value: forgetful })).routes;
  expect(routes.find(({ route }) => route === "code")?.verdict).toBe("wrong");
});

test("a derivative by a vector in the options is held against differentiation, mathjs and differences", async () => {
  type Gamma = { readonly gamma?: Vector | undefined };
  const scaled = defineFormula({
    ...rest,
    name: "scaledByGamma",
    args: [vector("x", -2, 2), options(vectorSetting("gamma", 1, -2, 2))],
    expr: "gamma * x^2",
    value: (x: Vector, { gamma }: Gamma = {}) => Array.from(x, (y, i) => (gamma?.[i] ?? 1) * y * y),
    accuracy: { value: 2, partials: 1 },
    partials: {
      x: none("left out"),
      gamma: {
        latex: "",
        expr: "(i == j ? 1 : 0) * x[i]^2",
        value: (x: Vector) => Array.from(x, (y, i) => Array.from(x, (_, j) => (i === j ? y * y : 0))),
      },
    },
    examples: [
      {
        of: "gamma",
        at: [[3, 2]],
        gives: [
          [9, 0],
          [0, 4],
        ],
        because: "each γ scales an entry of its own",
      },
    ],
  });
  const verdicts = async (formula: typeof scaled) =>
    Object.fromEntries((await verify(formula)).routes.map(({ route, verdict }) => [route, verdict]));
  const routes = ["code", "differentiation", "mathjs", "differences"].map((route) => `∂gamma: ${route}`);
  const right = await verdicts(scaled);
  for (const route of routes) expect([route, right[route]]).toEqual([route, "confirmed"]);
  const { x, gamma } = scaled.partials;
  const wrong = await verdicts({ ...scaled, partials: { x, gamma: { ...gamma, expr: "(i == j ? 1 : 0) * x[i]" } } });
  for (const route of routes.slice(0, 3)) expect([route, wrong[route]]).toEqual([route, "wrong"]);
});

test("an error counts against the largest term also where the truth takes a thousand bits to be seen beside it", () => {
  // (10³⁰⁰ + 10⁻³⁰⁰) − 10³⁰⁰
  const truth = (precision: number) => {
    const at = new IntervalArithmetic(precision);
    const [large, small] = [Interval.exact(1e300), Interval.exact(1e-300)];
    return at.subtract(at.add(large, small), large);
  };
  const unit = 2 ** (996 - 52);
  expect(measure(0, truth, "float64", 1e300)?.ulps).toBeLessThan(1e-6);
  expect(measure(3 * unit, truth, "float64", 1e300)?.ulps).toBeCloseTo(3, 6);
  // Beside no scale, it is the truth itself that counts.
  expect(measure(1e-300, truth, "float64")?.ulps).toBeLessThan(1);
});
