import { expect, test } from "vitest";
import { groups, noisy } from "../../../bench/lessons/data-quality.mjs";

const seeds = [101, 102];

test("wrong labels cost most what remembers every row", () => {
  for (const seed of seeds) {
    const [right, wrong] = [noisy(seed, 0), noisy(seed, 0.4)];
    expect(right.one).toBeGreaterThan(0.94);
    expect(wrong.one).toBeGreaterThan(0.5);
    expect(wrong.one).toBeLessThan(0.75);
    expect(wrong.fifteen).toBeGreaterThan(0.84);
    expect(wrong.centroid).toBeGreaterThan(0.83);
  }
});

test("a small group is served badly, and balance takes from the large one what it gives", () => {
  for (const figures of [...seeds, 103, 104].map(groups)) {
    expect(figures["large group"]).toBeGreaterThan(0.88);
    expect(figures["small group"]).toBeLessThan(0.63);
    expect(figures["large group, balanced"]).toBeLessThan(0.8);
    expect(figures["small group, balanced"]).toBeGreaterThan(0.65);
    expect(figures["small group, its own model"]).toBeGreaterThan(0.83);
  }
});
