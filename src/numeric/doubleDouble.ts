/**
 * A number carried as an unevaluated sum of two doubles, about 106 bits: what a formula needs to be right to its last
 * bit. The operations are Dekker's (1971) and Knuth's (TAOCP 2, §4.2.2).
 */
export type DoubleDouble = readonly [high: number, low: number];

export const zero: DoubleDouble = [0, 0];
export const one: DoubleDouble = [1, 0];

/** The nearest double. */
export function toNumber([high, low]: DoubleDouble): number {
  return high + low;
}

/** The sum of two doubles, exactly, short of overflow. */
export function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const shadow = high - a;
  return [high, a - (high - shadow) + (b - shadow)];
}

/** The product of two doubles, exactly, short of overflow and underflow. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return [high, aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

/** `a + b`, to 2⁻¹⁰⁴ of `|a| + |b|`. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, error] = exactSum(a[0], b[0]);
  return normalized(high, error + (a[1] + b[1]));
}

/** `a · b`, to 2⁻¹⁰² of the product. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  if (isTiny(a[0] * b[0])) return lowered(multiply(lifted(a), b));
  const [high, error] = exactProduct(a[0], b[0]);
  return normalized(high, error + (a[0] * b[1] + a[1] * b[0]));
}

/** `a / b`, to 2⁻¹⁰² of the quotient. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  if (isTiny(a[0] / b[0])) return lowered(divide(lifted(a), b));
  const quotient = a[0] / b[0];
  const [high, error] = exactProduct(quotient, b[0]);
  return normalized(quotient, (a[0] - high - error + (a[1] - quotient * b[1])) / b[0]);
}

/** `-a`. */
export function negate(a: DoubleDouble): DoubleDouble {
  return [-a[0], -a[1]];
}

/**
 * `eˣ`, to 2⁻⁵⁷ of the result; where the result is subnormal, to half of its last bit.
 *
 * Reduced to `|r| ≤ ½ ln 2`: `1 + r + r²/2` are carried in full, and the rest of the series is below 1/140 of the whole,
 * so that its rounding stays below the 58th bit.
 */
export function exp(x: DoubleDouble): DoubleDouble {
  if (x[0] > 709.79) return [Number.POSITIVE_INFINITY, 0];
  if (x[0] < -745.2) return zero;
  if (Number.isNaN(x[0])) return [Number.NaN, 0];
  const powerOfTwo = Math.round(x[0] / Math.LN2);
  const [high, low] = add(one, expm1NearZero(reduced(x, powerOfTwo)));
  const nearest = scaled(high, powerOfTwo);
  return [nearest, Math.abs(nearest) < smallestNormal ? 0 : scaled(low, powerOfTwo)];
}

/** `eˣ − 1`, to 2⁻⁵⁶ of the result, for `x ≤ 0`. */
export function expm1(x: DoubleDouble): DoubleDouble {
  return x[0] > -0.34 ? expm1NearZero(x) : add(exp(x), [-1, 0]);
}

/** `ln x` of a positive, finite double: to 2⁻⁵³ of the result near `x = 1`, else to 2⁻⁵⁶. */
export function log(x: number): DoubleDouble {
  const estimate = Math.log(x);
  if (Math.abs(estimate) < 0.03 || !Number.isFinite(estimate)) return [estimate, 0];
  // One step of Newton's method: ln x = y + ln(x·e⁻ʸ), and x·e⁻ʸ is 1 but for the estimate's rounding. Going by e^(−y/2)
  // twice keeps every product a normal number.
  const root = exp([-estimate / 2, 0]);
  const scale = x > 1 ? 2 ** -512 : 1;
  const ratio = multiply(multiply([x * scale, 0], root), [root[0] / scale, root[1] / scale]);
  return normalized(estimate, ratio[0] - 1 + ratio[1]);
}

/** `x − k ln 2`, with ln 2 in three parts of which the first two have room for `k`. */
function reduced(x: DoubleDouble, k: number): DoubleDouble {
  return add(add(exactSum(x[0], -k * ln2[0]), [-k * ln2[1], 0]), normalized(x[1], -k * ln2[2]));
}

/** The leading 32 bits of ln 2, the next 32, and the rest as a double. */
const ln2 = [0.6931471803691238, 1.9082149288430703e-10, 4.275175589747649e-20] as const;

/** `eʳ − 1` for `|r| ≤ 0.35`. */
function expm1NearZero(r: DoubleDouble): DoubleDouble {
  const x = r[0];
  let rest = 0;
  for (const factor of reciprocalFactorials) rest = rest * x + factor;
  const [square, squareError] = exactProduct(x, x);
  const quadratic: DoubleDouble = [square / 2, squareError / 2];
  return add(add(r, quadratic), [rest * square * x + x * r[1], 0]);
}

/** 1/16!, 1/15!, …, 1/3!. */
const reciprocalFactorials = (() => {
  const factorials = [1];
  for (let n = 1; n <= 16; n++) factorials.push(factorials[n - 1]! * n);
  return factorials
    .slice(3)
    .reverse()
    .map((factorial) => 1 / factorial);
})();

const smallestNormal = 2 ** -1022;

/** Whether a result is so small that the rounding of what it is made of could not be carried beside it. */
function isTiny(result: number): boolean {
  return Math.abs(result) < 2 ** -900 && result !== 0;
}

function lifted([high, low]: DoubleDouble): DoubleDouble {
  return [high * 2 ** 600, low * 2 ** 600];
}

function lowered([high, low]: DoubleDouble): DoubleDouble {
  const nearest = (high + low) * 2 ** -600;
  return [nearest, Math.abs(nearest) < smallestNormal ? 0 : low * 2 ** -600];
}

/** Veltkamp's split: the upper 26 bits and the rest. */
function halves(a: number): DoubleDouble {
  const shifted = a * 134217729;
  const high = shifted - (shifted - a);
  return [high, a - high];
}

function normalized(high: number, low: number): DoubleDouble {
  // What was lost in reaching an infinity or NaN is nothing to add to it.
  if (!Number.isFinite(high)) return [high, 0];
  const sum = high + low;
  return [sum, low - (sum - high)];
}

/** `a · 2ᵏ` for `-1080 ≤ k ≤ 1024`, rounded once. */
function scaled(a: number, k: number): number {
  if (k > 1000) return a * 2 ** 1000 * 2 ** (k - 1000);
  return k < -1000 ? a * 2 ** -1000 * 2 ** (k + 1000) : a * 2 ** k;
}
