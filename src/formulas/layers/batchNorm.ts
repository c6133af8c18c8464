import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { approx } from "../../formula/approx.js";
import type { Matrix, Vector } from "../../formula/argument.js";
import { matrix, options, real, setting, vectorSetting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLengths, checkMatrix, checkRange, checkVector, withDefaults } from "../../formula/validate.js";
import { standardized } from "../../numeric/standardized.js";

export interface BatchNormOptions {
  /** γ, what each column is multiplied by; 1 unless said otherwise. */
  readonly gamma?: Vector | undefined;
  /** β, what is added to each column then; 0 unless said otherwise. */
  readonly beta?: Vector | undefined;
  /** ε, above 0, which keeps constant columns from a division by 0; 1e-5 unless said otherwise. */
  readonly epsilon?: number;
}

const defaults = { gamma: undefined as Vector | undefined, beta: undefined as Vector | undefined, epsilon: 1e-5 };

/**
 * Moves each column of a batch to mean 0 and variance 1, then to the scale γ and the place β that were learned.
 *
 * `x` of shape `(n, d)` holds an example a row; γ and β have shape `(d)`. The statistics are those of this batch, as in
 * training, and the variance is the biased one: where libraries keep running statistics for inference, PyTorch's are of
 * the unbiased one. Throws a RangeError for empty or ragged matrices, lengths that differ and an ε that is not above 0, a
 * TypeError for other kinds. Source: Ioffe & Szegedy, Batch normalization (2015), Algorithm 1.
 */
export function batchNorm(x: Matrix, options: BatchNormOptions = defaults): number[][] {
  const [, columns] = checkMatrix("batchNorm", "x", x);
  const { gamma, beta, epsilon } = withDefaults("batchNorm", options, defaults);
  for (const [name, one] of Object.entries({ gamma, beta })) {
    if (one === undefined) continue;
    checkVector("batchNorm", name, one);
    checkLengths("batchNorm", "x[0]", columns, name, one.length);
  }
  checkRange("batchNorm", "epsilon", epsilon, !(epsilon <= 0), "above 0");
  const result = Array.from(x, () => new Array<number>(columns));
  const column = new Float64Array(x.length);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < column.length; i++) column[i] = x[i]![j]!;
    const { entries } = standardized(column, epsilon, gamma && (() => gamma[j]!));
    for (let i = 0; i < column.length; i++) {
      result[i]![j] = beta === undefined ? entries[i]! : entries[i]! + beta[j]!;
    }
  }
  return result;
}

const mean = "mean(k, length(x), x[k])";
const variance = `mean(k, length(x), (x[k] - ${mean})^2)`;

export default defineFormula({
  name: "batchNorm",
  summary: "Moves each column of a batch to mean 0 and variance 1, then to a learned scale and place.",
  args: [
    matrix("x", ["n", "d"], -4, 4),
    options(
      vectorSetting("gamma", 1, -2, 2, { axis: "d", latex: String.raw`\gamma` }),
      vectorSetting("beta", 0, -2, 2, { axis: "d", latex: String.raw`\beta` }),
      setting("epsilon", 1e-5, 1e-6, 1e-3, {
        latex: String.raw`\varepsilon`,
        domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
      }),
    ),
  ],
  latex: String.raw`y_{ij} = \gamma_j \, \frac{x_{ij} - \mu_j}{\sqrt{\frac{1}{n} \sum_{k=1}^{n} (x_{kj} - \mu_j)^2 + \varepsilon}} + \beta_j \quad\text{with}\quad \mu_j = \frac{1}{n} \sum_{k=1}^{n} x_{kj}`,
  expr: `table(i, length(x), gamma * (x[i] - ${mean}) / sqrt(${variance} + epsilon) + beta)`,
  value: batchNorm,
  textbook: (x: Matrix, { gamma, beta, epsilon = 1e-5 }: BatchNormOptions = {}) => {
    const mean = (f: (row: Vector) => number) => Array.from(x, f).reduce((a, b) => a + b) / x.length;
    const means = Array.from(x[0]!, (_, j) => mean((row) => row[j]!));
    const roots = means.map((center, j) => Math.sqrt(mean((row) => (row[j]! - center) ** 2) + epsilon));
    const entry = (y: number, j: number) => ((gamma?.[j] ?? 1) * (y - means[j]!)) / roots[j]! + (beta?.[j] ?? 0);
    return Array.from(x, (row) => Array.from(row, entry));
  },
  accuracy: { value: 3, partials: 0, cancels: "β may undo what γ made of an entry" },
  partials: none("a matrix by a matrix has four axes; each column has the derivatives of layerNorm"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, { gamma, beta, epsilon }) => {
    const { mean, variance } = tf.moments(x, 0);
    const [offset, scale] = [tf.tensor1d(Array.from(beta)), tf.tensor1d(Array.from(gamma))];
    return tf.batchNorm2d(x as Tensor2D, mean as Tensor1D, variance as Tensor1D, offset, scale, epsilon);
  },
  examples: [
    {
      at: [
        [
          [1, 10],
          [2, 10],
          [3, 10],
          [4, 10],
        ],
      ],
      gives: [
        [approx("-1.3416"), 0],
        [approx("-0.4472"), 0],
        [approx("0.4472"), 0],
        [approx("1.3416"), 0],
      ],
      because: "down the columns, not along the rows; a column that is constant says nothing",
    },
    {
      at: [[[-1], [1]], { gamma: [3], beta: [5], epsilon: 8 }],
      gives: [[4], [6]],
      because: "5 ∓ 3 · 1/√(1 + 8)",
    },
    { at: [[[1, -7, 1e6]]], gives: [[0, 0, 0]], because: "a batch of one is its own mean: training needs more" },
    {
      at: [[[100000001], [100000002], [100000003]]],
      gives: [[approx("-1.2247")], [0], [approx("1.2247")]],
      because: "far from 0, the mean of squares less the squared mean would have lost the variance",
    },
  ],
  laws: [
    {
      law: "batchNorm(x + c, gamma, beta, epsilon) == batchNorm(x, gamma, beta, epsilon)",
      because: "where a column is does not matter",
      with: [real("c", -4, 4)],
    },
    {
      law: "sum(i, length(x), batchNorm(x, 1, 0, epsilon)[i]) == 0",
      because: "distances from the mean add up to 0 in each column",
    },
    {
      law: "table(i, length(x), batchNorm(x, 1, 0, epsilon)[i, 1]) == layerNorm(table(i, length(x), x[i, 1]), 1, 0, epsilon)",
      because: "a column is to it what a vector is to layer normalisation",
    },
  ],
  sources: ["Ioffe & Szegedy, Batch normalization (2015), Algorithm 1"],
});
