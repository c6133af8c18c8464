/**
 * How good is the best of nine points on a grid, and of nine drawn at random, for a small network on 200 digits? Each point
 * is scored by three folds, and the best of each kind on 400 digits that no search has seen. Over seeds.
 * Run after npm run build: node bench/lessons/search.mjs [seeds]
 */
import process from "node:process";
import {
  adamw,
  choice,
  digits,
  gridPoints,
  kFold,
  layers,
  logUniform,
  mean,
  randomPoints,
  search,
  sequential,
} from "../../dist/index.js";

const shades = digits().withInputs(digits().x.map((row) => row.map((shade) => shade / 16)));
const [data, unseen] = [shades.slice(0, 200), shades.slice(200, 600)];
const loss = "sparseCategoricalCrossEntropy";

async function trained({ rate, width, decay }, rows, seed) {
  const model = sequential([layers.dense(width, "relu"), layers.dense(10, "softmax")], { inputs: 64, seed });
  const optimizer = adamw({ learningRate: rate, weightDecay: decay });
  await model.fit(rows.x, rows.y, { epochs: 20, batchSize: 16, loss, optimizer });
  return model;
}

async function score(point, { fold, folds, seed }) {
  const { train, test } = kFold(data, { folds, seed, stratified: true })[fold];
  return (await trained(point, train, seed)).evaluate(test.x, test.y).accuracy;
}

/** The best score of the grid's nine points and of nine random ones, and what these give on unseen digits. */
export async function compared(seed) {
  const grid = gridPoints({ rate: [0.0001, 0.001, 0.01], width: [16, 32, 64], decay: [0.01] });
  const space = { rate: logUniform(1e-4, 1e-1), width: choice(16, 32, 64), decay: logUniform(1e-3, 1) };
  const drawn = randomPoints(space, { count: 9, seed });
  const figures = {};
  for (const [name, points] of Object.entries({ grid, random: drawn })) {
    const { best } = await search(score, points, { folds: 3, seed });
    const model = await trained(best.parameters, data, seed);
    figures[name] = { best: best.score, unseen: model.evaluate(unseen.x, unseen.y).accuracy };
  }
  return figures;
}

if (import.meta.filename === process.argv[1]) {
  const all = [];
  for (let seed = 1; seed <= Number(process.argv[2] ?? 10); seed++) all.push(await compared(seed));
  for (const name of ["grid", "random"])
    for (const what of ["best", "unseen"]) {
      const values = all.map((figures) => figures[name][what]);
      const ends = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(3)).join(" to ");
      process.stdout.write(`${name}, ${what}: ${ends}, mean ${mean(values).toFixed(3)}\n`);
    }
}
