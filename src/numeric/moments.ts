import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, exactSum, multiply, negate } from "./doubleDouble.js";
import { lastPlace, unitsOf } from "./exactSum.js";
import { bitLength } from "./mpfr.js";
import { nearestDouble } from "./nearestDouble.js";
import { ordinaryScale, timesPowerOfTwo } from "./powerOfTwo.js";
import { accurateMean, exactSumOf, isReliable, quotient, sumInParts } from "./sums.js";

type Vector = ArrayLike<number>;

/** A number in two parts, made larger by `scale`, a power of two that keeps it away from overflow and underflow. */
export interface Scaled {
  readonly parts: DoubleDouble;
  readonly scale: number;
}

/** `scale²` times the sum of the squares of numbers, to 2⁻¹⁰⁰ of itself. */
export function sumOfSquares(x: Vector): Scaled {
  return atOrdinaryScale(x, plainSumOfSquares);
}

/**
 * The root of the sum of the squares of numbers, within a unit in the last place: the squares are rounded, which costs the
 * root half of what it costs their sum; only additions are carried in twice the precision.
 */
export function rootOfSquares(x: Vector): number {
  const root = plainRootOfSquares(x);
  if (root > 2 ** -100 && root < 2 ** 100) return root;
  const scale = ordinaryScale(x);
  return scale === 1 ? root : plainRootOfSquares(scaledBy(x, scale)) / scale;
}

/** The same where the root is of ordinary size. Two sums run side by side, so that neither waits for the other. */
function plainRootOfSquares(x: Vector): number {
  let sum = 0;
  let low = 0;
  let otherSum = 0;
  let otherLow = 0;
  const n = x.length;
  for (let i = 0; i < n; i += 2) {
    const square = x[i]! * x[i]!;
    const nextSum = sum + square;
    const shadow = nextSum - sum;
    low += sum - (nextSum - shadow) + (square - shadow);
    sum = nextSum;
    const other = i + 1 < n ? x[i + 1]! : 0;
    const otherSquare = other * other;
    const nextOther = otherSum + otherSquare;
    const otherShadow = nextOther - otherSum;
    otherLow += otherSum - (nextOther - otherShadow) + (otherSquare - otherShadow);
    otherSum = nextOther;
  }
  const total = sum + otherSum;
  const root = Math.sqrt(total);
  if (!(root > 0 && root < Number.POSITIVE_INFINITY)) return root;
  const shadow = total - sum;
  const totalLow = sum - (total - shadow) + (otherSum - shadow) + (low + otherLow);
  // What the square of the root leaves of the sum: the square of 24 of its bits is exact, and what is beside it is small.
  const head = Math.fround(root);
  return root + (total - head * head - (head + root) * (root - head) + totalLow) * (0.5 / root);
}

function plainSumOfSquares(x: Vector): DoubleDouble {
  let sum = 0;
  let low = 0;
  for (let i = 0, n = x.length; i < n; i++) {
    const entry = x[i]!;
    const square = entry * entry;
    const shifted = entry * 134217729;
    const upper = shifted - (shifted - entry);
    const lower = entry - upper;
    const squareLow = lower * lower - (square - upper * upper - 2 * upper * lower);
    const nextSum = sum + square;
    const shadow = nextSum - sum;
    low += sum - (nextSum - shadow) + (square - shadow) + squareLow;
    sum = nextSum;
  }
  return Number.isFinite(sum) ? exactSum(sum, low) : [sum, 0];
}

/**
 * `scale²` times the sum of the squared distances of numbers from their mean, to 2⁻⁹⁰ of itself; NaN or infinite where a
 * number is.
 *
 * The distances are from the double nearest to the mean, and exact; what that double is off is made up for at the end,
 * since Σ(x − c)² = Σ(x − m)² + n(m − c)². Source: Chan, Golub & LeVeque, Algorithms for computing the sample variance:
 * analysis and recommendations (1983).
 */
export function centredSquares(x: Vector): Scaled {
  return atOrdinaryScale(x, plainCentredSquares);
}

/** The same of numbers that are near 1 in size. */
export function plainCentredSquares(x: Vector): DoubleDouble {
  const centre = accurateMean(x);
  let sum = 0;
  let sumLow = 0;
  let squares = 0;
  let squaresLow = 0;
  for (let i = 0, n = x.length; i < n; i++) {
    const entry = x[i]!;
    const distance = entry - centre;
    const less = entry - distance;
    const distanceLow = entry - (distance + less) + (less - centre);
    // Next to nothing, since it is taken around the mean: what is rounded here does not show.
    sum += distance;
    sumLow += distanceLow;

    const square = distance * distance;
    const shifted = distance * 134217729;
    const upper = shifted - (shifted - distance);
    const lower = distance - upper;
    const squareLow = lower * lower - (square - upper * upper - 2 * upper * lower);
    const nextSquares = squares + square;
    const shadow = nextSquares - squares;
    squaresLow += squares - (nextSquares - shadow) + (square - shadow) + squareLow + 2 * distance * distanceLow;
    squares = nextSquares;
  }
  if (!Number.isFinite(squares)) return [squares, 0];
  const offset = sum + sumLow;
  const correction = (offset * offset) / x.length;
  if (correction < 2 ** -10 * squares) return exactSum(squares, squaresLow - correction);
  // Where all distances are a few units in the last place, so is the centre's, and every digit counts.
  const parts = exactSum(sum, sumLow);
  return add(exactSum(squares, squaresLow), negate(divide(multiply(parts, parts), [x.length, 0])));
}

/** What `compute` makes of the vector as it is, or of one that is scaled, where the result says that it has to be. */
function atOrdinaryScale(x: Vector, compute: (x: Vector) => DoubleDouble): Scaled {
  const parts = compute(x);
  if (parts[0] > 2 ** -800 && parts[0] < 2 ** 900) return { parts, scale: 1 };
  const scale = ordinaryScale(x);
  return scale === 1 ? { parts, scale } : { parts: compute(scaledBy(x, scale)), scale };
}

/** The distances of finite numbers from their mean, one at a time and without an array for them. */
export class DistancesFromMean {
  /** The distance that was asked for last is `(high + low) · 2^exponent`, to 2⁻⁵⁶ of itself. */
  high = 0;
  low = 0;
  exponent = 0;
  private readonly x: Vector;
  private readonly scaled: Vector;
  private readonly scaleExponent: number;
  private readonly mean: { readonly high: number; readonly low: number; readonly error: number };
  private sumUnits: bigint | undefined;

  constructor(x: Vector) {
    const scale = ordinaryScale(x);
    this.x = x;
    this.scaled = scaledBy(x, scale);
    this.scaleExponent = -Math.log2(scale);
    this.mean = meanInParts(this.scaled);
  }

  /** Finds the distance of one entry, exactly where too little is left of what is subtracted. */
  find(i: number): void {
    const { high: mean, low: meanLow, error } = this.mean;
    const entry = this.scaled[i]!;
    const distance = entry - mean;
    const less = entry - distance;
    const rest = entry - (distance + less) + (less - mean) - meanLow;
    const sum = distance + rest;
    const size = Math.abs(sum);
    if (error * 2 ** 56 <= size && (size >= 2 ** -800 || (sum === 0 && this.scaleExponent === 0))) {
      this.high = sum;
      this.low = rest - (sum - distance);
      this.exponent = this.scaleExponent;
    } else this.findExactly(i);
  }

  private findExactly(i: number): void {
    const n = BigInt(this.x.length);
    this.sumUnits ??= exactSumOf(this.x).units;
    const units = n * unitsOf(this.x[i]!) - this.sumUnits;
    const bits = bitLength(units < 0n ? -units : units);
    this.high = nearestDouble(units, n, -bits);
    this.low = 0;
    this.exponent = bits + lastPlace;
  }
}

/** The distances of finite numbers from their mean, times `scale`, a power of two, each in two parts. */
export function scaledDeviations(x: Vector, scale: number): { high: Float64Array; low: Float64Array } {
  const high = new Float64Array(x.length);
  const low = new Float64Array(x.length);
  const distances = new DistancesFromMean(x);
  const exponent = Math.log2(scale);
  for (let i = 0, n = x.length; i < n; i++) {
    distances.find(i);
    const power = distances.exponent + exponent;
    high[i] = power === 0 ? distances.high : timesPowerOfTwo(distances.high, power);
    low[i] = power === 0 ? distances.low : timesPowerOfTwo(distances.low, power);
  }
  return { high, low };
}

/** The distances of finite numbers from their mean, over a divisor of ordinary size and times a power of two. */
export function deviationsOver(x: Vector, divisor: DoubleDouble, exponent = 0): number[] {
  const result = new Array<number>(x.length);
  const distances = new DistancesFromMean(x);
  for (let i = 0, n = x.length; i < n; i++) {
    distances.find(i);
    const quotient = ratio(distances.high, distances.low, divisor);
    const power = distances.exponent + exponent;
    result[i] = power === 0 ? quotient : timesPowerOfTwo(quotient, power);
  }
  return result;
}

/** The mean in two parts, and what it may be off. */
function meanInParts(x: Vector): { high: number; low: number; error: number } {
  const n = x.length;
  const parts = sumInParts(x);
  if (!isReliable(parts)) {
    const sum = exactSumOf(x);
    const high = sum.over(n);
    const low = nearestDouble(sum.units - BigInt(n) * unitsOf(high), BigInt(n), lastPlace);
    return { high, low, error: low === 0 ? 0 : 2 ** -104 * Math.abs(high) };
  }
  const high = quotient(parts, n);
  const shifted = high * 134217729;
  const upper = shifted - (shifted - high);
  const low = (parts.high - upper * n - (high - upper) * n + parts.low) / n;
  const underflow = Math.abs(parts.high) < 2 ** -900 && parts.high !== 0 ? Number.MIN_VALUE : 0;
  return { high, low, error: parts.error / n + (low === 0 ? 0 : 2 ** -104 * Math.abs(high)) + underflow };
}

/** The root of a number in two parts, to 2⁻¹⁰⁰ of itself. */
export function squareRoot([high, low]: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(high + low);
  if (root === 0 || !Number.isFinite(root)) return [root, 0];
  const [rest, more] = add([high, low], negate(multiply([root, 0], [root, 0])));
  return add([root, 0], [(rest + more) / (2 * root), 0]);
}

/** `(high + low) / divisor`, rounded once, where neither is near the ends of the doubles. */
export function ratio(high: number, low: number, divisor: DoubleDouble): number {
  const [upper, lower] = divisor;
  if (high === 0) return high / upper;
  // Products of subnormal numbers cannot carry what they round away.
  if (Math.abs(high) < 2 ** -900) return ratio(high * 2 ** 600, low * 2 ** 600, divisor) * 2 ** -600;
  const estimate = high / upper;
  // Another 0 added to it would lose the sign of −0.
  if (high === 0 && low === 0) return estimate;
  const shifted = estimate * 134217729;
  const estimateUpper = shifted - (shifted - estimate);
  const estimateLower = estimate - estimateUpper;
  const divisorShifted = upper * 134217729;
  const divisorUpper = divisorShifted - (divisorShifted - upper);
  const divisorLower = upper - divisorUpper;
  const rest =
    high -
    estimateUpper * divisorUpper -
    estimateUpper * divisorLower -
    estimateLower * divisorUpper -
    estimateLower * divisorLower;
  return estimate + (rest + low - estimate * lower) / upper;
}

const infinity = Number.POSITIVE_INFINITY;

/** What a vector looks like from afar: ±1 where its one infinity is, and 0 elsewhere; NaN where there are several. */
export function fromAfar(x: Vector): number[] {
  const far = Array.from(x).filter((entry) => !Number.isFinite(entry));
  const size = far.length === 1 ? Math.sign(far[0]!) : Number.NaN;
  return Array.from(x, (entry) => (Number.isFinite(entry) ? (entry / infinity) * Math.abs(size) : size));
}

/** The vector itself where the scale is 1. */
export function scaledBy(x: Vector, scale: number): Vector {
  if (scale === 1) return x;
  const scaled = new Float64Array(x.length);
  for (let i = 0, n = x.length; i < n; i++) scaled[i] = x[i]! * scale;
  return scaled;
}
