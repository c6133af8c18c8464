import { expect, test } from "vitest";
import { iris, irisSplit42, mean, Standardiser, standardDeviation, standardScale } from "workings";
import { digits } from "../../src/data/bundled.js";

const columns = (rows: readonly (readonly number[])[]) => rows[0]!.map((_, j) => rows.map((row) => row[j]!));

test("standardised columns are what the library's formula makes of them, to their last bits", () => {
  const { x } = iris();
  const learnt = columns(Standardiser.fit(x).apply(x));
  for (const [j, column] of columns(x).entries()) {
    for (const [i, entry] of standardScale(column).entries()) {
      expect(Math.abs(learnt[j]![i]! - entry)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.max(1, Math.abs(entry)));
    }
  }
});

test("the test rows are moved by what the training rows have taught", () => {
  const { train, test } = irisSplit42();
  const standardiser = Standardiser.fit(train);
  expect(standardiser.mean).toEqual(columns(train.x).map((column) => mean(column)));
  expect(standardiser.deviation).toEqual(columns(train.x).map((column) => standardDeviation(column)));
  const { x, y } = standardiser.apply(test);
  expect(y).toEqual(test.y);
  expect(x[0]).toEqual(test.x[0]!.map((entry, j) => (entry - standardiser.mean[j]!) / standardiser.deviation[j]!));
});

test("inverting gives the rows back", () => {
  const { x } = iris();
  const standardiser = Standardiser.fit(x);
  const back = standardiser.invert(standardiser.apply(x));
  for (const [i, row] of back.entries())
    for (const [j, entry] of row.entries()) expect(entry).toBeCloseTo(x[i]![j]!, 13);
});

test("what was stored does exactly the same", () => {
  const { train, test } = irisSplit42();
  const standardiser = Standardiser.fit(train);
  const stored = new Standardiser(JSON.parse(JSON.stringify(standardiser)));
  expect(stored.apply(test)).toEqual(standardiser.apply(test));
});

test("pixels that are always white are moved to 0 and stay finite", () => {
  const { x } = Standardiser.fit(digits()).apply(digits());
  expect(x.every((row) => row[0] === 0)).toBe(true);
  expect(x.flat().every(Number.isFinite)).toBe(true);
});

test("it neither keeps nor changes what it is given", () => {
  const rows = Object.freeze([Object.freeze([1, 2]), Object.freeze([3, 6])]);
  expect(Standardiser.fit(rows).apply(rows)).toEqual([
    [-1, -1],
    [1, 1],
  ]);
});

test("rows that do not fit are refused", () => {
  expect(() => Standardiser.fit([])).toThrow(new RangeError("Standardiser.fit: there is no row to learn from"));
  expect(() => Standardiser.fit([[1, 2]]).apply([[1, 2], [1]])).toThrow(
    new RangeError("apply: row 1 has 1 entries but 2 columns were learnt"),
  );
});
