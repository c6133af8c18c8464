import { exp, expSignificand } from "./exponential.js";
import { log1p } from "./logarithm.js";
import { add, divide, normalized, powersOfTwo, rest } from "./twofold.js";

/**
 * `1 / (1 + e^−(x + xLow))` as significand · 2^`rest.exponent`, the significand the sum of the double that is given and
 * `rest.low`, to 2⁻⁵⁸ of itself.
 *
 * Goes by e^(−|x|), which cannot overflow.
 */
export function logisticSignificand(x: number, xLow = 0): number {
  const power = expSignificand(-Math.abs(x), x < 0 ? xLow : -xLow);
  // Below 2⁻⁶⁰ the power no longer shows in 1 + e^(−|x|).
  if (rest.exponent < -60) {
    if (x < 0) return power;
    rest.low = 0;
    rest.exponent = 0;
    return 1;
  }
  const scale = powersOfTwo[rest.exponent + 1074]!;
  const e = power * scale;
  const eLow = rest.low * scale;
  const sum = 1 + e;
  const sumLow = 1 - sum + e + eLow;
  rest.exponent = 0;
  return x < 0 ? divide(e, eLow, sum, sumLow) : divide(1, 0, sum, sumLow);
}

/** `ln(1 + eˣ)` to 2⁻⁵⁸ of itself: the leading double, and in `rest.low` the other; rounded where it is subnormal. */
export function softplus(x: number): number {
  if (x > 45) return normalized(x, 0);
  const power = exp(-Math.abs(x));
  // From here on, ln(1 + e) is e but for e²/2.
  if (x < -45) return power;
  const log = log1p(power, rest.low);
  return x > 0 ? add(x, 0, log, rest.low) : log;
}
