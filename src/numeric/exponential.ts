import type { DoubleDouble } from "./doubleDouble.js";
import { multiply, one } from "./doubleDouble.js";
import { add, errorOfProduct, powersOfTwo, rest, scaled } from "./twofold.js";

/**
 * `e^(x + xLow)` to 2⁻⁵⁹ of itself, or 2⁻¹⁰⁷⁵ if that is more: the leading double, and in `rest.low` the other. 0 and
 * Infinity where the power leaves the doubles; a subnormal one is rounded, with nothing left.
 */
export function exp(x: number, xLow = 0): number {
  const significand = expSignificand(x, xLow);
  const { exponent } = rest;
  if (exponent < -1021 || exponent > 1022) {
    const power = scaled(significand + rest.low, exponent);
    rest.low = 0;
    return power;
  }
  const scale = powersOfTwo[exponent + 1074]!;
  rest.low *= scale;
  return significand * scale;
}

/**
 * `e^(x + xLow)` as significand · 2^`rest.exponent`, the significand between 0.99 and 2.01 and the sum of the double that is
 * given and `rest.low`, to 2⁻⁵⁹ of itself. Never leaves the doubles; beyond x = ±2000 it stays what it is there.
 *
 * With x = (n/128) ln 2 + r, it is 2^(n/128) from a table, times eʳ from its series, whose terms beyond 1 are so small
 * (|r| < 0.0028) that their roundings are below 2⁻⁵⁹. Source: Tang, Table-driven implementation of the exponential
 * function in IEEE floating-point arithmetic (1989).
 */
export function expSignificand(x: number, xLow = 0): number {
  if (x < -2000 || x > 2000) return expSignificand(x < 0 ? -2000 : 2000);
  // Adding and taking off 1.5 · 2⁵² rounds to a whole number.
  const n = x * stepsPerUnit + 6755399441055744 - 6755399441055744;
  const r = x - n * stepHigh - n * stepLow + xLow;
  const i = n | 0;
  const at = (i & 127) << 1;
  const power = roots[at]!;
  const series = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const tail = roots[at + 1]! + power * series;
  const high = power + tail;
  rest.low = tail - (high - power);
  rest.exponent = i >> 7;
  return high;
}

/** `e^(x + xLow) − 1` to 2⁻⁵⁹ of itself: the leading double, and in `rest.low` the other; Infinity beyond the doubles. */
export function expm1(x: number, xLow = 0): number {
  if (!(x > -0.69 && x < 1)) {
    const power = exp(x, xLow);
    return power === Number.POSITIVE_INFINITY ? power : add(power, rest.low, -1, 0);
  }
  if (x === 0) {
    rest.low = xLow;
    return x;
  }
  const n = x * stepsPerUnit + 6755399441055744 - 6755399441055744;
  const i = n | 0;
  const at = (i & 127) << 1;
  const scale = powersOfTwo[(i >> 7) + 1074]!;
  const power = roots[at]! * scale;
  const upper = x - n * stepHigh;
  const lower = xLow - n * stepLow;
  const r = upper + lower;
  const curved = lower + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  // 2^(n/128)·eʳ − 1 = (2^(n/128) − 1) + 2^(n/128)·r + …, where the first difference is exact and the product is carried.
  const product = power * upper;
  const first = power - 1;
  const high = first + product;
  const low =
    first -
    high +
    product +
    (errorOfProduct(power, upper, product) + power * curved + roots[at + 1]! * scale * (1 + r));
  const sum = high + low;
  rest.low = low - (sum - high);
  return sum;
}

/** 128/ln 2, and ln 2/128 in two parts, of which the first has room for a factor of 19 bits. */
const stepsPerUnit = 184.6649652337873;
const stepHigh = 0.005415212347998022;
const stepLow = 1.2655086083325438e-13;

/** 2^(j/128) as two doubles at places 2j and 2j + 1: powers of the first, in twice the precision. */
const roots = (() => {
  const table = new Float64Array(256);
  const root: DoubleDouble = [1.0054299011128027, 9.499186535455032e-17];
  for (let j = 0, power = one; j < 128; j++, power = multiply(power, root)) table.set(power, 2 * j);
  return table;
})();
