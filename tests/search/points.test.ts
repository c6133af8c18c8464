import { describe, expect, test } from "vitest";
import { choice, gridPoints, integer, logUniform, randomPoints, uniform } from "workings";

describe("gridPoints", () => {
  test("are all combinations, the last parameter changing first", () => {
    expect(gridPoints({ rate: [0.1, 1], kind: ["a", "b"] })).toEqual([
      { rate: 0.1, kind: "a" },
      { rate: 0.1, kind: "b" },
      { rate: 1, kind: "a" },
      { rate: 1, kind: "b" },
    ]);
  });

  test("need a value of each parameter", () => {
    expect(() => gridPoints({ rate: [1], kind: [] })).toThrow(new RangeError("gridPoints: there is no value of kind"));
  });
});

describe("randomPoints", () => {
  const space = { rate: logUniform(1e-4, 1), decay: uniform(0, 0.1), width: choice(16, 32), depth: integer(1, 3) };
  const points = randomPoints(space, { count: 2000, seed: 1 });
  const share = (holds: (point: (typeof points)[number]) => boolean) => points.filter(holds).length / points.length;

  test("are the same for a seed, also the first of more, and others for another seed", () => {
    expect(randomPoints(space, { count: 9, seed: 1 })).toEqual(points.slice(0, 9));
    expect(randomPoints(space, { count: 9, seed: 2 })).not.toEqual(points.slice(0, 9));
    expect(points[0]).toEqual({ rate: 0.003790443020230595, decay: 0.014775008893546571, width: 16, depth: 1 });
  });

  test("lie where their samplers say, each value as often as another", () => {
    expect(share(({ rate }) => rate >= 1e-4 && rate <= 1)).toBe(1);
    expect(share(({ rate }) => rate < 0.01)).toBeCloseTo(0.5, 1);
    expect(share(({ decay }) => decay >= 0 && decay < 0.1)).toBe(1);
    expect(share(({ decay }) => decay < 0.025)).toBeCloseTo(0.25, 1);
    expect(share(({ width }) => width === 16)).toBeCloseTo(0.5, 1);
    for (const depth of [1, 2, 3]) expect(share((point) => point.depth === depth)).toBeCloseTo(1 / 3, 1);
  });

  test("need a count from 1", () => {
    expect(() => randomPoints(space, { count: 0, seed: 1 })).toThrow(
      new RangeError("randomPoints: count is 0 but has to be a whole number from 1"),
    );
  });
});

test.each<[() => unknown, string]>([
  [() => uniform(1, 1), "uniform: low is 1 and high 1 but low has to be below high"],
  [() => logUniform(0, 1), "logUniform: low is 0 but has to be above 0"],
  [() => logUniform(1, Number.NaN), "logUniform: low is 1 and high NaN but low has to be below high"],
  [() => integer(0.5, 2), "integer: low is 0.5 and high 2 but both have to be whole numbers"],
  [() => choice(), "choice: there is no value to choose"],
])("%s is refused", (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
