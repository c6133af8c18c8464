import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, multiply, negate, one, toNumber, zero } from "./doubleDouble.js";
import { exp, expm1 } from "./exponential.js";
import { accurateSum } from "./sums.js";
import { rest } from "./twofold.js";

/** The hyperbolic tangent, to 2⁻⁵⁶ of itself. */
export function tanh(x: DoubleDouble): DoubleDouble {
  if (x[0] < 0) return negate(tanh(negate(x)));
  if (!(x[0] < 20)) return [Number.isNaN(x[0]) ? x[0] : 1, 0];
  const high = expm1(2 * x[0], 2 * x[1]);
  return ratioToTwoMore([high, rest.low]);
}

/** 1/cosh, to 2⁻⁵⁶ of itself. */
export function hyperbolicSecant(x: DoubleDouble): DoubleDouble {
  const power = decay(x);
  return divide([2 * power[0], 2 * power[1]], add(one, multiply(power, power)));
}

/** How much of `y` a gate lets through that is open as far as the logistic function 1/(1 + e⁻ˣ) says, to 2⁻⁵⁶ of itself. */
export function gated(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  // Far out the gate is eˣ, and it would be subnormal where its product with y is not.
  if (x[0] < -600) {
    const [half] = decay([x[0] / 2, x[1] / 2]);
    // Shut so far, it lets nothing through of what has overflowed on the way either.
    return [half === 0 && !Number.isNaN(y[0]) ? 0 : y[0] * half * half, 0];
  }
  const power = decay(x);
  return product(divide(x[0] < 0 ? power : one, add(one, power)), y);
}

/** `gated(x, a) + gated(y, b)`. */
export function sumOfGated(x: DoubleDouble, a: DoubleDouble, y: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return plus(gated(x, a), gated(y, b));
}

/** `a + gated(x, b)`, right though the two cancel. */
export function sumWithGated(a: DoubleDouble, x: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = plus(a, gated(x, b));
  return cancels(sum, a[0]) ? exactly([a, ...times(logisticTerms(x), [b])]) : sum;
}

/** `gated(forget, kept) + gated(input, tanh(candidate))`, right though the two cancel. */
export function cellState(
  forget: DoubleDouble,
  kept: number,
  input: DoubleDouble,
  candidate: DoubleDouble,
): DoubleDouble {
  const [old, next] = [gated(forget, [kept, 0]), gated(input, tanh(candidate))];
  const sum = plus(old, next);
  if (!cancels(sum, old[0])) return sum;
  return exactly([
    ...times(logisticTerms(forget), [[kept, 0]]),
    ...times(logisticTerms(input), tangentTerms(candidate)),
  ]);
}

function cancels(sum: DoubleDouble, term: number): boolean {
  return Math.abs(sum[0]) < Math.abs(term) / 16 && Math.abs(term) < 2 ** 900;
}

/** The logistic function as terms, each to 2⁻⁵⁶ of itself, or 2⁻⁸⁰ where it matters: near 1 it is 1 less what is left to 1. */
function logisticTerms(x: DoubleDouble): DoubleDouble[] {
  if (x[0] > 0) return [one, negate(logisticTerms(negate(x))[0]!)];
  if (!isModest(x)) return [gated(x, one)];
  return [divide(one, add([2, 0], expm1Precisely(negate(x))))];
}

/** The hyperbolic tangent as such terms. */
function tangentTerms(x: DoubleDouble): DoubleDouble[] {
  if (x[0] < 0) return tangentTerms(negate(x)).map(negate);
  if (x[0] < 0.5) return [ratioToTwoMore(expm1Precisely([2 * x[0], 2 * x[1]]))];
  const [rest] = logisticTerms([-2 * x[0], -2 * x[1]]) as [DoubleDouble];
  return [one, [-2 * rest[0], -2 * rest[1]]];
}

function times(a: readonly DoubleDouble[], b: readonly DoubleDouble[]): DoubleDouble[] {
  return a.flatMap((one) => b.map((other) => multiply(one, other)));
}

/** The sum of terms without any rounding, in two parts. */
function exactly(terms: readonly DoubleDouble[]): DoubleDouble {
  const numbers = terms.flat();
  const high = accurateSum(numbers);
  return [high, accurateSum([...numbers, -high])];
}

/** e^(−|x|). */
function decay(x: DoubleDouble): DoubleDouble {
  // The lower part of so large a number may be large itself.
  if (Math.abs(x[0]) > 1000) return zero;
  const high = exp(-Math.abs(x[0]), x[0] < 0 ? x[1] : -x[1]);
  return [high, rest.low];
}

/** `eˣ − 1` to 2⁻⁸⁵ of itself, for x from 0 to 700: from the series for x/2ᵏ, and then e²ˣ − 1 = (eˣ − 1)(eˣ − 1 + 2). */
function expm1Precisely([high, low]: DoubleDouble): DoubleDouble {
  let doublings = 0;
  while (high * 2 ** -doublings > 2 ** -8) doublings++;
  const x: DoubleDouble = [high * 2 ** -doublings, low * 2 ** -doublings];
  let series = one;
  for (let k = 12; k > 1; k--) series = add(one, divide(multiply(x, series), [k, 0]));
  let result = multiply(x, series);
  for (; doublings > 0; doublings--) result = multiply(result, add(result, [2, 0]));
  return result;
}

function isModest(x: DoubleDouble): boolean {
  return Math.abs(x[0]) < 300;
}

/** `a / (a + 2)`. */
function ratioToTwoMore(a: DoubleDouble): DoubleDouble {
  return divide(a, add(a, [2, 0]));
}

/** `a · b` for an `a` of at most 1 and any `b`, which a split into halves could make overflow. */
function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  if (!(Math.abs(b[0]) > 2 ** 900)) return multiply(a, b);
  const [high, low] = multiply(a, [b[0] * 2 ** -200, b[1] * 2 ** -200]);
  return [high * 2 ** 200, low * 2 ** 200];
}

/** `a + b`, with nothing left where the sum overflows. */
function plus(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = a[0] + b[0];
  return Number.isFinite(high) ? add(a, b) : [high, 0];
}

/** The logistic function as factors that are no subnormal numbers. */
export function logisticFactors(x: DoubleDouble): DoubleDouble[] {
  return x[0] < -600 ? halfDecays(x) : [gated(x, one)];
}

/** The slope of the hyperbolic tangent, 1/cosh², as such factors. */
export function slopeFactors(x: DoubleDouble): DoubleDouble[] {
  if (Math.abs(x[0]) > 600) return [[4, 0], ...halfDecays(x), ...halfDecays(x)];
  const secant = hyperbolicSecant(x);
  return [secant, secant];
}

/** The slope of the logistic function as such factors: it is the tangent, half as large and half as steep. */
export function logisticSlopeFactors(x: DoubleDouble): DoubleDouble[] {
  return [[0.25, 0], ...slopeFactors([x[0] / 2, x[1] / 2])];
}

/** e^(−|x|/2), twice. */
function halfDecays(x: DoubleDouble): DoubleDouble[] {
  const half = decay([x[0] / 2, x[1] / 2]);
  return [half, half];
}

/** The product of factors, rounded once, though it be a double where no part of it is. */
export function productOf(factors: readonly DoubleDouble[]): number {
  // What overflowed on the way is nothing beside a gate that is shut.
  if (factors.some(([high]) => high === 0)) return factors.some(([high]) => Number.isNaN(high)) ? Number.NaN : 0;
  let result = one;
  let exponent = 0;
  for (const factor of factors) {
    const [high, low, shift] = moderate(factor);
    const [nextHigh, nextLow, nextShift] = moderate(multiply(result, [high, low]));
    result = [nextHigh, nextLow];
    exponent += shift + nextShift;
  }
  const half = 2 ** (exponent / 2);
  return toNumber(result) * half * half;
}

/** A number without the power of two that would let a product with it leave the doubles, and that power's exponent. */
function moderate([high, low]: DoubleDouble): readonly [high: number, low: number, exponent: number] {
  const size = Math.abs(high);
  if (!(size < Number.POSITIVE_INFINITY)) return [high, 0, 0];
  const exponent = size > 2 ** 300 ? 600 : size < 2 ** -300 ? -600 : 0;
  return [high * 2 ** -exponent, low * 2 ** -exponent, exponent];
}
