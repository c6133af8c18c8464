/** What the types of `defineFormula` accept and refuse; a line that compiles against its comment fails the build. */

import { approx } from "../../src/formula/approx.js";
import { options, probabilities, real, setting, state, vector } from "../../src/formula/argument.js";
import { defineFormula } from "../../src/formula/defineFormula.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { none } from "../../src/formula/none.js";
import { formulas } from "../../src/formulas/index.js";

const square = (x: number) => x * x;

const rest = {
  summary: "A number times itself.",
  latex: "x^2",
  accuracy: { value: 1, partials: 1 },
  textbook: none("the code is the book's"),
  derivation: none("one rule"),
  kinks: [],
  laws: [],
  sources: ["any school book"],
} as const;

const slope = { latex: "2x", expr: "2 * x", value: (x: number) => 2 * x };

const formula = defineFormula({
  ...rest,
  name: "square",
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  partials: { x: slope },
  tensor: (tf, x) => tf.square(x),
  examples: [
    { at: [3], gives: 9, because: "3 · 3" },
    { at: [1.5], gives: approx("2.3"), because: "1.5 · 1.5" },
    { of: "x", at: [3], gives: 6, because: "2 · 3" },
  ],
});

// A definition keeps what it was made of, and any formula is a formula.
export const six: number = formula.partials.x.value(3);
export const steepest: number = formulas.sigmoid.partials.x.value(0);
export const jacobian: number[][] = formulas.softmax.partials.z.value([1, 2]);
export const gradient: number[] = formulas.hinge.partials.scores.value([1], [0.4]);
export const value: (x: number) => number = formula.value;
export const all: readonly AnyFormula[] = Object.values(formulas);

const fields = { ...rest, name: "square", tensor: none("left out"), examples: [] } as const;

defineFormula({
  ...fields,
  args: [real("x", -2, 2)],
  expr: "x^2",
  // @ts-expect-error: the argument is a number, the code takes a text
  value: (x: string) => x.length,
  partials: none("left out"),
});

defineFormula({
  ...fields,
  args: [real("x", -2, 2), real("y", -2, 2)],
  expr: "x^2",
  // @ts-expect-error: there are two arguments, the code takes one
  value: square,
  partials: none("left out"),
});

defineFormula({
  ...fields,
  args: [vector("x", -2, 2)],
  expr: "x^2",
  // @ts-expect-error: the argument is a vector, the code takes a number
  value: square,
  partials: none("left out"),
});

defineFormula({
  ...fields,
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  // @ts-expect-error: there is no argument y
  partials: { x: slope, y: slope },
});

defineFormula({
  ...fields,
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  // @ts-expect-error: the derivative by x is neither stated nor excused
  partials: {},
});

defineFormula({
  ...fields,
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  // @ts-expect-error: the derivative of a number by a number is a number
  partials: { x: { latex: "2x", expr: "2 * x", value: (x: number) => [2 * x] } },
});

defineFormula({
  ...fields,
  args: [vector("x", -2, 2)],
  expr: "sum(x)",
  value: (x: ArrayLike<number>) => x.length,
  // @ts-expect-error: the derivative of a number by a vector is a vector
  partials: { x: { latex: "1", expr: "1", value: () => 1 } },
});

defineFormula({
  ...rest,
  name: "square",
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  partials: { x: slope },
  tensor: none("left out"),
  examples: [
    // @ts-expect-error: an example's arguments are the formula's
    { at: ["3"], gives: 9, because: "3 · 3" },
    // @ts-expect-error: an example's result is a number here
    { at: [3], gives: [9], because: "3 · 3" },
    // @ts-expect-error: there is no derivative by y
    { of: "y", at: [3], gives: 6, because: "2 · 3" },
    // @ts-expect-error: an example has its reason
    { at: [3], gives: 9 },
  ],
});

defineFormula({
  ...rest,
  name: "square",
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  partials: { x: slope },
  // @ts-expect-error: a tensor version gives a tensor
  tensor: () => 4,
  examples: [],
});

// @ts-expect-error: a field that is left out is neither stated nor excused
defineFormula({
  ...rest,
  name: "square",
  args: [real("x", -2, 2)],
  expr: "x^2",
  value: square,
  partials: { x: slope },
  examples: [],
});

defineFormula({
  ...fields,
  args: [state("state", vector("w", -1, 1)), options(setting("rate", 0.1, 0, 1))],
  // @ts-expect-error: a new state has an expression for each field
  expr: "w - rate",
  value: (state: { readonly w: ArrayLike<number> }, options: { readonly rate?: number } = {}) => ({
    w: Array.from(state.w, (w) => w - (options.rate ?? 0.1)),
  }),
  partials: none("left out"),
});

defineFormula({
  ...fields,
  args: [state("state", vector("w", -1, 1)), options(setting("rate", 0.1, 0, 1))],
  expr: { w: "w - rate" },
  // @ts-expect-error: the option is called rate
  value: (state: { readonly w: ArrayLike<number> }, options: { readonly speed: number }) => ({
    w: Array.from(state.w, (w) => w - options.speed),
  }),
  partials: none("left out"),
});

defineFormula({
  ...rest,
  name: "entropy",
  args: [probabilities("p")],
  expr: "-sum(p * log(p))",
  value: (p: ArrayLike<number>) => p.length,
  partials: none("left out"),
  derivation: none("left out"),
  // @ts-expect-error: a kink is of a derivative by an argument
  kinks: [{ where: "p[1] == 0", of: "q", at: [[0]], gives: [0], because: "no reason" }],
  tensor: none("left out"),
  examples: [],
});
