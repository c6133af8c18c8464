import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { displaySymbol } from "../../src/display/mimeBundle.js";
import { fit as train } from "../../src/training/fit.js";

/** Two clouds of points that a line parts, 40 rows each. */
const x = tf.tidy(() =>
  tf.concat([tf.randomNormal([40, 2], -1, 1, "float32", 1), tf.randomNormal([40, 2], 1, 1, "float32", 2)]),
);
const y = tf.tidy(() => tf.oneHot([...Array(40).fill(0), ...Array(40).fill(1)], 2));

function network(seed: number): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [2], units: 2, activation: "softmax", kernelInitializer })],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

describe("fit", () => {
  it("repeats a run to the last bit when the seeds are the same", async () => {
    const runs = [];
    for (let run = 0; run < 2; run++) runs.push(await train(network(1), x, y, { epochs: 3, batchSize: 16, seed: 7 }));
    expect(runs[1]!.epochs).toEqual(runs[0]!.epochs);
  });

  it("orders the rows by its own seed, never by Math.random", async () => {
    const [first, second] = [
      await train(network(1), x, y, { epochs: 2, seed: 7 }),
      await train(network(1), x, y, { epochs: 2, seed: 8 }),
    ];
    expect(second.epochs).not.toEqual(first.epochs);
  });

  it("takes the mean over the rows of an epoch: one whole batch reports the loss that evaluate gives", async () => {
    const model = network(3);
    const [loss, accuracy] = (model.evaluate(x, y) as tf.Scalar[]).map((score) => score.dataSync()[0]!);
    const { epochs } = await train(model, x, y, { epochs: 1, batchSize: 80, seed: 1 });
    expect(epochs[0]!.loss).toBeCloseTo(loss!, 6);
    expect(epochs[0]!.accuracy).toBeCloseTo(accuracy!, 6);
  });

  it("weighs a short last batch by its rows", async () => {
    const frozen = network(3);
    frozen.compile({ optimizer: tf.train.sgd(0), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const [whole, uneven] = [
      await train(frozen, x, y, { epochs: 1, batchSize: 80, seed: 1 }),
      await train(frozen, x, y, { epochs: 1, batchSize: 32, seed: 1 }),
    ];
    expect(uneven.epochs[0]!.loss).toBeCloseTo(whole.epochs[0]!.loss, 6);
  });

  it("learns, judges the rows held back after each epoch, and leaves no tensor behind", async () => {
    const model = network(1);
    await train(model, x, y, { epochs: 1, seed: 1, validation: { x, y } });
    const before = tf.memory().numTensors;
    const { epochs } = await train(model, x, y, { epochs: 20, seed: 1, validation: { x, y } });
    expect(tf.memory().numTensors).toBe(before);
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(epochs[19]!.validationLoss!).toBeLessThan(epochs[0]!.validationLoss!);
    expect(epochs[19]!.validationAccuracy!).toBeGreaterThan(0.85);
  });

  it("gives a history that shows itself as learning curves", async () => {
    const history = await train(network(1), x, y, { epochs: 2, seed: 1 });
    expect(history[displaySymbol]()).toMatchObject({
      "text/plain": expect.stringMatching(/^Learning curves: 2 epochs, training loss/),
    });
  });

  it("names both facts when rows do not match, and says how to compile a model that was not", async () => {
    await expect(train(network(1), x, tf.zeros([3, 2]), { epochs: 1, seed: 1 })).rejects.toThrow(
      new RangeError("fit: x has 80 rows but y has 3"),
    );
    const bare = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 2 })] });
    await expect(train(bare, x, y, { epochs: 1, seed: 1 })).rejects.toThrow(
      'compile it with a loss and metrics: ["accuracy"]',
    );
  });
});
