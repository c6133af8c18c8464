import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { approx } from "../../formula/approx.js";
import type { Matrix, Vector } from "../../formula/argument.js";
import { matrix, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkLengths, checkMatrix, checkState, checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { toNumber } from "../../numeric/doubleDouble.js";
import { cellState, gated, tanh } from "../../numeric/gates.js";
import { vectorProducts } from "../../numeric/matrixProduct.js";

/** What an LSTM cell remembers, for h hidden units. */
export interface LstmState {
  /** What the cell shows, of shape `(h)`. */
  readonly h: Vector;
  /** What the cell keeps to itself, of shape `(h)`. */
  readonly c: Vector;
}

/** What an LSTM cell has learned, for d inputs and h hidden units; the gates side by side. */
export interface LstmWeights {
  /** W, of shape `(d, 4h)`: input, forget, cell, output. */
  readonly inputWeights: Matrix;
  /** U, of shape `(h, 4h)`. */
  readonly recurrentWeights: Matrix;
  /** b, of shape `(4h)`. */
  readonly bias: Vector;
}

/**
 * One step of a long short-term memory: gates decide what the cell forgets, takes in and shows.
 *
 * The input `x` has shape `(d)`, the state's `h` and `c`, and those of the result, `(h)`. The gates lie in the order input,
 * forget, cell, output, as in PyTorch and Keras; TensorFlow's basic cell has input, cell, forget, output. There is one
 * bias, where PyTorch adds two, and no peephole. Throws a RangeError for what is empty or ragged and for lengths that
 * differ, a TypeError for other kinds. Source: Gers, Schmidhuber & Cummins, Learning to forget (2000).
 */
export function lstmCell(x: Vector, state: LstmState, weights: LstmWeights) {
  check(x, state, weights);
  const { h, c } = state;
  const { inputWeights, recurrentWeights, bias } = weights;
  const units = h.length;
  // The bias is the weight of one more input, which is always 1.
  const inputs = [...Array.from(x), ...Array.from(h), 1];
  const { high, low } = vectorProducts(inputs, [...Array.from(inputWeights), ...Array.from(recurrentWeights), bias]);
  const gate = (place: number, i: number): DoubleDouble => [high[place * units + i]!, low[place * units + i]!];
  const next = Array.from(c, (kept, i) => cellState(gate(1, i), kept, gate(0, i), gate(2, i)));
  return { c: next.map(toNumber), h: next.map((kept, i) => toNumber(gated(gate(3, i), tanh(kept)))) };
}

function check(x: Vector, state: LstmState, weights: LstmWeights): void {
  checkVector("lstmCell", "x", x);
  checkState("lstmCell", state, ["h", "c"]);
  checkVector("lstmCell", "state.h", state.h);
  checkVector("lstmCell", "state.c", state.c);
  checkState("lstmCell", weights, ["inputWeights", "recurrentWeights", "bias"], "weights");
  const { inputWeights, recurrentWeights, bias } = weights;
  const [inputs, ofInput] = checkMatrix("lstmCell", "weights.inputWeights", inputWeights);
  const [rows, ofState] = checkMatrix("lstmCell", "weights.recurrentWeights", recurrentWeights);
  checkVector("lstmCell", "weights.bias", bias);
  const units = state.h.length;
  checkLengths("lstmCell", "state.h", units, "state.c", state.c.length);
  checkLengths("lstmCell", "x", x.length, "weights.inputWeights", inputs);
  checkLengths("lstmCell", "state.h", units, "weights.recurrentWeights", rows);
  checkLengths("lstmCell", "4 gates of state.h", 4 * units, "weights.inputWeights[0]", ofInput);
  checkLengths("lstmCell", "4 gates of state.h", 4 * units, "weights.recurrentWeights[0]", ofState);
  checkLengths("lstmCell", "4 gates of state.h", 4 * units, "weights.bias", bias.length);
}

/** What the gate in one place is driven by. */
const drive = (place: number) => `(sum(k, length(x), x[k] * inputWeights[k, ${place} * length(h) + i])
  + sum(k, length(h), h[k] * recurrentWeights[k, ${place} * length(h) + i]) + bias[${place} * length(h) + i])`;

/** The hyperbolic tangent, in a form that overflows nowhere. */
const tangent = (a: string) => `(1 - 2 / (exp(2 * ${a}) + 1))`;

export default defineFormula({
  name: "lstmCell",
  summary: "One step of a long short-term memory: gates decide what is forgotten, taken in and shown.",
  args: [
    vector("x", -2, 2, { axis: "d" }),
    state("state", vector("h", -1, 1, { axis: "h" }), vector("c", -2, 2, { axis: "h" })),
    state(
      "weights",
      matrix("inputWeights", ["d", "gates"], -1, 1, { latex: "W" }),
      matrix("recurrentWeights", ["h", "gates"], -1, 1, { latex: "U" }),
      vector("bias", -1, 1, { axis: "gates", latex: "b" }),
    ),
  ],
  axes: { d: [1, 2], h: [2, 2], gates: [8, 8] },
  latex: String.raw`\begin{aligned}
(a_i, a_f, a_g, a_o) &= xW + hU + b \\
c &\leftarrow \sigma(a_f) \odot c + \sigma(a_i) \odot \tanh a_g \\
h &\leftarrow \sigma(a_o) \odot \tanh c
\end{aligned}`,
  expr: {
    c: `table(i, length(h), sigmoid(${drive(1)}) * c[i] + sigmoid(${drive(0)}) * ${tangent(drive(2))})`,
    h: `table(i, length(h), sigmoid(${drive(3)}) * ${tangent("next.c[i]")})`,
  },
  value: lstmCell,
  textbook: (x, { h, c }, { inputWeights, recurrentWeights, bias }) => {
    const times = (v: Vector, m: Matrix, i: number) => Array.from(v, (y, k) => y * m[k]![i]!).reduce((a, b) => a + b);
    const a = Array.from(bias, (b, i) => times(x, inputWeights, i) + times(h, recurrentWeights, i) + b);
    const open = (gate: number, i: number) => 1 / (1 + Math.exp(-a[gate * h.length + i]!));
    const next = Array.from(c, (kept, i) => open(1, i) * kept + open(0, i) * Math.tanh(a[2 * h.length + i]!));
    return { c: next, h: next.map((kept, i) => open(3, i) * Math.tanh(kept)) };
  },
  accuracy: { value: 3, partials: 0, cancels: "what is taken in may undo what was kept" },
  partials: none("a state of two vectors by a vector; the gates' derivatives are those of sigmoid and tanh"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x, { h, c }, { inputWeights, recurrentWeights, bias }) => {
    // TensorFlow's own cell has its gates in another order.
    const ordered = (weights: typeof x) => {
      const [i, f, g, o] = tf.split(weights, 4, -1);
      return tf.concat([i!, g!, f!, o!], -1);
    };
    const kernel = ordered(tf.concat([inputWeights, recurrentWeights], 0)) as Tensor2D;
    const row = (v: typeof x) => tf.expandDims(v, 0) as Tensor2D;
    const [nextC, nextH] = tf.basicLSTMCell(0, kernel, ordered(bias) as Tensor1D, row(x), row(c), row(h));
    return { c: nextC.flatten(), h: nextH.flatten() };
  },
  examples: [
    {
      at: [
        [1],
        { h: [0], c: [2] },
        { inputWeights: [[0, 0, 0, 0]], recurrentWeights: [[0, 0, 0, 0]], bias: [0, 0, 0, 0] },
      ],
      gives: { c: [1], h: [approx("0.3808")] },
      because: "gates without weights are half open: half of 2 is kept, nothing new; ½ · tanh 1 is shown",
    },
    {
      at: [
        [1],
        { h: [0], c: [2] },
        { inputWeights: [[-100, 100, 1, 100]], recurrentWeights: [[0, 0, 0, 0]], bias: [0, 0, 0, 0] },
      ],
      gives: { c: [approx("2.0000")], h: [approx("0.9640")] },
      because: "input shut, forget gate open (that is, nothing is forgotten), output open: the cell stays as it is",
    },
    {
      at: [
        [1],
        { h: [0], c: [2] },
        { inputWeights: [[100, -100, 1, 100]], recurrentWeights: [[0, 0, 0, 0]], bias: [0, 0, 0, 0] },
      ],
      gives: { c: [approx("0.7616")], h: [approx("0.6420")] },
      because: "input open, forget gate shut: tanh 1 takes the place of what was kept",
    },
    {
      at: [
        [0],
        { h: [1], c: [0] },
        { inputWeights: [[0, 0, 0, 0]], recurrentWeights: [[1, 0, 2, 3]], bias: [0, 0, 0, 0] },
      ],
      gives: { c: [approx("0.7048")], h: [approx("0.5786")] },
      because: "σ(1) · tanh 2 is taken in, and σ(3) of its tangent shown",
    },
  ],
  laws: [
    { law: "abs(next.h) < 1", because: "a gate and a tangent are each below 1" },
    { law: "abs(next.c) < abs(c) + 1", because: "the gates only shrink, and what is taken in is below 1" },
    { law: "next.h * next.c >= 0", because: "what is shown has the sign of what is kept" },
  ],
  sources: [
    "Hochreiter & Schmidhuber, Long short-term memory (1997)",
    "Gers, Schmidhuber & Cummins, Learning to forget: continual prediction with LSTM (2000)",
  ],
});
