import { accurateDot } from "./sums.js";

type Vector = ArrayLike<number>;
type Matrix = ArrayLike<Vector>;

/**
 * The product of matrices of shapes `(n, d)` and `(d, k)`, every entry as if its products were added in twice the
 * precision: to half a unit in its last place, and d²·2⁻¹⁰⁶ of the sum of the terms' sizes.
 *
 * Each entry is split only once, and not for each product that it is part of. Source: Ogita, Rump & Oishi, Accurate sum
 * and dot product (2005), algorithm 5.3.
 */
export function matrixProduct(a: Matrix, b: Matrix): number[][] {
  const depth = b.length;
  const columns = Array.from(b[0]!, (_, j) => splitColumn(b, j));
  const row = { entries: new Float64Array(depth), upper: new Float64Array(depth) };
  return Array.from(a, (entries) => {
    for (let k = 0; k < depth; k++) {
      row.entries[k] = entries[k]!;
      row.upper[k] = upperHalf(entries[k]!);
    }
    const product = new Array<number>(columns.length);
    for (let j = 0; j < columns.length; j++) product[j] = splitDot(row, columns[j]!);
    return product;
  });
}

interface Split {
  readonly entries: Float64Array;
  /** The upper 26 bits of each. */
  readonly upper: Float64Array;
}

function splitColumn(b: Matrix, j: number): Split {
  const entries = Float64Array.from(b, (row) => row[j]!);
  return { entries, upper: entries.map(upperHalf) };
}

function splitDot(a: Split, b: Split): number {
  const [aEntries, bEntries, aUppers, bUppers] = [a.entries, b.entries, a.upper, b.upper];
  let high = -0;
  let low = 0;
  for (let k = 0; k < aEntries.length; k++) {
    const x = aEntries[k]!;
    const y = bEntries[k]!;
    const xUpper = aUppers[k]!;
    const yUpper = bUppers[k]!;
    const xLower = x - xUpper;
    const yLower = y - yUpper;
    const product = x * y;
    const sum = high + product;
    const shadow = sum - high;
    low +=
      high -
      (sum - shadow) +
      (product - shadow) +
      (xLower * yLower - (product - xUpper * yUpper - xLower * yUpper - xUpper * yLower));
    high = sum;
  }
  const value = low === 0 ? high : high + low;
  // Too large, or so small that products may have lost digits: rare enough to be done once more, with all care.
  return Math.abs(value) < 2 ** 1000 && Math.abs(value) > 2 ** -900 ? value : accurateDot(aEntries, bEntries);
}

/** Veltkamp's split. */
function upperHalf(x: number): number {
  const shifted = x * 134217729;
  return shifted - (shifted - x);
}
