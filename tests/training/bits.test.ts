import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { seededRandom } from "../../src/numeric/random.js";
import type { FitOptions } from "../../src/training/fitOptions.js";
import { layers } from "../../src/training/layers/index.js";
import type { Layer } from "../../src/training/layers/layer.js";
import { adamw } from "../../src/training/optimizers/adam.js";
import { sequential } from "../../src/training/sequential.js";

const { conv2d, dense, dropout, embedding, flatten, layerNorm, maxPool2d, residual, selfAttention, simpleRnn } = layers;
const he = { initializer: "heNormal" } as const;

/** What was found on Linux, x64. A change of the arithmetic changes these; another machine must not. */
it.each<[string, Layer[], number[], string]>([
  ["dense", [dense(16, "relu", he), dense(8, "sigmoid"), dense(8, "gelu"), dropout(0.2)], [6], "c34656c856c72679"],
  ["of images", [conv2d(4, 3, "tanh"), maxPool2d(), flatten()], [6, 6, 1], "70413483e2205fb7"],
  ["of sequences", [simpleRnn(8)], [5, 2], "81be1526b17dcbaa"],
  [
    "of tokens",
    [embedding(2, 4), residual([layerNorm(), selfAttention({ heads: 2 })]), flatten()],
    [5],
    "b78133a74fe5f11b",
  ],
])("a seed gives the same bits after training, whatever the machine: %s", async (_, list, inputs, bits) => {
  const model = sequential([...list, dense(3, "softmax")], { inputs, seed: 7 });
  const random = seededRandom(1);
  const size = inputs.reduce((product, length) => product * length);
  const isOfTokens = list[0]!.layer === "embedding";
  const draw = () => (isOfTokens ? random.integer(0, 1) : random.normal());
  const x = Array.from({ length: 40 }, () => Array.from({ length: size }, draw));
  const y = x.map(() => random.integer(0, 2));
  const options: FitOptions = { epochs: 20, batchSize: 8, loss: "sparseCategoricalCrossEntropy", optimizer: adamw() };
  await model.fit(x, y, options);
  const { parameters } = model.network;
  expect(createHash("sha256").update(new Uint8Array(parameters.buffer)).digest("hex").slice(0, 16)).toBe(bits);
});
