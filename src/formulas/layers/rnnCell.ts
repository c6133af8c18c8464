import { approx } from "../../formula/approx.js";
import type { Matrix, Vector } from "../../formula/argument.js";
import { matrix, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLengths, checkMatrix, checkState, checkVector } from "../../formula/validate.js";
import { toNumber } from "../../numeric/doubleDouble.js";
import { hyperbolicSecant, tanh } from "../../numeric/gates.js";
import { vectorProducts } from "../../numeric/matrixProduct.js";

/** What a plain recurrent cell has learned, for d inputs and h hidden units. */
export interface RnnWeights {
  /** W, of shape `(d, h)`. */
  readonly inputWeights: Matrix;
  /** U, of shape `(h, h)`. */
  readonly recurrentWeights: Matrix;
  /** b, of shape `(h)`. */
  readonly bias: Vector;
}

/**
 * One step of a recurrent network: the new hidden state tanh(xW + hU + b), each entry in [−1, 1].
 *
 * The input `x` has shape `(d)`, the hidden state `h` and the result `(h)`. The sums lose nothing to terms that cancel.
 * Throws a RangeError for what is empty or ragged and for lengths that differ, a TypeError for other kinds. Source:
 * Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 10.8 and 10.9.
 */
export function rnnCell(x: Vector, h: Vector, weights: RnnWeights): number[] {
  check(x, h, weights);
  const { high, low } = vectorProducts([...Array.from(x), ...Array.from(h), 1], stacked(weights));
  return Array.from(high, (sum, i) => {
    const [value, rest] = tanh([sum, low[i]!]);
    return value + rest;
  });
}

/** All weights as one matrix, the bias as those of an input that is always 1. */
function stacked({ inputWeights, recurrentWeights, bias }: RnnWeights): Vector[] {
  return [...Array.from(inputWeights), ...Array.from(recurrentWeights), bias];
}

function jacobianByInput(x: Vector, h: Vector, weights: RnnWeights): number[][] {
  return jacobian(x, h, weights, weights.inputWeights);
}

function jacobianByState(x: Vector, h: Vector, weights: RnnWeights): number[][] {
  return jacobian(x, h, weights, weights.recurrentWeights);
}

function jacobian(x: Vector, h: Vector, weights: RnnWeights, by: Matrix): number[][] {
  check(x, h, weights);
  const { high, low } = vectorProducts([...Array.from(x), ...Array.from(h), 1], stacked(weights));
  return Array.from(high, (sum, i) => {
    // 1 − tanh² would lose its digits where the tangent is near 1; the secant's square may be subnormal.
    const secant = toNumber(hyperbolicSecant([sum, low[i]!]));
    return Array.from(by, (row) => secant * row[i]! * secant);
  });
}

function check(x: Vector, h: Vector, weights: RnnWeights): void {
  checkVector("rnnCell", "x", x);
  checkVector("rnnCell", "h", h);
  checkState("rnnCell", weights, ["inputWeights", "recurrentWeights", "bias"], "weights");
  const { inputWeights, recurrentWeights, bias } = weights;
  const [inputs, units] = checkMatrix("rnnCell", "weights.inputWeights", inputWeights);
  const [rows, columns] = checkMatrix("rnnCell", "weights.recurrentWeights", recurrentWeights);
  checkVector("rnnCell", "weights.bias", bias);
  checkLengths("rnnCell", "x", x.length, "weights.inputWeights", inputs);
  checkLengths("rnnCell", "h", h.length, "weights.recurrentWeights", rows);
  checkLengths("rnnCell", "h", h.length, "weights.inputWeights[0]", units);
  checkLengths("rnnCell", "h", h.length, "weights.recurrentWeights[0]", columns);
  checkLengths("rnnCell", "h", h.length, "weights.bias", bias.length);
}

const sumOf = (unit: string) => `sum(k, length(x), x[k] * inputWeights[k, ${unit}])
  + sum(k, length(h), h[k] * recurrentWeights[k, ${unit}]) + bias[${unit}]`;

export default defineFormula({
  name: "rnnCell",
  summary: "One step of a recurrent network: the new hidden state from the input and the old one.",
  args: [
    vector("x", -2, 2, { axis: "d" }),
    vector("h", -1, 1, { axis: "h" }),
    state(
      "weights",
      matrix("inputWeights", ["d", "h"], -1, 1, { latex: "W" }),
      matrix("recurrentWeights", ["h", "h"], -1, 1, { latex: "U" }),
      vector("bias", -1, 1, { axis: "h", latex: "b" }),
    ),
  ],
  axes: { d: [1, 3], h: [1, 3] },
  latex: String.raw`h'_i = \tanh\left(\sum_{k=1}^{d} x_k W_{ki} + \sum_{k=1}^{n} h_k U_{ki} + b_i\right)`,
  // The tangent in a form that overflows nowhere.
  expr: `table(i, length(h), 1 - 2 / (exp(2 * (${sumOf("i")})) + 1))`,
  value: rnnCell,
  textbook: (x, h, { inputWeights, recurrentWeights, bias }) => {
    const times = (v: Vector, m: Matrix, i: number) => Array.from(v, (y, k) => y * m[k]![i]!).reduce((a, b) => a + b);
    return Array.from(bias, (b, i) => Math.tanh(times(x, inputWeights, i) + times(h, recurrentWeights, i) + b));
  },
  accuracy: { value: 1, partials: 4 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial h'_i}{\partial x_j} = (1 - h_i'^2) \, W_{ji}`,
      expr: "(1 - rnnCell(x, h, inputWeights, recurrentWeights, bias)[i]^2) * inputWeights[j, i]",
      value: jacobianByInput,
    },
    h: {
      latex: String.raw`\frac{\partial h'_i}{\partial h_j} = (1 - h_i'^2) \, U_{ji}`,
      expr: "(1 - rnnCell(x, h, inputWeights, recurrentWeights, bias)[i]^2) * recurrentWeights[j, i]",
      value: jacobianByState,
    },
  },
  derivation: {
    of: "h",
    steps: [
      {
        latex: String.raw`\frac{\partial h'_i}{\partial h_j} = \frac{1}{\cosh^2 a_i} \cdot \frac{\partial a_i}{\partial h_j} \quad\text{with}\quad a = xW + hU + b`,
        expr: `1 / cosh(${sumOf("i")})^2 * recurrentWeights[j, i]`,
        why: "The chain rule; of the sum aᵢ only the term of hⱼ depends on it, with the factor Uⱼᵢ",
      },
      {
        latex: String.raw`= (1 - \tanh^2 a_i) \, U_{ji}`,
        expr: `(1 - tanh(${sumOf("i")})^2) * recurrentWeights[j, i]`,
        why: "cosh² − sinh² is 1, so that 1/cosh² is 1 − tanh²",
      },
      {
        latex: String.raw`= (1 - h_i'^2) \, U_{ji}`,
        expr: "(1 - rnnCell(x, h, inputWeights, recurrentWeights, bias)[i]^2) * recurrentWeights[j, i]",
        why: "The tangent is the new state itself",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x, h, { inputWeights, recurrentWeights, bias }) => {
    const times = (v: typeof x, m: typeof x) => tf.matMul(tf.expandDims(v, 0), m).flatten();
    return tf.tanh(tf.add(tf.add(times(x, inputWeights), times(h, recurrentWeights)), bias));
  },
  examples: [
    {
      at: [[1, 2], [0.5], { inputWeights: [[0.5], [-0.25]], recurrentWeights: [[1]], bias: [0.5] }],
      gives: [approx("0.7616")],
      because: "tanh(0.5 − 0.5 + 0.5 + 0.5) = tanh 1",
    },
    {
      at: [
        [1],
        [1, 0],
        {
          inputWeights: [[0, 0]],
          recurrentWeights: [
            [0, 1],
            [0, 0],
          ],
          bias: [0, 0],
        },
      ],
      gives: [0, approx("0.7616")],
      because: "row 1, column 2 of U leads from the first unit to the second",
    },
    {
      at: [[1], [0], { inputWeights: [[1000]], recurrentWeights: [[1]], bias: [0] }],
      gives: [1],
      because: "a unit that is driven hard says 1, to the last digit of a double",
    },
    {
      at: [
        [0],
        [0, 0],
        {
          inputWeights: [[1, 1]],
          recurrentWeights: [
            [1, 1],
            [1, 1],
          ],
          bias: [0, 0],
        },
      ],
      gives: [0, 0],
      because: "the tangent of 0 is 0",
    },
    {
      of: "h",
      at: [[1], [0.5], { inputWeights: [[-1]], recurrentWeights: [[2]], bias: [0] }],
      gives: [[2]],
      because: "at 0 the tangent has the slope 1, and U is left: above 1, gradients explode over many steps",
    },
  ],
  laws: [
    {
      law: "rnnCell(-x, -h, inputWeights, recurrentWeights, -bias) == -rnnCell(x, h, inputWeights, recurrentWeights, bias)",
      because: "the tangent is odd",
    },
    { law: "abs(rnnCell(x, h, inputWeights, recurrentWeights, bias)) < 1", because: "the tangent stays inside" },
    {
      law: "rnnCell(0 * x, 0 * h, inputWeights, recurrentWeights, bias) == table(i, length(bias), (exp(2 * bias[i]) - 1) / (exp(2 * bias[i]) + 1))",
      because: "without input and memory the bias is left",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 10.8 and 10.9"],
});
