import type { Matrix } from "../../formula/argument.js";
import { matrix } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkMatrix } from "../../formula/validate.js";

/**
 * The matrix `a` of shape `(n, d)` with rows and columns exchanged, of shape `(d, n)`.
 *
 * Throws a RangeError for a matrix that is empty or ragged, a TypeError for anything but rows of numbers. Source: Golub &
 * Van Loan, Matrix Computations (2013), §1.1.
 */
export function transpose(a: Matrix): number[][] {
  const [rows, columns] = checkMatrix("transpose", "a", a);
  const result = Array.from({ length: columns }, () => new Array<number>(rows));
  for (let i = 0; i < rows; i++) {
    const row = a[i]!;
    for (let j = 0; j < columns; j++) result[j]![i] = row[j]!;
  }
  return result;
}

export default defineFormula({
  name: "transpose",
  summary: "A matrix with rows and columns exchanged.",
  args: [matrix("a", ["n", "d"], -4, 4, { latex: "A" })],
  latex: String.raw`(A^\top)_{ij} = A_{ji}`,
  expr: "table(i, length(a[1]), table(j, length(a), a[j, i]))",
  value: transpose,
  textbook: (a) => Array.from(a[0]!, (_, j) => Array.from(a, (row) => row[j]!)),
  accuracy: { value: 0, partials: 0 },
  partials: none("entries only change places"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, a) => tf.transpose(a),
  examples: [
    {
      at: [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      gives: [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
      because: "the first row becomes the first column",
    },
    { at: [[[1, 2, 3]]], gives: [[1], [2], [3]], because: "of one row, a column" },
    { at: [[[7]]], gives: [[7]], because: "what is on the diagonal stays" },
    {
      at: [
        [
          [1, 2],
          [2, 5],
        ],
      ],
      gives: [
        [1, 2],
        [2, 5],
      ],
      because: "a symmetric matrix is its own mirror image",
    },
  ],
  laws: [
    { law: "transpose(transpose(a)) == a", because: "exchanged twice, they are where they were" },
    { law: "transpose(a)[1] == table(i, length(a), a[i, 1])", because: "the first row is the first column" },
  ],
  sources: ["Golub & Van Loan, Matrix Computations (2013), §1.1"],
});
