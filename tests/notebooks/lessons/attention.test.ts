import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/attention.mjs";
import { readTable } from "../../../src/index.js";

const table = readTable("notebooks/data/attention-runs.csv");
const [heads, seeds, losses, agreements] = ["heads", "seed", "loss", "agreement"].map((name) => table.numbers(name));
const rows = heads!.map((count, i) => ({
  heads: count,
  seed: seeds![i],
  loss: losses![i]!,
  agrees: agreements![i]! > 0.99,
}));
const floor = (3 * Math.log(8) + Math.log(3)) / 9;

test("of sixty seeds, eleven do not learn to agree with one head, and two with two", () => {
  const failures = (count: number) => rows.filter(({ heads, agrees }) => heads === count && !agrees).length;
  expect([rows.length, failures(1), failures(2)]).toEqual([120, 11, 2]);
});

test("a network that agrees comes near to the language's own loss, and none below it", () => {
  for (const { loss, agrees } of rows) {
    expect(loss).toBeGreaterThan(floor);
    if (agrees) expect(loss).toBeLessThan(0.85);
    else expect(Math.abs(loss - 0.9)).toBeLessThan(0.01);
  }
});

test.each([
  [2, 3],
  [1, 5],
])("the table of runs is what training gives: %i heads, seed %i", (count, seed) => {
  const row = rows.find((row) => row.heads === count && row.seed === seed)!;
  const { loss, agreement } = trial(count, seed);
  expect(loss).toBeCloseTo(row.loss, 3);
  expect(agreement > 0.99).toBe(row.agrees);
});
