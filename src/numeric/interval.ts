import type { Real } from "./mpfr.js";
import * as mpfr from "./mpfr.js";
import type { Rational } from "./rational.js";
import { compareRational, rational, roundRational } from "./rational.js";

/**
 * All that is known of one real number: it lies between two ends, which are numbers or infinities, both included.
 * An interval is empty where the number certainly does not exist (√−1).
 */
export class Interval {
  readonly lower: Real;
  readonly upper: Real;
  /** Whether the number may fail to exist, as √x does where x is only known to lie in [−1, 1]. */
  readonly mayBeUndefined: boolean;

  constructor(lower: Real, upper: Real, mayBeUndefined = false) {
    this.lower = lower;
    this.upper = upper;
    this.mayBeUndefined = mayBeUndefined;
  }

  /** The double itself; infinities and NaN are a RangeError, since they are not real numbers. */
  static exact(x: number): Interval {
    if (!Number.isFinite(x)) throw new RangeError(`Interval.exact: ${x} is not a real number`);
    const end = mpfr.fromDouble(x);
    return new Interval(end, end);
  }

  /** Any real number at all. */
  static whole(mayBeUndefined = false): Interval {
    return new Interval(mpfr.infinity(-1), mpfr.infinity(1), mayBeUndefined);
  }

  /** No number. */
  static empty(): Interval {
    return new Interval(mpfr.infinity(1), mpfr.infinity(-1), true);
  }

  get isEmpty(): boolean {
    return mpfr.isInfinite(this.lower) && this.lower.sign > 0;
  }

  /** Whether the number is known exactly. */
  get isPoint(): boolean {
    return !this.mayBeUndefined && (this.lower === this.upper || mpfr.compare(this.lower, this.upper) === 0);
  }

  get isBounded(): boolean {
    return !mpfr.isInfinite(this.lower) && !mpfr.isInfinite(this.upper);
  }

  /** Whether a rational or a finite double lies between the ends. */
  contains(x: Rational | number): boolean {
    return !this.isEmpty && !this.isBelow(x) && !this.isAbove(x);
  }

  /** Whether every number of the interval is less than x. */
  isBelow(x: Rational | number): boolean {
    return compareWith(this.upper, x) < 0;
  }

  /** Whether every number of the interval is greater than x. */
  isAbove(x: Rational | number): boolean {
    return compareWith(this.lower, x) > 0;
  }

  /** Whether every number of the other interval lies in this one. */
  encloses(other: Interval): boolean {
    if (other.isEmpty) return true;
    return mpfr.compare(this.lower, other.lower) <= 0 && mpfr.compare(other.upper, this.upper) <= 0;
  }

  /** The double that both ends round to, to the nearest, or undefined where they differ. */
  toDouble(): number | undefined {
    if (this.isEmpty || this.mayBeUndefined) return undefined;
    const [low, high] = [mpfr.toDouble(this.lower, mpfr.nearest), mpfr.toDouble(this.upper, mpfr.nearest)];
    return low === high ? low : undefined;
  }

  /** Doubles below and above that enclose the interval most tightly. */
  toDoubles(): [number, number] {
    return [mpfr.toDouble(this.lower, mpfr.down), mpfr.toDouble(this.upper, mpfr.up)];
  }

  /** The decimal with `places` digits that both ends round to, ties away from zero, or undefined where they differ. */
  toFixed(places: number): string | undefined {
    if (this.isEmpty || this.mayBeUndefined) return undefined;
    const [low, high] = [toRational(this.lower), toRational(this.upper)];
    if (low === undefined || high === undefined) return undefined;
    const text = roundRational(low, places).text;
    return text === roundRational(high, places).text ? text : undefined;
  }

  /** As `[0.88, 0.89]`, the ends as the doubles around them. */
  toString(): string {
    if (this.isEmpty) return "undefined";
    const [low, high] = this.toDoubles();
    return `[${low}, ${high}]${this.mayBeUndefined ? " or undefined" : ""}`;
  }
}

/** Numbers of a greater power of two than this are not turned into exact fractions. */
const largestExponent = 32768;

/** The exact value of an end; undefined if it is infinite or too large; one too small is 2^−32768. */
export function toRational(x: Real): Rational | undefined {
  if (!mpfr.isZero(x) && x.exponent < -largestExponent) return rational(x.sign, 1n << BigInt(largestExponent));
  if (mpfr.isInfinite(x) || x.exponent > largestExponent) return undefined;
  const { significand, exponent } = mpfr.toDyadic(x)!;
  return exponent >= 0 ? rational(significand << BigInt(exponent)) : rational(significand, 1n << BigInt(-exponent));
}

function compareWith(end: Real, x: Rational | number): number {
  if (typeof x === "number") return mpfr.compare(end, mpfr.fromDouble(x));
  const sign = mpfr.signOf(end);
  const otherSign = x.numerator < 0n ? -1 : x.numerator > 0n ? 1 : 0;
  if (sign !== otherSign || sign === 0) return sign - otherSign;
  const magnitude = x.numerator < 0n ? -x.numerator : x.numerator;
  // |x| lies in (2^(power − 1), 2^(power + 1)), and |end| in [2^(exponent − 1), 2^exponent).
  const power = mpfr.bitLength(magnitude) - mpfr.bitLength(x.denominator);
  if (mpfr.isInfinite(end) || end.exponent > power + 2) return sign;
  if (end.exponent < power - 2) return -sign;
  const { significand, exponent } = mpfr.toDyadic(end)!;
  const shift = BigInt(Math.abs(exponent));
  return exponent >= 0
    ? compareRational({ numerator: significand << shift, denominator: 1n }, x)
    : compareRational({ numerator: significand, denominator: 1n << shift }, x);
}
