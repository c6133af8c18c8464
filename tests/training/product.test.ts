import { describe, expect, it } from "vitest";
import { matMul } from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { byRows, product, transposed } from "../../src/training/product.js";

const random = seededRandom(1);
const draw = (length: number) => Float64Array.from({ length }, () => random.uniform(-1, 1));
const rowsOf = (values: Float64Array, columns: number) =>
  Array.from({ length: values.length / columns }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
const turned = (rows: number[][]) => rows[0]!.map((_, j) => rows.map((row) => row[j]!));

describe("product", () => {
  // Sizes on both sides of the blocks of 4 rows and 2 columns.
  it.each([
    [1, 1, 1],
    [3, 5, 2],
    [4, 3, 7],
    [9, 4, 8],
    [6, 17, 5],
  ])("of (%i, %i) and (%i columns) is the formula's, however the matrices lie", (rows, inner, columns) => {
    const [a, b] = [draw(rows * inner), draw(inner * columns)];
    const c = new Float64Array(rows * columns);
    const check = (left: number[][], right: number[][]) => {
      const truth = matMul(left, right).flat();
      for (const [i, value] of c.entries()) expect(value).toBeCloseTo(truth[i]!, 12);
    };
    product(a, byRows(inner), b, byRows(columns), c, rows, inner, columns);
    check(rowsOf(a, inner), rowsOf(b, columns));
    product(a, transposed(rows), b, byRows(columns), c, rows, inner, columns);
    check(turned(rowsOf(a, rows)), rowsOf(b, columns));
    product(a, byRows(inner), b, transposed(inner), c, rows, inner, columns);
    check(rowsOf(a, inner), turned(rowsOf(b, inner)));
  });

  it("gives a row the same bits alone as among others", () => {
    const [a, b, bias] = [draw(9 * 5), draw(5 * 3), draw(3)];
    const [all, one] = [new Float64Array(27), new Float64Array(3)];
    product(a, byRows(5), b, byRows(3), all, 9, 5, 3, bias);
    for (let row = 0; row < 9; row++) {
      product(a.subarray(row * 5), byRows(5), b, byRows(3), one, 1, 5, 3, bias);
      expect(one).toEqual(all.slice(row * 3, row * 3 + 3));
    }
  });
});
