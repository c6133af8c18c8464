import { nearestDouble } from "./nearestDouble.js";

/** The last place of any product of two doubles, and of what `exactProduct` parts it into. */
export const lastPlace = -2252;
const places = 2046 - lastPlace + 1;
/** After so many additions a place may be full. */
const most = 2 ** 25;

/**
 * A sum of finite doubles and of products of two, kept without any rounding: for the sums that cancel so far that no
 * fixed number of digits would do.
 *
 * There is an accumulator for each exponent, to which the upper and lower halves of a significand are added apart, so
 * that none is ever rounded. Source: Malcolm, On accurate floating-point summation (1971).
 */
export class ExactSum {
  private readonly upper = new Float64Array(places);
  private readonly lower = new Float64Array(places);
  private total = 0n;
  private count = 0;

  add(x: number): void {
    if (x !== 0) this.deposit(significandOf(x), exponentOf(x));
  }

  addProduct(a: number, b: number): void {
    if (a === 0 || b === 0) return;
    const [x, y] = [significandOf(a), significandOf(b)];
    const exponent = exponentOf(a) + exponentOf(b);
    const product = x * y;
    const xUpper = upperHalf(x);
    const yUpper = upperHalf(y);
    const [xLower, yLower] = [x - xUpper, y - yUpper];
    const error = xLower * yLower - (product - xUpper * yUpper - xLower * yUpper - xUpper * yLower);
    this.deposit(product, exponent);
    this.deposit(error * 2 ** 52, exponent - 52);
  }

  /** The sum in units of 2⁻²²⁵². */
  get units(): bigint {
    for (let place = 0; place < places; place++) {
      const [upper, lower] = [this.upper[place]!, this.lower[place]!];
      if (upper !== 0 || lower !== 0) {
        this.total += (BigInt(upper * 2 ** 24) << BigInt(place + 28)) + (BigInt(lower * 2 ** 52) << BigInt(place));
      }
    }
    this.upper.fill(0);
    this.lower.fill(0);
    this.count = 0;
    return this.total;
  }

  /** The sum, rounded once. */
  get value(): number {
    return this.over(1);
  }

  /** The sum divided by a whole number, rounded once. */
  over(n: number): number {
    return nearestDouble(this.units, BigInt(n), lastPlace);
  }

  /** Adds `significand · 2^exponent`; the significand is below 4 and a multiple of 2⁻⁵². */
  private deposit(significand: number, exponent: number): void {
    if (this.count++ === most) this.total = this.units;
    const upper = Math.round(significand * 2 ** 24) * 2 ** -24;
    const place = exponent - 52 - lastPlace;
    this.upper[place]! += upper;
    this.lower[place]! += significand - upper;
  }
}

/** A finite double in units of 2⁻²²⁵². */
export function unitsOf(x: number): bigint {
  if (x === 0) return 0n;
  return BigInt(significandOf(x) * 2 ** 52) << BigInt(exponentOf(x) - 52 - lastPlace);
}

const view = new DataView(new ArrayBuffer(8));

/** The exponent e with 2^e ≤ |x| < 2^(e + 1). */
function exponentOf(x: number): number {
  if (Math.abs(x) < 2 ** -1022) return exponentOf(x * 2 ** 60) - 60;
  view.setFloat64(0, x);
  return ((view.getUint16(0) >> 4) & 0x7ff) - 1023;
}

/** `x / 2^e`, between 1 and 2 in size. */
function significandOf(x: number): number {
  if (Math.abs(x) < 2 ** -1022) return significandOf(x * 2 ** 60);
  view.setFloat64(0, x);
  view.setUint16(0, (view.getUint16(0) & 0x800f) | 0x3ff0);
  return view.getFloat64(0);
}

/** Veltkamp's split. */
function upperHalf(x: number): number {
  const shifted = x * 134217729;
  return shifted - (shifted - x);
}
