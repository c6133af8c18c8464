import { add } from "./doubleDouble.js";
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
  const h2 = h * h;
  const h4 = h2 * h2;
  const first = h * taylor[at + 2]! + h2 * (taylor[at + 3]! + h * taylor[at + 4]!);
  const second = taylor[at + 5]! + h * taylor[at + 6]! + h2 * (taylor[at + 7]! + h * taylor[at + 8]!);
  const third = taylor[at + 9]! + h * taylor[at + 10]! + h2 * taylor[at + 11]!;
  return taylor[at]! + (taylor[at + 1]! + first + h4 * (second + h4 * third));
}

const termCount = 12;
/** For each 64th within ±6 the value in its middle as two doubles, and 10 coefficients; made when one is first needed. */
const taylor = new Float64Array(768 * termCount);

/** erfc″ = −2x erfc′ gives (n+2)(n+1) aₙ₊₂ = −2c (n+1) aₙ₊₁ − 2n aₙ, the first two being erfc(c) and erfc′(c). */
function fill(at: number, c: number): void {
  const significand = erfcSignificand(Math.abs(c));
  const scale = powersOfTwo[rest.exponent + 1074]!;
  const [tail, tailLow] = [significand * scale, rest.low * scale];
  const coefficients = [-slopeOfErf(c)];
  for (let n = 0; n < termCount - 3; n++) {
    const before = n === 0 ? 0 : coefficients[n - 1]!;
    coefficients.push((-2 * c * (n + 1) * coefficients[n]! - 2 * n * before) / ((n + 2) * (n + 1)));
  }
  taylor.set([...(c < 0 ? add([2, 0], [-tail, -tailLow]) : [tail, tailLow]), ...coefficients], at);
}
