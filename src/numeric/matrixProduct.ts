import { lastPlace, unitsOf } from "./exactSum.js";
import { nearestDouble } from "./nearestDouble.js";
import { accurateDot, dotInParts, exactDotOf, isReliable } from "./sums.js";

type Vector = ArrayLike<number>;
type Matrix = ArrayLike<Vector>;

/** Rows of one length, one after the other, each number also split into halves whose products are exact. */
export class Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly length: number;
  /** Of each number the upper 26 bits, the rest, and the number itself, side by side for speed: Veltkamp's split. */
  readonly split: Float64Array;
  /** The largest size in each row. */
  readonly largest: Float64Array;
  /** Whether no product of two such numbers overflows, or loses digits to underflow. */
  readonly isOrdinary: boolean;

  /** Keeps `values`. */
  constructor(values: Float64Array, length: number) {
    this.values = values;
    this.length = length;
    this.count = values.length / length;
    this.split = new Float64Array(3 * values.length);
    this.largest = new Float64Array(this.count);
    let isOrdinary = true;
    for (let row = 0, i = 0; row < this.count; row++) {
      let largest = 0;
      for (const end = i + length; i < end; i++) {
        const value = values[i]!;
        const shifted = value * 134217729;
        const upper = shifted - (shifted - value);
        this.split[3 * i] = upper;
        this.split[3 * i + 1] = value - upper;
        this.split[3 * i + 2] = value;
        const size = Math.abs(value);
        if (size > largest) largest = size;
        if (!(size >= 2 ** -400 && size <= 2 ** 400) && size !== 0) isOrdinary = false;
      }
      this.largest[row] = largest;
    }
    this.isOrdinary = isOrdinary;
  }

  /** The rows of a matrix, each followed by `last` where it is given. */
  static of(matrix: Matrix, last?: number): Rows {
    const width = matrix[0]!.length;
    const length = last === undefined ? width : width + 1;
    const values = new Float64Array(matrix.length * length).fill(last ?? 0);
    for (let i = 0; i < matrix.length; i++) {
      const row = matrix[i]!;
      for (let j = 0, at = i * length; j < width; j++) values[at++] = row[j]!;
    }
    return new Rows(values, length);
  }

  /** The columns of a matrix, as rows, and one more full of `last` where it is given. */
  static ofColumns(matrix: Matrix, last?: number): Rows {
    const { length } = matrix;
    const width = matrix[0]!.length;
    const values = new Float64Array(length * (last === undefined ? width : width + 1)).fill(last ?? 0);
    for (let i = 0; i < length; i++) {
      const row = matrix[i]!;
      for (let j = 0, at = i; j < width; j++, at += length) values[at] = row[j]!;
    }
    return new Rows(values, length);
  }
}

/** The product of matrices of shapes `(n, d)` and `(d, k)`, every entry right to its last bit; see `products`. */
export function matrixProduct(a: Matrix, b: Matrix): number[][] {
  const columns = Rows.ofColumns(b);
  return inRows(products(Rows.of(a), columns).high, columns.count);
}

/** Numbers one after the other as plain arrays of one length. */
export function inRows(values: Float64Array, length: number): number[][] {
  const rows: number[][] = [];
  // Arrays made from typed arrays by Array.from take ten times as long.
  for (let at = 0; at < values.length; ) {
    const row: number[] = [];
    for (const end = at + length; at < end; at++) row.push(values[at]!);
    rows.push(row);
  }
  return rows;
}

/** Numbers in two parts each, where the upper is the nearest double. */
export interface NumbersInParts {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/**
 * The products of each row of `a` with each row of `b`, at place `i · b.count + k`: right to 2⁻⁵⁶ of themselves, however
 * far they cancel.
 *
 * Products of upper halves are exact, and what their sum rounds away is carried, so that a sum of n is off by at most
 * n³ · 2⁻¹⁰⁶ of the product of the rows' largest numbers. Where that is too much, or where numbers are huge or tiny, it
 * is found anew without any rounding. Source: Ogita, Rump & Oishi, Accurate sum and dot product (2005), algorithm 5.3.
 */
export function products(a: Rows, b: Rows): NumbersInParts {
  const high = new Float64Array(a.count * b.count);
  const low = new Float64Array(high.length);
  if (a.isOrdinary && b.isOrdinary) multiply(a, b, high, low);
  else high.fill(Number.NaN);
  const share = a.length ** 3 * 2 ** -50;
  for (let i = 0, at = 0; i < a.count; i++) {
    const scale = share * a.largest[i]!;
    for (let k = 0; k < b.count; k++, at++) {
      if (!(Math.abs(high[at]!) >= scale * b.largest[k]!)) correct(a, i, b, k, high, low);
    }
  }
  return { high, low };
}

/**
 * The sums of the rows of a matrix, each row as often as `x` says: one vector times a matrix, as `products` has it, without
 * the copies that pay only for many vectors; of the columns from `start` on, up to `end`.
 */
export function vectorProducts(x: Vector, matrix: Matrix, start = 0, end = matrix[0]!.length): NumbersInParts {
  const length = end - start;
  const high = new Float64Array(length);
  const low = new Float64Array(length);
  let scale = 0;
  for (let j = 0; j < matrix.length; j++) {
    const row = matrix[j]!;
    const factor = x[j]!;
    const shifted = factor * 134217729;
    const upper = shifted - (shifted - factor);
    const lower = factor - upper;
    let largest = 0;
    for (let k = 0; k < length; k++) {
      const value = row[start + k]!;
      const valueShifted = value * 134217729;
      const valueUpper = valueShifted - (valueShifted - value);
      const product = upper * valueUpper;
      const sum = high[k]!;
      const next = sum + product;
      const shadow = next - sum;
      high[k] = next;
      low[k]! += sum - (next - shadow) + (product - shadow) + (upper * (value - valueUpper) + lower * value);
      const size = value < 0 ? -value : value;
      if (size > largest) largest = size;
    }
    scale += Math.abs(factor) * largest;
  }
  // What sums round away, and what tiny products lose.
  const error = matrix.length ** 2 * (scale * 2 ** -50 + Number.MIN_VALUE * 2 ** 60);
  for (let k = 0; k < length; k++) {
    const sum = high[k]! + low[k]!;
    low[k]! -= sum - high[k]!;
    high[k] = sum;
    if (Math.abs(sum) >= error) continue;
    const column = Float64Array.from(matrix, (row) => row[start + k]!);
    correct(
      new Rows(Float64Array.from(x), x.length),
      0,
      new Rows(column, column.length),
      0,
      high.subarray(k, k + 1),
      low.subarray(k, k + 1),
    );
  }
  return { high, low };
}

function multiply(a: Rows, b: Rows, high: Float64Array, low: Float64Array): void {
  const { split } = a;
  const { split: other } = b;
  const length = 3 * a.length;
  for (let i = 0, at = 0; i < a.count; i++) {
    const start = i * length;
    // Two at a time, since each waits for its own last addition.
    for (let k = 0; k < b.count; k += 2) {
      let first = k * length;
      let second = k + 1 < b.count ? first + length : first;
      let sum = 0;
      let rest = 0;
      let otherSum = 0;
      let otherRest = 0;
      for (let j = start; j < start + length; j += 3, first += 3, second += 3) {
        const upper = split[j]!;
        const lower = split[j + 1]!;

        const product = upper * other[first]!;
        const next = sum + product;
        const shadow = next - sum;
        rest += sum - (next - shadow) + (product - shadow) + (upper * other[first + 1]! + lower * other[first + 2]!);
        sum = next;

        const otherProduct = upper * other[second]!;
        const otherNext = otherSum + otherProduct;
        const otherShadow = otherNext - otherSum;
        otherRest +=
          otherSum -
          (otherNext - otherShadow) +
          (otherProduct - otherShadow) +
          (upper * other[second + 1]! + lower * other[second + 2]!);
        otherSum = otherNext;
      }
      const nearest = sum + rest;
      high[at] = nearest;
      low[at++] = rest - (nearest - sum);
      if (k + 1 === b.count) continue;
      const otherNearest = otherSum + otherRest;
      high[at] = otherNearest;
      low[at++] = otherRest - (otherNearest - otherSum);
    }
  }
}

/** Finds one product anew. */
function correct(a: Rows, i: number, b: Rows, k: number, high: Float64Array, low: Float64Array): void {
  const at = i * b.count + k;
  const left = a.values.subarray(i * a.length, (i + 1) * a.length);
  const right = b.values.subarray(k * b.length, (k + 1) * b.length);
  const parts = dotInParts(left, right);
  if (isReliable(parts)) {
    high[at] = parts.high + parts.low;
    low[at] = parts.low - (high[at]! - parts.high);
    return;
  }
  high[at] = accurateDot(left, right);
  low[at] = 0;
  if (!left.every(Number.isFinite) || !right.every(Number.isFinite) || !Number.isFinite(high[at])) return;
  low[at] = nearestDouble(exactDotOf(left, right).units - unitsOf(high[at]!), 1n, lastPlace);
}
