import type { BinaryFunction, Real, Rounding, UnaryFunction } from "./mpfr.js";
import * as mpfr from "./mpfr.js";
import { estimatedQuantile } from "./normalQuantile.js";

/**
 * A bound of the number whose erf is `a`, for −1 < a < 1: below it where rounded down, above it where rounded up, by no
 * more than a few units of the precision.
 *
 * Newton's method finds the number, from whatever it starts; that a little less has no larger erf, or a little more no
 * smaller one, then proves the bound. Beyond ½ it goes by erfc, so that what `a` leaves to 1 loses no digits.
 */
export function inverseErf(a: Real, precision: number, rounding: Rounding): Real {
  if (mpfr.isZero(a)) return a;
  if (mpfr.signOf(a) < 0) {
    return mpfr.negate(inverseErf(mpfr.negate(a), precision, rounding === mpfr.down ? mpfr.up : mpfr.down));
  }
  const bits = precision + 64;
  const unary = (name: UnaryFunction, x: Real, to: Rounding = mpfr.up) => mpfr.unary(name, x, bits, to);
  const binary = (name: BinaryFunction, x: Real, y: Real) => mpfr.binary(name, x, y, bits, mpfr.up);
  const one = mpfr.fromDouble(1);
  const isNearOne = mpfr.toDouble(a, mpfr.nearest) > 0.5;
  const exactly = Math.min(mpfr.largestPrecision, a.precision + Math.abs(a.exponent) + 8);
  const left = mpfr.binary("sub", one, a, exactly, mpfr.up);

  const halfRootPi = binary("div", unary("sqrt", mpfr.pi(bits, mpfr.up)), mpfr.fromDouble(2));
  let z = isNearOne
    ? mpfr.fromDouble(estimatedQuantile(mpfr.toDouble(left, mpfr.nearest) / 2) * Math.SQRT1_2)
    : binary("mul", a, halfRootPi);
  for (let i = 0; i < 40; i++) {
    const error = isNearOne ? binary("sub", left, unary("erfc", z)) : binary("sub", unary("erf", z), a);
    const step = binary("mul", binary("mul", error, unary("exp", binary("mul", z, z))), halfRootPi);
    z = binary("sub", z, step);
    if (mpfr.isZero(step) || step.exponent < z.exponent - bits / 2 - 8) break;
  }

  const isBelow = (x: Real) =>
    isNearOne ? mpfr.compare(unary("erfc", x, mpfr.down), left) >= 0 : mpfr.compare(unary("erf", x, mpfr.up), a) <= 0;
  const isAbove = (x: Real) =>
    isNearOne ? mpfr.compare(unary("erfc", x, mpfr.up), left) <= 0 : mpfr.compare(unary("erf", x, mpfr.down), a) >= 0;
  for (let spare = 16; spare < bits; spare += 8) {
    const margin = mpfr.binary("mul", z, mpfr.fromDyadic(1n, spare - bits), bits, mpfr.up);
    const bound = mpfr.binary(rounding === mpfr.down ? "sub" : "add", z, margin, precision, rounding);
    if (rounding === mpfr.down ? isBelow(bound) : isAbove(bound)) return bound;
  }
  throw new RangeError("inverseErf: no bound was found");
}
