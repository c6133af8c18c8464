import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { oneHot } from "../../src/formulas/index.js";
import { layers } from "../../src/training/layers/index.js";
import type { LossName } from "../../src/training/losses/index.js";
import { adam } from "../../src/training/optimizers/adam.js";
import { sequential } from "../../src/training/sequential.js";

/** The article's networks on the article's split: what they reach is known from hundreds of seeds of other libraries. */
const { dense } = layers;
const data = (name: string) => readFileSync(new URL(`../../notebooks/data/${name}`, import.meta.url), "utf8");
const flowers = data("iris.csv")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));
const names = [...new Set(flowers.map((flower) => flower.at(-1)!))];
const split = JSON.parse(data("iris-split-42.json")) as { train: number[]; test: number[] };
const parts = { train: split.train.slice(0, 96), validation: split.train.slice(96), test: split.test };
const lengths = (rows: number[]) => rows.map((row) => flowers[row]!.slice(0, 4).map(Number));
const species = (rows: number[]) => rows.map((row) => names.indexOf(flowers[row]!.at(-1)!));
const optimizer = adam({ epsilon: 1e-7 });

const [mean, deviation] = (() => {
  const all = lengths(split.train);
  const mean = [0, 1, 2, 3].map((k) => all.reduce((sum, row) => sum + row[k]!, 0) / all.length);
  const variance = mean.map((m, k) => all.reduce((sum, row) => sum + (row[k]! - m) ** 2, 0) / all.length);
  return [mean, variance.map(Math.sqrt)];
})();
const standardised = (rows: number[]) =>
  lengths(rows).map((row) => row.map((length, k) => (length - mean![k]!) / deviation![k]!));
const hundredths = (rows: number[]) => lengths(rows).map((row) => row.map((length) => length / 100));

describe("three probabilities, 64-64-3", () => {
  const answers = (rows: number[]) => species(rows).map((k) => oneHot(k, 3));
  it.each([
    ["divided by 100", hundredths, 1, [29, 30], [21, 23]],
    ["divided by 100", hundredths, 3, [29, 30], [21, 23]],
    ["standardised", standardised, 1, [29, 30], [21, 24]],
  ] as const)("%s: right of 30 and of 24", async (_, x, seed, right, held) => {
    const model = sequential([dense(64, "relu"), dense(64, "relu"), dense(3, "softmax")], { inputs: 4, seed });
    const validation = { x: x(parts.validation), y: answers(parts.validation) };
    const history = await model.fit(x(parts.train), answers(parts.train), {
      epochs: 100,
      batchSize: 16,
      loss: "categoricalCrossEntropy",
      optimizer,
      validation,
    });
    const rightOf = 30 * model.evaluate(x(parts.test), answers(parts.test)).accuracy!;
    const heldOf = 24 * history.epochs.at(-1)!.validationAccuracy!;
    expect(rightOf).toBeGreaterThanOrEqual(right[0] - 1e-9);
    expect(heldOf).toBeGreaterThanOrEqual(held[0] - 1e-9);
    expect(heldOf).toBeLessThanOrEqual(held[1] + 1e-9);
  });
});

describe("one probability for three species, labelled 0, 1 and 2", () => {
  async function trained(loss: LossName, last: "sigmoid" | "linear") {
    const model = sequential([dense(128, "relu"), dense(64, "relu"), dense(1, last)], { inputs: 4, seed: 1 });
    const options = { epochs: 100, batchSize: 32, loss, optimizer };
    const { epochs } = await model.fit(standardised(parts.train), species(parts.train), options);
    return { ...model.evaluate(standardised(parts.test), species(parts.test)), train: epochs.at(-1)!.loss };
  }

  it("is right for 19 of 30, and its clipped loss sinks to the floor that float32 gives it", async () => {
    const { accuracy, loss, train } = await trained("binaryCrossEntropy", "sigmoid");
    expect(accuracy).toBe(19 / 30);
    expect(loss).toBeGreaterThanOrEqual((11 / 30) * Math.log(2 ** -23));
    expect(loss).toBeCloseTo((11 / 30) * Math.log(2 ** -23), 2);
    expect(train).toBeCloseTo((27 / 96) * Math.log(2 ** -23), 2);
  });

  it("is no better from logits, where the loss goes on to fall", async () => {
    const { accuracy, loss } = await trained("binaryCrossEntropyFromLogits", "linear");
    expect(accuracy).toBe(19 / 30);
    expect(loss).toBeLessThan(-500);
    expect(loss).toBeGreaterThan(-1300);
  });
});
