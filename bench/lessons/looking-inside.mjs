/**
 * How large is the gradient in each of ten layers when training begins, and how much does each such network learn? Prints
 * the figures of the lesson. Run after npm run build: node bench/lessons/looking-inside.mjs [seeds]
 */
import process from "node:process";
import { accuracy, adam, digits, layers, logisticRegression, norm, sequential } from "../../dist/index.js";

/** The norms of the gradient by the weights of each layer, on 256 digits, before the first step. */
export function norms({ seed, activation, initializer = "glorotUniform", depth = 10 }) {
  const { x, y } = digits().slice(0, 256);
  const hidden = Array.from({ length: depth }, () => layers.dense(16, activation, { initializer }));
  const model = sequential([...hidden, layers.dense(10, "softmax", { initializer })], { inputs: 64, seed });
  const shades = x.map((row) => row.map((shade) => shade / 16));
  const { weights } = model.gradients(shades, y, "sparseCategoricalCrossEntropy");
  return weights.filter(({ name }) => name === "weights").map(({ values }) => norm([...values]));
}

/** The share of 400 other digits that such a network names right, after so many epochs on 400. */
export async function learnt({ seed, activation, initializer = "glorotUniform", depth = 10, epochs = 30 }) {
  const [train, test] = parts();
  const hidden = Array.from({ length: depth }, () => layers.dense(16, activation, { initializer }));
  const model = sequential([...hidden, layers.dense(10, "softmax", { initializer })], { inputs: 64, seed });
  const optimizer = adam({ learningRate: 0.003 });
  await model.fit(train.x, train.y, { epochs, batchSize: 16, optimizer, loss: "sparseCategoricalCrossEntropy", seed });
  return model.evaluate(test.x, test.y).accuracy;
}

/** What logistic regression names right of the same. */
export function baseline() {
  const [train, test] = parts();
  return accuracy(test.y, logisticRegression(train).predict(test.x));
}

function parts() {
  const rows = digits().slice(0, 800);
  const shades = rows.withInputs(rows.x.map((row) => row.map((shade) => shade / 16)));
  return [shades.slice(0, 400), shades.slice(400)];
}

if (import.meta.filename === process.argv[1]) await main();

async function main() {
  const seeds = Number(process.argv[2] ?? 20);
  for (const [activation, initializer] of [["sigmoid"], ["tanh"], ["relu"], ["relu", "heNormal"]]) {
    const all = Array.from({ length: seeds }, (_, i) => norms({ seed: i + 1, activation, initializer }));
    for (const [name, last] of [
      ["tenth", 9],
      ["output", 10],
    ]) {
      const ratios = all.map((of) => of[0] / of[last]).sort((a, b) => a - b);
      const [low, middle, high] = [ratios[0], ratios[ratios.length >> 1], ratios.at(-1)].map((v) => v.toPrecision(3));
      process.stdout.write(
        `${activation}, ${initializer ?? "Glorot"}: first over ${name}: ${low} to ${high}, median ${middle}\n`,
      );
    }
  }
  process.stdout.write(`logistic regression: ${baseline()}\n`);
  for (const [activation, initializer] of [["sigmoid"], ["tanh"], ["relu"], ["relu", "heNormal"], ["relu", "zeros"]]) {
    const shares = [];
    for (let seed = 1; seed <= 6; seed++) shares.push(await learnt({ seed, activation, initializer }));
    process.stdout.write(
      `${activation}, ${initializer ?? "Glorot"}: right ${shares.map((share) => share.toFixed(3)).join(", ")}\n`,
    );
  }
}
