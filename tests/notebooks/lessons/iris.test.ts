import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { baselines, epochsShown, train } from "../../../bench/lessons/iris.mjs";
import { iris, irisSplit42, split } from "../../../dist/index.js";

const kept = JSON.parse(readFileSync("notebooks/data/iris-runs.json", "utf8"));

test("the table of runs is what a run gives, to the flower", async () => {
  expect(kept.epochs).toEqual(epochsShown);
  for (const scaling of ["divided by 100", "standardised"] as const) {
    for (const seed of [1, 7, 200]) {
      const { right } = await train(irisSplit42(), { seed, scaling });
      expect(right).toEqual(kept.bySeed[scaling][seed - 1]);
    }
  }
  const parts = split(iris(), { test: 0.2, seed: 3 });
  expect(kept.bySplit[2]).toMatchObject(baselines(parts));
});

test("as the article writes it, 29 or 30 of 30 are right in the end, and the others' loss is in the range stated", async () => {
  for (const seed of [11, 12]) {
    const { right, validation, loss } = await train(irisSplit42(), { seed, scaling: "divided by 100" });
    expect(right.at(-1)).toBeGreaterThanOrEqual(29);
    expect([21, 22, 23]).toContain(validation);
    expect(loss).toBeGreaterThan(0.14);
    expect(loss).toBeLessThan(0.26);
  }
});
