import { approx } from "../../formula/approx.js";
import type { Matrix, Vector } from "../../formula/argument.js";
import { matrix, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLengths, checkMatrix, checkState, checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { negate, toNumber } from "../../numeric/doubleDouble.js";
import {
  logisticFactors,
  logisticSlopeFactors,
  productOf,
  slopeFactors,
  sumOfGated,
  sumWithGated,
  tanh,
} from "../../numeric/gates.js";
import type { NumbersInParts } from "../../numeric/matrixProduct.js";
import { vectorProducts } from "../../numeric/matrixProduct.js";
import { accurateSum } from "../../numeric/sums.js";

/** What a GRU cell has learned, for d inputs and h hidden units; the gates side by side: reset, update, new. */
export interface GruWeights {
  /** W, of shape `(d, 3h)`. */
  readonly inputWeights: Matrix;
  /** U, of shape `(h, 3h)`. */
  readonly recurrentWeights: Matrix;
  /** b, of shape `(3h)`. */
  readonly inputBias: Vector;
  /** b′, of shape `(3h)`. */
  readonly recurrentBias: Vector;
}

/**
 * One step of a gated recurrent unit: the new hidden state, part old and part new, as the update gate says.
 *
 * The input `x` has shape `(d)`, the hidden state `h` and the result `(h)`. The gates lie in the order reset, update, new,
 * as in PyTorch (Keras has update first). The reset gate acts on the product with the weights, as in cuDNN, PyTorch and
 * today's Keras, which needs the second bias; in the paper, and in TensorFlow.js, it acts on the state before the
 * product, and z stands where 1 − z stands here. Throws a RangeError for what is empty or ragged and for lengths that
 * differ, a TypeError for other kinds. Source: Cho et al., Learning phrase representations using RNN encoder–decoder
 * (2014), eq. 5 to 8, in cuDNN's variant.
 */
export function gruCell(x: Vector, h: Vector, weights: GruWeights): number[] {
  const drives = drivesOf(x, h, weights);
  return Array.from(h, (old, i) => {
    const { update, candidate } = drives(i);
    return toNumber(sumOfGated(negate(update), tanh(candidate), update, [old, 0]));
  });
}

/** What the gates of a unit are driven by; `recalled` is what the reset gate acts on. */
interface Drives {
  readonly reset: DoubleDouble;
  readonly update: DoubleDouble;
  readonly recalled: DoubleDouble;
  readonly candidate: DoubleDouble;
}

function drivesOf(x: Vector, h: Vector, weights: GruWeights): (unit: number) => Drives {
  check(x, h, weights);
  const { inputWeights, recurrentWeights, inputBias, recurrentBias } = weights;
  // A bias is the weight of one more input, which is always 1.
  const input = { values: [...Array.from(x), 1], rows: [...Array.from(inputWeights), inputBias] };
  const state = { values: [...Array.from(h), 1], rows: [...Array.from(recurrentWeights), recurrentBias] };
  const [values, rows] = [
    [...input.values, ...state.values],
    [...input.rows, ...state.rows],
  ];
  const units = h.length;
  const gates = vectorProducts(values, rows, 0, 2 * units);
  const fromInput = vectorProducts(input.values, input.rows, 2 * units);
  const fromState = vectorProducts(state.values, state.rows, 2 * units);
  const at = ({ high, low }: NumbersInParts, i: number): DoubleDouble => [high[i]!, low[i]!];
  return (i) => {
    const [reset, update, recalled] = [at(gates, i), at(gates, units + i), at(fromState, i)];
    return { reset, update, recalled, candidate: sumWithGated(at(fromInput, i), reset, recalled) };
  };
}

function jacobianByInput(x: Vector, h: Vector, weights: GruWeights): number[][] {
  const drives = drivesOf(x, h, weights);
  const units = h.length;
  return Array.from(h, (old, i) => {
    const { ofReset, ofUpdate, ofNew } = slopesOf(drives(i), old);
    return Array.from(weights.inputWeights, (row) =>
      accurateSum([
        productOf([...ofNew, [row[2 * units + i]!, 0]]),
        productOf([...ofReset, [row[i]!, 0]]),
        ...ofUpdate.map((slope) => productOf([...slope, [row[units + i]!, 0]])),
      ]),
    );
  });
}

function jacobianByState(x: Vector, h: Vector, weights: GruWeights): number[][] {
  const drives = drivesOf(x, h, weights);
  const units = h.length;
  return Array.from(h, (old, i) => {
    const drive = drives(i);
    const { ofReset, ofUpdate, ofNew } = slopesOf(drive, old);
    return Array.from(weights.recurrentWeights, (row, j) =>
      accurateSum([
        i === j ? productOf(logisticFactors(drive.update)) : 0,
        productOf([...ofNew, ...logisticFactors(drive.reset), [row[2 * units + i]!, 0]]),
        productOf([...ofReset, [row[i]!, 0]]),
        ...ofUpdate.map((slope) => productOf([...slope, [row[units + i]!, 0]])),
      ]),
    );
  });
}

/** How a unit of the result moves with what drives each gate, as factors: the update gate moves it by two terms. */
function slopesOf({ reset, update, recalled, candidate }: Drives, old: number) {
  const ofNew = [...logisticFactors(negate(update)), ...slopeFactors(candidate)];
  const ofGate = logisticSlopeFactors(update);
  return {
    ofNew,
    ofReset: [...ofNew, ...logisticSlopeFactors(reset), recalled],
    ofUpdate: [
      [...ofGate, [old, 0] as const],
      [...ofGate, negate(tanh(candidate))],
    ],
  };
}

function check(x: Vector, h: Vector, weights: GruWeights): void {
  checkVector("gruCell", "x", x);
  checkVector("gruCell", "h", h);
  checkState("gruCell", weights, ["inputWeights", "recurrentWeights", "inputBias", "recurrentBias"], "weights");
  const { inputWeights, recurrentWeights, inputBias, recurrentBias } = weights;
  const [inputs, ofInput] = checkMatrix("gruCell", "weights.inputWeights", inputWeights);
  const [rows, ofState] = checkMatrix("gruCell", "weights.recurrentWeights", recurrentWeights);
  checkVector("gruCell", "weights.inputBias", inputBias);
  checkVector("gruCell", "weights.recurrentBias", recurrentBias);
  const gates = 3 * h.length;
  checkLengths("gruCell", "x", x.length, "weights.inputWeights", inputs);
  checkLengths("gruCell", "h", h.length, "weights.recurrentWeights", rows);
  checkLengths("gruCell", "3 gates of h", gates, "weights.inputWeights[0]", ofInput);
  checkLengths("gruCell", "3 gates of h", gates, "weights.recurrentWeights[0]", ofState);
  checkLengths("gruCell", "3 gates of h", gates, "weights.inputBias", inputBias.length);
  checkLengths("gruCell", "3 gates of h", gates, "weights.recurrentBias", recurrentBias.length);
}

/** The hyperbolic tangent, in a form that overflows nowhere. */
const tangent = (a: string) => `(1 - 2 / (exp(2 * ${a}) + 1))`;
const place = (gate: number) => `${gate} * length(h) + i`;
const fromInput = (gate: number) =>
  `(sum(k, length(x), x[k] * inputWeights[k, ${place(gate)}]) + inputBias[${place(gate)}])`;
const fromState = (gate: number) =>
  `(sum(k, length(h), h[k] * recurrentWeights[k, ${place(gate)}]) + recurrentBias[${place(gate)}])`;
const r = `sigmoid(${fromInput(0)} + ${fromState(0)})`;
const z = `sigmoid(${fromInput(1)} + ${fromState(1)})`;
const shut = `sigmoid(-(${fromInput(1)} + ${fromState(1)}))`;
const n = tangent(`(${fromInput(2)} + ${r} * ${fromState(2)})`);
const slopeOfNew = `${shut} * (1 - ${n}^2)`;
const slopeOfReset = `${slopeOfNew} * ${fromState(2)} * ${r} * (1 - ${r})`;
const slopes = (weights: string, openness: string) => `(${slopeOfNew} * ${openness} * ${weights}[j, ${place(2)}]
  + ${slopeOfReset} * ${weights}[j, ${place(0)}]
  + h[i] * ${z} * (1 - ${z}) * ${weights}[j, ${place(1)}] - ${n} * ${z} * (1 - ${z}) * ${weights}[j, ${place(1)}])`;

export default defineFormula({
  name: "gruCell",
  summary: "One step of a gated recurrent unit: a gate blends the old hidden state with a new one.",
  args: [
    vector("x", -2, 2, { axis: "d" }),
    vector("h", -1, 1, { axis: "h" }),
    state(
      "weights",
      matrix("inputWeights", ["d", "gates"], -1, 1, { latex: "W" }),
      matrix("recurrentWeights", ["h", "gates"], -1, 1, { latex: "U" }),
      vector("inputBias", -1, 1, { axis: "gates", latex: "b" }),
      vector("recurrentBias", -1, 1, { axis: "gates", latex: "b'" }),
    ),
  ],
  axes: { d: [1, 2], h: [1, 1], gates: [3, 3] },
  latex: String.raw`\begin{aligned}
(a_r, a_z, a_n) &= xW + b, \quad (u_r, u_z, u_n) = hU + b' \\
r &= \sigma(a_r + u_r), \quad z = \sigma(a_z + u_z) \\
n &= \tanh(a_n + r \odot u_n) \\
h' &= (1 - z) \odot n + z \odot h
\end{aligned}`,
  expr: `table(i, length(h), ${shut} * ${n} + ${z} * h[i])`,
  value: gruCell,
  textbook: (x, h, { inputWeights, recurrentWeights, inputBias, recurrentBias }) => {
    const times = (v: Vector, m: Matrix, i: number) => Array.from(v, (y, k) => y * m[k]![i]!).reduce((a, b) => a + b);
    const [a, u] = [[x, inputWeights, inputBias] as const, [h, recurrentWeights, recurrentBias] as const].map(
      ([v, m, bias]) => Array.from(bias, (b, i) => times(v, m, i) + b),
    ) as [number[], number[]];
    const open = (i: number) => 1 / (1 + Math.exp(-(a[i]! + u[i]!)));
    const candidate = (i: number) => Math.tanh(a[2 * h.length + i]! + open(i) * u[2 * h.length + i]!);
    return Array.from(h, (old, i) => candidate(i) + open(h.length + i) * (old - candidate(i)));
  },
  accuracy: { value: 3, partials: 4, cancels: "what is new may undo what is old" },
  partials: {
    x: {
      latex: String.raw`\frac{\partial h'_i}{\partial x_j} = (1 - z_i)(1 - n_i^2) \left(W^n_{ji} + u^n_i \, r_i (1 - r_i) \, W^r_{ji}\right) + (h_i - n_i) \, z_i (1 - z_i) \, W^z_{ji}`,
      expr: slopes("inputWeights", "1"),
      value: jacobianByInput,
    },
    h: {
      latex: String.raw`\frac{\partial h'_i}{\partial h_j} = (1 - z_i)(1 - n_i^2) \left(r_i U^n_{ji} + u^n_i \, r_i (1 - r_i) \, U^r_{ji}\right) + (h_i - n_i) \, z_i (1 - z_i) \, U^z_{ji} + [i = j] \, z_i`,
      expr: `${slopes("recurrentWeights", r)} + (i == j ? ${z} : 0)`,
      value: jacobianByState,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial h'_i}{\partial x_j} = (1 - z_i) \, \frac{\partial n_i}{\partial x_j} + (h_i - n_i) \, \frac{\partial z_i}{\partial x_j} \quad\text{with}\quad \frac{\partial z_i}{\partial x_j} = z_i (1 - z_i) \, W^z_{ji}, \; \frac{\partial n_i}{\partial x_j} = \frac{1}{\cosh^2 c_i} \left(W^n_{ji} + \frac{\partial r_i}{\partial x_j} u^n_i\right)`,
        expr: `((1 - ${z}) / cosh(${fromInput(2)} + ${r} * ${fromState(2)})^2
          * (inputWeights[j, ${place(2)}] + ${r} * (1 - ${r}) * inputWeights[j, ${place(0)}] * ${fromState(2)})
          + (h[i] - ${n}) * ${z} * (1 - ${z}) * inputWeights[j, ${place(1)}])`,
        why: "The product rule for both terms; z and n by the chain rule, the slope of σ being σ(1 − σ)",
      },
      {
        latex: String.raw`= (1 - z_i)(1 - n_i^2) \left(W^n_{ji} + u^n_i \, r_i (1 - r_i) \, W^r_{ji}\right) + (h_i - n_i) \, z_i (1 - z_i) \, W^z_{ji}`,
        expr: `((1 - ${z}) * (1 - ${n}^2)
          * (inputWeights[j, ${place(2)}] + ${fromState(2)} * ${r} * (1 - ${r}) * inputWeights[j, ${place(0)}])
          + (h[i] - ${n}) * ${z} * (1 - ${z}) * inputWeights[j, ${place(1)}])`,
        why: "1/cosh² is 1 − tanh², and n is the tangent itself",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x, h, { inputWeights, recurrentWeights, inputBias, recurrentBias }) => {
    const times = (v: typeof x, m: typeof x) => tf.matMul(tf.expandDims(v, 0), m).flatten();
    const [ar, az, an] = tf.split(tf.add(times(x, inputWeights), inputBias), 3);
    const [ur, uz, un] = tf.split(tf.add(times(h, recurrentWeights), recurrentBias), 3);
    const [r, z] = [tf.sigmoid(tf.add(ar!, ur!)), tf.sigmoid(tf.add(az!, uz!))];
    const n = tf.tanh(tf.add(an!, tf.mul(r, un!)));
    return tf.add(tf.mul(tf.sub(1, z), n), tf.mul(z, h));
  },
  examples: [
    {
      at: [
        [1],
        [0.5],
        { inputWeights: [[0, 0, 0]], recurrentWeights: [[0, 0, 0]], inputBias: [0, 0, 0], recurrentBias: [0, 0, 0] },
      ],
      gives: [0.25],
      because: "without weights the update gate is half open: half of the old, and tanh 0 of the new",
    },
    {
      at: [
        [1],
        [0.5],
        { inputWeights: [[0, 100, 1]], recurrentWeights: [[0, 0, 0]], inputBias: [0, 0, 0], recurrentBias: [0, 0, 0] },
      ],
      gives: [approx("0.5000")],
      because: "the second gate is the update gate: open, it keeps the old state",
    },
    {
      at: [
        [1],
        [0.5],
        { inputWeights: [[0, -100, 1]], recurrentWeights: [[0, 0, 0]], inputBias: [0, 0, 0], recurrentBias: [0, 0, 0] },
      ],
      gives: [approx("0.7616")],
      because: "shut, it takes the new one, tanh 1",
    },
    {
      at: [
        [1],
        [1],
        {
          inputWeights: [[-100, -100, 1]],
          recurrentWeights: [[0, 0, 5]],
          inputBias: [0, 0, 0],
          recurrentBias: [0, 0, 7],
        },
      ],
      gives: [approx("0.7616")],
      because: "a shut reset gate keeps the product and its bias, 5 + 7, out of the new state",
    },
    {
      at: [
        [0],
        [1],
        { inputWeights: [[0, 0, 0]], recurrentWeights: [[0, 0, 1]], inputBias: [0, 0, 0], recurrentBias: [0, 0, 1] },
      ],
      gives: [approx("0.8808")],
      because: "½ · tanh(½ · (1 + 1)) + ½: half open, the reset gate lets half of the product and its bias through",
    },
    {
      of: "h",
      at: [
        [0],
        [0],
        { inputWeights: [[0, 0, 0]], recurrentWeights: [[0, 0, 1]], inputBias: [0, 0, 0], recurrentBias: [0, 0, 0] },
      ],
      gives: [[0.75]],
      because: "½ · ½ by way of the new state, and ½ of the old: gradients take the short way",
    },
  ],
  laws: [
    {
      law: "abs(gruCell(x, h, inputWeights, recurrentWeights, inputBias, recurrentBias)) <= max(1, max(abs(h)))",
      because: "it blends the old state with a tangent",
    },
    {
      law: "gruCell(0 * x, 0 * h, inputWeights, recurrentWeights, 0 * inputBias, 0 * recurrentBias) == 0 * h",
      because: "nothing comes of nothing",
    },
    {
      law: "gruCell(x, h, 0 * inputWeights, 0 * recurrentWeights, 0 * inputBias, 0 * recurrentBias) == h / 2",
      because: "without weights half of the old state is kept",
    },
  ],
  sources: [
    "Cho et al., Learning phrase representations using RNN encoder–decoder for statistical machine translation (2014), eq. 5 to 8",
    "NVIDIA, cuDNN: CUDNN_GRU",
  ],
});
