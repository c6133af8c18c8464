import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, multiply, negate } from "./doubleDouble.js";
import type { ExactSum } from "./exactSum.js";
import { lastPlace, unitsOf } from "./exactSum.js";
import { nearestDouble } from "./nearestDouble.js";
import { ordinaryScale } from "./powerOfTwo.js";
import { accurateMean, dotInParts, exactSumOf, isReliable, quotient, sumInParts } from "./sums.js";

type Vector = ArrayLike<number>;

/** A number in two parts, made larger by `scale`, a power of two that keeps it away from overflow and underflow. */
export interface Scaled {
  readonly parts: DoubleDouble;
  readonly scale: number;
}

/**
 * `scale²` times the sum of the squared distances of finite numbers from their mean, to 2⁻⁹⁰ of itself.
 *
 * The distances are from the double nearest to the mean, and exact; what that double is off is made up for at the end,
 * since Σ(x − c)² = Σ(x − m)² + n(m − c)². Source: Chan, Golub & LeVeque, Algorithms for computing the sample variance
 * (1983), eq. 1.7.
 */
export function centredSquares(x: Vector): Scaled {
  const scale = ordinaryScale(x);
  const scaled = scaledBy(x, scale);
  const centre = accurateMean(scaled);
  let sum = 0;
  let sumLow = 0;
  let squares = 0;
  let squaresLow = 0;
  for (let i = 0; i < scaled.length; i++) {
    const entry = scaled[i]!;
    const distance = entry - centre;
    const less = entry - distance;
    const distanceLow = entry - (distance + less) + (less - centre);

    const nextSum = sum + distance;
    const sumShadow = nextSum - sum;
    sumLow += sum - (nextSum - sumShadow) + (distance - sumShadow) + distanceLow;
    sum = nextSum;

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
  const offset = add([sum, 0], [sumLow, 0]);
  const correction = divide(multiply(offset, offset), [x.length, 0]);
  return { parts: add(add([squares, 0], [squaresLow, 0]), negate(correction)), scale };
}

/** `scale²` times the sum of the squares of numbers, to 2⁻¹⁰⁰ of itself. */
export function sumOfSquares(x: Vector): Scaled {
  const scale = ordinaryScale(x);
  const scaled = scaledBy(x, scale);
  const { high, low } = dotInParts(scaled, scaled);
  return { parts: Number.isFinite(high) ? add([high, 0], [low, 0]) : [high, 0], scale };
}

/** `scale` times the distances of finite numbers from their mean, each in two parts, to 2⁻⁵⁶ of itself. */
export function deviations(x: Vector, scale: number): { high: Float64Array; low: Float64Array } {
  const scaled = scaledBy(x, scale);
  const mean = meanInParts(scaled);
  const high = new Float64Array(x.length);
  const low = new Float64Array(x.length);
  let exact: ExactSum | undefined;
  for (let i = 0; i < x.length; i++) {
    const entry = scaled[i]!;
    const distance = entry - mean.high;
    const less = entry - distance;
    const rest = entry - (distance + less) + (less - mean.high) - mean.low;
    const sum = distance + rest;
    if (mean.error * 2 ** 56 <= Math.abs(sum)) {
      high[i] = sum;
      low[i] = rest - (sum - distance);
    } else {
      exact ??= exactSumOf(scaled);
      const units = BigInt(x.length) * unitsOf(entry) - exact.units;
      high[i] = nearestDouble(units, BigInt(x.length), lastPlace);
    }
  }
  return { high, low };
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
  return { high, low, error: parts.error / n + (low === 0 ? 0 : 2 ** -104 * Math.abs(high)) };
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
  const estimate = high / upper;
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

/** What a vector looks like from afar: ±1 where its one infinity is, and 0 elsewhere; NaN where there are several. */
export function fromAfar(x: Vector): number[] {
  const far = Array.from(x).filter((entry) => !Number.isFinite(entry));
  const size = far.length === 1 ? Math.sign(far[0]!) : Number.NaN;
  return Array.from(x, (entry) => (Number.isFinite(entry) ? 0 * size : size));
}

function scaledBy(x: Vector, scale: number): Vector {
  return scale === 1 ? x : Float64Array.from(x, (entry) => entry * scale);
}
