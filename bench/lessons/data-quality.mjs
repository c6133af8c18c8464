// What do wrong labels cost three simple classifiers of digits, and what does a small group pay for being few? Run after
// `npm run build`: node bench/lessons/data-quality.mjs
import { accuracy, digits, kNearest, logisticRegression, mean, nearestCentroid, seededRandom, split } from "workings";

const data = digits();

if (import.meta.filename === process.argv[1]) {
  const seeds = Array.from({ length: 10 }, (_, seed) => seed + 1);
  for (const share of [0, 0.2, 0.4]) tell(`${share} redrawn`, seeds, (seed) => noisy(seed, share));
  tell("groups", seeds, groups);
}

function tell(name, seeds, trial) {
  const figures = seeds.map(trial);
  for (const figure of Object.keys(figures[0])) {
    const values = figures.map((one) => one[figure]).sort((a, b) => a - b);
    console.log(
      `${name}, ${figure}: ${values[0].toFixed(3)} to ${values.at(-1).toFixed(3)}, mean ${mean(values).toFixed(3)}`,
    );
  }
}

/** Accuracy on 1,438 digits of what learnt from 359, of whose labels a share was drawn anew. */
export function noisy(seed, share) {
  const random = seededRandom(seed);
  const { train, test } = split(data, { test: 0.8, seed });
  const y = train.y.map((label) => (random.uniform() < share ? random.integer(0, 9) : label));
  const models = { one: kNearest({ x: train.x, y }, 1), fifteen: kNearest({ x: train.x, y }, 15) };
  const all = { ...models, centroid: nearestCentroid({ x: train.x, y }) };
  return Object.fromEntries(
    Object.entries(all).map(([name, model]) => [name, accuracy(test.y, model.predict(test.x))]),
  );
}

/** Accuracy in a large group and in one of 5 % whose label depends on another number. */
export function groups(seed) {
  const random = seededRandom(seed);
  const [train, test] = [people(random, 4000), people(random, 4000)];
  const [large, few] = [false, true].map((isFew) => test.filter((one) => one.isFew === isFew));
  const judged = (model, some) =>
    accuracy(
      some.map(({ y }) => y),
      model.predict(some.map(({ x }) => x)),
    );
  const asDrawn = learnt(train);
  const balanced = learnt(train.flatMap((one) => Array(one.isFew ? 19 : 1).fill(one)));
  const own = learnt(train.filter(({ isFew }) => isFew));
  return {
    all: judged(asDrawn, test),
    "large group": judged(asDrawn, large),
    "small group": judged(asDrawn, few),
    "large group, balanced": judged(balanced, large),
    "small group, balanced": judged(balanced, few),
    "small group, its own model": judged(own, few),
  };
}

function learnt(some) {
  return logisticRegression({ x: some.map(({ x }) => x), y: some.map(({ y }) => y) });
}

function people(random, n) {
  return Array.from({ length: n }, () => {
    const isFew = random.uniform() < 0.05;
    const x = [random.normal(), random.normal()];
    return { isFew, x, y: x[isFew ? 1 : 0] + 0.3 * random.normal() > 0 ? 1 : 0 };
  });
}
