import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  digits,
  iris,
  irisSplit42,
  kNearest,
  lastValue,
  leastSquares,
  linearDiscriminant,
  logisticRegression,
  majority,
  nearestCentroid,
  split,
  windows,
} from "workings";

const { train, test: held } = irisSplit42();
/** What scikit-learn answers; made by baselines.py beside it. */
const reference = JSON.parse(readFileSync(new URL("reference/baselines.json", import.meta.url), "utf8"));
const share = (right: readonly number[], guessed: readonly number[]) =>
  right.filter((label, i) => label === guessed[i]).length / right.length;

function expectClose(found: readonly number[], wanted: readonly number[], error: number): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, entry] of found.entries()) expect(Math.abs(entry - wanted[i]!)).toBeLessThan(error);
}

describe("on the irises, scikit-learn's answers are those of", () => {
  test("majority and nearestCentroid", () => {
    expect(majority(train).predict(held.x)).toEqual(reference.majority);
    expect(nearestCentroid(train).predict(held.x)).toEqual(reference.nearestCentroid);
  });

  test.each([1, 5, 15])("kNearest of %d", (k) => {
    expect(kNearest(train, k).predict(held.x)).toEqual(reference.kNearest[k]);
  });

  test("linearDiscriminant, to the probabilities", () => {
    const found = linearDiscriminant(train).probabilities(held.x);
    expectClose(found.flat(), reference.linearDiscriminant.flat(), 1e-10);
  });

  test.each([
    ["leastSquares", 0],
    ["ridge", 2.5],
  ])("%s, to the weights", (name, ridge) => {
    const inputs = train.x.map((row) => row.slice(0, 3));
    const model = leastSquares({ x: inputs, y: train.x.map((row) => row[3]!) }, { ridge });
    expectClose([...model.weights, model.intercept], [...reference[name].weights, reference[name].intercept], 1e-12);
    expectClose(model.predict(held.x.map((row) => row.slice(0, 3))), reference[name].predicted, 1e-12);
  });

  test.each([
    ["logisticRegression", 1],
    ["weakRidge", 1 / 50],
  ])("logisticRegression (%s), to the probabilities", (name, ridge) => {
    const found = logisticRegression(train, { ridge }).probabilities(held.x);
    expectClose(found.flat(), reference[name].flat(), 1e-9);
  });

  test("logisticRegression of two classes, which has one logit", () => {
    const rows = train.y.flatMap((label, i) => (label > 0 ? [i] : []));
    const model = logisticRegression(train.take(rows));
    expect([model.labels, model.weights[0]]).toEqual([
      [1, 2],
      [0, 0, 0, 0, 0],
    ]);
    expectClose(model.probabilities(held.x).flat(), reference.twoClasses.flat(), 1e-9);
  });
});

test("the least loss is one: no change of any weight by a thousandth lowers it", () => {
  const lossOf = (weights: readonly (readonly number[])[]) => {
    const logits = train.x.map((row) => weights.map((own) => own.reduce((sum, w, j) => sum + w * (row[j] ?? 1), 0)));
    const losses = logits.map((row, i) => Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - row[train.y[i]!]!);
    const squares = weights.flatMap((own) => own.slice(0, -1)).reduce((sum, w) => sum + w * w, 0);
    return losses.reduce((sum, loss) => sum + loss, 0) + squares / 2;
  };
  const { weights } = logisticRegression(train);
  const least = lossOf(weights);
  for (let k = 0; k < 3; k++) {
    for (let j = 0; j < 5; j++) {
      for (const change of [-1e-3, 1e-3]) {
        const other = weights.map((own) => [...own]);
        other[k]![j]! += change;
        expect(lossOf(other)).toBeGreaterThan(least);
      }
    }
  }
});

test("over a hundred splits, Fisher's discriminant is right of 0.98 of his flowers, the nearest centroid of fewer", () => {
  const shares = Array.from({ length: 100 }, (_, seed) => split(iris(), { test: 0.2, seed })).map((parts) => [
    share(parts.test.y, linearDiscriminant(parts.train).predict(parts.test.x)),
    share(parts.test.y, nearestCentroid(parts.train).predict(parts.test.x)),
  ]);
  const mean = (k: number) => shares.reduce((sum, row) => sum + row[k]!, 0) / shares.length;
  expect(mean(0)).toBeGreaterThan(0.97);
  expect(mean(0)).toBeLessThan(0.99);
  expect(mean(1)).toBeLessThan(0.95);
});

test("the last value, and last week's, are forecasts of windows", () => {
  const { x, y } = windows([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { length: 7 });
  expect(lastValue().predict(x)).toEqual(y.map((value) => value - 1));
  expect(lastValue({ back: 7 }).predict(x)).toEqual(y.map((value) => value - 7));
});

test("a linear rule is found again from what it made", () => {
  const x = Array.from({ length: 20 }, (_, i) => [i, (i * 7) % 11]);
  const model = leastSquares({ x, y: x.map(([a, b]) => 3 * a! - 2 * b! + 5) });
  expectClose([...model.weights, model.intercept], [3, -2, 5], 1e-12);
});

test.each<[string, () => unknown, string]>([
  ["no rows", () => majority({ x: [], y: [] }), "majority: there is no row to learn from"],
  ["answers that do not match", () => majority({ x: [[1]], y: [1, 2] }), "majority: x has 1 rows but y has 2 entries"],
  [
    "ragged rows",
    () => nearestCentroid({ x: [[1], [1, 2]], y: [0, 1] }),
    "nearestCentroid: row 1 has 2 entries but 1 are needed",
  ],
  [
    "what is no number",
    () => kNearest({ x: [[Number.NaN]], y: [0] }, 1),
    "kNearest: row 0 has NaN at 0, which is no finite number",
  ],
  ["what is no class", () => majority({ x: [[1]], y: [0.5] }), "majority: y has 0.5, which is no class number"],
  [
    "k past the rows",
    () => kNearest({ x: [[1]], y: [0] }, 2),
    "kNearest: k is 2 but has to be a whole number from 1 to 1, the rows",
  ],
  [
    "one class",
    () => linearDiscriminant({ x: [[1]], y: [0] }),
    "linearDiscriminant: y has one class but two at least are needed",
  ],
  [
    "constant pixels",
    () => linearDiscriminant(digits()),
    "linearDiscriminant: within the classes, columns of x are constant or depend on each other; leave one out",
  ],
  [
    "columns that repeat",
    () =>
      leastSquares({
        x: [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        y: [1, 2, 3],
      }),
    "leastSquares: the columns of x depend on each other; leave one out, or give a ridge",
  ],
  [
    "classes that a plane parts",
    () => logisticRegression({ x: [[1], [2]], y: [0, 1] }, { ridge: 0 }),
    "logisticRegression: there is no least loss, as a plane parts the classes; give a ridge",
  ],
  [
    "a row of another width",
    () => leastSquares({ x: [[1], [2]], y: [1, 2] }).predict([[1, 2]]),
    "leastSquares: row 0 has 2 entries but 1 are needed",
  ],
  [
    "a window too short",
    () => lastValue({ back: 3 }).predict([[1, 2]]),
    "lastValue: row 0 has 2 entries but back is 3",
  ],
])("%s are refused", (_, run, message) => {
  expect(run).toThrow(message);
});
