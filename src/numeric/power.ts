import { ln2High, ln2Low, logarithms, powersOfTwo, stepHigh, stepLow } from "./powerTables.js";
import { errorOfProduct } from "./twofold.js";

/**
 * `x^(y + yLow)` for x ≥ 0, where `yLow` is what rounding left of an exponent: a quotient's, or a decimal's.
 *
 * Error: 0.55 ulp; for a subnormal result 1 ulp. `**` takes only doubles for exponents, whose rounding alone costs 300
 * ulp where the result is near the ends of the range. Source: P. T. P. Tang, "Table-driven implementation of the
 * logarithm function in IEEE floating-point arithmetic", ACM TOMS 16 (1990), and of the exponential, TOMS 15 (1989).
 */
export function power(x: number, y: number, yLow = 0): number {
  if (x === 1 || y === 0) return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 1;
  // Where the logarithm is of no use, there is nothing left to round.
  if (!(x > 0 && x < Infinity && Math.abs(y) < 2 ** 900)) return x ** y;

  // x = 2ᵏ·z with z from 11/16 to 11/8, and z = c·(1 + r) with |r| < 2⁻⁷.
  const isSubnormal = x < 2 ** -1022;
  double[0] = isSubnormal ? x * 2 ** 54 : x;
  const offset = words[1]! - 0x3fe60000;
  const k = (offset >> 20) - (isSubnormal ? 54 : 0);
  const part = 3 * ((offset >> 13) & 127);
  words[1] = words[1]! - (offset & 0xfff00000);
  const z = double[0]!;
  // The upper 21 bits, rounded, so that near 1 the rest is no longer than the whole.
  words[1] = words[1]! + (words[0]! >>> 31);
  words[0] = 0;
  const upper = double[0]!;
  const inverse = logarithms[part]!;
  const rHigh = upper * inverse - 1;
  const rLow = (z - upper) * inverse;
  const r = rHigh + rLow;

  // ln x = k ln 2 + ln c + r − r²/2 + r³·(…), to 2⁻⁶⁷ of itself as high + low.
  const base = k * ln2High + logarithms[part + 1]!;
  const first = base + r;
  const halfSquare = -0.5 * rHigh * rHigh;
  const second = first + halfSquare;
  const rest =
    k * ln2Low +
    logarithms[part + 2]! +
    (base - first + r - (r - rHigh - rLow)) +
    (first - second + halfSquare) -
    rLow * (rHigh + 0.5 * rLow) +
    r * r * r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r * (1 / 9)))))));
  const high = second + rest;
  const low = second - high + rest;

  // (y + yLow)·ln x, the first product without its rounding.
  const exponent = y * high;
  if (exponent > 710) return Infinity;
  if (exponent < -746) return 0;
  const error = errorOfProduct(y, high, exponent);

  // e^(m·ln 2/32 + s) with |s| ≤ 0.011.
  const m = Math.round(exponent / stepHigh);
  const s = exponent - m * stepHigh + (error + y * low + yLow * high - m * stepLow);
  const entry = 2 * (m & 31);
  const scale = powersOfTwo[entry]!;
  const growth = s + s * s * (1 / 2 + s * (1 / 6 + s * (1 / 24 + s * (1 / 120 + s * (1 / 720 + s / 5040)))));
  const mantissa = scale + (powersOfTwo[entry + 1]! + scale * growth);
  const doublings = m >> 5;
  return doublings < -1000
    ? mantissa * 2 ** -1000 * powerOfTwo(doublings + 1000)
    : doublings > 1000
      ? mantissa * 2 ** 1000 * powerOfTwo(doublings - 1000)
      : mantissa * powerOfTwo(doublings);
}

/** `a·x^(y + yLow)`, though the power itself may overflow or underflow. Error: 1.1 ulp; beyond a normal power 2.5 ulp. */
export function timesPower(a: number, x: number, y: number, yLow = 0): number {
  const whole = power(x, y, yLow);
  if (whole > 2 ** -1022 && whole < Number.POSITIVE_INFINITY) return a * whole;
  const root = power(x, y / 2, yLow / 2);
  return a * root * root;
}

/** 2ᵏ for |k| ≤ 1000. */
function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return double[0]!;
}

/** One double, and the same bits as two words, the lower first. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
