import { add, errorOfProduct, normalized, powersOfTwo, rest } from "./twofold.js";

/**
 * `ln(x + xLow)` to 2⁻⁵⁹ of itself: the leading double, and in `rest.low` the other. −Infinity at 0, NaN below it.
 *
 * With x = 2ᵏ·m and a short number d ≈ 1/m from a table, it is k ln 2 − ln d + ln(1 + r) with r = md − 1, which is carried
 * in two parts; |r| < 0.003, so that the roundings of the series beyond r are below 2⁻⁷⁰. Near x = 1, k and ln d are 0.
 * Source: Tang, Table-driven implementation of the logarithm function in IEEE floating-point arithmetic (1990).
 */
export function log(x: number, xLow = 0): number {
  if (!(x >= 2 ** -1022 && x < Number.POSITIVE_INFINITY)) return logBeyondNormal(x);
  double[0] = x;
  // The exponent of x/0.707, so that m lies around 1.
  const k = (words[1]! - 0x3fe6a000) >> 20;
  const scale = powersOfTwo[1074 - k]!;
  const m = x * scale;
  const at = 2 * (((m * 256 + 0.5) | 0) - 181);
  const d = reciprocals[at >> 1]!;
  // 24 bits of m times 11 bits of d, exactly; then the rest of m.
  const head = Math.fround(m);
  const upper = head * d - 1;
  const lower = (m - head) * d;
  const r = upper + lower;
  const shadow = r - upper;
  const rLow = upper - (r - shadow) + (lower - shadow) + xLow * scale * d;
  const series =
    r * r * (-1 / 2 + r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8)))))));
  const whole = k * ln2High + logarithms[at]!;
  const high = whole + r;
  const low = whole - high + r + (rLow - r * rLow + series + (k * ln2Low + logarithms[at + 1]!));
  const sum = high + low;
  rest.low = low - (sum - high);
  return sum;
}

/** `ln(1 + x + xLow)` to 2⁻⁵⁹ of itself: the leading double, and in `rest.low` the other. */
export function log1p(x: number, xLow = 0): number {
  if (x > -(2 ** -40) && x < 2 ** -40) {
    const nearest = normalized(x, xLow - (x * x) / 2);
    return nearest === 0 ? x : nearest;
  }
  const sum = 1 + x;
  const shadow = sum - 1;
  return log(sum, 1 - (sum - shadow) + (x - shadow) + xLow);
}

function logBeyondNormal(x: number): number {
  if (x > 0 && x < 1) return add(log(x * 2 ** 60), rest.low, -60 * ln2High, -60 * ln2Low);
  rest.low = 0;
  return Math.log(x);
}

/** One double, and the same bits as two words, the lower first. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** ln 2 in two parts, of which the first has room for a factor of 11 bits. */
const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;

/** Numbers d of 11 bits near 256/i, for i from 181 to 362. */
const reciprocals = Float64Array.from({ length: 182 }, (_, i) => Math.round((2048 * 256) / (i + 181)) / 2048);

/**
 * −ln d of each in two parts, of which the first is a multiple of 2⁻⁴², so that it can be added to k ln 2 exactly: twice the
 * series t + t³/3 + t⁵/5 + … of t = (1 − d)/(1 + d), which is below 0.18, to 2⁻⁶¹ of itself.
 */
const logarithms = (() => {
  const table = new Float64Array(2 * reciprocals.length);
  for (let i = 0; i < reciprocals.length; i++) {
    const d = reciprocals[i]!;
    const t = (1 - d) / (1 + d);
    // d is short, so that its products with either part of t are exact.
    const head = Math.fround(t);
    const tLow = (1 - d - head * (1 + d) - (t - head) * (1 + d)) / (1 + d);
    const square = t * t;
    const squareLow = errorOfProduct(t, t, square) + 2 * t * tLow;
    const third = square / 3;
    const thirdLow = (square - third - third - third + squareLow) / 3;
    let series = 0;
    for (let n = 33; n >= 5; n -= 2) series = series * square + 1 / n;
    const cube = t * third;
    const cubeLow = errorOfProduct(t, third, cube) + t * (thirdLow + series * square * square) + tLow * third;
    const upper = Math.round(2 * (t + cube) * 2 ** 42) / 2 ** 42;
    table[2 * i] = upper;
    table[2 * i + 1] = 2 * t - upper + 2 * cube + 2 * (tLow + cubeLow);
  }
  return table;
})();
