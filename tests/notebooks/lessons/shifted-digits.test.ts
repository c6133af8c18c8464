import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/shifted-digits.mjs";

test("moved copies cost a dense network little on still digits, and win much on moved ones", async () => {
  const [plain, augmented] = await trial(301, ["dense"]);
  expect(plain!.still).toBeGreaterThan(0.95);
  expect(plain!.moved).toBeLessThan(0.52);
  expect(augmented!.still).toBeGreaterThan(0.9);
  expect(augmented!.still).toBeLessThan(plain!.still);
  expect(augmented!.moved).toBeGreaterThan(0.84);
});

test("the kept table is what its script computes", async () => {
  const table = readFileSync(new URL("../../../notebooks/data/shifted-digits.csv", import.meta.url), "utf8");
  const [row] = (await trial(2, ["CNN"])).map(({ still, moved }) => `CNN,no,2,${still.toFixed(4)},${moved.toFixed(4)}`);
  expect(table.split("\n")).toContain(row);
});
