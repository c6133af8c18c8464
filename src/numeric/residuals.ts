import type { DoubleDouble } from "./doubleDouble.js";
import { add, exactSum } from "./doubleDouble.js";
import type { Scaled } from "./moments.js";
import { ordinaryScale } from "./powerOfTwo.js";
import { dotInParts, hasNonFinite } from "./sums.js";

type Vector = ArrayLike<number>;

/** What is left of one vector when another is taken off, in two parts, and times `scale`, a power of two. */
export interface Residuals {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly scale: number;
  /** `scale²` times the sum of their squares, to 2⁻¹⁰⁰ of itself. */
  readonly squares: DoubleDouble;
}

/** The differences `a − b` of two vectors, exactly; infinite or NaN where an entry is. */
export function residuals(a: Vector, b: Vector): Residuals {
  const plain = differences(a, b, 1);
  // Half a difference is never too large.
  const overflows = hasNonFinite(plain.high) && !hasNonFinite(a) && !hasNonFinite(b);
  const { high, low } = overflows ? differences(a, b, 0.5) : plain;
  const scale = ordinaryScale(high);
  if (scale !== 1) {
    for (let i = 0; i < high.length; i++) {
      high[i]! *= scale;
      low[i]! *= scale;
    }
  }
  const square = dotInParts(high, high);
  let mixed = 0;
  for (let i = 0; i < high.length; i++) mixed += high[i]! * low[i]!;
  // What was lost in reaching an infinity or NaN is nothing to add to it.
  const rest = Number.isFinite(square.high) ? square.low + 2 * mixed : 0;
  return { high, low, scale: overflows ? scale / 2 : scale, squares: add([square.high, 0], [rest, 0]) };
}

/** `scale²` times the sum of the squares of the differences `a − b`, to 2⁻⁹⁰ of itself. */
export function squaredDifferences(a: Vector, b: Vector): Scaled {
  let high = 0;
  let low = 0;
  for (let i = 0, n = a.length; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    const difference = x - y;
    const back = difference - x;
    const differenceLow = x - (difference - back) - (y + back);
    const square = difference * difference;
    const shifted = difference * 134217729;
    const upper = shifted - (shifted - difference);
    const lower = difference - upper;
    const squareLow = lower * lower - (square - upper * upper - 2 * upper * lower);
    const sum = high + square;
    const shadow = sum - high;
    low += high - (sum - shadow) + (square - shadow) + squareLow + 2 * difference * differenceLow;
    high = sum;
  }
  if (high > 2 ** -800 && high < 2 ** 900) return { parts: exactSum(high, low), scale: 1 };
  const { squares, scale } = residuals(a, b);
  return { parts: squares, scale };
}

function differences(a: Vector, b: Vector, factor: number) {
  const high = new Float64Array(a.length);
  const low = new Float64Array(a.length);
  for (let i = 0, n = a.length; i < n; i++) {
    const x = a[i]! * factor;
    const y = b[i]! * factor;
    const difference = x - y;
    const shadow = difference - x;
    high[i] = difference;
    low[i] = x - (difference - shadow) - (y + shadow);
  }
  return { high, low };
}
