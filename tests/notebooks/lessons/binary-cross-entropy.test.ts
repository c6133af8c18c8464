import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/binary-cross-entropy.mjs";

test("a bag of words tells praise from complaint as often as the lesson says, and more often than the majority", () => {
  const figures = Array.from({ length: 20 }, (_, seed) => trial(201 + seed));
  const mean = (of: "regression" | "majority") => figures.reduce((sum, figure) => sum + figure[of], 0) / 20;
  expect(mean("regression")).toBeGreaterThan(20.5);
  expect(mean("regression")).toBeLessThan(24.5);
  expect(mean("majority")).toBeGreaterThan(13);
  expect(mean("majority")).toBeLessThan(17);
  for (const { regression, "right of 90 learnt": learnt } of figures) {
    expect(regression).toBeGreaterThanOrEqual(12);
    expect(regression).toBeLessThanOrEqual(29);
    expect(learnt).toBeGreaterThanOrEqual(87);
  }
});

test("a not lowers praise, and yet what is not good is taken for praise on average", () => {
  const figures = Array.from({ length: 20 }, (_, seed) => trial(201 + seed));
  const mean = (of: "good" | "notGood") => figures.reduce((sum, figure) => sum + figure[of], 0) / 20;
  expect(mean("good")).toBeGreaterThan(0.65);
  expect(mean("notGood")).toBeLessThan(mean("good"));
  expect(mean("notGood")).toBeGreaterThan(0.5);
});
