import { expect, test } from "vitest";
import { compared } from "../../../bench/lessons/search.mjs";

test.each([21, 22])(
  "the best of nine tries is as good by grid as by chance, and loses on unseen digits, seed %i",
  async (seed) => {
    const { grid, random } = await compared(seed);
    for (const { best, unseen } of [grid, random]) {
      expect(best).toBeGreaterThan(0.94);
      expect(best).toBeLessThan(0.99);
      expect(unseen).toBeGreaterThan(0.77);
      expect(unseen).toBeLessThan(0.89);
    }
    expect(Math.abs(grid.best - random.best)).toBeLessThan(0.03);
  },
);
