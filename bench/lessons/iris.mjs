/**
 * How many of 30 test flowers does the network of the lessons on irises name right, over seeds and over splits, beside
 * simpler models? Prints the figures; with --write it keeps them in notebooks/data/iris-runs.json, from which the lessons
 * draw them. Run after npm run build: node bench/lessons/iris.mjs [seeds] [splits] [--write]
 */
import { writeFileSync } from "node:fs";
import process from "node:process";
import {
  adam,
  argMax,
  iris,
  irisSplit42,
  kNearest,
  layers,
  linearDiscriminant,
  logisticRegression,
  mean,
  nearestCentroid,
  oneHot,
  Standardiser,
  sequential,
  split,
  standardDeviation,
} from "../../dist/index.js";

/** After which epochs the right answers are counted. */
export const epochsShown = [1, 5, 10, 20, 40, 60, 100];

/** The lengths divided by 100, as the article has it. */
const dividedBy100 = { apply: (data) => data.withInputs(data.x.map((row) => row.map((length) => length / 100))) };
const classes = ({ y }) => y.map((species) => oneHot(species, 3));
const right = (guesses, { y }) => guesses.filter((guess, i) => guess === y[i]).length;

/** Trains 4-64-64-3 on all but the last 24 of the training rows, which validate, and tests it as it learns. */
export async function train({ train, test }, { seed, scaling, epochs = 100 }) {
  const scale = scaling === "divided by 100" ? dividedBy100 : Standardiser.fit(train.slice(0, -24));
  const [fitted, held, tested] = [train.slice(0, -24), train.slice(-24), test].map((data) => scale.apply(data));
  const { dense } = layers;
  const model = sequential([dense(64, "relu"), dense(64, "relu"), dense(3, "softmax")], { inputs: 4, seed });
  const guesses = (data) => model.predict(data.x).map((row) => argMax(row));
  const rightByEpoch = [];
  await model.fit(fitted.x, classes(fitted), {
    epochs,
    batchSize: 16,
    loss: "categoricalCrossEntropy",
    optimizer: adam({ learningRate: 0.001, epsilon: 1e-7 }),
    onEpoch: ({ epoch }) => epochsShown.includes(epoch) && rightByEpoch.push(right(guesses(tested), tested)),
  });
  const atEnd = guesses(tested);
  return {
    right: rightByEpoch,
    validation: right(guesses(held), held),
    loss: model.evaluate(tested.x, classes(tested)).loss,
    missed: tested.y.flatMap((species, i) => (atEnd[i] === species ? [] : [i])),
  };
}

/** How many of the test flowers each simpler model names right. */
export function baselines({ train, test }) {
  const scale = Standardiser.fit(train);
  const petals = (data) => data.withInputs(data.x.map((row) => row.slice(2)));
  const standard = (data) => scale.apply(data);
  const tested = (fit, of) => right(fit(of(train)).predict(of(test).x), test);
  return {
    "logistic regression": tested(logisticRegression, standard),
    "5 neighbours": tested(
      (data) => kNearest(data, 5),
      (data) => data,
    ),
    "nearest petal centroid": tested(nearestCentroid, petals),
    "Fisher's discriminant": tested(linearDiscriminant, (data) => data),
  };
}

if (import.meta.filename === process.argv[1]) await main();

async function main() {
  const [seeds = 200, splits = 100] = process.argv
    .slice(2)
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
  const scalings = ["divided by 100", "standardised"];
  const bySeed = {};
  for (const scaling of scalings) {
    const runs = [];
    for (let seed = 1; seed <= seeds; seed++) runs.push(await train(irisSplit42(), { seed, scaling }));
    bySeed[scaling] = runs.map(({ right }) => right);
    tell(`${scaling}, ${seeds} seeds`, runs);
  }
  const bySplit = [];
  for (let seed = 1; seed <= splits; seed++) {
    const parts = split(iris(), { test: 0.2, seed });
    const networks = {};
    for (const scaling of scalings) networks[scaling] = (await train(parts, { seed, scaling })).right.at(-1);
    bySplit.push({ ...networks, ...baselines(parts) });
  }
  for (const name of Object.keys(bySplit[0])) {
    const shares = bySplit.map((counts) => counts[name] / 30);
    print(`${name}, ${splits} splits: ${mean(shares).toFixed(4)} ± ${standardDeviation(shares).toFixed(4)}`);
  }
  const differences = bySplit.map((counts) => (counts[scalings[0]] - counts[scalings[1]]) / 30);
  const error = standardDeviation(differences) / Math.sqrt(splits);
  print(`the first less the second: ${mean(differences).toFixed(4)}, standard error ${error.toFixed(4)}`);
  if (!process.argv.includes("--write")) return;
  const kept = { epochs: epochsShown, bySeed, bySplit };
  const file = new URL("../../notebooks/data/iris-runs.json", import.meta.url);
  writeFileSync(file, `${JSON.stringify(kept).replaceAll(/\],\[|\},\{/g, (gap) => `${gap[0]},\n${gap[2]}`)}\n`);
}

function tell(name, runs) {
  const counted = Object.entries(grouped(runs, ({ right }) => right.at(-1)));
  print(`${name}: ${counted.map(([right, { length }]) => `${length} times ${right} of 30`).join(", ")}`);
  const at20 = runs.map(({ right }) => right[epochsShown.indexOf(20)]).sort((a, b) => a - b);
  print(`  after 20 epochs ${at20[0]} to ${at20.at(-1)}, median ${at20[at20.length >> 1]}`);
  const [validations, losses] = [runs.map(({ validation }) => validation), runs.map(({ loss }) => loss)];
  print(`  validation ${Math.min(...validations)} to ${Math.max(...validations)} of 24`);
  print(`  test loss ${Math.min(...losses).toFixed(3)} to ${Math.max(...losses).toFixed(3)}`);
  const missed = Object.entries(
    grouped(
      runs.flatMap(({ missed }) => missed),
      (row) => row,
    ),
  );
  print(`  missed rows of the test: ${missed.map(([row, { length }]) => `${row} (${length})`).join(", ")}`);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

/** The entries that have the same key, by key. */
function grouped(entries, keyOf) {
  const groups = {};
  for (const entry of entries) {
    const key = keyOf(entry);
    groups[key] = [...(groups[key] ?? []), entry];
  }
  return groups;
}
