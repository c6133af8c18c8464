/**
 * Numbers carried as the sum of two doubles, about 106 bits, without an allocation: what a formula needs to be right to
 * its last bit in a loop over a million numbers.
 *
 * A function here, and in `exponential`, `logarithm` and `errorFunction`, gives the leading double, and leaves the other
 * in `rest.low`, to be read before the next call:
 *
 *     const power = exp(x);
 *     const low = rest.low; // eˣ is power + low
 *     total.add(power);
 *     total.add(low);
 *
 * Arguments of two doubles are passed as two numbers, the second far below the first. Products and quotients want
 * factors between 2^−480 and 2^480 or 0: where numbers can be larger or smaller, powers of two are kept apart, as
 * `expSignificand` does, and `scaled` puts them together in the end. The operations are Dekker's (1971) and Knuth's
 * (TAOCP 2, §4.2.2). Constants of two doubles are those that bench/constants.mjs prints.
 */
export const rest = {
  /** What the last result leaves of the true value. */
  low: Number.NaN,
  /** The power of two by which the last significand is to be multiplied. */
  exponent: 0,
};

/** `high + low`, exactly, where `low` is smaller or `high` is 0. */
export function normalized(high: number, low: number): number {
  const sum = high + low;
  rest.low = low - (sum - high);
  return sum;
}

/** `a + b`, exactly, short of overflow. */
export function exactSum(a: number, b: number): number {
  const high = a + b;
  const shadow = high - a;
  rest.low = a - (high - shadow) + (b - shadow);
  return high;
}

/** `a · b`, exactly. */
export function exactProduct(a: number, b: number): number {
  const high = a * b;
  rest.low = errorOfProduct(a, b, high);
  return high;
}

/** `(a + aLow) + (b + bLow)`, to 2⁻¹⁰⁴ of `|a| + |b|`. */
export function add(a: number, aLow: number, b: number, bLow: number): number {
  const sum = exactSum(a, b);
  return normalized(sum, rest.low + (aLow + bLow));
}

/** `(a + aLow) · (b + bLow)`, to 2⁻¹⁰² of the product. */
export function multiply(a: number, aLow: number, b: number, bLow: number): number {
  const product = a * b;
  return normalized(product, errorOfProduct(a, b, product) + (a * bLow + aLow * b));
}

/** `a · (b + bLow)` as the nearest double, give or take 1/1000 of its last bit, of a product from 2^−900 to 2^900. */
export function nearestProduct(a: number, b: number, bLow: number): number {
  const nearest = a * b;
  return nearest + (errorOfProduct(a, b, nearest) + a * bLow);
}

/** `(a + aLow) · (b + bLow) · 2ᵏ` as the nearest double, give or take 1/1000 of its last bit, whatever the sizes. */
export function product(a: number, aLow: number, b: number, bLow: number, k = 0): number {
  const nearest = a * b;
  const size = Math.abs(nearest);
  if (!(size > 2 ** -900 && size < 2 ** 900 && Math.abs(a) < 2 ** 900 && Math.abs(b) < 2 ** 900)) {
    return productOfAnySize(a, aLow, b, bLow, k);
  }
  return scaled(nearest + (errorOfProduct(a, b, nearest) + (a * bLow + aLow * b)), k);
}

function productOfAnySize(a: number, aLow: number, b: number, bLow: number, k: number): number {
  const [size, otherSize] = [Math.abs(a), Math.abs(b)];
  if (!(size < Number.POSITIVE_INFINITY && otherSize < Number.POSITIVE_INFINITY) || a === 0 || b === 0) return a * b;
  if (size < otherSize) return productOfAnySize(b, bLow, a, aLow, k);
  if (size >= 2 ** 450) return product(a * 2 ** -600, aLow * 2 ** -600, b, bLow, k + 600);
  return product(a, aLow, b * 2 ** 600, bLow * 2 ** 600, k - 600);
}

/** `(a + aLow) / (b + bLow)`, to 2⁻¹⁰² of the quotient. */
export function divide(a: number, aLow: number, b: number, bLow: number): number {
  const quotient = a / b;
  const product = quotient * b;
  const left = a - product - errorOfProduct(quotient, b, product);
  return normalized(quotient, (left + (aLow - quotient * bLow)) / b);
}

/** `a · 2ᵏ` for a whole `k`, rounded once. */
export function scaled(a: number, k: number): number {
  if (k >= -1022 && k <= 1023) return a * powersOfTwo[k + 1074]!;
  if (k > 0) return a * 2 ** 1023 * powersOfTwo[Math.min(k - 1023, 1023) + 1074]!;
  // Below the normal numbers a second step would round a second time, unless the first one cannot round.
  return k < -1074 ? a * 2 ** -900 * powersOfTwo[Math.max(k + 900, -1074) + 1074]! : a * powersOfTwo[k + 1074]!;
}

/** 2ᵏ at place k + 1074. */
export const powersOfTwo = Float64Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074));

/** What `high`, the rounded product, leaves of `a · b`: by Veltkamp's split of both into their upper 26 bits and the rest. */
export function errorOfProduct(a: number, b: number, high: number): number {
  const aShifted = a * 134217729;
  const aHigh = aShifted - (aShifted - a);
  const aLow = a - aHigh;
  const bShifted = b * 134217729;
  const bHigh = bShifted - (bShifted - b);
  const bLow = b - bHigh;
  return aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
