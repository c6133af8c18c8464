// How often does a linear classifier trained on the hinge loss brake when it should, from distance and speed and with
// the square of the speed? Run after `npm run build`: node bench/lessons/hinge.mjs
import { dot, mean, Standardiser, seededRandom } from "workings";

const steps = 5000;

if (import.meta.filename === process.argv[1]) {
  const figures = Array.from({ length: 20 }, (_, seed) => trial(seed + 1));
  for (const name of Object.keys(figures[0])) {
    const values = figures.map((figure) => figure[name]);
    console.log(`${name}: ${Math.min(...values)} to ${Math.max(...values)} of 1000, mean ${mean(values).toFixed(1)}`);
  }
}

/** Of 1000 new situations, how many each way decides right after 200 to learn from. */
export function trial(seed) {
  const [train, test] = [situations(seed, 200), situations(1000 + seed, 1000)];
  const brakes = mean(train.map(({ brake }) => brake)) > 0 ? 1 : -1;
  const zeroOne = train.map((situation) => ({ ...situation, brake: (situation.brake + 1) / 2 }));
  const blind = learnt(zeroOne, ({ d, v }) => [d, v, v ** 2]);
  const right = (rule) => test.filter((situation) => rule(situation) > 0 === situation.brake > 0).length;
  return {
    linear: right(learnt(train, ({ d, v }) => [d, v])),
    squared: right(learnt(train, ({ d, v }) => [d, v, v ** 2])),
    majority: right(() => brakes),
    "labels 0 and 1": right(blind),
    "labels 0 and 1 say brake": test.filter((situation) => blind(situation) > 0).length,
    "brake is right": right(() => 1),
  };
}

function situations(seed, count) {
  const random = seededRandom(seed);
  const places = Array.from({ length: count }, () => ({ d: random.uniform(0, 100), v: random.uniform(0, 35) }));
  return places.map(({ d, v }) => ({ d, v, brake: d < v + v ** 2 / 14 ? 1 : -1 }));
}

function learnt(train, features, lambda = 1e-4) {
  const standard = Standardiser.fit(train.map(features));
  const ready = (some) => standard.apply(some.map(features)).map((row) => [...row, 1]);
  const [x, y] = [ready(train), train.map(({ brake }) => brake)];
  let weights = x[0].map(() => 0);
  for (let step = 0; step < steps; step++) weights = stepped(weights, x, y, lambda);
  return (situation) => dot(weights, ready([situation])[0]);
}

function stepped(weights, x, y, lambda) {
  const pull = x.map((row, i) => (y[i] * dot(weights, row) < 1 ? -y[i] : 0));
  const slope = (j) => lambda * weights[j] + mean(x.map((row, i) => pull[i] * row[j]));
  return weights.map((weight, j) => weight - slope(j));
}
