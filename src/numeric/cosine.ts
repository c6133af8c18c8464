import type { DoubleDouble } from "./doubleDouble.js";
import { multiply } from "./doubleDouble.js";
import { lastPlace, unitsOf } from "./exactSum.js";
import { ratio, scaledBy, squareRoot } from "./moments.js";
import { bitLength } from "./mpfr.js";
import { nearestDouble } from "./nearestDouble.js";
import { ordinaryScale, timesPowerOfTwo } from "./powerOfTwo.js";
import { dotInParts, exactDotOf, isReliable } from "./sums.js";
import { errorOfProduct } from "./twofold.js";

type Vector = ArrayLike<number>;

/** What the cosine of the angle between two vectors, and its derivatives, are made of. */
interface Angle {
  /** The vectors, each times a power of two that keeps it away from overflow and underflow. */
  readonly a: Vector;
  readonly b: Vector;
  readonly exponents: readonly [number, number];
  /** Their inner product, of which the power of two with `dotExponent` is kept apart. */
  readonly dot: DoubleDouble;
  readonly dotExponent: number;
  /** The squared length of a, and the product of their lengths. */
  readonly square: DoubleDouble;
  readonly lengths: DoubleDouble;
}

/** The cosine of the angle between two vectors of finite numbers, within a unit in the last place; NaN for a zero vector. */
export function cosine(a: Vector, b: Vector): number {
  const { dot, dotExponent, lengths } = angleBetween(a, b);
  if (lengths[0] === 0) return Number.NaN;
  const quotient = ratio(dot[0], dot[1], lengths);
  return dotExponent === 0 ? quotient : timesPowerOfTwo(quotient, dotExponent);
}

/**
 * Its derivatives by the entries of `a`, within one and a half units in the last place: (bᵢ a·a − aᵢ a·b) / (a·a |a| |b|), the
 * numerator worked out exactly where too little of its terms is left.
 */
export function cosineGradient(a: Vector, b: Vector): number[] {
  const { a: x, b: y, exponents, dot: significand, dotExponent, square, lengths } = angleBetween(a, b);
  const dot = significand.map((part) => timesPowerOfTwo(part, dotExponent)) as [number, number];
  const [first, second] = exponents;
  const divisor = multiply(square, lengths);
  let exact: readonly [square: bigint, dot: bigint] | undefined;
  return Array.from(x, (xi, i) => {
    const yi = y[i]!;
    const high = yi * square[0];
    const other = xi * dot[0];
    const low = errorOfProduct(yi, square[0], high) - errorOfProduct(xi, dot[0], other) + yi * square[1] - xi * dot[1];
    const difference = high - other;
    const shadow = difference - high;
    const rest = high - (difference - shadow) - (other + shadow) + low;
    const size = Math.abs(high) + Math.abs(other);
    if (!(Math.abs(difference + rest) < 2 ** -45 * size || size < 2 ** -900) || lengths[0] === 0) {
      return ratio(difference, rest, divisor) * 2 ** first;
    }
    exact ??= [exactDotOf(a, a).units, exactDotOf(a, b).units];
    const numerator = unitsOf(b[i]!) * exact[0] - unitsOf(a[i]!) * exact[1];
    const bits = bitLength(numerator < 0n ? -numerator : numerator);
    const quotient = ratio(nearestDouble(numerator, 1n, -bits), 0, divisor);
    return timesPowerOfTwo(quotient, bits + 2 * lastPlace + 3 * first + second);
  });
}

function angleBetween(a: Vector, b: Vector): Angle {
  const exponents = [Math.log2(ordinaryScale(a)), Math.log2(ordinaryScale(b))] as const;
  const x = scaledBy(a, 2 ** exponents[0]);
  const y = scaledBy(b, 2 ** exponents[1]);
  const square = inParts(dotInParts(x, x));
  const lengths = multiply(squareRoot(square), squareRoot(inParts(dotInParts(y, y))));
  const parts = dotInParts(x, y);
  if (isReliable(parts)) return { a: x, b: y, exponents, dot: inParts(parts), dotExponent: 0, square, lengths };
  const { units } = exactDotOf(a, b);
  const bits = bitLength(units < 0n ? -units : units);
  const dot = [nearestDouble(units, 1n, -bits), 0] as const;
  const dotExponent = bits + lastPlace + exponents[0] + exponents[1];
  return { a: x, b: y, exponents, dot, dotExponent, square, lengths };
}

function inParts({ high, low }: { readonly high: number; readonly low: number }): DoubleDouble {
  const sum = high + low;
  return [sum, high - sum + low];
}
