import { expect, test } from "vitest";
import { trial } from "../../../bench/lessons/hinge.mjs";

const figures = Array.from({ length: 6 }, (_, seed) => trial(301 + seed));

test("the square of the speed lets a linear classifier brake as physics does, more often than without it", () => {
  for (const { linear, squared, majority } of figures) {
    expect(linear).toBeGreaterThanOrEqual(945);
    expect(linear).toBeLessThanOrEqual(982);
    expect(squared).toBeGreaterThanOrEqual(975);
    expect(squared).toBeGreaterThan(linear);
    expect(majority).toBeLessThan(620);
  }
});

test("with labels 0 and 1 it brakes nearly always, and is right about as often as braking always is", () => {
  for (const figure of figures) {
    expect(figure["labels 0 and 1 say brake"]).toBeGreaterThanOrEqual(850);
    expect(Math.abs(figure["labels 0 and 1"] - figure["brake is right"])).toBeLessThan(120);
  }
});
