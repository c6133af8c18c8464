import { expect, test } from "vitest";
import { line, ring } from "../../../bench/lessons/gan.mjs";

test("points that a game of two networks makes up come to lie all around the ring", () => {
  for (const seed of [301, 302, 303]) {
    const { radius, spread, least, most } = ring(seed);
    expect(radius).toBeGreaterThan(0.93);
    expect(radius).toBeLessThan(1.07);
    expect(spread).toBeGreaterThan(0.07);
    expect(spread).toBeLessThan(0.2);
    expect(least).toBeGreaterThan(0.07);
    expect(most).toBeLessThan(0.18);
  }
});

test("on a line the mean is learnt, and the spread is not", () => {
  const found = [2, 3, 4, 8].map((seed) => line(seed));
  for (const { mean } of found) expect(Math.abs(mean - 4)).toBeLessThan(0.5);
  const spreads = found.map(({ spread }) => spread);
  expect(Math.max(...spreads) - Math.min(...spreads)).toBeGreaterThan(0.5);
});
