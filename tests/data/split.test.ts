import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batches, digits, iris, kFold, split, windows } from "workings";

const whole = Array.from({ length: 10 }, (_, i) => i);
const sorted = (rows: readonly number[]) => [...rows].sort((a, b) => a - b);
const shares = (y: readonly number[]) => [0, 1, 2].map((label) => y.filter((one) => one === label).length);

describe("split", () => {
  test("loses no row and repeats none, whatever the share and the seed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: 0.05, max: 0.95 }),
        fc.integer(),
        (n, share, seed) => {
          const rows = Array.from({ length: n }, (_, i) => i);
          fc.pre(Math.round(share * n) > 0 && Math.round(share * n) < n);
          const { train, test } = split(rows, { test: share, seed });
          expect(test).toHaveLength(Math.round(share * n));
          expect(sorted([...train, ...test])).toEqual(rows);
        },
      ),
    );
  });

  test("is the same for a seed on every machine, and another for another seed", () => {
    expect(split(whole, { test: 0.3, seed: 1 })).toEqual({ train: [7, 9, 4, 5, 1, 8, 6], test: [2, 3, 0] });
    expect(split(whole, { test: 0.3, seed: 2 })).not.toEqual(split(whole, { test: 0.3, seed: 1 }));
  });

  test("gives every class its share, where that is asked for", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { train, test } = split(iris(), { test: 0.2, seed, stratified: true });
      expect([shares(train.y), shares(test.y)]).toEqual([
        [40, 40, 40],
        [10, 10, 10],
      ]);
    }
    const { train, test } = split(iris().slice(0, 70), { test: 0.1, seed: 1, stratified: true });
    expect([shares(train.y), shares(test.y)]).toEqual([
      [45, 18, 0],
      [5, 2, 0],
    ]);
  });

  test("stratified rows are drawn and shuffled too", () => {
    const ofSeed = (seed: number) => split(iris(), { test: 0.2, seed, stratified: true }).test;
    expect(ofSeed(1)).toEqual(ofSeed(1));
    expect(ofSeed(1).x).not.toEqual(ofSeed(2).x);
    expect(ofSeed(1).y).not.toEqual([...ofSeed(1).y].sort());
  });

  test("keeps the order of time, where that is asked for", () => {
    expect(split(whole, { test: 0.2, inOrder: true })).toEqual({ train: [0, 1, 2, 3, 4, 5, 6, 7], test: [8, 9] });
  });

  test.each([
    [{ test: 0, seed: 1 }, "split: a test share of 0 leaves no test row of 10"],
    [{ test: 1, seed: 1 }, "split: a test share of 1 leaves no training row of 10"],
    [{ test: Number.NaN, seed: 1 }, "split: a test share of NaN leaves no test row of 10"],
    [{ test: 0.2 }, "split: give a seed to draw the rows by, or inOrder: true alone to keep their order"],
    [
      { test: 0.2, seed: 1, inOrder: true },
      "split: give a seed to draw the rows by, or inOrder: true alone to keep their order",
    ],
    [{ test: 0.2, seed: 1, stratified: true }, "split: only a dataset with classes can be stratified"],
  ])("refuses %j", (options, message) => {
    expect(() => split(whole, options)).toThrow(message);
  });
});

describe("kFold", () => {
  test("tests every row once, in parts that differ by one row at most", () => {
    const folds = kFold(whole, { folds: 3, seed: 5 });
    expect(folds.map(({ test }) => test.length)).toEqual([4, 3, 3]);
    expect(sorted(folds.flatMap(({ test }) => test))).toEqual(whole);
    for (const { train, test } of folds) expect(sorted([...train, ...test])).toEqual(whole);
  });

  test("gives every class its share in every part, where that is asked for", () => {
    const folds = kFold(iris(), { folds: 5, seed: 1, stratified: true });
    expect(folds.map(({ test }) => shares(test.y))).toEqual(Array(5).fill([10, 10, 10]));
  });

  test.each([1, 11, 2.5])("refuses %d folds of 10 rows", (folds) => {
    expect(() => kFold(whole, { folds, seed: 1 })).toThrow(
      new RangeError(`kFold: folds is ${folds} but has to be a whole number from 2 to 10, the rows`),
    );
  });
});

describe("batches", () => {
  test("have a size, the last what is left, in the order of the rows or of a seed", () => {
    expect(batches(whole, { size: 4 })).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    const drawn = batches(whole, { size: 4, seed: 3 }).flat();
    expect(drawn).not.toEqual(whole);
    expect(sorted(drawn)).toEqual(whole);
  });

  test("of a dataset are datasets", () => {
    expect(batches(digits(), { size: 1000 }).map(({ x, y }) => [x.length, y.length])).toEqual([
      [1000, 1000],
      [797, 797],
    ]);
  });

  test("refuse a size that is none", () => {
    expect(() => batches(whole, { size: 0 })).toThrow(
      new RangeError("batches: size is 0 but has to be a whole number from 1"),
    );
  });
});

describe("windows", () => {
  test("are what came before each value", () => {
    const { x, y, features, target } = windows([1, 2, 3, 4, 5], { length: 2 });
    expect([x, y]).toEqual([
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      [3, 4, 5],
    ]);
    expect([features, target]).toEqual([["t-1", "t-0"], "t+1"]);
  });

  test("may look further ahead", () => {
    const { x, y } = windows([1, 2, 3, 4, 5], { length: 2, horizon: 3 });
    expect([x, y]).toEqual([[[1, 2]], [5]]);
  });

  test("split in order, learn from no answer behind one that is tested", () => {
    const series = Array.from({ length: 100 }, (_, day) => day);
    const { train, test } = split(windows(series, { length: 14 }), { test: 0.25, inOrder: true });
    expect(Math.max(...train.y, ...train.x.flat())).toBeLessThan(Math.min(...test.y));
  });

  test("refuse a series that is too short, and lengths that are none", () => {
    expect(() => windows([1, 2], { length: 2 })).toThrow(
      new RangeError("windows: the series has 2 values but one row takes 3"),
    );
    expect(() => windows([1, 2], { length: 0 })).toThrow(
      new RangeError("windows: length is 0 but has to be a whole number from 1"),
    );
  });
});
