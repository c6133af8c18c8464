import type { Matrix, Vector } from "../../formula/argument.js";
import { matrix, real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLengths, checkMatrix, checkVector } from "../../formula/validate.js";
import { inRows, products, Rows } from "../../numeric/matrixProduct.js";

/**
 * A fully connected layer: each output is a weighted sum of all inputs plus its bias, xW + b, of any size.
 *
 * `x` of shape `(n, d)` holds an example a row, `weights` of shape `(d, k)` a column for each output, `bias` of shape
 * `(k)`; the result has shape `(n, k)`. The sums lose nothing to their length or to terms that cancel. Throws a
 * RangeError for empty or ragged matrices and for lengths that differ, a TypeError for anything but numbers. Source:
 * Goodfellow, Bengio & Courville, Deep Learning (2016), §6.5.6.
 */
export function dense(x: Matrix, weights: Matrix, bias: Vector): number[][] {
  const [, inputs] = checkMatrix("dense", "x", x);
  const [rows, outputs] = checkMatrix("dense", "weights", weights);
  checkVector("dense", "bias", bias);
  checkLengths("dense", "x[0]", inputs, "weights", rows);
  checkLengths("dense", "weights[0]", outputs, "bias", bias.length);
  // The bias is the weight of one more input, which is always 1.
  return inRows(products(Rows.of(x, 1), Rows.ofColumns([...Array.from(weights), bias])).high, outputs);
}

export default defineFormula({
  name: "dense",
  summary: "A fully connected layer: weighs all inputs for each output and adds a bias.",
  args: [
    matrix("x", ["n", "d"], -2, 2),
    matrix("weights", ["d", "k"], -2, 2, { latex: "W" }),
    vector("bias", -2, 2, { axis: "k", latex: "b" }),
  ],
  latex: String.raw`y_{ik} = \sum_{j=1}^{d} x_{ij} W_{jk} + b_k`,
  expr: "table(i, length(x), table(k, length(bias), sum(j, length(weights), x[i, j] * weights[j, k]) + bias[k]))",
  value: dense,
  textbook: (x, weights, bias) =>
    Array.from(x, (row) =>
      Array.from(bias, (b, k) => Array.from(row, (entry, j) => entry * weights[j]![k]!).reduce((a, c) => a + c, b)),
    ),
  accuracy: { value: 1, partials: 0, cancels: "the bias may undo the weighted sum" },
  partials: none("a matrix by a matrix has four axes; what training needs of them is denseBackward"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, weights, bias) => tf.add(tf.matMul(x, weights), bias),
  examples: [
    {
      at: [
        [[1, 2]],
        [
          [3, 4],
          [5, 6],
        ],
        [10, 20],
      ],
      gives: [[23, 36]],
      because: "1 · 3 + 2 · 5 + 10 and 1 · 4 + 2 · 6 + 20",
    },
    {
      at: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [3, 4, 5],
          [6, 7, 8],
        ],
        [0, 0, 0],
      ],
      gives: [
        [3, 4, 5],
        [6, 7, 8],
      ],
      because: "an example with a single 1 picks a row of the weights",
    },
    { at: [[[0, 0]], [[3], [5]], [7]], gives: [[7]], because: "without input the bias is left" },
    { at: [[[1e308, 1e308]], [[10], [-10]], [1]], gives: [[1]], because: "the terms overflow, and need not" },
  ],
  laws: [
    {
      law: "dense(c * x, weights, 0 * bias) == c * dense(x, weights, 0 * bias)",
      because: "without bias the layer is linear",
      with: [real("c", -4, 4)],
    },
    {
      law: "dense(x, weights, bias) - dense(x, weights, 0 * bias) == table(i, length(x), bias)",
      because: "the same bias is added to every example",
    },
    { law: "dense(0 * x, weights, bias) == table(i, length(x), bias)", because: "without input the bias is left" },
    {
      law: "dense([x[1]], weights, bias)[1] == dense(x, weights, bias)[1]",
      because: "examples know nothing of each other",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §6.5.6"],
});
