import { expect, test } from "vitest";
import { crosses, spread } from "../../../bench/lessons/sgd-and-momentum.mjs";
import { seededRandom } from "../../../src/numeric/random.js";

const seeds = Array.from({ length: 100 }, (_, seed) => 1000 + seed);

test.each([
  [0.01, 0.07, 0.12],
  [0.001, 0.01, 0.05],
])("at rate %d single rows keep w from rest as far as the lesson says", (rate, low, high) => {
  for (const seed of seeds) {
    const found = spread(seededRandom(seed), rate);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  }
});

test.each([
  [0, [0, 0], [0, 0]],
  [1, [5, 25], [0, 1]],
  [2, [65, 92], [0, 8]],
  [3, [65, 90], [8, 35]],
] as const)(
  "noise of %d leaves the shallow valley and the deep one as often as the lesson shows",
  (noise, left, right) => {
    const count = (start: number) => seeds.filter((seed) => crosses(seededRandom(seed), start, noise)).length;
    for (const [start, [low, high]] of [
      [-1, left],
      [1, right],
    ] as const) {
      expect(count(start)).toBeGreaterThanOrEqual(low);
      expect(count(start)).toBeLessThanOrEqual(high);
    }
  },
);
