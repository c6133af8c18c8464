/** Trains for training.mjs with this library or with TensorFlow.js's layers, one task a line of standard input. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import * as tf from "@tensorflow/tfjs";
import { adam, chooseBackend, layers, sequential } from "../dist/index.js";

const [, , library, file] = process.argv;
const data = JSON.parse(readFileSync(file, "utf8"));
const isPlain = process.env.WORKINGS_BACKEND === undefined;
const engine = isPlain ? "plain" : "tensorflow";
const image = (rows) =>
  rows.map((row) => Array.from({ length: 8 }, (_, r) => row.slice(8 * r, 8 * r + 8).map((x) => [x])));
const images = image(data.digits.x);

const workings = {
  async iris() {
    const { x, y, xHeld, yHeld } = data.iris;
    const model = sequential([layers.dense(64, "relu"), layers.dense(64, "relu"), layers.dense(3, "softmax")], {
      inputs: 4,
      seed: 1,
      engine,
    });
    return trained(model, x, y, {
      epochs: 100,
      batchSize: 16,
      loss: "sparseCategoricalCrossEntropy",
      validation: { x: xHeld, y: yHeld },
    });
  },
  async digits() {
    const model = sequential(
      [layers.conv2d(8, 3, "relu"), layers.maxPool2d(2), layers.flatten(), layers.dense(10, "softmax")],
      { inputs: [8, 8, 1], seed: 1, engine },
    );
    return trained(model, images, data.digits.y, { epochs: 3, batchSize: 32, loss: "sparseCategoricalCrossEntropy" });
  },
  async attention() {
    const block = [
      layers.residual([layers.layerNorm(), layers.selfAttention({ heads: 2, causal: true })]),
      layers.residual([layers.layerNorm(), layers.dense(32, "relu"), layers.dense(16)]),
    ];
    const model = sequential([layers.embedding(12, 16), layers.positionalEncoding(), ...block, layers.dense(12)], {
      inputs: [9],
      seed: 1,
      engine,
    });
    const { x, y } = data.attention;
    return trained(model, x, y, {
      epochs: 1,
      batchSize: 32,
      loss: "sparseCategoricalCrossEntropyFromLogits",
      optimizer: adam({ learningRate: 0.005 }),
    });
  },
};

async function trained(model, x, y, options) {
  const { epochs } = await model.fit(x, y, options);
  return epochs.at(-1).loss;
}

const tfjsLayers = {
  async iris() {
    const { x, y, xHeld, yHeld } = data.iris;
    const dense = [
      tf.layers.dense({ inputShape: [4], units: 64, activation: "relu" }),
      tf.layers.dense({ units: 64, activation: "relu" }),
      tf.layers.dense({ units: 3, activation: "softmax" }),
    ];
    const held = [tf.tensor2d(xHeld), oneHot(yHeld, 3)];
    return fitted(dense, tf.tensor2d(x), oneHot(y, 3), { epochs: 100, batchSize: 16, validationData: held });
  },
  async digits() {
    const all = [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 8, kernelSize: 3, activation: "relu" }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: "softmax" }),
    ];
    return fitted(all, tf.tensor4d(images), oneHot(data.digits.y, 10), { epochs: 3, batchSize: 32 });
  },
};

async function fitted(all, x, y, options) {
  const model = tf.sequential({ layers: all });
  model.compile({ optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { history } = await model.fit(x, y, { ...options, verbose: 0, yieldEvery: "never" });
  tf.dispose([x, y, options.validationData ?? []]);
  model.dispose();
  return history.loss.at(-1);
}

function oneHot(labels, classes) {
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), classes).toFloat());
}

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
try {
  if (!isPlain) await chooseBackend();
  say({ ready: "" });
} catch (error) {
  say({ missing: error.message });
  process.exit();
}
for await (const task of createInterface({ input: process.stdin })) {
  const run = (library === "workings" ? workings : tfjsLayers)[task];
  if (run === undefined) {
    say({ missing: "it has no such layers" });
    continue;
  }
  const start = performance.now();
  const loss = await run();
  say({ milliseconds: performance.now() - start, loss });
}
