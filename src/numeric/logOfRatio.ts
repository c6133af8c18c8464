import { log, log1p } from "./logarithm.js";
import { add, divide, rest } from "./twofold.js";

/**
 * `ln(a/b)` to 2⁻⁵⁷ of itself: the leading double, and in `rest.low` the other.
 *
 * Within a factor of two, a − b is exact, and (a − b)/b keeps what a/b would round away; elsewhere the two logarithms
 * are too far apart to cancel.
 */
export function logOfRatio(a: number, b: number): number {
  if (a > b / 2 && a < 2 * b) {
    const scale = b < 2 ** -400 ? 2 ** 600 : b > 2 ** 400 ? 2 ** -600 : 1;
    const quotient = divide((a - b) * scale, 0, b * scale, 0);
    return log1p(quotient, rest.low);
  }
  const logarithm = log(a);
  const logarithmLow = rest.low;
  const other = log(b);
  if (Number.isFinite(logarithm - other)) return add(logarithm, logarithmLow, -other, -rest.low);
  rest.low = 0;
  return logarithm - other;
}
