import { expm1, expSignificand } from "./exponential.js";
import { add, divide, multiply, rest, scaled } from "./twofold.js";

/** `tanh(x)`, to 0.52 units in the last place: below ¼ by its series about 0, beyond by that about the nearest of 1264 points. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -30) return x;
  if (size < 0.25) return nearZero(x);
  if (!(size < 20)) return Math.sign(x);
  const value = nearPoint(size);
  return x < 0 ? -value : value;
}

/** `x − x³/3 + 2x⁵/15 − …`, DLMF 4.33.3: beside the first term the others are small. */
function nearZero(x: number): number {
  const q = x * x;
  const q2 = q * q;
  const q4 = q2 * q2;
  const first = -1 / 3 + q * (2 / 15) + q2 * (-17 / 315 + q * (62 / 2835));
  const second = -1382 / 155925 + q * (21844 / 6081075) + q2 * (-929569 / 638512875 + q * (6404582 / 10854718875));
  const third = -0.0002391291142435524 + q * (9.69153795692945e-5 - q * 3.9278323883316684e-5);
  return x + x * q * (first + q4 * (second + q4 * third));
}

/** Of `¼ ≤ x < 20` the Taylor series about the middle of its 64th, no farther than 1/128: what is left out is below 2⁻⁶⁶. */
function nearPoint(x: number): number {
  const i = (x * 64) | 0;
  const at = i * termCount;
  if (taylor[at] === 0) fill(at, (i + 0.5) / 64);
  const h = x - (i + 0.5) / 64;
  const h2 = h * h;
  const first = h * taylor[at + 2]! + h2 * (taylor[at + 3]! + h * taylor[at + 4]!);
  const second =
    taylor[at + 5]! + h * taylor[at + 6]! + h2 * (taylor[at + 7]! + h * taylor[at + 8]! + h2 * taylor[at + 9]!);
  return taylor[at]! + (taylor[at + 1]! + first + h2 * h2 * second);
}

const termCount = 10;
/** For each 64th below 20 the value in its middle as two doubles, and 8 coefficients; made when one is first needed. */
const taylor = new Float64Array(1280 * termCount);

/** tanh′ = 1 − tanh² gives (n+1) aₙ₊₁ = −Σ aₖ aₙ₋ₖ from the second on. */
function fill(at: number, c: number): void {
  const m = expm1(-2 * c);
  const mLow = rest.low;
  const sum = add(2, 0, m, mLow);
  const value = -divide(m, mLow, sum, rest.low);
  const valueLow = -rest.low;
  const coefficients = [value, slopeOfTanh(c)];
  for (let n = 1; n < termCount - 2; n++) {
    let products = 0;
    for (let k = 0; k <= n; k++) products += coefficients[k]! * coefficients[n - k]!;
    coefficients.push(-products / (n + 1));
  }
  taylor.set([value, valueLow, ...coefficients.slice(1)], at);
}

/** 1/cosh² x = 4e / (1 + e)² with e = e^(−2|x|): the form 1 − tanh² x has no digit left past x = 19. */
export function slopeOfTanh(x: number): number {
  const power = expSignificand(-2 * Math.abs(x));
  const { low, exponent } = rest;
  // Here (1 + e)² is 1 to the last bit, and e may be subnormal.
  if (exponent < -60) return scaled(power, exponent + 2);
  const [e, eLow] = [scaled(power, exponent), scaled(low, exponent)];
  const sum = add(1, 0, e, eLow);
  const square = multiply(sum, rest.low, sum, rest.low);
  return divide(4 * e, 4 * eLow, square, rest.low);
}
