import { expect, test } from "vitest";
import { oneOutput, threeOutputs, twoSpecies } from "../../../bench/lessons/iris-one-output.mjs";

test.each([31, 32, 33])(
  "one sigmoid output names 19 of 30 irises and its loss ends at the floor of the clip, seed %i",
  async (seed) => {
    const { right, validation, loss, trainingLoss } = await oneOutput(seed);
    expect([right, validation]).toEqual([19, 12]);
    expect(Math.abs(loss - (11 / 30) * Math.log(2 ** -23))).toBeLessThan(2e-3);
    expect(Math.abs(trainingLoss - (27 / 96) * Math.log(2 ** -23))).toBeLessThan(2e-3);
  },
);

test("without the clip the loss falls on, and no more flowers are right", async () => {
  const { right, loss } = await oneOutput(31, "binaryCrossEntropyFromLogits");
  expect(right).toBe(19);
  expect(loss).toBeLessThan(-500);
});

test("three outputs, or two species, are learnt", async () => {
  expect(await threeOutputs(31)).toBe(30);
  expect(await twoSpecies(31)).toBeGreaterThanOrEqual(19);
});
