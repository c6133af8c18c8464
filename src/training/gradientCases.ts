import type * as TensorFlow from "@tensorflow/tfjs";
import type { Image, Kernel, Matrix, Vector } from "../formula/argument.js";
import {
  categoricalCrossEntropyFromLogits,
  conv2d,
  dense,
  elu,
  embedding,
  gelu,
  layerNorm,
  leakyRelu,
  logSoftmax,
  matMul,
  mean,
  meanSquaredError,
  relu,
  scaledDotProductAttention,
  selu,
  sigmoid,
  softmax,
  softplus,
  tanh,
  transpose,
} from "../formulas/index.js";

/** An operation as TensorFlow.js has it, and the same numbers from this library's formulas. */
export interface GradientCase {
  readonly op: string;
  /** The shape of each input. */
  readonly shapes: readonly (readonly number[])[];
  /** Between which numbers the inputs lie; −2 and 2 unless said otherwise. */
  readonly range?: readonly [low: number, high: number];
  tensor(tf: typeof TensorFlow, ...inputs: TensorFlow.Tensor[]): TensorFlow.Tensor;
  /** The inputs are nested arrays of numbers, and so is the result. */
  value(...inputs: never[]): unknown;
}

type Padding = "valid" | "same";

const answers = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
  [0.2, 0.5, 0.3],
];
const rows = [2, 0, 2, 1];
const targets = [0.5, -1, 2, 0, 1, -0.5];

/** What the lessons train with. */
export const gradientCases: readonly GradientCase[] = [
  {
    op: "matMul",
    shapes: [
      [4, 3],
      [3, 5],
    ],
    tensor: (tf, a, b) => tf.matMul(a, b),
    value: matMul,
  },
  {
    op: "matMul, second transposed",
    shapes: [
      [4, 3],
      [5, 3],
    ],
    tensor: (tf, a, b) => tf.matMul(a, b, false, true),
    value: (a: Matrix, b: Matrix) => matMul(a, transpose(b)),
  },
  {
    op: "dense",
    shapes: [[4, 3], [3, 5], [5]],
    tensor: (tf, x, weights, bias) => tf.add(tf.matMul(x, weights), bias),
    value: dense,
  },
  ...(["valid", "same"] as const).flatMap((padding) => [
    convolution([3, 2], padding, 1),
    convolution([3, 2], padding, 2),
  ]),
  convolution([1, 2], "same", 2),
  pool("maxPool", 2, 2, "valid"),
  pool("maxPool", 3, 2, "same"),
  { ...pool("maxPool", 2, 2, "valid"), op: "maxPool of negative numbers", range: [-3, -1] },
  pool("avgPool", 2, 2, "valid"),
  pool("avgPool", 2, 1, "same"),
  pool("avgPool", 3, 2, "same"),
  activation("relu", (tf, x) => tf.relu(x), relu),
  activation(
    "leakyRelu",
    (tf, x) => tf.leakyRelu(x, 0.1),
    (x: number) => leakyRelu(x, { alpha: 0.1 }),
  ),
  activation(
    "elu",
    (tf, x) => tf.elu(x),
    (x: number) => elu(x),
  ),
  activation("selu", (tf, x) => tf.selu(x), selu),
  activation("gelu", (tf, x) => tf.mul(tf.div(x, 2), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))), gelu),
  activation("sigmoid", (tf, x) => tf.sigmoid(x), sigmoid),
  activation("tanh", (tf, x) => tf.tanh(x), tanh),
  activation("softplus", (tf, x) => tf.softplus(x), softplus),
  byRows("softmax", (tf, z) => tf.softmax(z), softmax),
  byRows("logSoftmax", (tf, z) => tf.logSoftmax(z), logSoftmax),
  byRows("layerNorm", layerNormOf, (row) => layerNorm(row)),
  byRows("mean", (tf, x) => tf.mean(x, 1), mean),
  {
    op: "cross-entropy of softmax",
    shapes: [[4, 3]],
    tensor: (tf, logits) => tf.losses.softmaxCrossEntropy(tf.tensor2d(answers), logits),
    value: (logits: Matrix) => categoricalCrossEntropyFromLogits(answers, logits),
  },
  {
    op: "mean squared error",
    shapes: [[6]],
    tensor: (tf, yPred) => tf.losses.meanSquaredError(tf.tensor1d(targets), yPred),
    value: (yPred: Vector) => meanSquaredError(targets, yPred),
  },
  {
    op: "gather (embedding)",
    shapes: [[4, 3]],
    tensor: (tf, table) => tf.gather(table, tf.tensor1d(rows, "int32")),
    value: (table: Matrix) => embedding(rows, table),
  },
  {
    op: "attention",
    shapes: [
      [3, 4],
      [3, 4],
      [3, 2],
    ],
    tensor: (tf, queries, keys, values) =>
      tf.matMul(tf.softmax(tf.div(tf.matMul(queries, keys, false, true), 2)), values),
    value: (queries: Matrix, keys: Matrix, values: Matrix) => scaledDotProductAttention(queries, keys, values),
  },
];

function convolution(size: readonly [rows: number, columns: number], padding: Padding, stride: number): GradientCase {
  return {
    op: `conv2d ${size.join("×")}, ${padding}, stride ${stride}`,
    shapes: [
      [2, 6, 5, 2],
      [...size, 2, 3],
    ],
    tensor: (tf, x, kernel) => tf.conv2d(x as TensorFlow.Tensor4D, kernel as TensorFlow.Tensor4D, stride, padding),
    value: (images: Image[], kernel: Kernel) => images.map((image) => conv2d(image, kernel, { stride, padding })),
  };
}

function pool(op: "maxPool" | "avgPool", size: number, stride: number, padding: Padding): GradientCase {
  const combine = op === "maxPool" ? (window: number[]) => Math.max(...window) : mean;
  return {
    op: `${op} ${size}×${size}, ${padding}, stride ${stride}`,
    shapes: [[2, 5, 6, 2]],
    tensor: (tf, x) => tf[op](x as TensorFlow.Tensor4D, size, stride, padding),
    value: (images: Image[]) => images.map((image) => pooled(image, size, stride, padding, combine)),
  };
}

/** What `combine` makes of the numbers of each window that lie inside the image. */
function pooled(x: Image, size: number, stride: number, padding: Padding, combine: (window: number[]) => number) {
  const down = starts(x.length, size, stride, padding);
  const across = starts(x[0]!.length, size, stride, padding);
  const inside = Array.from({ length: size }, (_, i) => i);
  return down.map((top) =>
    across.map((left) => {
      const pixels = inside.flatMap((a) =>
        inside.map((b) => x[top + a]?.[left + b]).filter((pixel) => pixel !== undefined),
      );
      return Array.from(pixels[0]!, (_, channel) => combine(pixels.map((pixel) => pixel[channel]!)));
    }),
  );
}

/** Where windows begin along an axis; "same" lays the smaller half of what is lacking before the first. */
function starts(length: number, size: number, stride: number, padding: Padding): number[] {
  const lacking = padding === "valid" ? 0 : Math.max(0, (Math.ceil(length / stride) - 1) * stride + size - length);
  const count = Math.floor((length + lacking - size) / stride) + 1;
  return Array.from({ length: count }, (_, i) => i * stride - Math.floor(lacking / 2));
}

function activation(op: string, tensor: GradientCase["tensor"], of: (x: number) => number): GradientCase {
  return { op, shapes: [[4, 5]], tensor, value: (x: number[][]) => x.map((row) => row.map((entry) => of(entry))) };
}

function byRows(op: string, tensor: GradientCase["tensor"], of: (row: number[]) => unknown): GradientCase {
  return { op, shapes: [[4, 5]], tensor, value: (x: number[][]) => x.map((row) => of(row)) };
}

function layerNormOf(tf: typeof TensorFlow, x: TensorFlow.Tensor): TensorFlow.Tensor {
  const { mean, variance } = tf.moments(x, 1, true);
  return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
}
