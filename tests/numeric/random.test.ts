import { describe, expect, test } from "vitest";
import { seededRandom, xoshiro128starstar } from "../../src/numeric/random.js";

const draw = <T>(count: number, next: () => T) => Array.from({ length: count }, next);

test("the generator gives the numbers of the reference implementation", () => {
  const state = [0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0];
  expect(draw(4, xoshiro128starstar(state))).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
  expect(draw(5, xoshiro128starstar([1, 2, 3, 4]))).toEqual([11520, 0, 5927040, 70819200, 2031721883]);
});

test("the seed alone determines the stream", () => {
  const stream = (seed: number) => draw(50, seededRandom(seed).uniform);
  expect(stream(42)).toEqual(stream(42));
  expect(stream(42)).not.toEqual(stream(43));
  expect(stream(0)).not.toEqual(stream(-1));
  expect(() => seededRandom(0.5)).toThrow("seededRandom: the seed 0.5 is not a safe integer");
});

describe("draws have the distribution they are named for", () => {
  const count = 40_000;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const variance = (values: readonly number[]) => {
    const center = mean(values);
    return mean(values.map((x) => (x - center) ** 2));
  };

  test("uniform", () => {
    const random = seededRandom(1);
    const values = draw(count, () => random.uniform(2, 6));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(6);
    expect(mean(values)).toBeCloseTo(4, 1);
    expect(Math.abs(variance(values) - 16 / 12)).toBeLessThan(0.03);
  });

  test("normal", () => {
    const random = seededRandom(2);
    const values = draw(count, () => random.normal(3, 2));
    expect(mean(values)).toBeCloseTo(3, 1);
    expect(Math.abs(variance(values) - 4)).toBeLessThan(0.12);
    const within = values.filter((x) => Math.abs(x - 3) < 2).length / count;
    expect(within).toBeCloseTo(0.6827, 2);
  });

  test("integer, each as often as the others, ends included", () => {
    const random = seededRandom(3);
    const counts = new Map<number, number>();
    for (const k of draw(count, () => random.integer(-2, 3))) counts.set(k, (counts.get(k) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    const expected = count / 6;
    const chiSquare = [...counts.values()].reduce((sum, k) => sum + (k - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(20.5);
    expect(() => random.integer(2, 1)).toThrow(RangeError);
  });

  test("shuffle, which leaves its argument alone", () => {
    const random = seededRandom(4);
    const cards = Object.freeze([1, 2, 3]);
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(cards).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const times of orders.values()) expect(Math.abs(times - 1000)).toBeLessThan(120);
  });
});
