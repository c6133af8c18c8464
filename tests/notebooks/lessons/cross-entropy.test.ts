import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/cross-entropy.mjs";

test("softmax regression and the nearest centroid name as many irises as the lesson says, the majority a third", () => {
  const figures = Array.from({ length: 10 }, (_, seed) => trial(101 + seed));
  for (const { regression, centroid, majority } of figures) {
    expect(regression).toBeGreaterThanOrEqual(25);
    expect(centroid).toBeGreaterThanOrEqual(24);
    expect(majority).toBe(10);
  }
  const mean = (of: "regression" | "centroid") => figures.reduce((sum, figure) => sum + figure[of], 0) / 10;
  expect(mean("regression")).toBeGreaterThan(27.5);
  expect(mean("centroid")).toBeGreaterThan(26.5);
  expect(mean("centroid")).toBeLessThan(29);
});
