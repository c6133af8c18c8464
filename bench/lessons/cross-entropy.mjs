// How well does softmax regression name the iris of a flower it has not seen, beside the majority and the nearest
// centroid? Run after `npm run build`: node bench/lessons/cross-entropy.mjs
import { argMax, dot, iris, mean, Standardiser, softmax, split } from "workings";

const [rate, steps] = [0.5, 200];

if (import.meta.filename === process.argv[1]) {
  const figures = Array.from({ length: 100 }, (_, seed) => trial(seed + 1));
  for (const name of Object.keys(figures[0])) {
    const values = figures.map((figure) => figure[name]);
    console.log(`${name}: ${Math.min(...values)} to ${Math.max(...values)} of 30, mean ${mean(values).toFixed(2)}`);
  }
}

/** How many of the 30 flowers of a split's test each way names right. */
export function trial(seed) {
  const { train, test } = split(iris(), { test: 0.2, seed, stratified: true });
  const standard = Standardiser.fit(train);
  const [x, y] = [withOne(standard.apply(train.x)), train.y];
  let weights = [0, 1, 2].map(() => x[0].map(() => 0));
  for (let step = 0; step < steps; step++) weights = stepped(weights, x, y);
  const z = withOne(standard.apply(test.x)).map((row) => scores(weights, row));
  const centroids = [0, 1, 2].map((k) => centroid(train.x.filter((_, i) => train.y[i] === k)));
  const nearest = test.x.map((row) => argMax(centroids.map((centre) => -squaredDistance(row, centre))));
  return {
    regression: right(z.map(argMax), test.y),
    centroid: right(nearest, test.y),
    majority: right(
      test.y.map(() => 0),
      test.y,
    ),
  };
}

function stepped(weights, x, y) {
  const misses = x.map((row, i) => softmax(scores(weights, row)).map((p, k) => p - (y[i] === k ? 1 : 0)));
  return weights.map((own, k) =>
    own.map((weight, j) => weight - rate * mean(x.map((row, i) => misses[i][k] * row[j]))),
  );
}

function scores(weights, row) {
  return weights.map((own) => dot(own, row));
}

function withOne(rows) {
  return rows.map((row) => [...row, 1]);
}

function centroid(rows) {
  return rows[0].map((_, j) => mean(rows.map((row) => row[j])));
}

function squaredDistance(a, b) {
  return a.reduce((sum, value, j) => sum + (value - b[j]) ** 2, 0);
}

function right(guesses, truths) {
  return guesses.filter((guess, i) => guess === truths[i]).length;
}
