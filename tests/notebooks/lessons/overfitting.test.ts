import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { baseline, type Remedy, row, summary, train } from "../../../bench/lessons/overfitting.mjs";

const kept = JSON.parse(readFileSync("notebooks/data/overfitting-runs.json", "utf8"));

test("the table of runs is what a run gives", async () => {
  const run = await train({ seed: 2, redrawn: 0.2, remedy: "none" });
  expect(run.epochs.map(row)).toEqual(kept.curves[1]);
  for (const [redrawn, remedy] of [
    [0.2, "none"],
    [0.2, "decay 1"],
    [0, "dropout 0.5"],
  ] as [number, Remedy][]) {
    const again = await train({ seed: 2, redrawn, remedy });
    expect(summary(again)).toEqual(kept[`${redrawn * 100} % redrawn, ${remedy}`][1]);
  }
  expect(baseline({ seed: 2, redrawn: 0.2 })).toEqual(kept["20 % redrawn, nearest mean"][1]);
});

test("wrong labels are learnt by heart, at a price that each remedy lowers", async () => {
  const [plain, dropped, decayed] = await Promise.all(
    (["none", "dropout 0.5", "decay 1"] as const).map(async (remedy) =>
      summary(await train({ seed: 21, redrawn: 0.2, remedy })),
    ),
  );
  expect(plain!.learnt).toBeGreaterThanOrEqual(0.99);
  expect(plain!.test).toBeGreaterThan(0.7);
  expect(plain!.test).toBeLessThan(0.88);
  expect(dropped!.test).toBeGreaterThan(plain!.test);
  expect(decayed!.test).toBeGreaterThan(plain!.test);
});
