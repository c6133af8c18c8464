/**
 * When does a network that learns wrong labels by heart do best, and what do dropout and weight decay change? Prints the
 * figures; with --write it keeps them in notebooks/data/overfitting-runs.json, from which the lesson draws them. Run after
 * npm run build: node bench/lessons/overfitting.mjs [seeds] [--write]
 */
import { writeFileSync } from "node:fs";
import process from "node:process";
import {
  accuracy,
  adam,
  adamw,
  digits,
  layers,
  mean,
  nearestCentroid,
  seededRandom,
  sequential,
} from "../../dist/index.js";

const learningRate = 0.003;

/** What is done against learning by heart. */
export const remedies = {
  none: { rate: 0, optimizer: adam({ learningRate }) },
  "dropout 0.5": { rate: 0.5, optimizer: adam({ learningRate }) },
  "decay 1": { rate: 0, optimizer: adamw({ learningRate, weightDecay: 1 }) },
};

/** 200 digits to learn from, a share of whose labels is drawn anew, and 600 others, all drawn by the seed. */
export function data({ seed, redrawn }) {
  const random = seededRandom(seed);
  const all = digits();
  const rows = all.take(random.shuffle(all.y.map((_, i) => i)));
  const shades = rows.withInputs(rows.x.map((row) => row.map((shade) => shade / 16)));
  const [train, test] = [shades.slice(0, 200), shades.slice(200, 800)];
  const labels = train.y.map((label) => (random.uniform() < redrawn ? random.integer(0, 9) : label));
  return { train: { ...train, y: labels }, test, changed: labels.filter((label, i) => label !== train.y[i]).length };
}

/** Trains 64-128-10 on them, and judges it by the others after each epoch. */
export async function train({ seed, redrawn, remedy, epochs = 100 }) {
  const { train, test, changed } = data({ seed, redrawn });
  const { rate, optimizer } = remedies[remedy];
  const network = [layers.dense(128, "relu"), layers.dropout(rate), layers.dense(10, "softmax")];
  const model = sequential(network, { inputs: 64, seed });
  const loss = "sparseCategoricalCrossEntropy";
  const history = await model.fit(train.x, train.y, { epochs, batchSize: 16, optimizer, loss, validation: test, seed });
  const learnt = model.evaluate(train.x, train.y).accuracy;
  return { epochs: history.epochs, bestEpoch: history.bestEpoch, learnt, changed };
}

/** What the nearest mean image gets right of the same. */
export function baseline({ seed, redrawn }) {
  const { train, test } = data({ seed, redrawn });
  return { test: places(accuracy(test.y, nearestCentroid(train).predict(test.x))) };
}

/** What is kept of a run. */
export const summary = ({ epochs, bestEpoch, learnt }) => ({
  learnt: places(learnt),
  best: bestEpoch,
  test: places(epochs.at(-1).validationAccuracy),
});

/** An epoch as it is kept: loss and accuracy on what is learnt, then on the others. */
export const row = ({ loss, accuracy, validationLoss, validationAccuracy }) =>
  [loss, accuracy, validationLoss, validationAccuracy].map(places);

const places = (value) => Number(value.toFixed(4));

const spread = (values) =>
  `${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}, mean ${mean(values).toFixed(3)}`;

if (import.meta.filename === process.argv[1]) await main();

async function main() {
  const [seeds = 8] = process.argv
    .slice(2)
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
  const kept = {};
  for (const redrawn of [0, 0.2]) {
    for (const remedy of Object.keys(remedies)) {
      const runs = [];
      for (let seed = 1; seed <= seeds; seed++) runs.push(await train({ seed, redrawn, remedy }));
      const name = `${redrawn * 100} % redrawn, ${remedy}`;
      tell(name, runs);
      kept[name] = runs.map(summary);
      if (redrawn > 0 && remedy === "none") kept.curves = runs.map(({ epochs }) => epochs.map(row));
    }
    const simple = Array.from({ length: seeds }, (_, i) => baseline({ seed: i + 1, redrawn }));
    kept[`${redrawn * 100} % redrawn, nearest mean`] = simple;
    print(`nearest mean ${spread(simple.map(({ test }) => test))}`);
  }
  if (!process.argv.includes("--write")) return;
  const file = new URL("../../notebooks/data/overfitting-runs.json", import.meta.url);
  const text = JSON.stringify(kept).replaceAll(/\],\[\[|\},\{|\],"/g, (gap) => `${gap[0]},\n${gap.slice(2)}`);
  writeFileSync(file, `${text}\n`);
}

function tell(name, runs) {
  const [ends, bests] = [
    runs.map(({ epochs }) => epochs.at(-1)),
    runs.map(({ epochs, bestEpoch }) => epochs[bestEpoch - 1]),
  ];
  print(name);
  print(`  learnt ${spread(runs.map(({ learnt }) => learnt))}; labels changed ${runs.map(({ changed }) => changed)}`);
  print(`  lowest loss at epoch ${runs.map(({ bestEpoch }) => bestEpoch).join(", ")}`);
  for (const [when, of] of Object.entries({ "at the lowest loss": bests, "at the end": ends })) {
    print(`  ${when}: accuracy ${spread(of.map(({ validationAccuracy }) => validationAccuracy))}`);
    print(`    and loss ${spread(of.map(({ validationLoss }) => validationLoss))}`);
  }
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
