import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, exactProduct, multiply, toNumber } from "./doubleDouble.js";
import { coefficientsFrom, sumOfSeries, termCount } from "./erfSeries.js";
import { erfcSignificand, slopeOfErf } from "./errorFunction.js";
import { errorOfProduct, powersOfTwo, product, rest } from "./twofold.js";

/** `erf(x)`, to 0.56 units in the last place: below ½ by its series about 0, beyond by that about the nearest of 88 points. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return size < 1e-9 ? product(x, 0, twoOverRootPi, twoOverRootPiLow) : nearZero(x);
  if (!(size < 6)) return Math.sign(x);
  const value = nearPoint(size);
  return x < 0 ? -value : value;
}

/** `2/√π · x · (1 − x²/3 + x⁴/10 − …)`, DLMF 7.6.1: the first term carried in two parts, the others small beside it. */
function nearZero(x: number): number {
  const q = x * x;
  const q2 = q * q;
  const q4 = q2 * q2;
  const first = q * -0.37612638903183754 + q2 * (0.11283791670955126 - q * 0.026866170645131252);
  const second =
    0.005223977625442188 - q * 0.0008548327023450853 + q2 * (0.00012055332981789664 - q * 1.492565035840625e-5);
  const third =
    1.6462114365889248e-6 - q * 1.6365844691234924e-7 + q2 * (1.4807192815879218e-8 - q * 1.2290555301717928e-9);
  const others = first + q4 * (second + q4 * (third + q4 * 9.422759064650411e-11));
  const leading = x * twoOverRootPi;
  return leading + (errorOfProduct(x, twoOverRootPi, leading) + x * (twoOverRootPiLow + others));
}

const [twoOverRootPi, twoOverRootPiLow] = [1.1283791670955126, 1.533545961316588e-17];

/** Of `½ ≤ x < 6` the Taylor series about the middle of its sixteenth, no farther than 1/32: what is left out is below 2⁻⁶³. */
function nearPoint(x: number): number {
  const i = (x * 16) | 0;
  const at = i * termCount;
  if (taylor[at] === 0) fill(at, (i + 0.5) / 16);
  const h = x - (i + 0.5) / 16;
  return sumOfSeries(taylor, at, h);
}

/** For each sixteenth below 6 the value in its middle as two doubles, and 10 coefficients; made when one is first needed. */
const taylor = new Float64Array(96 * termCount);

/** The value as two doubles and the coefficients behind it, where they are first needed. */
function fill(at: number, c: number): void {
  taylor.set([...valueAt(c), ...coefficientsFrom(slopeOfErf(c), c)], at);
}

/** `erf(c)` to 2⁻⁶²: below 2 by the whole series in twice the precision, beyond by the little that it leaves to 1. */
function valueAt(c: number): DoubleDouble {
  if (c >= 2) {
    const tail = erfcSignificand(c);
    const scale = powersOfTwo[rest.exponent + 1074]!;
    return add([1, 0], [-tail * scale, -rest.low * scale]);
  }
  const square = exactProduct(c, c);
  let term: DoubleDouble = multiply([c, 0], [twoOverRootPi, twoOverRootPiLow]);
  let sum = term;
  for (let n = 1; Math.abs(toNumber(term)) > 1e-34; n++) {
    term = divide(multiply(term, square), [-n, 0]);
    sum = add(sum, divide(term, [2 * n + 1, 0]));
  }
  return sum;
}
