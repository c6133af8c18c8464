import { expect } from "vitest";

/** Numbers in arrays, in order. */
export function flat(value: unknown): number[] {
  return typeof value === "number" ? [value] : Array.from(value as ArrayLike<unknown>).flatMap(flat);
}

/** Holds numbers to within `tolerance` of the truth, relative to the largest of it where that is above 1. */
export function expectClose(found: unknown, truth: unknown, tolerance = 1e-12): void {
  const [numbers, truths] = [flat(found), flat(truth)];
  expect(numbers).toHaveLength(truths.length);
  const size = truths.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = numbers.reduce((most, value, i) => Math.max(most, Math.abs(value - truths[i]!)), 0);
  expect(worst, `found ${numbers.slice(0, 8)} for ${truths.slice(0, 8)}`).toBeLessThanOrEqual(tolerance * size);
}

/** The gradient of a function of an array, by quotients of differences of the fourth order. */
export function differences(values: Float64Array, f: () => number, step = 2e-4): number[] {
  return Array.from(values, (value, i) => {
    const at = (distance: number) => {
      values[i] = value + distance;
      return f();
    };
    const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    values[i] = value;
    return slope;
  });
}
