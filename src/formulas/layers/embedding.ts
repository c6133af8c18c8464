import type { Tensor1D } from "@tensorflow/tfjs";
import type { Matrix, Vector } from "../../formula/argument.js";
import { labels, matrix, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLabels, checkMatrix, checkVector } from "../../formula/validate.js";

/**
 * Looks each index up in a table: the row of that number, for each of `indices`.
 *
 * `indices` of shape `(n)` counts from 0, `table` of shape `(v, d)` holds a row for each word, the result has shape
 * `(n, d)`. The rows are copied. Throws a RangeError for what is empty, ragged, or not a row of the table, a TypeError for
 * anything but numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), §12.4.2.
 */
export function embedding(indices: Vector, table: Matrix): number[][] {
  checkVector("embedding", "indices", indices);
  const [rows] = checkMatrix("embedding", "table", table);
  checkLabels("embedding", "indices", indices, rows);
  return Array.from(indices, (index) => Array.from(table[index]!));
}

export default defineFormula({
  name: "embedding",
  summary: "Looks each index up in a table and gives its row.",
  args: [labels("indices", "v", { latex: "k" }), matrix("table", ["v", "d"], -2, 2, { latex: "E" })],
  latex: "y_{ij} = E_{k_i j}",
  expr: "table(i, length(indices), table[indices[i] + 1])",
  value: embedding,
  textbook: (indices, table) => Array.from(indices, (index) => Array.from(table[index]!)),
  accuracy: { value: 0, partials: 0 },
  partials: none("a matrix by a matrix has four axes; the gradient of a row is the sum over where it was looked up"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, indices, table) => tf.gather(table, indices as Tensor1D),
  examples: [
    {
      at: [
        [2, 0],
        [
          [1, 10],
          [2, 20],
          [3, 30],
        ],
      ],
      gives: [
        [3, 30],
        [1, 10],
      ],
      because: "indices count from 0: 2 is the third row",
    },
    {
      at: [
        [1, 1, 1],
        [[5], [7]],
      ],
      gives: [[7], [7], [7]],
      because: "a word has the same row wherever it stands",
    },
    { at: [[0], [[0.5, -0.5]]], gives: [[0.5, -0.5]], because: "with one word there is nothing to choose" },
    {
      at: [
        [0],
        [
          [Number.NaN, 1],
          [2, 3],
        ],
      ],
      gives: [[Number.NaN, 1]],
      because: "what is in the row is given as it is",
    },
  ],
  laws: [
    {
      law: "embedding(indices, table) == dense(table(i, length(indices), table(j, length(table), j == indices[i] + 1 ? 1 : 0)), table, 0 * table[1])",
      because: "looking a row up is multiplying by a vector that is 1 there and 0 elsewhere",
    },
    {
      law: "embedding(indices, c * table) == c * embedding(indices, table)",
      because: "it is linear in the table",
      with: [real("c", -4, 4)],
    },
    { law: "embedding([indices[1]], table)[1] == table[indices[1] + 1]", because: "one index, one row" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §12.4.2"],
});
