import type { Matrix } from "../../formula/argument.js";
import { matrix } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLengths, checkMatrix } from "../../formula/validate.js";
import { inRows, products, Rows } from "../../numeric/matrixProduct.js";

/**
 * The backward pass of `dense`: how the loss changes with its inputs, weights and bias, from how it changes with its
 * outputs, which is `outputGradient` G of shape `(n, k)`.
 *
 * Gives GWᵀ of shape `(n, d)` as `x`, xᵀG of shape `(d, k)` as `weights`, and the column sums of G, of shape `(k)`, as
 * `bias`; the bias itself does not matter to any of them. Throws a RangeError for empty or ragged matrices and for
 * lengths that differ, a TypeError for anything but numbers. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), §6.5.6.
 */
export function denseBackward(x: Matrix, weights: Matrix, outputGradient: Matrix) {
  const [examples, inputs] = checkMatrix("denseBackward", "x", x);
  const [rows, outputs] = checkMatrix("denseBackward", "weights", weights);
  const [gradients, columns] = checkMatrix("denseBackward", "outputGradient", outputGradient);
  checkLengths("denseBackward", "x[0]", inputs, "weights", rows);
  checkLengths("denseBackward", "x", examples, "outputGradient", gradients);
  checkLengths("denseBackward", "weights[0]", outputs, "outputGradient[0]", columns);
  const byInput = products(Rows.of(outputGradient), Rows.of(weights)).high;
  // The bias is the weight of one more input, which is always 1.
  const byWeight = inRows(products(Rows.ofColumns(x, 1), Rows.ofColumns(outputGradient)).high, outputs);
  return { x: inRows(byInput, inputs), weights: byWeight.slice(0, inputs), bias: byWeight[inputs]! };
}

export default defineFormula({
  name: "denseBackward",
  summary: "Carries the gradient of the loss back through a fully connected layer.",
  args: [
    matrix("x", ["n", "d"], -2, 2),
    matrix("weights", ["d", "k"], -2, 2, { latex: "W" }),
    matrix("outputGradient", ["n", "k"], -2, 2, { latex: "G" }),
  ],
  latex: String.raw`\begin{aligned}
\frac{\partial L}{\partial x_{ij}} &= \sum_{c=1}^{k} G_{ic} W_{jc} \\
\frac{\partial L}{\partial W_{jc}} &= \sum_{i=1}^{n} x_{ij} G_{ic} \\
\frac{\partial L}{\partial b_c} &= \sum_{i=1}^{n} G_{ic}
\end{aligned}`,
  expr: {
    x: "table(i, length(x), table(j, length(weights), sum(k, length(weights[1]), outputGradient[i, k] * weights[j, k])))",
    weights:
      "table(j, length(weights), table(k, length(weights[1]), sum(i, length(x), x[i, j] * outputGradient[i, k])))",
    bias: "table(k, length(weights[1]), sum(i, length(x), outputGradient[i, k]))",
  },
  value: denseBackward,
  textbook: (x, weights, outputGradient) => {
    const times = (f: (i: number) => number, n: number) =>
      Array.from({ length: n }, (_, i) => f(i)).reduce((a, b) => a + b);
    const [n, k, g] = [x.length, weights[0]!.length, Array.from(outputGradient)];
    const byWeight = Array.from(weights, (row, j) => Array.from(row, (_, c) => times((i) => x[i]![j]! * g[i]![c]!, n)));
    const byInput = g.map((row) => Array.from(weights, (weight) => times((c) => row[c]! * weight[c]!, k)));
    return { x: byInput, weights: byWeight, bias: Array.from(weights[0]!, (_, c) => times((i) => g[i]![c]!, n)) };
  },
  accuracy: { value: 1, partials: 0 },
  partials: none("it is a derivative already; the second one of a linear layer by its own weights is 0"),
  derivation: none("each field is held against differentiation of dense itself"),
  backwardOf: "dense",
  kinks: [],
  tensor: (tf, x, weights, outputGradient) => ({
    x: tf.matMul(outputGradient, weights, false, true),
    weights: tf.matMul(x, outputGradient, true, false),
    bias: tf.sum(outputGradient, 0),
  }),
  examples: [
    {
      at: [
        [[1, 2]],
        [
          [3, 4],
          [5, 6],
        ],
        [[10, 100]],
      ],
      gives: {
        x: [[430, 650]],
        weights: [
          [10, 100],
          [20, 200],
        ],
        bias: [10, 100],
      },
      because: "10 · 3 + 100 · 4 and 10 · 5 + 100 · 6; each weight by its input; the bias by itself",
    },
    {
      at: [[[1], [2], [3]], [[5]], [[1], [1], [1]]],
      gives: { x: [[5], [5], [5]], weights: [[6]], bias: [3] },
      because: "all examples share the weight and the bias, so that their gradients add up",
    },
    {
      at: [[[0, 1]], [[3], [5]], [[2]]],
      gives: { x: [[6, 10]], weights: [[0], [2]] },
      because: "the weight of an input that is 0 does not matter to the loss, the input itself does",
    },
    {
      at: [[[1, 2]], [[3], [5]], [[0]]],
      gives: { x: [[0, 0]], weights: [[0], [0]], bias: [0] },
      because: "an output that the loss ignores teaches nothing",
    },
  ],
  laws: [
    {
      law: "sum(i, length(x), sum(x[i] * next.x[i])) == sum(j, length(weights), sum(weights[j] * next.weights[j]))",
      because:
        "both are what the loss would gain with inputs or with weights as much larger: the layer is linear in each",
    },
    {
      law: "next.weights == dense(table(j, length(weights), table(i, length(x), x[i, j])), outputGradient, 0 * outputGradient[1])",
      because: "the gradient by the weights is a product itself",
    },
    { law: "sum(next.bias) == sum(i, length(x), sum(outputGradient[i]))", because: "each output has one bias" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §6.5.6"],
});
