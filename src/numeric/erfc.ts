import { add } from "./doubleDouble.js";
import { coefficientsFrom, sumOfSeries, termCount } from "./erfSeries.js";
import { erfcSignificand, slopeOfErf } from "./errorFunction.js";
import { powersOfTwo, rest, scaled } from "./twofold.js";

/** `erfc(x)`, to 0.75 units in the last place: within ±6 by the series about the nearest of 768 points. */
export function erfc(x: number): number {
  if (x > -6 && x < 6) return nearPoint(x);
  const tail = erfcSignificand(Math.abs(x));
  return x < 0 ? 2 - scaled(tail, rest.exponent) : scaled(tail, rest.exponent);
}

/** The Taylor series about the middle of its 64th, no farther than 1/128: what is left out is below 2⁻⁶² of the whole. */
function nearPoint(x: number): number {
  const i = ((x + 6) * 64) | 0;
  const at = i * termCount;
  const middle = (i + 0.5) / 64 - 6;
  if (taylor[at] === 0) fill(at, middle);
  const h = x - middle;
  return sumOfSeries(taylor, at, h);
}

/** For each 64th within ±6 the value in its middle as two doubles, and 10 coefficients; made when one is first needed. */
const taylor = new Float64Array(768 * termCount);

/** The value as two doubles and the coefficients behind it, where they are first needed. */
function fill(at: number, c: number): void {
  const significand = erfcSignificand(Math.abs(c));
  const scale = powersOfTwo[rest.exponent + 1074]!;
  const [tail, tailLow] = [significand * scale, rest.low * scale];
  taylor.set(
    [...(c < 0 ? add([2, 0], [-tail, -tailLow]) : [tail, tailLow]), ...coefficientsFrom(-slopeOfErf(c), c)],
    at,
  );
}
