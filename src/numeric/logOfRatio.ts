import { log, log1p } from "./logarithm.js";
import { add, divide, exactProduct, rest } from "./twofold.js";

/**
 * `ln(a/b)` to 2⁻⁵⁷ of itself: the leading double, and in `rest.low` the other.
 *
 * Where a and b are close, a − b is exact, and (a − b)/b keeps what a/b would round away.
 */
export function logOfRatio(a: number, b: number): number {
  if (!(isModerate(a) && isModerate(b))) return logOfFarRatio(a, b);
  const difference = a - b;
  if (Math.abs(difference) < b * 2 ** -20) {
    const excess = divide(difference, 0, b, 0);
    return log1p(excess, rest.low);
  }
  const inverse = 1 / b;
  const ratio = a * inverse;
  const left = a - exactProduct(ratio, b) - rest.low;
  return log(ratio, left * inverse);
}

/** Whether a quotient can be carried in two parts. */
function isModerate(x: number): boolean {
  return x > 2 ** -480 && x < 2 ** 480;
}

/**
 * Of numbers near the ends of the doubles, either lifted or lowered together, or too far apart for logarithms to
 * cancel.
 */
function logOfFarRatio(a: number, b: number): number {
  if (a > b / 2 && a < 2 * b)
    return b < 1 ? logOfRatio(a * 2 ** 600, b * 2 ** 600) : logOfRatio(a / 2 ** 600, b / 2 ** 600);
  const logarithm = log(a);
  const logarithmLow = rest.low;
  const other = log(b);
  if (Number.isFinite(logarithm - other)) return add(logarithm, logarithmLow, -other, -rest.low);
  rest.low = 0;
  return logarithm - other;
}
