import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkVector } from "../../formula/validate.js";

/**
 * The outer product of `a` of shape `(n)` and `b` of shape `(m)`, of shape `(n, m)`: every entry of a times every entry
 * of b.
 *
 * Throws a RangeError for empty vectors, a TypeError for anything but vectors of numbers. Source: Golub & Van Loan,
 * Matrix Computations (2013), §1.1.
 */
export function outer(a: Vector, b: Vector): number[][] {
  checkVector("outer", "a", a);
  checkVector("outer", "b", b);
  return Array.from(a, (entry) => {
    const row = new Array<number>(b.length);
    for (let j = 0; j < b.length; j++) row[j] = entry * b[j]!;
    return row;
  });
}

export default defineFormula({
  name: "outer",
  summary: "The outer product of two vectors: every entry of the first times every entry of the second.",
  args: [vector("a", -4, 4), vector("b", -4, 4, { axis: "m" })],
  latex: String.raw`(a b^\top)_{ij} = a_i b_j`,
  expr: "table(i, length(a), a[i] * b)",
  value: outer,
  textbook: (a, b) => Array.from(a, (x) => Array.from(b, (y) => x * y)),
  accuracy: { value: 0.5, partials: 0 },
  partials: none("each entry is one product, whose derivative by one factor is the other"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, a, b) =>
    tf.outerProduct(a as import("@tensorflow/tfjs").Tensor1D, b as import("@tensorflow/tfjs").Tensor1D),
  examples: [
    {
      at: [
        [1, 2],
        [3, 4, 5],
      ],
      gives: [
        [3, 4, 5],
        [6, 8, 10],
      ],
      because: "a row for each entry of the first, a column for each of the second",
    },
    {
      at: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      gives: [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
      because: "a multiplication table",
    },
    {
      at: [
        [0, 1],
        [5, 7],
      ],
      gives: [
        [0, 0],
        [5, 7],
      ],
      because: "an indicator puts the other vector in its row",
    },
    { at: [[-2], [0.5]], gives: [[-1]], because: "of two numbers, their product" },
  ],
  laws: [
    { law: "transpose(outer(a, b)) == outer(b, a)", because: "rows and columns change places with the factors" },
    {
      law: "matMul(outer(a, b), table(j, length(b), [b[j]])) == dot(b, b) * table(i, length(a), [a[i]])",
      because: "(abᵀ)b = a(bᵀb)",
    },
    {
      law: "outer(c * a, b) == c * outer(a, b)",
      because: "a common factor can be taken out",
      with: [real("c", -4, 4)],
    },
  ],
  sources: ["Golub & Van Loan, Matrix Computations (2013), §1.1"],
});
