import { describe, expect, test } from "vitest";
import { formulas, l1Penalty, l2Penalty } from "../../src/formulas/index.js";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

test.each<[string, number, number]>([
  ["l1Penalty([3, −4], 0.5)", l1Penalty([3, -4], 0.5), 3.5],
  ["l2Penalty([3, −4], 0.5), without a factor ½", l2Penalty([3, -4], 0.5), 12.5],
  ["l1Penalty of zeros", l1Penalty([0, -0], 0.5), 0],
  ["l2Penalty of zeros", l2Penalty([0, -0], 0.5), 0],
  ["l1Penalty of NaN", l1Penalty([1, nan], 0.5), nan],
  ["l2Penalty of NaN", l2Penalty([1, nan], 0.5), nan],
  ["l1Penalty by NaN", l1Penalty([1], nan), nan],
  ["l1Penalty of Infinity", l1Penalty([1, -infinity], 0.5), infinity],
  ["l2Penalty of Infinity", l2Penalty([1, -infinity], 0.5), infinity],
  ["l1Penalty whose sum overflows", l1Penalty([1e308, 1e308, 1e308], 0.5), 1.5e308],
  ["l1Penalty that overflows", l1Penalty([1e308, 1e308], 1), infinity],
  ["l2Penalty whose squares overflow", l2Penalty([2 ** 600], 2 ** -700), 2 ** 500],
  ["l2Penalty whose squares underflow", l2Penalty([2 ** -600], 2 ** 700), 2 ** -500],
  ["l2Penalty by a subnormal λ", l2Penalty([2 ** 500], 5e-324), 2 ** -74],
])("%s", (_call, computed, expected) => expect(computed).toBe(expected));

test("a long sum loses nothing: a million times 0.1 and one large weight", () => {
  const weights = new Float64Array(1_000_001).fill(0.1);
  weights[0] = 1e16;
  // 0.1 as a double is a little more than a tenth; a million of them are 100000.00000000000555.
  expect(l1Penalty(weights, 1)).toBe(1e16 + 100_000);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).not.toBe(1e16 + 100_000);
});

test("L1 pushes all weights alike, L2 the large ones harder", () => {
  const weights = [4, -0.001, 0];
  expect(formulas.l1Penalty.partials.weights.value(weights, 0.5)).toEqual([0.5, -0.5, 0]);
  expect(formulas.l2Penalty.partials.weights.value(weights, 0.5)).toEqual([4, -0.001, 0]);
});

describe("errors", () => {
  const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
  test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
    ["l1Penalty: weights is empty", () => l1Penalty([], 1), RangeError],
    ["l1Penalty: lambda is -1 but must be 0 or more", () => l1Penalty([1], -1), RangeError],
    ["l2Penalty: lambda must be a number but is undefined", () => untyped(l2Penalty)([1]), TypeError],
    ["l2Penalty: weights[1] must be a number but is null", () => untyped(l2Penalty)([1, null], 1), TypeError],
  ])("%s", (message, call, kind) => {
    expect(call).toThrow(new kind(message));
    expect(call).toThrow(kind);
  });
});
