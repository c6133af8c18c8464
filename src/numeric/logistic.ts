import { exp, expSignificand } from "./exponential.js";
import { log } from "./logarithm.js";
import { errorOfProduct, normalized, powersOfTwo, rest } from "./twofold.js";

/**
 * `1 / (1 + e^−(x + xLow))` to 2⁻⁵⁷ of itself: the leading double, and in `rest.low` the other; a subnormal one is
 * rounded, with nothing left.
 *
 * Where e⁻ˣ is so large that 1 does not show beside it, σ(x) is eˣ; everywhere else 1/(1 + e⁻ˣ) serves both signs, so that
 * the processor has no branch to guess.
 */
export function logistic(x: number, xLow = 0): number {
  if (!(x > -40 && x < 40)) return logisticFarOut(x, xLow);
  const power = expSignificand(-x, -xLow);
  const scale = powersOfTwo[rest.exponent + 1074]!;
  const e = power * scale;
  const sum = 1 + e;
  const shadow = sum - 1;
  const sumLow = 1 - (sum - shadow) + (e - shadow) + rest.low * scale;
  const reciprocal = 1 / sum;
  const product = reciprocal * sum;
  const low = (1 - product - errorOfProduct(reciprocal, sum, product) - reciprocal * sumLow) * reciprocal;
  const nearest = reciprocal + low;
  rest.low = low - (nearest - reciprocal);
  return nearest;
}

function logisticFarOut(x: number, xLow: number): number {
  if (!(x > 0)) return exp(x, xLow);
  rest.low = 0;
  return 1;
}

/** `ln(1 + eˣ)` to 2⁻⁵⁸ of itself: the leading double, and in `rest.low` the other; rounded where it is subnormal. */
export function softplus(x: number): number {
  if (!(x > -28 && x < 45)) return softplusFarOut(x);
  const power = exp(-Math.abs(x));
  const sum = 1 + power;
  const curve = log(sum, 1 - sum + power + rest.low);
  const line = Math.max(x, 0);
  const total = line + curve;
  const shadow = total - line;
  return normalized(total, line - (total - shadow) + (curve - shadow) + rest.low);
}

/** x, or eˣ − e²ˣ/2: what is left out is below the last bit. */
function softplusFarOut(x: number): number {
  if (!(x < 0)) {
    rest.low = 0;
    return x;
  }
  const power = exp(x);
  return normalized(power, rest.low - (power * power) / 2);
}
