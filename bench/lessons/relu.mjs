/**
 * How many of 32 rectified units die as the learning rate grows, and do they come back? A network 1-32-1 learns sin(4x)
 * from 64 rows by descent in batches of 8, 200 epochs at one rate and 200 more at a gentle one.
 * Run after npm run build: node bench/lessons/relu.mjs [seeds]
 */
import process from "node:process";
import { layers, sequential, sgd } from "../../dist/index.js";

const seeds = Number(process.argv[2] ?? 40);
const x = Array.from({ length: 64 }, (_, i) => [-1 + (2 * i) / 63]);
const y = x.map(([at]) => [Math.sin(4 * at)]);

async function train(model, learningRate) {
  await model.fit(x, y, { epochs: 200, batchSize: 8, loss: "meanSquaredError", optimizer: sgd({ learningRate }) });
  const outputs = model.activations(x)[0].nested();
  const off = outputs[0].filter((_, j) => outputs.every((row) => row[j] <= 0)).length;
  return { off, loss: model.evaluate(x, y).loss };
}

/** The least and the greatest. */
const ends = (numbers, places = 0) =>
  [Math.min(...numbers), Math.max(...numbers)].map((number) => number.toFixed(places)).join(" to ");
const inWords = (runs) =>
  `${ends(runs.map(({ off }) => off))} of 32 units off, loss ${ends(
    runs.map(({ loss }) => loss),
    4,
  )}`;

const lasting = [];
for (const unit of ["relu", { name: "leakyRelu", alpha: 0.3 }]) {
  const name = unit.name ?? unit;
  for (const rate of [0.03, 0.3, 0.5]) {
    const [first, after] = [[], []];
    for (let seed = 1; seed <= seeds; seed++) {
      const model = sequential([layers.dense(32, unit), layers.dense(1)], { inputs: 1, seed });
      first.push(await train(model, rate));
      after.push(await train(model, 0.03));
    }
    if (rate === 0.5) lasting.push(after.map(({ loss }) => loss));
    const back = first.filter(({ off }, i) => after[i].off < off).length;
    console.log(`${name}, rate ${rate}: ${inWords(first)}`);
    console.log(`  then rate 0.03: ${inWords(after)}; units came back in ${back} of ${seeds}`);
  }
}
const [rectified, leaky] = lasting;
console.log(
  `after both rates the leaky loss is lower in ${leaky.filter((loss, i) => loss < rectified[i]).length} of ${seeds}`,
);
const slope = x.reduce((sum, [at], i) => sum + at * y[i][0], 0) / x.reduce((sum, [at]) => sum + at * at, 0);
const line = x.reduce((sum, [at], i) => sum + (slope * at - y[i][0]) ** 2, 0) / x.length;
console.log(`the best line: loss ${line.toFixed(4)}`);
