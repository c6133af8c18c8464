import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import {
  averagePool2d,
  batchNorm,
  conv2d,
  dense,
  denseBackward,
  dropoutMask,
  embedding,
  formulas,
  gruCell,
  layerNorm,
  lstmCell,
  maxPool2d,
  oneHot,
  positionalEncoding,
  rmsNorm,
  rnnCell,
  scaledDotProductAttention,
} from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

const identity = [
  [1, 0],
  [0, 1],
];
const attention = scaledDotProductAttention([[1, 0]], identity, identity);
const encoding = positionalEncoding(2, 4)[1]!;

/** What each call gives, to 20 digits, worked out to 120 digits by other means. */
test.each<[call: string, computed: number, digits: string]>([
  ["layerNorm([1, 2, 3, 4])[0]", layerNorm([1, 2, 3, 4])[0]!, "-1.3416354199689269826"],
  ["rmsNorm([1, 2, 3, 4])[0]", rmsNorm([1, 2, 3, 4])[0]!, "0.36514834732688839862"],
  ["scaledDotProductAttention, the first weight", attention[0]![0]!, "0.66976154932665692562"],
  ["positionalEncoding(2, 4)[1][0]", encoding[0]!, "0.84147098480789650665"],
  ["positionalEncoding(2, 4)[1][1]", encoding[1]!, "0.54030230586813971740"],
  ["positionalEncoding(2, 4)[1][2]", encoding[2]!, "0.0099998333341666646825"],
])("%s", (_call, computed, digits) => {
  expect(Math.abs(computed - Number(digits))).toBeLessThanOrEqual(Number.EPSILON * Math.abs(Number(digits)));
});

const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
const pixel = [[[1]]];
const square = [
  [[1], [2]],
  [[3], [4]],
];
const oneUnit = { inputWeights: [[1]], recurrentWeights: [[1]], bias: [0] };

test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
  ["dense: x[0] has 2 entries but weights has 1", () => dense([[1, 2]], [[1]], [1]), RangeError],
  ["dense: weights[0] has 1 entry but bias has 2", () => dense([[1]], [[1]], [1, 2]), RangeError],
  ["dense: x[0] has 1 entry but x[1] has 2", () => dense([[1], [1, 2]], [[1]], [1]), RangeError],
  ["dense: bias is empty", () => dense([[1]], [[1]], []), RangeError],
  ["denseBackward: x has 1 entry but outputGradient has 2", () => denseBackward([[1]], [[1]], [[1], [1]]), RangeError],
  [
    "denseBackward: weights[0] has 1 entry but outputGradient[0] has 2",
    () => denseBackward([[1]], [[1]], [[1, 2]]),
    RangeError,
  ],
  ["conv2d: x[0][0] has 1 entry but kernel[0][0] has 2", () => conv2d(pixel, [[[[1], [1]]]]), RangeError],
  [
    "conv2d: the number of kernel rows is 2 but must be at most 1, the rows of x",
    () => conv2d(pixel, [[[[1]]], [[[1]]]]),
    RangeError,
  ],
  [
    "conv2d: the number of kernel columns is 2 but must be at most 1, the columns of x",
    () => conv2d(pixel, [[[[1]], [[1]]]]),
    RangeError,
  ],
  ["conv2d: stride is 0 but must be a whole number from 1", () => conv2d(pixel, [pixel], { stride: 0 }), RangeError],
  [
    'conv2d: padding is "full" but must be "valid" or "same"',
    () => untyped(conv2d)(pixel, [pixel], { padding: "full" }),
    RangeError,
  ],
  ["conv2d: x[0] has 1 entry but x[1] has 2", () => conv2d([[[1]], [[1], [1]]], [pixel]), RangeError],
  ["maxPool2d: size is 2 but must be at most 1, the rows of x", () => maxPool2d(pixel), RangeError],
  [
    "averagePool2d: size is 3 but must be at most 2, the rows of x",
    () => averagePool2d(square, { size: 3 }),
    RangeError,
  ],
  ["maxPool2d: stride is 1.5 but must be a whole number from 1", () => maxPool2d(square, { stride: 1.5 }), RangeError],
  ["maxPool2d: options must be an object such as { size: 2 } but is 2", () => untyped(maxPool2d)(square, 2), TypeError],
  ["batchNorm: x[0] has 1 entry but gamma has 2", () => batchNorm([[1]], { gamma: [1, 1] }), RangeError],
  ["layerNorm: x has 1 entry but beta has 2", () => layerNorm([1], { beta: [1, 1] }), RangeError],
  ["layerNorm: epsilon is 0 but must be above 0", () => layerNorm([1], { epsilon: 0 }), RangeError],
  ["rmsNorm: gamma must be an array of numbers but is 2", () => untyped(rmsNorm)([1], { gamma: 2 }), TypeError],
  ["dropoutMask: option seed is missing", () => untyped(dropoutMask)(3, {}), TypeError],
  ["dropoutMask: rate is 1 but must be in [0, 1)", () => dropoutMask(3, { rate: 1, seed: 1 }), RangeError],
  ["dropoutMask: seed is 0.5 but must be a safe integer", () => dropoutMask(3, { seed: 0.5 }), RangeError],
  [
    "scaledDotProductAttention: queries[0] has 1 entry but keys[0] has 2",
    () => scaledDotProductAttention([[1]], [[1, 2]], [[1]]),
    RangeError,
  ],
  [
    "scaledDotProductAttention: keys has 1 entry but values has 2",
    () => scaledDotProductAttention([[1]], [[1]], [[1], [2]]),
    RangeError,
  ],
  [
    "embedding: indices[1] is 2 but labels are whole numbers from 0 to 1",
    () => embedding([0, 2], [[1], [2]]),
    RangeError,
  ],
  ["oneHot: index is 3 but must be a whole number from 0 to 2", () => oneHot(3, 3), RangeError],
  ["positionalEncoding: width is 0 but must be a whole number from 1", () => positionalEncoding(1, 0), RangeError],
  ["rnnCell: x has 2 entries but weights.inputWeights has 1", () => rnnCell([1, 2], [1], oneUnit), RangeError],
  [
    "rnnCell: weights must hold inputWeights, recurrentWeights, bias but has no bias",
    () => untyped(rnnCell)([1], [1], { inputWeights: [[1]], recurrentWeights: [[1]] }),
    TypeError,
  ],
  [
    "lstmCell: 4 gates of state.h has 4 entries but weights.inputWeights[0] has 1",
    () => lstmCell([1], { h: [1], c: [1] }, oneUnit),
    RangeError,
  ],
  ["lstmCell: state.h has 1 entry but state.c has 2", () => lstmCell([1], { h: [1], c: [1, 2] }, oneUnit), RangeError],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
  expect(call).toThrow(kind);
});

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const lone = (i: number, f: number, g: number, o: number) => ({
  inputWeights: [[i, f, g, o]],
  recurrentWeights: [[0, 0, 0, 0]],
  bias: [0, 0, 0, 0],
});

describe("NaN, infinities, zeros and terms that cancel", () => {
  test.each<[string, unknown, unknown]>([
    ["dense keeps the 1 beside 10¹⁶", dense([[1e16, 1, -1e16]], [[1], [1], [1]], [0]), [[1]]],
    ["dense of terms that overflow", dense([[1e308, 1e308]], [[10], [-10]], [1]), [[1]]],
    ["dense of terms that underflow", dense([[1e-200, 1]], [[1e-200], [5e-324]], [0]), [[5e-324]]],
    ["dense of NaN", dense([[nan], [1]], [[1]], [0]), [[nan], [1]]],
    ["dense of infinity", dense([[infinity]], [[-1]], [0]), [[-infinity]]],
    ["conv2d keeps the 1", conv2d([[[1e16], [1], [-1e16]]], [[[[1]], [[1]], [[1]]]]), [[[1]]]],
    ["conv2d of NaN spoils only what sees it", conv2d([[[nan], [1], [2]]], [[[[1]], [[1]]]]), [[[nan], [3]]]],
    [
      "maxPool2d of NaN",
      maxPool2d([
        [[nan], [1]],
        [[2], [3]],
      ]),
      [[[nan]]],
    ],
    [
      "maxPool2d of zeros",
      maxPool2d([
        [[-0], [0]],
        [[-0], [-0]],
      ]),
      [[[0]]],
    ],
    [
      "maxPool2d of negative numbers",
      maxPool2d([
        [[-3], [-1]],
        [[-2], [-5]],
      ]),
      [[[-1]]],
    ],
    ["layerNorm of one", layerNorm([1e300]), [0]],
    ["layerNorm of equal huge entries", layerNorm([1e300, 1e300]), [0, 0]],
    ["layerNorm of one infinity", layerNorm([infinity, 1]), [1, -1]],
    ["layerNorm of NaN", layerNorm([nan, 1]), [nan, nan]],
    ["layerNorm of neighbours", layerNorm([1, 1 + Number.EPSILON], { epsilon: 1e-300 }), [-1, 1]],
    ["rmsNorm of a tiny entry beside a huge one", rmsNorm([1e-147, 1e145])[0]! > 0, true],
    ["rmsNorm of zeros", rmsNorm([0, -0]), [0, -0]],
    ["attention of a score of −Infinity", scaledDotProductAttention([[1]], [[-infinity], [0]], [[1], [2]]), [[2]]],
    ["attention does not see the future, though it be NaN", attendTo([[1], [nan]])[0], [1]],
    ["attention of NaN", attendTo([[1], [nan]])[1], [nan]],
    [
      "attention where all scores overflow",
      scaledDotProductAttention([[1e300]], [[1e300], [2e300]], identity),
      [[0, 1]],
    ],
    [
      "attention of equal scores beyond all doubles",
      scaledDotProductAttention([[1e300]], [[1e300], [1e300]], identity),
      [[0.5, 0.5]],
    ],
    ["rnnCell of NaN", rnnCell([nan], [0], oneUnit), [nan]],
    ["rnnCell of infinity", rnnCell([-infinity], [0], oneUnit), [-1]],
    [
      "lstmCell that forgets nothing and takes in nothing",
      lstmCell([1], { h: [0], c: [3] }, lone(-1e300, 1e300, 0, -1e300)),
      { c: [3], h: [0] },
    ],
    ["lstmCell of a huge state", lstmCell([1], { h: [0], c: [1e308] }, lone(0, 800, 0, 0)), { c: [1e308], h: [0.5] }],
    [
      "lstmCell through a gate that is all but shut",
      lstmCell([1], { h: [0], c: [1e308] }, lone(0, -1000, 0, 0)).c[0]! > 5e-127,
      true,
    ],
  ])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

  test("a cell whose kept and new all but cancel keeps what is left to 1", () => {
    // σ(745) − σ(710)·tanh 260 is 2e⁻⁵²⁰ but for what is far smaller.
    const { c } = lstmCell([1], { h: [0], c: [1] }, lone(710, 745, -260, 0));
    expect(c[0]).toBeCloseTo(0, 15);
    expect(Math.abs(c[0]! / (2 * Math.exp(-520)) - 1)).toBeLessThan(8 * Number.EPSILON);
  });
});

function attendTo(values: number[][]) {
  return scaledDotProductAttention([[1], [1]], [[1], [1]], values, { causal: true });
}

test("padding for the same size lays the smaller half first", () => {
  const image = [[[1], [2], [3], [4]]];
  const kernel = [[[[1]], [[10]]]];
  expect(conv2d(image, kernel, { padding: "same" })).toEqual([[[21], [32], [43], [4]]]);
  const wide = [[[[1]], [[10]], [[100]], [[1000]]]];
  expect(conv2d(image, wide, { padding: "same" })).toEqual([[[3210], [4321], [432], [43]]]);
  const larger = [[[[1]], [[10]], [[100]], [[1000]], [[10000]]]];
  expect(conv2d([[[7]]], larger, { padding: "same" })).toEqual([[[700]]]);
});

test("rows and columns that are left over are dropped", () => {
  const image = Array.from({ length: 5 }, (_, r) => Array.from({ length: 7 }, (_, c) => [10 * r + c]));
  expect(maxPool2d(image, { size: 2, stride: 3 })).toEqual([
    [[11], [14]],
    [[41], [44]],
  ]);
  expect(averagePool2d(image)).toHaveLength(2);
  expect(averagePool2d(image)[0]).toHaveLength(3);
});

describe("TensorFlow.js gives the same in float32", () => {
  const random = seededRandom(7);
  /** Numbers that float32 holds. */
  const numbers = (...shape: number[]): never => {
    const [length, ...inner] = shape;
    if (length === undefined) return Math.fround(random.uniform(-2, 2)) as never;
    return Array.from({ length }, () => numbers(...inner)) as never;
  };
  /** Sums of n terms below t in size are off by n · t · 2⁻²⁴ at most; the shapes below stay under 64 terms of 4. */
  const tolerance = 64 * 4 * 2 ** -24;
  const near = (ours: unknown, theirs: tf.Tensor) => {
    const flat = [ours].flat(4) as number[];
    expect(theirs.size).toBe(flat.length);
    theirs.dataSync().forEach((value, i) => {
      expect(Math.abs(value - flat[i]!)).toBeLessThan(tolerance);
    });
  };

  test("dense", () => {
    for (const [n, d, k] of [
      [1, 1, 1],
      [5, 3, 2],
      [2, 13, 7],
    ] as const) {
      const [x, weights, bias] = [numbers(n, d), numbers(d, k), numbers(k)];
      near(dense(x, weights, bias), tf.add(tf.matMul(x, weights), bias));
    }
  });

  test("conv2d, for all strides and paddings of even and odd shapes", () => {
    for (const [h, w, i, rows, columns, o] of [
      [5, 6, 2, 3, 2, 3],
      [4, 4, 1, 4, 4, 2],
      [7, 5, 3, 2, 3, 1],
    ] as const) {
      const [x, kernel] = [numbers(h, w, i), numbers(rows, columns, i, o)];
      for (const stride of [1, 2, 3]) {
        for (const padding of ["valid", "same"] as const) {
          const theirs = tf.conv2d(tf.tensor3d(x), tf.tensor4d(kernel), stride, padding);
          const ours = conv2d(x, kernel, { stride, padding });
          expect([ours.length, ours[0]!.length, ours[0]![0]!.length]).toEqual(theirs.shape);
          near(ours, theirs);
        }
      }
    }
  });

  test("pools", () => {
    const x = numbers(7, 6, 3);
    for (const size of [1, 2, 3]) {
      for (const stride of [1, 2, 3]) {
        near(maxPool2d(x, { size, stride }), tf.maxPool(tf.tensor3d(x), size, stride, "valid"));
        near(averagePool2d(x, { size, stride }), tf.avgPool(tf.tensor3d(x), size, stride, "valid"));
      }
    }
  });

  test("batchNorm", () => {
    const [x, gamma, beta] = [numbers(9, 4), numbers(4), numbers(4)];
    const { mean, variance } = tf.moments(tf.tensor2d(x), 0);
    const theirs = tf.batchNorm(tf.tensor2d(x), mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, 1e-3);
    near(batchNorm(x, { gamma, beta, epsilon: 1e-3 }), theirs);
  });

  test("layerNorm, by its layer", () => {
    const [x, gamma, beta] = [numbers(8), numbers(8), numbers(8)];
    const layer = tf.layers.layerNormalization({ epsilon: 1e-3 });
    layer.build([1, 8]);
    layer.setWeights([tf.tensor1d(gamma), tf.tensor1d(beta)]);
    near(layerNorm(x, { gamma, beta, epsilon: 1e-3 }), layer.apply(tf.tensor2d([x])) as tf.Tensor);
  });

  test("recurrent cells, by their layers", () => {
    const [d, h] = [3, 4];
    const [x, state, c] = [numbers(d), numbers(h), numbers(h)];
    const built = <Cell extends tf.layers.Layer>(cell: Cell, gates: number) => {
      const weights = {
        inputWeights: numbers(d, gates * h),
        recurrentWeights: numbers(h, gates * h),
        bias: numbers(gates * h),
      };
      cell.build([1, d]);
      cell.setWeights([
        tf.tensor2d(weights.inputWeights),
        tf.tensor2d(weights.recurrentWeights),
        tf.tensor1d(weights.bias),
      ]);
      return { cell, weights };
    };
    const simple = built(tf.layers.simpleRNNCell({ units: h }), 1);
    const [plain] = simple.cell.call([tf.tensor2d([x]), tf.tensor2d([state])], {}) as tf.Tensor[];
    near(rnnCell(x, state, simple.weights), plain!);

    const lstm = built(tf.layers.lstmCell({ units: h, recurrentActivation: "sigmoid" }), 4);
    const [, nextH, nextC] = lstm.cell.call(
      [tf.tensor2d([x]), tf.tensor2d([state]), tf.tensor2d([c])],
      {},
    ) as tf.Tensor[];
    const next = lstmCell(x, { h: state, c }, lstm.weights);
    near(next.h, nextH!);
    near(next.c, nextC!);
  });

  test("a gated recurrent unit whose reset gate is open, which is where its two variants agree", () => {
    const [d, h] = [3, 4];
    const [x, state] = [numbers(d), numbers(h)];
    const [inputWeights, recurrentWeights, inputBias] = [
      numbers(d, 3 * h),
      numbers(h, 3 * h),
      numbers(3 * h),
    ] as number[][][];
    const bias = inputBias as unknown as number[];
    for (let i = 0; i < h; i++) bias[i] = 100;
    const ours = gruCell(x, state, {
      inputWeights: inputWeights!,
      recurrentWeights: recurrentWeights!,
      inputBias: bias,
      recurrentBias: Array.from({ length: 3 * h }, () => 0),
    });
    // Keras has the update gate first.
    const swapped = (row: number[]) => [...row.slice(h, 2 * h), ...row.slice(0, h), ...row.slice(2 * h)];
    const cell = tf.layers.gruCell({ units: h, recurrentActivation: "sigmoid" });
    cell.build([1, d]);
    cell.setWeights([
      tf.tensor2d(inputWeights!.map(swapped)),
      tf.tensor2d(recurrentWeights!.map(swapped)),
      tf.tensor1d(swapped(bias)),
    ]);
    const [theirs] = cell.call([tf.tensor2d([x]), tf.tensor2d([state])], {}) as tf.Tensor[];
    near(ours, theirs!);
  });
});

describe("gates lie side by side in their order", () => {
  const random = seededRandom(11);
  const vector = (n: number) => Array.from({ length: n }, () => random.uniform(-1, 1));
  const matrix = (n: number, k: number) => Array.from({ length: n }, () => vector(k));
  const logistic = (a: number) => 1 / (1 + Math.exp(-a));
  const [d, h] = [3, 5];
  const [x, state, c] = [vector(d), vector(h), vector(h)];
  /** Entry i of a gate: v times its columns, and its bias. */
  const drive = (v: number[], weights: number[][], bias: number[], gate: number, i: number) =>
    v.reduce((sum, y, k) => sum + y * weights[k]![gate * h + i]!, bias[gate * h + i]!);
  const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(32 * Number.EPSILON);

  test("of an LSTM: input, forget, cell, output", () => {
    const weights = { inputWeights: matrix(d, 4 * h), recurrentWeights: matrix(h, 4 * h), bias: vector(4 * h) };
    const next = lstmCell(x, { h: state, c }, weights);
    const none = Array.from({ length: 4 * h }, () => 0);
    for (let i = 0; i < h; i++) {
      const [input, forget, cell, output] = [0, 1, 2, 3].map(
        (gate) =>
          drive(x, weights.inputWeights, weights.bias, gate, i) + drive(state, weights.recurrentWeights, none, gate, i),
      ) as [number, number, number, number];
      const kept = logistic(forget) * c[i]! + logistic(input) * Math.tanh(cell);
      close(next.c[i]!, kept);
      close(next.h[i]!, logistic(output) * Math.tanh(kept));
    }
  });

  test("of a GRU: reset, update, new, and the reset gate acts after the product", () => {
    const weights = {
      inputWeights: matrix(d, 3 * h),
      recurrentWeights: matrix(h, 3 * h),
      inputBias: vector(3 * h),
      recurrentBias: vector(3 * h),
    };
    const next = gruCell(x, state, weights);
    for (let i = 0; i < h; i++) {
      const from = (gate: number) => drive(x, weights.inputWeights, weights.inputBias, gate, i);
      const recalled = (gate: number) => drive(state, weights.recurrentWeights, weights.recurrentBias, gate, i);
      const [reset, update] = [logistic(from(0) + recalled(0)), logistic(from(1) + recalled(1))];
      const candidate = Math.tanh(from(2) + reset * recalled(2));
      close(next[i]!, (1 - update) * candidate + update * state[i]!);
    }
  });

  test("the Jacobians of recurrent cells are those of difference quotients, for several units", () => {
    const step = 2 ** -20;
    const rnn = { inputWeights: matrix(d, h), recurrentWeights: matrix(h, h), bias: vector(h) };
    const gru = {
      inputWeights: matrix(d, 3 * h),
      recurrentWeights: matrix(h, 3 * h),
      inputBias: vector(3 * h),
      recurrentBias: vector(3 * h),
    };
    const moved = (v: number[], j: number, by: number) => v.map((y, k) => (k === j ? y + by : y));
    const check = (
      jacobian: number[][],
      f: (by: (v: number[], j: number) => number[][], j: number) => [number[], number[]],
    ) => {
      for (const [i, row] of jacobian.entries()) {
        for (const [j, slope] of row.entries()) {
          const [above, below] = f((v, k) => [moved(v, k, step), moved(v, k, -step)], j);
          expect(Math.abs((above[i]! - below[i]!) / (2 * step) - slope)).toBeLessThan(1e-9);
        }
      }
    };
    const byX = (f: (x: number[]) => number[]) => (by: (v: number[], j: number) => number[][], j: number) =>
      by(x, j).map(f) as [number[], number[]];
    const byH = (f: (h: number[]) => number[]) => (by: (v: number[], j: number) => number[][], j: number) =>
      by(state, j).map(f) as [number[], number[]];
    check(
      formulas.rnnCell.partials.x.value(x, state, rnn),
      byX((v) => rnnCell(v, state, rnn)),
    );
    check(
      formulas.rnnCell.partials.h.value(x, state, rnn),
      byH((v) => rnnCell(x, v, rnn)),
    );
    check(
      formulas.gruCell.partials.x.value(x, state, gru),
      byX((v) => gruCell(v, state, gru)),
    );
    check(
      formulas.gruCell.partials.h.value(x, state, gru),
      byH((v) => gruCell(x, v, gru)),
    );
  });
});

test("the backward pass of a dense layer is what difference quotients say of the loss", () => {
  const random = seededRandom(3);
  const matrix = (n: number, k: number) =>
    Array.from({ length: n }, () => Array.from({ length: k }, () => random.uniform(-1, 1)));
  const [x, weights, gradient, [bias]] = [matrix(4, 3), matrix(3, 2), matrix(4, 2), matrix(1, 2)] as [
    number[][],
    number[][],
    number[][],
    [number[]],
  ];
  const loss = (x: number[][], weights: number[][], bias: number[]) =>
    dense(x, weights, bias).reduce((sum, row, i) => sum + row.reduce((a, y, k) => a + y * gradient[i]![k]!, 0), 0);
  // The loss is linear in each entry, so that the quotient is off by rounding alone.
  const quotient = (array: number[], place: number) => {
    const before = array[place]!;
    const losses = [1, -1].map((step) => {
      array[place] = before + step;
      return loss(x, weights, bias);
    }) as [number, number];
    array[place] = before;
    return (losses[0] - losses[1]) / 2;
  };
  const backward = denseBackward(x, weights, gradient);
  const pairs = [
    ...x.map((row, i) => [row, backward.x[i]!] as const),
    ...weights.map((row, j) => [row, backward.weights[j]!] as const),
    [bias, backward.bias] as const,
  ];
  for (const [array, slopes] of pairs) {
    for (const [place, slope] of slopes.entries()) {
      expect(Math.abs(quotient(array, place) - slope)).toBeLessThan(64 * Number.EPSILON);
    }
  }
});

test("a mask drops as many as its rate says, whichever the seed, and begins as a shorter one does", () => {
  const length = 10_000;
  for (const seed of [0, 1, -5, 2 ** 40]) {
    for (const rate of [0.1, 0.5, 0.9]) {
      const mask = dropoutMask(length, { rate, seed });
      const dropped = mask.filter((entry) => entry === 0).length;
      // Five standard deviations.
      expect(Math.abs(dropped - rate * length)).toBeLessThan(5 * Math.sqrt(length * rate * (1 - rate)));
      expect(new Set(mask)).toEqual(new Set([0, 1 / (1 - rate)]));
      expect(dropoutMask(100, { rate, seed })).toEqual(mask.slice(0, 100));
    }
  }
  expect(dropoutMask(100, { seed: 1 })).not.toEqual(dropoutMask(100, { seed: 2 }));
});

test("long sums cost no digits", () => {
  const length = 100_000;
  const tenths = Array.from({ length }, () => 0.1);
  // 0.1 as a double is 0.1 + 2⁻⁵⁶·0.4, which a hundred thousand times makes less than half a unit in the last place.
  expect(
    dense(
      [tenths],
      tenths.map(() => [1]),
      [0],
    ),
  ).toEqual([[10000]]);
  expect(layerNorm(tenths).every((entry) => entry === 0)).toBe(true);
});

/** To 22 digits, by other means; the angle's own rounding would cost the last three or four. */
test.each<[place: number, column: number, width: number, digits: string]>([
  [5000, 2, 512, "-0.8211232685335266040095"],
  [5000, 101, 512, "-0.3904443919409056106542"],
  [100000, 40, 64, "0.8786808507687964016036"],
])("the encoding of place %d in column %d of %d keeps its digits", (place, column, width, digits) => {
  const computed = positionalEncoding(place + 1, width)[place]![column]!;
  expect(Math.abs(computed - Number(digits))).toBeLessThan(1.5 * Number.EPSILON);
});
