// What do rare cases cost, found by a threshold that knows the costs; how early is wear seen, by level or by pattern; and
// how well does a memory seem to do where copies are on both sides? Run after `npm run build`: node bench/lessons/rare-events.mjs
import {
  adam,
  kNearest,
  layers,
  logisticRegression,
  mean,
  rootMeanSquaredError,
  seededRandom,
  sequential,
  split,
  standardDeviation,
} from "workings";

if (import.meta.filename === process.argv[1]) {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1);
  await tell("payments", seeds, payments);
  await tell("bearing", seeds, bearing);
  await tell("copies", seeds, copies);
}

async function tell(name, seeds, trial) {
  const figures = [];
  for (const seed of seeds) figures.push(await trial(seed));
  for (const figure of Object.keys(figures[0])) {
    const values = figures.map((one) => one[figure]).sort((a, b) => a - b);
    console.log(`${name}, ${figure}: ${values[0]} to ${values.at(-1)}, mean ${mean(values).toFixed(3)}`);
  }
}

/** Payments of which one in 200 is fraud: three scores of how unusual each is. */
function drawn(random, n, share) {
  const y = Array.from({ length: n }, () => (random.uniform() < share ? 1 : 0));
  const x = y.map((fraud) => [1.5, 1, 1].map((lift) => fraud * lift + random.normal()));
  return { x, y };
}

/** What 1,000 payments cost where a missed fraud costs 500 and a false alarm 10, by the threshold of the probability. */
export function payments(seed) {
  const random = seededRandom(seed);
  const [train, test] = [drawn(random, 20000, 0.005), drawn(random, 20000, 0.005)];
  const scores = logisticRegression(train)
    .probabilities(test.x)
    .map(([, p]) => p);
  const at = (threshold) => {
    const alarms = scores.map((p) => p > threshold);
    const count = (fraud, alarm) => test.y.filter((y, i) => y === fraud && alarms[i] === alarm).length;
    const cost = (500 * count(1, false) + 10 * count(0, true)) / 20;
    const found = count(1, true);
    const right = (found + count(0, false)) / 20000;
    return { cost, right, precision: found / (found + count(0, true)), recall: found / (found + count(1, false)) };
  };
  const [never, half, priced] = [at(1), at(0.5), at(10 / 510)];
  return {
    "never: cost": never.cost,
    "never: accuracy": never.right,
    "above 0.5: cost": half.cost,
    "above 10/510: cost": priced.cost,
    "above 10/510: accuracy": priced.right,
    "above 10/510: precision": priced.precision,
    "above 10/510: recall": priced.recall,
  };
}

/** Hours before failure at which wear is seen: by the running z-score of the level, and by what an autoencoder misses. */
export async function bearing(seed) {
  const bands = hours(seededRandom(seed));
  const level = bands.map(mean);
  const scores = {
    level: level.map((_, t) => runningZ(level, t)),
    autoencoder: await missed(bands, [], 1, seed),
    "two tanh units": await missed(bands, ["tanh"], 2, seed),
  };
  const warnings = Object.entries(scores).map(([name, score]) => [
    name,
    warning(score, Math.max(...score.slice(300, 400))),
  ]);
  return Object.fromEntries(warnings);
}

/** 700 hours of vibration in six bands, which all follow the load; from hour 500 wear adds to the fourth. */
function hours(random) {
  const shares = [1, 0.8, 1.2, 0.9, 1.1, 0.7];
  let load = 0;
  return Array.from({ length: 700 }, (_, t) => {
    load = 0.9 * load + 0.5 * random.normal();
    const wear = Math.max(0, (t - 500) / 100);
    return shares.map((share, j) => share * load + (j === 3 ? wear : 0) + 0.2 * random.normal());
  });
}

function runningZ(level, t) {
  if (t < 48) return 0;
  const past = level.slice(t - 48, t);
  return Math.abs(level[t] - mean(past)) / standardDeviation(past);
}

async function missed(bands, activation, units, seed) {
  const { dense } = layers;
  const model = sequential([dense(units, ...activation), dense(6)], { inputs: 6, seed });
  const healthy = bands.slice(0, 300);
  const optimizer = adam({ learningRate: 0.01 });
  await model.fit(healthy, healthy, { epochs: 100, loss: "meanSquaredError", optimizer });
  return model.predict(bands).map((row, t) => rootMeanSquaredError(bands[t], row));
}

/** Hours from the first of two alarms in a row, after wear began, to the failure at hour 700. */
function warning(score, threshold) {
  for (let t = 500; t + 1 < score.length; t++)
    if (score.slice(t, t + 2).every((one) => one > threshold)) return 700 - t;
  return 0;
}

/** The share of frauds that the nearest known payment finds, where copies of frauds were made before or after the split. */
export function copies(seed) {
  const { x, y } = drawn(seededRandom(seed), 2000, 0.05);
  const rows = x.map((row, i) => ({ row, label: y[i] }));
  const before = split(copied(rows), { test: 0.3, seed });
  const after = split(rows, { test: 0.3, seed });
  return {
    "copied, then split": found(before.train, before.test),
    "split, then copied": found(copied(after.train), after.test),
  };
}

/** Each fraud nineteen times, so that both kinds are about as many. */
function copied(rows) {
  return rows.flatMap((one) => (one.label === 1 ? Array(19).fill(one) : [one]));
}

/** The share of the frauds in the test for which the nearest known payment is a fraud. */
function found(train, test) {
  const nearest = kNearest({ x: train.map(({ row }) => row), y: train.map(({ label }) => label) }, 1);
  const frauds = test.filter(({ label }) => label === 1);
  return mean(nearest.predict(frauds.map(({ row }) => row)));
}
