import { describe, expect, test } from "vitest";
import { argMax, cosineSimilarity, dot, formulas, matMul, norm, outer, transpose } from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";

const { NaN: nan, POSITIVE_INFINITY: infinity, MAX_VALUE: largest } = Number;
/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;

test.each<[call: string, computed: unknown, expected: unknown]>([
  ["dot of nothing", dot([], []), 0],
  ["dot of products that overflow and cancel", dot([1e200, 1e200, 1], [1e200, -1e200, 2]), 2],
  ["dot of products that underflow", dot([1e-200], [1e-200]), 0],
  ["dot of products that are doubles only together", dot([2 ** -538, 2 ** -538], [2 ** -537, 2 ** -537]), 5e-324],
  ["dot of what cancels to the last digit", dot([1e16, 1, -1e16], [1e16, 1, 1e16]), 1],
  ["dot of what rounds", dot([94906267, 94906265], [94906265, -94906267]), 0],
  ["dot of −0", dot([1], [-0]), -0],
  ["dot of NaN and 0", dot([nan], [0]), nan],
  ["dot of Infinity and 0", dot([infinity], [0]), nan],
  ["dot of Infinity", dot([infinity, 1], [1, 1]), infinity],

  ["norm([3, 4])", norm([3, 4]), 5],
  ["norm of large entries", norm([3 * 2 ** 600, 4 * 2 ** 600]), 5 * 2 ** 600],
  ["norm of the largest", norm([largest]), largest],
  ["norm that overflows", norm([largest, largest]), infinity],
  ["norm of the smallest", norm([5e-324]), 5e-324],
  ["norm of small entries", norm([3 * 2 ** -1073, 4 * 2 ** -1073]), 5 * 2 ** -1073],
  ["norm of nothing but zeros", norm([0, -0]), 0],
  ["norm of NaN beside Infinity", norm([infinity, nan]), nan],
  ["norm of −Infinity", norm([-infinity, 1]), infinity],
  ["slope of the norm at 0", formulas.norm.partials.x.value([0, 0]), [0, 0]],
  ["slope of the norm at Infinity", formulas.norm.partials.x.value([-infinity, 1]), [-1, 0]],

  ["cosineSimilarity of parallels", cosineSimilarity([0.1, 0.2, 0.3], [0.2, 0.4, 0.6]), 1],
  ["cosineSimilarity of opposites", cosineSimilarity([0.1, 0.7], [-0.1, -0.7]), -1],
  ["cosineSimilarity of huge and tiny", cosineSimilarity([3e300, 4e300], [4e-320, 3e-320]) > 0.95, true],
  ["cosineSimilarity of the zero vector", cosineSimilarity([0, 0], [1, 2]), nan],
  ["cosineSimilarity with Infinity", cosineSimilarity([infinity, 5], [3, 4]), 0.6],
  ["cosineSimilarity with two infinities", cosineSimilarity([infinity, infinity], [3, 4]), nan],
  ["cosineSimilarity of NaN", cosineSimilarity([nan, 1], [1, 1]), nan],
  [
    "slope of the cosine of parallels",
    formulas.cosineSimilarity.partials.a.value([0.1, 0.2, 0.3], [0.2, 0.4, 0.6]),
    [0, 0, 0],
  ],

  ["matMul of what cancels", matMul([[1e16, 1, -1e16]], [[1], [1], [1]]), [[1]]],
  ["matMul of huge entries that cancel", matMul([[1e200, 1e200]], [[1e200], [-1e200]]), [[0]]],
  [
    "matMul of NaN",
    matMul(
      [[nan, 1]],
      [
        [0, 0],
        [1, 1],
      ],
    ),
    [[nan, nan]],
  ],
  ["matMul of one", matMul([[2]], [[0.1]]), [[0.2]]],

  [
    "outer",
    outer([1, 2], [3, 4, 5]),
    [
      [3, 4, 5],
      [6, 8, 10],
    ],
  ],
  ["outer of NaN", outer([nan], [0]), [[nan]]],
  ["outer of −0", outer([-0], [1]), [[-0]]],
  [
    "transpose",
    transpose([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ],
  ["transpose of typed rows", transpose([Float64Array.of(1, 2)]), [[1], [2]]],

  ["argMax of equals", argMax([1, 3, 3]), 1],
  ["argMax of both zeros", argMax([-0, 0]), 0],
  ["argMax of −Infinity alone", argMax([-infinity, -infinity]), 0],
  ["argMax of NaN first", argMax([nan, 1]), nan],
  ["argMax of NaN last", argMax([1, nan]), nan],
])("%s", (_call, computed, expected) => expect(computed).toEqual(expected));

test.each<[message: string, call: () => unknown, kind: typeof RangeError | typeof TypeError]>([
  ["dot: a has 2 entries but b has 3", () => dot([1, 2], [1, 2, 3]), RangeError],
  ["dot: a has 0 entries but b has 1", () => dot([], [1]), RangeError],
  ["norm: x is empty", () => norm([]), RangeError],
  ["cosineSimilarity: a has 1 entry but b has 2", () => cosineSimilarity([1], [1, 2]), RangeError],
  ["matMul: a has 2 columns but b has 1 row", () => matMul([[1, 2]], [[1, 2]]), RangeError],
  ["matMul: a[0] has 2 entries but a[1] has 1", () => matMul([[1, 2], [3]], [[1], [2]]), RangeError],
  ["matMul: a[0] must be an array of numbers but is 1", () => untyped(matMul)([1, 2], [[1]]), TypeError],
  ["outer: b is empty", () => outer([1], []), RangeError],
  ["transpose: a is empty", () => transpose([]), RangeError],
  ["argMax: x is empty", () => argMax([]), RangeError],
  ['argMax: x[0] must be a number but is "a"', () => untyped(argMax)(["a"]), TypeError],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
});

describe("a million entries", () => {
  const random = seededRandom(5);
  const a = Float64Array.from({ length: 1_000_000 }, () => random.normal());
  const b = Float64Array.from({ length: 1_000_000 }, () => random.normal());

  test("neither overflow the stack nor depend on their order", () => {
    expect(argMax(a)).toBe(a.indexOf(a.reduce((x, y) => Math.max(x, y))));
    expect(dot(a.toReversed(), b.toReversed())).toBe(dot(a, b));
    expect(norm(a.toReversed())).toBe(norm(a));
    expect(Math.abs(cosineSimilarity(a, b))).toBeLessThan(0.01);
    expect(cosineSimilarity(a, a)).toBe(1);
    expect(
      cosineSimilarity(
        a,
        a.map((x) => -3 * x),
      ),
    ).toBe(-1);
  });
});

test("a product of matrices is that of rows and columns by dot, to the last bit", () => {
  const random = seededRandom(11);
  const matrix = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
  for (const [n, d, k] of [
    [1, 1, 1],
    [3, 7, 2],
    [20, 33, 17],
    [2, 300, 2],
  ] as const) {
    const [a, b] = [matrix(n, d), matrix(d, k)];
    const columns = transpose(b);
    expect(matMul(a, b)).toEqual(a.map((row) => columns.map((column) => dot(row, column))));
  }
});
