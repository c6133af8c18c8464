/**
 * What comes of one sigmoid output for three species, labelled 0, 1 and 2, and of its two repairs? Over seeds, on the split
 * of the article. Run after npm run build: node bench/lessons/iris-one-output.mjs [seeds]
 */
import process from "node:process";
import { adam, argMax, irisSplit42, layers, oneHot, Standardiser, sequential } from "../../dist/index.js";

const { dense } = layers;
const { train, test } = irisSplit42();
const optimizer = () => adam({ learningRate: 0.001, epsilon: 1e-7 });
const right = (guesses, labels) => guesses.filter((guess, i) => guess === labels[i]).length;
const parts = (of = (data) => data) => {
  const [fitted, held, tested] = [train.slice(0, -24), train.slice(-24), test].map(of);
  const scale = Standardiser.fit(fitted);
  return [fitted, held, tested].map((data) => scale.apply(data));
};

/** 128-64-1 with a sigmoid, or without one and a loss from the logits, on labels 0, 1 and 2. */
export async function oneOutput(seed, loss = "binaryCrossEntropy") {
  const [fitted, held, tested] = parts();
  const last = loss === "binaryCrossEntropy" ? "sigmoid" : "linear";
  const model = sequential([dense(128, "relu"), dense(64, "relu"), dense(1, last)], { inputs: 4, seed });
  const column = ({ y }) => y.map((label) => [label]);
  await model.fit(fitted.x, column(fitted), { epochs: 100, batchSize: 32, loss, optimizer: optimizer() });
  const edge = last === "sigmoid" ? 0.5 : 0;
  const guesses = ({ x }) => model.predict(x).map(([p]) => (p > edge ? 1 : 0));
  return {
    right: right(guesses(tested), tested.y),
    validation: right(guesses(held), held.y),
    loss: model.evaluate(tested.x, column(tested)).loss,
    trainingLoss: model.evaluate(fitted.x, column(fitted)).loss,
  };
}

/** 128-64-3 with softmax. */
export async function threeOutputs(seed) {
  const [fitted, , tested] = parts();
  const model = sequential([dense(128, "relu"), dense(64, "relu"), dense(3, "softmax")], { inputs: 4, seed });
  const classes = fitted.y.map((label) => oneHot(label, 3));
  await model.fit(fitted.x, classes, {
    epochs: 100,
    batchSize: 32,
    loss: "categoricalCrossEntropy",
    optimizer: optimizer(),
  });
  return right(
    model.predict(tested.x).map((p) => argMax(p)),
    tested.y,
  );
}

/** 128-64-1 with a sigmoid on the two species that touch, labelled 0 and 1: a binary task. */
export async function twoSpecies(seed) {
  const kept = (data) => data.take([...data.y.keys()].filter((row) => data.y[row] > 0));
  const [fitted, , tested] = parts(kept);
  const model = sequential([dense(128, "relu"), dense(64, "relu"), dense(1, "sigmoid")], { inputs: 4, seed });
  const labels = ({ y }) => y.map((label) => [label - 1]);
  await model.fit(fitted.x, labels(fitted), {
    epochs: 100,
    batchSize: 32,
    loss: "binaryCrossEntropy",
    optimizer: optimizer(),
  });
  return right(
    model.predict(tested.x).map(([p]) => (p > 0.5 ? 1 : 0)),
    labels(tested).flat(),
  );
}

if (import.meta.filename === process.argv[1]) await main(Number(process.argv[2] ?? 20));

async function main(count) {
  const seeds = Array.from({ length: count }, (_, i) => i + 1);
  const each = async (of) => {
    const results = [];
    for (const seed of seeds) results.push(await of(seed));
    return results;
  };
  const ends = (values) => [Math.min(...values), Math.max(...values)].join(" to ");
  for (const loss of ["binaryCrossEntropy", "binaryCrossEntropyFromLogits"]) {
    const runs = await each((seed) => oneOutput(seed, loss));
    for (const what of ["right", "validation", "loss", "trainingLoss"])
      print(`${loss}: ${what} ${ends(runs.map((run) => run[what]))}`);
  }
  print(`three outputs: right ${ends(await each(threeOutputs))} of 30`);
  print(`two species: right ${ends(await each(twoSpecies))} of 20`);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
