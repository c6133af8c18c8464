import type { Matrix } from "../../formula/argument.js";
import { matrix, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkMatrix } from "../../formula/validate.js";
import { matrixProduct } from "../../numeric/matrixProduct.js";

/**
 * The product of `a` of shape `(n, d)` and `b` of shape `(d, k)`, of shape `(n, k)`: row i and column j of the result is
 * the inner product of row i of a and column j of b.
 *
 * The sums are carried in twice the precision, so that neither their length nor cancellation costs a digit. Throws a
 * RangeError for matrices that are empty, ragged or do not fit, a TypeError for anything but rows of numbers. Source:
 * Golub & Van Loan, Matrix Computations (2013), §1.1.
 */
export function matMul(a: Matrix, b: Matrix): number[][] {
  const [, columns] = checkMatrix("matMul", "a", a);
  const [rows] = checkMatrix("matMul", "b", b);
  if (columns !== rows) {
    throw new RangeError(`matMul: a has ${counted(columns, "column")} but b has ${counted(rows, "row")}`);
  }
  return matrixProduct(a, b);
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

export default defineFormula({
  name: "matMul",
  summary: "The product of two matrices: every row of the first with every column of the second.",
  args: [matrix("a", ["n", "d"], -4, 4, { latex: "A" }), matrix("b", ["d", "k"], -4, 4, { latex: "B" })],
  latex: String.raw`(A B)_{ij} = \sum_{l=1}^{d} A_{il} B_{lj}`,
  expr: "table(i, length(a), table(j, length(b[1]), sum(l, length(b), a[i, l] * b[l, j])))",
  value: matMul,
  textbook: (a, b) =>
    Array.from(a, (row) =>
      Array.from(b[0]!, (_, j) => Array.from(row).reduce((total, entry, l) => total + entry * b[l]![j]!, 0)),
    ),
  accuracy: { value: 1, partials: 0 },
  partials: none("by a matrix it has four axes, almost all 0; what training needs of it, denseBackward gives"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, a, b) => tf.matMul(a as import("@tensorflow/tfjs").Tensor2D, b as import("@tensorflow/tfjs").Tensor2D),
  examples: [
    {
      at: [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
      gives: [
        [19, 22],
        [43, 50],
      ],
      because: "5 + 14, 6 + 16, 15 + 28 and 18 + 32",
    },
    {
      at: [
        [
          [5, 6],
          [7, 8],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      gives: [
        [23, 34],
        [31, 46],
      ],
      because: "the other way around it is another product",
    },
    {
      at: [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [[1], [0], [-1]],
      ],
      gives: [[-2], [-2]],
      because: "(2, 3) by (3, 1) is (2, 1): 1 − 3 and 4 − 6",
    },
    {
      at: [
        [
          [0, 1],
          [1, 0],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ],
      gives: [
        [3, 4],
        [1, 2],
      ],
      because: "this matrix swaps the rows of the other",
    },
    {
      at: [[[1e16, 1, -1e16]], [[1], [1], [1]]],
      gives: [[1]],
      because: "1e16 + 1 rounds to 1e16, and the 1 would be lost",
    },
  ],
  laws: [
    {
      law: "transpose(matMul(a, b)) == matMul(transpose(b), transpose(a))",
      because: "rows and columns change places, and with them the factors",
    },
    {
      law: "matMul(c * a, b) == c * matMul(a, b)",
      because: "a common factor can be taken out",
      with: [real("c", -4, 4)],
    },
    {
      law: "matMul(a, b + e) == matMul(a, b) + matMul(a, e)",
      because: "a product with a sum is a sum of products",
      with: [matrix("e", ["d", "k"], -4, 4)],
    },
  ],
  sources: ["Golub & Van Loan, Matrix Computations (2013), §1.1"],
});
