import { ExactSum } from "./exactSum.js";

type Vector = ArrayLike<number>;

/** A number as an unevaluated sum, and how far that may be from the truth. */
export interface Parts {
  readonly high: number;
  readonly low: number;
  readonly error: number;
}

/** The sum of a vector, within a unit in the last place however far it cancels; 0 for an empty one. */
export function accurateSum(x: Vector): number {
  const { high, low, error } = sumInParts(x);
  // Of negative zeros the low part is a positive one.
  if (isReliable({ high, low, error })) return low === 0 ? high : high + low;
  return accurateMean(x, 1);
}

/** The sum of a vector divided by a whole number, by default its length: within a unit in the last place. */
export function accurateMean(x: Vector, n = x.length): number {
  const parts = sumInParts(x);
  if (isReliable(parts)) return quotient(parts, n);
  return hasNonFinite(x) ? sumOfNonFinite(x) : exactSumOf(x).over(n);
}

/** The sum of the products of the entries of two vectors, within a unit in the last place however far it cancels. */
export function accurateDot(a: Vector, b: Vector): number {
  const parts = dotInParts(a, b);
  if (isReliable(parts)) return quotient(parts, 1);
  if (hasNonFinite(a) || hasNonFinite(b)) return dotOfNonFinite(a, b);
  return exactDotOf(a, b).value;
}

/** Whether the parts hold more than a double's digits of a number. */
export function isReliable({ high, low, error }: Parts): boolean {
  return error * 2 ** 56 <= Math.abs(high + low);
}

/**
 * The sum of a vector in two parts.
 *
 * The error of the low part is bounded by what was rounded away in all, so that it is often known to be none. Two sums run
 * side by side, so that neither waits for the other. Source: Ogita, Rump & Oishi, Accurate sum and dot product (2005),
 * algorithm 4.4 and proposition 4.5.
 */
export function sumInParts(x: Vector): Parts {
  // Negative zeros add up to negative zero.
  let high = x.length === 0 ? 0 : -0;
  let low = 0;
  let size = 0;
  let otherHigh = -0;
  let otherLow = 0;
  let otherSize = 0;
  const n = x.length;
  for (let i = 0; i < n; i += 2) {
    const term = x[i]!;
    const sum = high + term;
    const shadow = sum - high;
    const rounded = high - (sum - shadow) + (term - shadow);
    high = sum;
    low += rounded;
    size += Math.abs(rounded);
    const otherTerm = i + 1 < n ? x[i + 1]! : -0;
    const otherSum = otherHigh + otherTerm;
    const otherShadow = otherSum - otherHigh;
    const otherRounded = otherHigh - (otherSum - otherShadow) + (otherTerm - otherShadow);
    otherHigh = otherSum;
    otherLow += otherRounded;
    otherSize += Math.abs(otherRounded);
  }
  const sum = high + otherHigh;
  const shadow = sum - high;
  const rounded = high - (sum - shadow) + (otherHigh - shadow);
  return {
    high: sum,
    low: low + otherLow + rounded,
    error: boundOf(n + 2, size + otherSize + Math.abs(rounded)),
  };
}

/** The sum of the products of two vectors of one length, in two parts; the same source, algorithm 5.3. */
export function dotInParts(a: Vector, b: Vector): Parts {
  let high = a.length === 0 ? 0 : -0;
  let low = 0;
  let size = 0;
  for (let i = 0, n = a.length; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    const product = x * y;
    const xShifted = x * 134217729;
    const xHigh = xShifted - (xShifted - x);
    const xLow = x - xHigh;
    const yShifted = y * 134217729;
    const yHigh = yShifted - (yShifted - y);
    const yLow = y - yHigh;
    const error = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
    const sum = high + product;
    const shadow = sum - high;
    const rounded = high - (sum - shadow) + (product - shadow) + error;
    high = sum;
    low += rounded;
    size += Math.abs(rounded);
  }
  // Of products so small that digits of theirs cannot be carried beside them each may be off by five subnormals.
  const mayUnderflow = Math.abs(high + low) < 2 ** -900 && hasTinyProduct(a, b);
  return { high, low, error: boundOf(2 * a.length, size) + (mayUnderflow ? 5 * a.length * Number.MIN_VALUE : 0) };
}

function hasTinyProduct(a: Vector, b: Vector): boolean {
  for (let i = 0, n = a.length; i < n; i++)
    if (Math.abs(a[i]! * b[i]!) < 2 ** -960 && a[i] !== 0 && b[i] !== 0) return true;
  return false;
}

/** What `n` additions of numbers that are `size` in all may round away. */
function boundOf(n: number, size: number): number {
  return 1.01 * n * 2 ** -53 * size;
}

/** The parts divided by a whole number, rounded once. */
export function quotient({ high, low }: Parts, n: number): number {
  const sum = low === 0 ? high : high + low;
  if (n === 1) return sum;
  const ratio = sum / n;
  const shifted = ratio * 134217729;
  if (!Number.isFinite(shifted) || ratio === 0) return ratio;
  // What the quotient leaves of the sum, exactly: n times it, taken off in two parts.
  const upper = shifted - (shifted - ratio);
  const rest = high - upper * n - (ratio - upper) * n + low;
  return ratio + rest / n;
}

export function exactSumOf(x: Vector): ExactSum {
  const sum = new ExactSum();
  for (let i = 0, n = x.length; i < n; i++) sum.add(x[i]!);
  return sum;
}

export function exactDotOf(a: Vector, b: Vector): ExactSum {
  const sum = new ExactSum();
  for (let i = 0, n = a.length; i < n; i++) sum.addProduct(a[i]!, b[i]!);
  return sum;
}

/** Whether an entry is NaN or an infinity. */
export function hasNonFinite(x: Vector): boolean {
  for (let i = 0, n = x.length; i < n; i++) if (!Number.isFinite(x[i]!)) return true;
  return false;
}

function sumOfNonFinite(x: Vector): number {
  let sum = 0;
  for (let i = 0, n = x.length; i < n; i++) if (!Number.isFinite(x[i]!)) sum += x[i]!;
  return sum;
}

function dotOfNonFinite(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0, n = a.length; i < n; i++)
    if (!Number.isFinite(a[i]!) || !Number.isFinite(b[i]!)) sum += a[i]! * b[i]!;
  return sum;
}
