import { beforeAll, describe, expect, test } from "vitest";
import { number, operation, vector } from "../../src/expression/construct.js";
import { evaluate, evaluateOn, mapNumbers, ShapeError } from "../../src/expression/evaluate.js";
import type { ArrayOperation, Expression } from "../../src/expression/expression.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { RationalArithmetic } from "../../src/numeric/rationalArithmetic.js";

beforeAll(loadArithmetic);

type Nested = number | readonly Nested[];
const of = (value: Nested): Expression => (typeof value === "number" ? number(value) : vector(value.map(of)));
const result = (name: ArrayOperation, ...args: Nested[]) =>
  mapNumbers(
    evaluateOn(new RationalArithmetic(), operation(name, ...args.map(of))),
    (entry) => Number(entry!.numerator) / Number(entry!.denominator),
  );

const A = [
  [1, 2],
  [3, 4],
];

describe("operations on arrays", () => {
  test.each<[ArrayOperation, Nested[], Nested]>([
    ["matrixProduct", [2, 3], 6],
    [
      "matrixProduct",
      [2, A],
      [
        [2, 4],
        [6, 8],
      ],
    ],
    [
      "matrixProduct",
      [
        [1, 2],
        [3, 4],
      ],
      11,
    ],
    ["matrixProduct", [A, [1, 1]], [3, 7]],
    ["matrixProduct", [[1, 1], A], [4, 6]],
    ["matrixProduct", [A, [[1], [1]]], [[3], [7]]],
    [
      "matrixProduct",
      [
        A,
        [
          [0, 1],
          [1, 0],
        ],
      ],
      [
        [2, 1],
        [4, 3],
      ],
    ],
    ["matrixProduct", [[[1, 2]], [3, 4]], 11],
    [
      "matrixProduct",
      [[1, 2], [[3, 4]]],
      [
        [3, 4],
        [6, 8],
      ],
    ],
    ["matrixProduct", [A, [[1, 1]]], [[3], [7]]],
    ["matrixPower", [3, 2], 9],
    ["matrixPower", [[1, 2], 2], [1, 4]],
    [
      "matrixPower",
      [A, 2],
      [
        [7, 10],
        [15, 22],
      ],
    ],
    [
      "matrixPower",
      [A, 0],
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      "matrixPower",
      [A, -1],
      [
        [-2, 1],
        [1.5, -0.5],
      ],
    ],
    ["crossProduct", [2, 3], 6],
    [
      "crossProduct",
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [-3, 6, -3],
    ],
    ["crossProduct", [A, [[1], [1]]], [[3], [7]]],
    [
      "transpose",
      [A],
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["transpose", [[1, 2]], [[1, 2]]],
    ["determinant", [A], -2],
    [
      "determinant",
      [
        [
          [2, 0, 1],
          [1, 3, 2],
          [1, 1, 4],
        ],
      ],
      18,
    ],
    [
      "inverse",
      [A],
      [
        [-2, 1],
        [1.5, -0.5],
      ],
    ],
    ["inverse", [4], 0.25],
    ["trace", [A], 5],
    ["bars", [-3], 3],
    ["bars", [[3, 4]], 5],
    ["bars", [A], -2],
    ["listed", [[[1], [2]]], [1, 2]],
  ])("%s of %j is %j", (name, args, expected) => expect(result(name, ...args)).toEqual(expected));

  test.each<[ArrayOperation, Nested[], string]>([
    [
      "matrixProduct",
      [
        [1, 2],
        [1, 2, 3],
      ],
      "2 entries are multiplied by 3, which do not fit together",
    ],
    [
      "crossProduct",
      [
        [1, 2],
        [3, 4],
      ],
      "a cross product takes two vectors of 3 entries",
    ],
    ["determinant", [[1, 2]], "a determinant takes a square matrix"],
    ["listed", [A], "a vector is expected but a matrix is given"],
  ])("%s of %j does not fit", (name, args, message) => {
    expect(() => result(name, ...args)).toThrow(ShapeError);
    expect(() => result(name, ...args)).toThrow(message);
  });

  test.each<[ArrayOperation, Nested[], string]>([
    [
      "inverse",
      [
        [
          [1, 2],
          [2, 4],
        ],
      ],
      "a matrix without inverse is inverted",
    ],
    ["matrixPower", [A, 0.5], "this power of a matrix is not worked out"],
    [
      "matrixProduct",
      [
        [[1, 2], [3]],
        [1, 2],
      ],
      "the rows of a matrix differ in length",
    ],
  ])("%s of %j has no value", (name, args, message) => expect(() => result(name, ...args)).toThrow(message));

  test("the place of the greatest entry, if there is one", () => {
    const place = (name: "argmax" | "argmin", ...entries: string[]) =>
      evaluate(operation(name, vector(entries.map(number))), {}, 64);
    expect(String(place("argmax", "0.1", "0.7", "0.2"))).toBe("[2, 2]");
    expect(String(place("argmin", "0.1", "0.7", "0.2"))).toBe("[1, 1]");
    expect(() => place("argmax", "0.7", "0.7")).toThrow("which entry comes first cannot be told");
  });
});
