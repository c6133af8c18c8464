import type { DoubleDouble } from "./doubleDouble.js";
import { add, multiply, negate, one } from "./doubleDouble.js";

/**
 * 1, r, r² … up to r^(count − 1) for r = 10^(8/width), each to 2⁻⁹⁰ of itself for a width below a million: the factors by
 * which the wavelengths of a positional encoding grow.
 *
 * A root in doubles is brought nearer by a step of Newton's method for r^width = 10⁸.
 */
export function powersOfRoot(width: number, count: number): DoubleDouble[] {
  const estimate = 10 ** (8 / width);
  const [rest, more] = add([1e8, 0], negate(power([estimate, 0], width)));
  const root = add([estimate, 0], [(estimate * (rest + more)) / (1e8 * width), 0]);
  const powers: DoubleDouble[] = [];
  for (let i = 0, power = one; i < count; i++, power = multiply(power, root)) powers.push(power);
  return powers;
}

/** A whole power, by squaring. */
function power(base: DoubleDouble, exponent: number): DoubleDouble {
  if (exponent === 1) return base;
  const half = power(base, Math.floor(exponent / 2));
  const square = multiply(half, half);
  return exponent % 2 === 0 ? square : multiply(square, base);
}
