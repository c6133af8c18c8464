import type { DoubleDouble } from "./doubleDouble.js";
import {
  add as addPairs,
  divide as dividePairs,
  multiply as multiplyPairs,
  negate,
  one,
  exactProduct as productPair,
  toNumber,
  zero,
} from "./doubleDouble.js";
import { expSignificand } from "./exponential.js";
import { add, errorOfProduct, multiply, normalized, powersOfTwo, product, rest } from "./twofold.js";

/**
 * `erfc(x + xLow)` of x ≥ 0 as significand · 2^`rest.exponent`, the significand the sum of the double that is given and
 * `rest.low`, to 2⁻⁵⁵ of itself: e^(−x²), whose exponent is carried in full, times a function that changes slowly.
 */
export function erfcSignificand(x: number, xLow = 0): number {
  const bounded = Math.min(x, 31);
  const power = minusSquarePower(bounded, xLow);
  const powerLow = rest.low;
  const factor = scaledErfc(bounded, xLow);
  const high = factor * power;
  return normalized(high, errorOfProduct(factor, power, high) + (factor * powerLow + rest.low * power));
}

/** `Φ(−x) = ½ erfc(x/√2)` of 0 ≤ x < 37, the tail of a standard normal distribution, to 2⁻⁵⁵ of itself; and `rest.low`. */
export function gaussianTail(x: number): number {
  const significand = gaussianTailSignificand(x);
  const scale = powersOfTwo[rest.exponent + 1074]!;
  rest.low *= scale;
  return significand * scale;
}

/** The same of 0 ≤ x < 44 as significand · 2^`rest.exponent`. */
export function gaussianTailSignificand(x: number): number {
  const head = Math.fround(x);
  const power = expSignificand((-head * head) / 2, (-(x - head) * (x + head)) / 2);
  const powerLow = rest.low;
  const u = x * rootHalf;
  const factor = scaledErfc(u, errorOfProduct(x, rootHalf, u) + x * rootHalfLow);
  const high = factor * power;
  rest.exponent--;
  return normalized(high, errorOfProduct(factor, power, high) + (factor * powerLow + rest.low * power));
}

/** `Φ(−x) − xφ(x)` of x ≥ 0, φ being the standard normal density, as significand · 2^`rest.exponent`. */
export function slopeOfGaussianTail(x: number): number {
  const u = multiply(x, 0, rootHalf, rootHalfLow);
  const uLow = rest.low;
  const tail = scaledErfc(u, uLow) / 2;
  const tailLow = rest.low / 2;
  const density = multiply(x, 0, reciprocalRootTwoPi, reciprocalRootTwoPiLow);
  const difference = add(tail, tailLow, -density, -rest.low);
  const differenceLow = rest.low;
  return multiply(difference, differenceLow, minusSquarePower(u, uLow), rest.low);
}

/** `erf′(x) = 2/√π · e^(−x²)`. */
export function slopeOfErf(x: number): number {
  const power = minusSquarePower(Math.min(Math.abs(x), 40), 0);
  return product(power, rest.low, twoOverRootPi, twoOverRootPiLow, rest.exponent);
}

/** `e^(−(x + xLow)²)` as `expSignificand` gives its result, the rounding of the square carried. */
function minusSquarePower(x: number, xLow: number): number {
  // The square of 24 bits is exact, and what is left of x² is small.
  const head = Math.fround(x);
  return expSignificand(-head * head, -(x - head) * (x + head) - 2 * x * xLow);
}

/**
 * `e^(x²) erfc(x)` of `0 ≤ x < 32`, to 2⁻⁵⁵ of itself: the leading double, and in `rest.low` the other.
 *
 * From its Taylor series about the nearest of 160 points, no farther than 1/32, or 1/64 of x; terms beyond the first, which is
 * kept as two doubles, are so small that their roundings are below 2⁻⁵⁶.
 */
export function scaledErfc(x: number, xLow = 0): number {
  // 64 intervals up to 4, and 32 twice as wide as those before up to 8, 16 and 32.
  const doubling = x >= 16 ? 3 : x >= 8 ? 2 : x >= 4 ? 1 : 0;
  const scale = 16 >> doubling;
  const i = (x * scale) | 0;
  const at = (32 * doubling + i) * termCount;
  if (taylor[at] === 0) fill(at, (i + 0.5) / scale);
  const h = x - (i + 0.5) / scale + xLow;
  const h2 = h * h;
  const h4 = h2 * h2;
  const first = h * taylor[at + 2]! + h2 * (taylor[at + 3]! + h * taylor[at + 4]!);
  const second = taylor[at + 5]! + h * taylor[at + 6]! + h2 * (taylor[at + 7]! + h * taylor[at + 8]!);
  const third = taylor[at + 9]! + h * taylor[at + 10]! + h2 * taylor[at + 11]!;
  return normalized(taylor[at]!, taylor[at + 1]! + first + h4 * (second + h4 * third));
}

const termCount = 12;
/** For each interval the value in its middle as two doubles, and 10 coefficients; made when one is first needed. */
const taylor = new Float64Array(160 * termCount);

function fill(at: number, middle: number): void {
  const coefficients = middle < 2 ? upwards(middle) : downwards(middle);
  const [[high, low]] = coefficients as [DoubleDouble];
  taylor.set([high, low, ...coefficients.slice(1).map(toNumber)], at);
}

/**
 * The Taylor coefficients g₀, g₁ … of G(x) = e^(x²) erfc(x) about c. G′ = 2xG − 2/√π makes (n+1) gₙ₊₁ = 2(c gₙ + gₙ₋₁), with
 * g₋₁ = −1/√π; and g₀ = Σ (−c)ⁿ/Γ(n/2 + 1), DLMF 7.6.2 and 7.6.3. Rounding errors grow, which twice the precision bears.
 */
function upwards(c: number): DoubleDouble[] {
  const square = productPair(c, c);
  const terms = [one, multiplyPairs([-2 * c, 0], reciprocalRootPi)];
  for (let n = 2; n < 100; n++) terms.push(dividePairs(multiplyPairs(terms[n - 2]!, square), [n / 2, 0]));
  const coefficients = [terms.reduceRight(addPairs)];
  let before = negate(reciprocalRootPi);
  for (let n = 0; n < termCount - 2; n++) {
    const next = addPairs(multiplyPairs([c, 0], coefficients[n]!), before);
    before = coefficients[n]!;
    coefficients.push(dividePairs(multiplyPairs([2, 0], next), [n + 1, 0]));
  }
  return coefficients;
}

/** The same where c ≥ 2 by the recurrence taken backwards (Miller's method), where all |gₙ| add up and errors die out. */
function downwards(c: number): DoubleDouble[] {
  const sizes: DoubleDouble[] = [];
  let [above, size]: DoubleDouble[] = [zero, one] as [DoubleDouble, DoubleDouble];
  for (let n = termCount + 4 + Math.ceil(400 / c ** 2); n >= 0; n--) {
    sizes[n] = size!;
    const below = addPairs(multiplyPairs([(n + 1) / 2, 0], above!), multiplyPairs([c, 0], size!));
    above = size;
    size = below;
  }
  const unit = dividePairs(reciprocalRootPi, size!);
  return sizes.slice(0, termCount - 1).map((one, n) => multiplyPairs(one, n % 2 === 0 ? unit : negate(unit)));
}

// Constants to twice the precision of a double: 2/√π, 1/√(2π), 1/√2 and 1/√π.
const [twoOverRootPi, twoOverRootPiLow] = [1.1283791670955126, 1.533545961316588e-17];
const [reciprocalRootTwoPi, reciprocalRootTwoPiLow] = [0.3989422804014327, -2.49232720227773e-17];
const [rootHalf, rootHalfLow] = [Math.SQRT1_2, -4.833646656726457e-17];
const reciprocalRootPi: DoubleDouble = [0.5641895835477563, 7.66772980658294e-18];
