import { expect, test } from "vitest";
import { bearing, copies, payments } from "../../../bench/lessons/rare-events.mjs";

const seeds = [101, 102, 103];

test("a threshold of the costs is cheaper than silence and than one half, though most of its alarms are false", () => {
  for (const figures of seeds.map(payments)) {
    expect(figures["never: accuracy"]).toBeGreaterThan(figures["above 10/510: accuracy"]);
    expect(figures["above 10/510: cost"]).toBeLessThan(0.75 * figures["never: cost"]);
    expect(figures["above 10/510: cost"]).toBeLessThan(0.75 * figures["above 0.5: cost"]);
    expect(figures["above 10/510: precision"]).toBeLessThan(0.1);
  }
});

test("what an autoencoder misses shows wear that the level hides", async () => {
  const levels: number[] = [];
  for (const seed of seeds) {
    const { autoencoder, level } = await bearing(seed);
    expect(autoencoder).toBeGreaterThanOrEqual(100);
    expect(autoencoder).toBeLessThanOrEqual(170);
    levels.push(level);
  }
  expect(Math.min(...levels)).toBeLessThan(60);
});

test("copies of rare rows on both sides of a split are all found, and few of them otherwise", () => {
  for (const figures of seeds.map(copies)) {
    expect(figures["copied, then split"]).toBe(1);
    expect(figures["split, then copied"]).toBeLessThan(0.6);
  }
});
