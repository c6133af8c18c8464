import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumbers, checkSameLength } from "../../formula/validate.js";
import { accurateDot } from "../../numeric/sums.js";

/**
 * The inner product of `a` and `b`, both of shape `(n)`: the sum of the products of their entries; 0 where there is none.
 *
 * Products are not rounded before they are added, and where what is carried does not settle the last digit the sum is
 * found exactly: neither length nor cancellation costs a digit. Throws a RangeError for lengths that differ, a TypeError
 * for anything but vectors of numbers. Source: Ogita, Rump & Oishi, Accurate sum and dot product (2005).
 */
export function dot(a: Vector, b: Vector): number {
  check(a, b);
  return accurateDot(a, b);
}

/** By the one that is multiplied with the other. */
function gradient(other: Vector): number[] {
  return Array.from(other);
}

function check(a: Vector, b: Vector): void {
  checkNumbers("dot", "a", a);
  checkNumbers("dot", "b", b);
  checkSameLength("dot", "a", a, "b", b);
}

export default defineFormula({
  name: "dot",
  summary: "The inner product of two vectors: the sum of the products of their entries.",
  args: [vector("a", -4, 4), vector("b", -4, 4)],
  latex: String.raw`a \cdot b = \sum_{i=1}^{n} a_i b_i`,
  expr: "sum(a * b)",
  value: dot,
  textbook: (a, b) => Array.from(a).reduce((total, entry, i) => total + entry * b[i]!, 0),
  accuracy: { value: 1, partials: 0 },
  partials: {
    a: {
      latex: String.raw`\frac{\partial}{\partial a_i} = b_i`,
      expr: "b",
      value: (a, b) => {
        check(a, b);
        return gradient(b);
      },
    },
    b: {
      latex: String.raw`\frac{\partial}{\partial b_i} = a_i`,
      expr: "a",
      value: (a, b) => {
        check(a, b);
        return gradient(a);
      },
    },
  },
  derivation: {
    of: "a",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial a_i} = \sum_{k=1}^{n} [k = i] \, b_k`,
        expr: "sum(k, length(b), (k == i ? 1 : 0) * b[k])",
        why: "Each term is a multiple of its own entry of a, and the derivative of a multiple is the factor",
      },
      { latex: "= b_i", expr: "b", why: "The bracket picks one term" },
    ],
  },
  kinks: [],
  tensor: (tf, a, b) => tf.dot(a, b),
  examples: [
    {
      at: [
        [1, 2, 3],
        [4, -5, 6],
      ],
      gives: 12,
      because: "4 − 10 + 18",
    },
    {
      at: [
        [1, 2],
        [-2, 1],
      ],
      gives: 0,
      because: "they stand at a right angle",
    },
    { at: [[], []], gives: 0, because: "a sum of nothing" },
    {
      at: [
        [0.1, 0.2],
        [0.3, 0.7],
      ],
      gives: approx("0.17"),
      because: "0.03 + 0.14",
    },
    {
      at: [
        [1e200, 1e200, 1],
        [1e200, -1e200, 2],
      ],
      gives: 2,
      because: "the first two terms, 1e400 and −1e400, are no doubles, and cancel",
    },
    {
      of: "a",
      at: [
        [1, 2],
        [3, 4],
      ],
      gives: [3, 4],
      because: "each entry counts as much as its partner",
    },
  ],
  laws: [
    { law: "dot(a, b) == dot(b, a)", because: "each product stays the same" },
    { law: "dot(c * a, b) == c * dot(a, b)", because: "a common factor can be taken out", with: [real("c", -4, 4)] },
    { law: "dot(a, a) == norm(a)^2", because: "a vector's length is the root of its product with itself" },
    { law: "abs(dot(a, b)) <= norm(a) * norm(b)", because: "the Cauchy–Schwarz inequality" },
  ],
  sources: [
    "Golub & Van Loan, Matrix Computations (2013), §1.1",
    "Ogita, Rump & Oishi, Accurate sum and dot product (2005), algorithm 5.3",
  ],
});
