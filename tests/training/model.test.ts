import { describe, expect, it } from "vitest";
import { dense, denseBackward, glorotUniform, sigmoid } from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { layers } from "../../src/training/layers/index.js";
import type { LossName } from "../../src/training/losses/index.js";
import { sequential } from "../../src/training/sequential.js";
import { differences, expectClose } from "./agree.js";

const random = seededRandom(2);
const rows = (count: number, width: number) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => random.uniform(-1, 1)));

describe("a dense layer", () => {
  const [x, byOutputs] = [rows(5, 3), rows(5, 4)];
  const model = sequential([layers.dense(4)], { inputs: 3, seed: 1 });
  const [weights, bias] = model.weights;

  it("is the formula dense", () => {
    expectClose(model.predict(x), dense(x, weights!.nested(), bias!.values));
  });

  it("passes gradients back as the formula denseBackward", () => {
    const { weights: found, inputs } = model.pullBack(x, byOutputs);
    const truth = denseBackward(x, weights!.nested(), byOutputs);
    expectClose(found[0]!.values, truth.weights);
    expectClose(found[1]!.values, truth.bias);
    expectClose(inputs.nested(), truth.x);
  });

  it("starts where Glorot's formula says, with biases of 0", () => {
    expect(weights!.nested()).toEqual(glorotUniform(3, 4, { seed: 1 }));
    expect([...bias!.values]).toEqual([0, 0, 0, 0]);
  });

  it("goes over the last axis of inputs that have more", () => {
    const x = [rows(2, 3), rows(2, 3)];
    const model = sequential([layers.dense(4, "sigmoid")], { inputs: [2, 3], seed: 1 });
    const truth = x.map((part) => dense(part, weights!.nested(), bias!.values).map((row) => row.map(sigmoid)));
    expectClose(model.predict<number[][][]>(x), truth);
  });
});

describe("the network of the lesson on the forward pass", () => {
  const model = sequential([layers.dense(2, "relu"), layers.dense(1, "sigmoid")], { inputs: 2, seed: 0 });
  model.setWeights([
    [
      [0.5, -1],
      [0.25, 0.5],
    ],
    [0, -0.5],
    [[1.5], [-1]],
    [0.5],
  ]);

  it("gives the values done by hand", () => {
    const [hidden, output] = model.activations([[1, 2]]);
    expect(hidden!.nested()).toEqual([[1, 0]]);
    expect(output!.nested()).toEqual([[sigmoid(2)]]);
  });

  it("gives the gradients done by hand", () => {
    const { loss, weights } = model.gradients([[1, 2]], [1], "binaryCrossEntropy");
    const slope = sigmoid(2) - 1;
    expectClose(loss, -Math.log(sigmoid(2)));
    expectClose(weights[2]!.values, [slope, 0]);
    expectClose(weights[0]!.values, [1.5 * slope, 0, 2 * 1.5 * slope, 0]);
  });
});

describe("gradients", () => {
  it.each<[LossName, number[][] | number[]]>([
    ["meanSquaredError", rows(6, 3)],
    ["categoricalCrossEntropyFromLogits", [0, 1, 2, 2, 1, 0].map((k) => [0, 1, 2].map((j) => Number(j === k)))],
    ["sparseCategoricalCrossEntropyFromLogits", [0, 1, 2, 2, 1, 0]],
  ])("of %s through three layers are what difference quotients say", (loss, y) => {
    const model = sequential([layers.dense(7, "tanh"), layers.dense(5, "gelu"), layers.dense(3)], {
      inputs: 4,
      seed: 3,
    });
    const x = rows(6, 4);
    const { loss: value, weights, inputs } = model.gradients(x, y, loss);
    const lossOf = () => model.gradients(x, y, loss).loss;
    expectClose(value, model.evaluate(x, y, loss).loss);
    expectClose(
      weights.flatMap(({ values }) => [...values]),
      differences(model.network.parameters, lossOf),
      1e-9,
    );
    const flat = Float64Array.from(x.flat());
    const byInputs = differences(flat, () => model.gradients({ data: flat, shape: [6, 4] }, y, loss).loss);
    expectClose(inputs.values, byInputs, 1e-9);
  });
});

describe("a model", () => {
  const model = sequential([layers.dense(64, "relu"), layers.dense(64, "relu"), layers.dense(3, "softmax")], {
    inputs: 4,
    seed: 7,
  });

  it("counts what it learns, and sums up its layers as a table", () => {
    expect(model.parameterCount).toBe(4675);
    expect(model.summary()).toEqual([
      { layer: "dense1", outputs: "(64)", parameters: 320 },
      { layer: "dense2", outputs: "(64)", parameters: 4160 },
      { layer: "dense3", outputs: "(3)", parameters: 195 },
      { layer: "all", outputs: "(3)", parameters: 4675 },
    ]);
  });

  it("predicts a row the same alone as among a thousand", () => {
    const x = rows(1000, 4);
    const all = model.predict(x);
    for (const row of [0, 255, 256, 999]) expect(model.predict([x[row]!])).toEqual([all[row]]);
  });

  it("takes arrays, flat numbers with a shape, and tensors", () => {
    const x = rows(2, 4);
    const data = Float32Array.from(x.flat());
    const rounded = [...data];
    const truth = model.predict([rounded.slice(0, 4), rounded.slice(4)]);
    expect(model.predict({ data, shape: [2, 4] })).toEqual(truth);
    expect(model.predict({ shape: [2, 4], dataSync: () => data })).toEqual(truth);
    // As a data frame has them.
    expect(model.predict({ shape: [2, 4], values: [rounded.slice(0, 4), rounded.slice(4)] })).toEqual(truth);
    expect(() => model.predict({ data, shape: [3, 4] })).toThrow("predict: x has 8 numbers but its shape is (3, 4)");
  });

  it("gives copies of its weights, which setWeights takes back", () => {
    const before = model.weights;
    const other = sequential(model.network.layers, { inputs: 4, seed: 8 });
    other.setWeights(before);
    const x = rows(3, 4);
    expect(other.predict(x)).toEqual(model.predict(x));
    before[0]!.values.fill(0);
    expect(other.predict(x)).toEqual(model.predict(x));
  });

  it.each<[() => unknown, string]>([
    [() => model.predict([[1, 2, 3]]), "predict: x has rows of 3 numbers but the model takes 4 numbers"],
    [() => model.predict([[1, 2, 3, Number.NaN]]), "predict: x[0][3] is NaN but must be a finite number"],
    [() => model.predict([[1, 2, 3, 4], [1]]), "predict: x[1] has 1 entries but x[0] has 4"],
    [() => model.predict([["1", 2, 3, 4] as never]), 'predict: x[0][0] must be a number but is "1"'],
    [() => model.predict([]), "predict: x is empty"],
    [() => model.evaluate([[1, 2, 3, 4]], [[1, 0, 0]]), "evaluate: the model was not trained yet; say which loss"],
    [
      () => model.evaluate([[1, 2, 3, 4]], [1], "categoricalCrossEntropy"),
      "evaluate: y has rows of 1 number but the model gives 3 numbers",
    ],
    [
      () => model.evaluate([[1, 2, 3, 4]], [3], "sparseCategoricalCrossEntropy"),
      "evaluate: y[0] is 3 but labels are whole numbers from 0 to 2",
    ],
    [() => model.setWeights([[1]]), "setWeights: there are 1 arrays but the model has 6"],
    [
      () => model.setWeights([[1], [1], [1], [1], [1], [1]]),
      "setWeights: dense1's weights has shape (1) but must have (4, 64)",
    ],
    [() => sequential([], { inputs: 4, seed: 1 }), "sequential: there are no layers"],
    [
      () => sequential([layers.dense(1)], { inputs: 0, seed: 1 }),
      "sequential: inputs is (0) but must be whole numbers from 1",
    ],
    [() => layers.dense(0), "dense: units is 0 but must be a whole number from 1"],
  ])("says what is wrong: %s", (act, message) => {
    expect(act).toThrow(message);
  });
});
