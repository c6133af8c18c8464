import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/forecasting.mjs";

const figures = await Promise.all([301, 302, 303, 304].map((seed) => trial(seed)));
const least = 5 * Math.sqrt(2 / Math.PI);

test("the recurrent network and a linear autoregression forecast about equally well, and better than the past itself", () => {
  for (const figure of figures) {
    expect(figure.recurrent).toBeGreaterThan(0.85 * least);
    expect(Math.abs(figure.recurrent! - figure.linear!)).toBeLessThan(1.2);
    expect(Math.max(figure.recurrent!, figure.linear!)).toBeLessThan(figure["last week"]!);
    expect(Math.max(figure.recurrent!, figure.linear!)).toBeLessThan(figure["last value"]!);
  }
});

test("a buffer from days held back suffices on most days", () => {
  for (const figure of figures) expect(figure["days with enough"]).toBeGreaterThan(0.85);
});

test("only where time was shuffled, looking days up errs less than is possible", () => {
  for (const figure of figures) {
    expect(figure["lookup, in order"]).toBeGreaterThan(least);
    expect(figure["lookup, shuffled"]).toBeLessThan(0.7 * least);
  }
});
