import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import * as formulas from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { layers } from "../../src/training/layers/index.js";
import type { Layer } from "../../src/training/layers/layer.js";
import { lossOf } from "../../src/training/losses/index.js";
import { sequential } from "../../src/training/sequential.js";
import { sizeOf } from "../../src/training/shape.js";
import { differences, expectClose } from "./agree.js";

const { activation, conv2d, dense, dropout, embedding, flatten, layerNorm } = layers;
const { maxPool2d, positionalEncoding, residual, selfAttention, simpleRnn } = layers;

const random = seededRandom(11);
const draw = (length: number) => Float64Array.from({ length }, () => random.normal());
const block = [
  residual([layerNorm(), selfAttention({ heads: 2, causal: true })]),
  residual([layerNorm(), dense(12, "gelu"), dense(6)]),
];

/** Layers, and the shape of what goes in. */
const cases: [string, Layer[], number[]][] = [
  ["dense", [dense(5, "tanh"), dense(3)], [4]],
  ["dense over a sequence", [dense(5, "sigmoid")], [3, 4]],
  ["dense with softmax", [dense(5, "relu"), dense(3, "softmax")], [4]],
  ["dense with a leak", [dense(5, { name: "leakyRelu", alpha: 0.2 }), dense(2, "elu")], [4]],
  ["activation", [activation("silu"), activation("linear"), activation("softmax")], [4]],
  ["dropout", [dropout(0.5), dense(3, "tanh"), dropout(0.25)], [6]],
  ["conv2d", [conv2d(3, 3, "tanh")], [6, 5, 2]],
  ["conv2d, padded, in strides", [conv2d(3, 3, "linear", { padding: "same", stride: 2 })], [6, 5, 2]],
  ["conv2d, padded, of even size", [conv2d(2, 2, "softplus", { padding: "same" })], [3, 4, 1]],
  ["conv2d in strides", [conv2d(2, 2, "linear", { stride: 3 })], [6, 8, 1]],
  ["maxPool2d", [maxPool2d(), flatten(), dense(2)], [5, 4, 2]],
  ["maxPool2d that overlaps", [maxPool2d(3, 1)], [5, 4, 2]],
  ["a convolutional network", [conv2d(4, 3, "relu"), maxPool2d(), flatten(), dense(3, "softmax")], [8, 8, 1]],
  ["simpleRnn", [simpleRnn(4)], [5, 3]],
  ["simpleRnn of one step", [simpleRnn(4)], [1, 3]],
  ["simpleRnn in sequences", [simpleRnn(4, { sequences: true }), simpleRnn(2, { sequences: true })], [5, 3]],
  ["embedding", [embedding(7, 4)], [5]],
  ["positionalEncoding", [positionalEncoding()], [5, 4]],
  ["layerNorm", [layerNorm()], [3, 5]],
  ["selfAttention", [selfAttention()], [4, 6]],
  ["selfAttention with heads", [selfAttention({ heads: 3 })], [4, 6]],
  ["selfAttention that is causal", [selfAttention({ heads: 2, causal: true })], [4, 6]],
  ["residual", [residual([dense(5, "tanh"), dense(4)])], [4]],
  ["a transformer", [embedding(7, 6), positionalEncoding(), ...block, layerNorm(), dense(7)], [4]],
];

beforeAll(() => tf.setBackend("cpu"));

describe.each(cases)("%s", (_, list, inputs) => {
  const count = 3;
  const [plain, onTensors] = (["plain", "tensorflow"] as const).map((engine) =>
    sequential(list, { inputs, seed: 5, engine }),
  ) as [ReturnType<typeof sequential>, ReturnType<typeof sequential>];
  // Away from where they start, so that no bias is 0.
  for (const [i, weight] of draw(plain.parameterCount).entries())
    for (const model of [plain, onTensors]) model.network.parameters[i]! += weight / 4;
  const takesIndices = list[0]!.layer === "embedding";
  const x = takesIndices
    ? Float64Array.from({ length: count * sizeOf(inputs) }, () => random.integer(0, 6))
    : draw(count * sizeOf(inputs));
  const truths = draw(count * sizeOf(plain.outputs));
  const loss = lossOf("fit", "meanSquaredError");
  const descend = ({ engine }: typeof plain, seed?: number) => {
    const found = engine.descend(x, count, truths, loss, {
      inputs: true,
      random: seed === undefined ? undefined : seededRandom(seed),
    });
    const byInputs = found.byInputs.slice(0, x.length);
    return {
      loss: found.loss,
      outputs: found.outputs.slice(0, truths.length),
      byInputs,
      gradient: engine.gradient.slice(),
    };
  };

  // With a seed, as in training.
  it.each([undefined, 8])("has the gradients that difference quotients say, with the seed %s", (seed) => {
    const { gradient, byInputs } = descend(plain, seed);
    const lossAt = () => descend(plain, seed).loss;
    expectClose(gradient, differences(plain.network.parameters, lossAt), 1e-9);
    if (takesIndices) expect([...byInputs]).toEqual(Array.from(x, () => 0));
    else expectClose(byInputs, differences(x, lossAt), 1e-9);
  });

  it.each([undefined, 8])("is the same on TensorFlow.js, to float32, with the seed %s", (seed) => {
    const [ours, theirs] = [descend(plain, seed), descend(onTensors, seed)];
    expectClose(theirs.outputs, ours.outputs, 1e-5);
    expectClose(theirs.loss, ours.loss, 1e-5);
    expectClose(theirs.gradient, ours.gradient, 1e-5);
    expectClose(theirs.byInputs, ours.byInputs, 1e-5);
  });

  it("gives the outputs of each layer on both engines", () => {
    const rows = { data: x, shape: [count, ...inputs] };
    const [ours, theirs] = [plain.activations(rows), onTensors.activations(rows)];
    expect(theirs.map(({ layer, name, shape }) => [layer, name, shape])).toEqual(
      ours.map(({ layer, name, shape }) => [layer, name, shape]),
    );
    for (const [i, { values }] of theirs.entries()) expectClose(values, ours[i]!.values, 1e-5);
    expectClose(theirs.at(-1)!.values, onTensors.predict<number[][][][]>(rows), 0);
  });

  it("leaves no tensor behind", () => {
    descend(onTensors);
    const before = tf.memory().numTensors;
    descend(onTensors);
    onTensors.predict({ data: x, shape: [count, ...inputs] });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("layers are their formulas", () => {
  const rowsOf = (values: Float64Array, width: number) =>
    Array.from({ length: values.length / width }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);

  it("conv2d", () => {
    for (const [padding, stride] of [
      ["valid", 1],
      ["same", 2],
    ] as const) {
      const model = sequential([conv2d(3, 3, "linear", { padding, stride })], { inputs: [6, 5, 2], seed: 1 });
      const image = rowsOf(draw(60), 10).map((row) => rowsOf(Float64Array.from(row), 2));
      const kernel = model.weights[0]!.nested<number[][][][]>();
      expectClose(model.predict<number[][][][]>([image])[0], formulas.conv2d(image, kernel, { padding, stride }));
    }
  });

  it("maxPool2d", () => {
    const image = rowsOf(draw(60), 10).map((row) => rowsOf(Float64Array.from(row), 2));
    const model = sequential([maxPool2d(2, 1)], { inputs: [6, 5, 2], seed: 1 });
    expect(model.predict<number[][][][]>([image])[0]).toEqual(formulas.maxPool2d(image, { size: 2, stride: 1 }));
  });

  it("simpleRnn, step by step", () => {
    const model = sequential([simpleRnn(4, { sequences: true })], { inputs: [5, 3], seed: 1 });
    const [input, recurrent, bias] = model.weights;
    const weights = {
      inputWeights: input!.nested(),
      recurrentWeights: recurrent!.nested(),
      bias: bias!.values,
    };
    const x = rowsOf(draw(15), 3);
    let state: ArrayLike<number> = [0, 0, 0, 0];
    const states = x.map((row) => {
      state = formulas.rnnCell(row, state, weights);
      return state;
    });
    expectClose(model.predict<number[][][]>([x])[0], states);
    const last = sequential([simpleRnn(4)], { inputs: [5, 3], seed: 1 });
    expectClose(last.predict([x])[0], states.at(-1));
  });

  it("embedding", () => {
    const model = sequential([embedding(7, 4)], { inputs: [5], seed: 1 });
    const indices = [3, 0, 6, 6, 1];
    expect(model.predict<number[][][]>([indices])[0]).toEqual(formulas.embedding(indices, model.weights[0]!.nested()));
    expect(() => model.predict([[0, 1, 2, 3, 7]])).toThrow("embedding: inputs[4] is 7");
  });

  it("positionalEncoding", () => {
    const model = sequential([positionalEncoding()], { inputs: [5, 4], seed: 1 });
    const zeros = Array.from({ length: 5 }, () => [0, 0, 0, 0]);
    expect(model.predict<number[][][]>([zeros])[0]).toEqual(formulas.positionalEncoding(5, 4));
  });

  it("layerNorm", () => {
    const model = sequential([layerNorm({ epsilon: 1e-3 })], { inputs: 6, seed: 1 });
    const [gamma, beta, x] = [draw(6), draw(6), draw(6)];
    model.setWeights([gamma, beta]);
    expectClose(model.predict([x])[0], formulas.layerNorm(x, { gamma, beta, epsilon: 1e-3 }));
  });

  it("selfAttention, head by head, with the weights that it shows", () => {
    const model = sequential([selfAttention({ heads: 2, causal: true })], { inputs: [4, 6], seed: 1 });
    const [wq, bq, wk, bk, wv, bv, wo, bo] = model.weights;
    const x = rowsOf(draw(24), 6);
    const projected = (weights: typeof wq, bias: typeof bq) => formulas.dense(x, weights!.nested(), bias!.values);
    const [queries, keys, values] = [projected(wq, bq), projected(wk, bk), projected(wv, bv)];
    const part = (rows: number[][], head: number) => rows.map((row) => row.slice(3 * head, 3 * head + 3));
    const attend = (head: number, v: number[][]) =>
      formulas.scaledDotProductAttention(part(queries, head), part(keys, head), v, { causal: true });
    const joined = x.map((_, i) => [0, 1].flatMap((head) => attend(head, part(values, head))[i]!));
    expectClose(model.predict<number[][][]>([x])[0], formulas.dense(joined, wo!.nested(), bo!.values));
    const [attention] = model.activations([x]);
    expect(attention).toMatchObject({ name: "attention", shape: [1, 2, 4, 4] });
    const identity = x.map((_, i) => x.map((_, j) => Number(i === j)));
    expectClose(attention!.nested<number[][][][]>()[0], [attend(0, identity), attend(1, identity)]);
  });

  it("dropout, by the mask that its generator draws", () => {
    const model = sequential([dropout(0.4)], { inputs: 50, seed: 1 });
    const x = draw(50);
    const outputs = model.engine.outputs(x, 1, seededRandom(3)).slice(0, 50);
    expect([...outputs]).toEqual(formulas.dropoutMask(50, { rate: 0.4, seed: 3 }).map((factor, i) => factor * x[i]!));
    expect(model.predict([x])).toEqual([[...x]]);
  });

  it("heNormal", () => {
    const model = sequential([dense(4, "relu", { initializer: "heNormal" })], { inputs: 3, seed: 6 });
    expect(model.weights[0]!.nested()).toEqual(formulas.heNormal(3, 4, { seed: 6 }));
  });
});

describe("what does not fit is refused", () => {
  it.each<[() => unknown, string]>([
    [() => dropout(1), "dropout: rate is 1 but must be in [0, 1)"],
    [() => conv2d(8, 0), "conv2d: size is 0 but must be a whole number from 1"],
    [() => conv2d(8, 3, "relu", { padding: "full" as "same" }), 'conv2d: padding is "full" but must be'],
    [() => conv2d(8, 3, "relu", { pad: 1 } as object), "conv2d: there is no option pad, only stride, padding"],
    [
      () => sequential([conv2d(8, 3)], { inputs: 64, seed: 1 }),
      "conv2d: its inputs have shape (64) but must be images",
    ],
    [
      () => sequential([conv2d(8, 9)], { inputs: [8, 8, 1], seed: 1 }),
      "conv2d: size is 9 but its inputs have only 8 × 8",
    ],
    [
      () => sequential([maxPool2d(3)], { inputs: [2, 4, 1], seed: 1 }),
      "maxPool2d: size is 3 but its inputs have only 2 × 4",
    ],
    [
      () => sequential([simpleRnn(3)], { inputs: 14, seed: 1 }),
      "simpleRnn: its inputs have shape (14) but must be sequences",
    ],
    [
      () => sequential([selfAttention({ heads: 4 })], { inputs: [9, 6], seed: 1 }),
      "selfAttention: 4 heads do not divide a width of 6",
    ],
    [
      () => sequential([residual([dense(3)])], { inputs: 4, seed: 1 }),
      "residual: its layers give shape (3) but its inputs have (4)",
    ],
    [
      () => dense(2, "relu", { initializer: "he" as "zeros" }),
      'dense: initializer is "he" but must be "glorotUniform"',
    ],
    [
      () => dense(2, "relu", { initializer: { normal: -1 } }),
      "dense: initializer's normal is -1 but must be 0 or more",
    ],
    [
      () => sequential([dense(2)], { inputs: 2, seed: 1, engine: "torch" as "plain" }),
      'sequential: engine is "torch" but must be "plain" or "tensorflow"',
    ],
  ])("%s", (make, message) => {
    expect(make).toThrow(message);
  });
});
