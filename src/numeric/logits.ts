import type { CompensatedSum } from "./compensatedSum.js";
import type { DoubleDouble } from "./doubleDouble.js";
import {
  add as addPairs,
  divide as dividePairs,
  multiply as multiplyPairs,
  negate,
  one,
  toNumber,
  zero,
} from "./doubleDouble.js";
import { exp, expSignificand } from "./exponential.js";
import { log1p } from "./logarithm.js";
import { add, divide, exactSum, multiply, rest, scaled } from "./twofold.js";

/** Numbers in two parts, by place. */
export interface Parts {
  readonly high: number[];
  readonly low: Float64Array;
}

/** The place of the largest entry, the first of equals; that of a NaN where there is one. */
export function placeOfLargest(z: ArrayLike<number>): number {
  let place = 0;
  let largest = z[0]!;
  for (let i = 1, n = z.length; i < n; i++) {
    if (z[i]! > largest || Number.isNaN(z[i]!)) {
      place = i;
      largest = z[i]!;
    }
  }
  return place;
}

/**
 * e^zᵢ / Σ e^zⱼ, each to 2⁻⁵⁷ of itself. A single score of Infinity takes all; NaN where two are Infinity, where all
 * are −Infinity, and where one is NaN.
 */
export function sharesOfPowers(z: ArrayLike<number>): Parts {
  const largest = z[placeOfLargest(z)]!;
  const high = new Array<number>(z.length);
  const low = new Float64Array(z.length);
  let total = 0;
  let totalLow = 0;
  for (let i = 0, n = z.length; i < n; i++) {
    const power = exp(exactSum(z[i]!, -largest), rest.low);
    high[i] = power;
    low[i] = rest.low;
    totalLow += rest.low;
    total = exactSum(total, power);
    totalLow += rest.low;
  }
  if (Number.isNaN(total)) return atLimit(z, largest);
  const inverse = divide(1, 0, total, totalLow);
  const inverseLow = rest.low;
  for (let i = 0, n = z.length; i < n; i++) {
    if (high[i]! > smallestSafe) {
      high[i] = multiply(high[i]!, low[i]!, inverse, inverseLow);
      low[i] = rest.low;
    } else {
      // The power of two is kept apart, so that what comes near to the subnormal numbers is rounded once.
      const significand = expSignificand(exactSum(z[i]!, -largest), rest.low);
      const { low: significandLow, exponent } = rest;
      high[i] = scaled(multiply(significand, significandLow, inverse, inverseLow), exponent);
      low[i] = 0;
    }
  }
  return { high, low };
}

/**
 * ln Σ e^(zⱼ − z_place), the place that of the largest, to 2⁻⁵⁷ of itself: the leading double, and in `rest.low` the
 * other.
 */
export function logSumOfPowers(z: ArrayLike<number>, place: number): number {
  const others = sumOfOthers(z, place, 0);
  if (others > smallestSafe || others === 0) return log1p(others, rest.low);
  // So small a number is its own logarithm, and is rounded once.
  const tiny = sumOfOthers(z, place, lift) * 2 ** -lift;
  rest.low = 0;
  return tiny;
}

/**
 * ln(e^zᵢ / Σ e^zⱼ) times a power of two, each to 2⁻⁵⁷ of itself. Where `sharesOfPowers` has NaN, so has it.
 *
 * What a score lacks to the largest, and the logarithm of what the others add to that, are both counted down, so that
 * nothing cancels.
 */
export function logSharesOfPowers(z: ArrayLike<number>, scale = 1): Parts {
  const place = placeOfLargest(z);
  const largest = z[place]!;
  if (!Number.isFinite(largest)) {
    const { high, low } = atLimit(z, largest);
    return { high: high.map((share) => Math.log(share)), low };
  }
  const high = new Array<number>(z.length);
  const low = new Float64Array(z.length);
  const excess = logSumOfPowers(z, place) * scale;
  const excessLow = rest.low * scale;
  for (let i = 0, n = z.length; i < n; i++) {
    const difference = exactSum(z[i]! * scale, -largest * scale);
    high[i] = Number.isFinite(difference) ? add(difference, rest.low, -excess, -excessLow) : difference;
    low[i] = Number.isFinite(difference) ? rest.low : 0;
  }
  // What is nearly certain is still below 0.
  if (excess === 0 && hasOtherFinite(z, place)) high[place] = -0;
  return { high, low };
}

/** One entry of `logSharesOfPowers`: the leading double, and in `rest.low` the other. */
export function logShareOfPower(z: ArrayLike<number>, i: number, scale = 1): number {
  const place = placeOfLargest(z);
  const largest = z[place]!;
  if (!Number.isFinite(largest)) {
    rest.low = 0;
    return Math.log(atLimit(z, largest).high[i]!);
  }
  const excess = logSumOfPowers(z, place) * scale;
  const excessLow = rest.low * scale;
  const difference = exactSum(z[i]! * scale, -largest * scale);
  if (Number.isFinite(difference)) return add(difference, rest.low, -excess, -excessLow);
  rest.low = 0;
  return difference;
}

/**
 * Adds −Σ pᵢ ln(e^zᵢ / Σ e^zⱼ), times a power of two, to a sum; where pᵢ is 0 nothing, though the logarithm be
 * infinite.
 */
export function addSurprise(sum: CompensatedSum, p: ArrayLike<number>, z: ArrayLike<number>, scale: number): void {
  // Of two factors the larger is made smaller, and the smaller larger, since both have to be split.
  const { high, low } = logSharesOfPowers(z, Math.min(scale, 1));
  for (let i = 0, n = p.length; i < n; i++) {
    if (p[i] === 0 && !Number.isNaN(high[i]!)) continue;
    const weight = p[i]! * Math.max(scale, 1);
    sum.addProduct(weight, -high[i]!, -weight * low[i]!);
  }
}

/**
 * The derivative of Σ pⱼ·sⱼ / n by each score: (Σpⱼ·shareᵢ − pᵢ) / n.
 *
 * As (Σpⱼ − pᵢ)·shareᵢ − pᵢ·(1 − shareᵢ), with 1 − shareᵢ added up from the others, it loses nothing where the two
 * agree because one class is certain.
 */
export function gradientOfSurprise(p: ArrayLike<number>, z: ArrayLike<number>, n: number): number[] {
  const place = placeOfLargest(z);
  const { high, low } = sharesOfPowers(z);
  const share = (i: number): DoubleDouble => [high[i]!, low[i]!];
  let total = zero;
  let others = zero;
  for (let i = 0, n = p.length; i < n; i++) {
    total = addPairs(total, [p[i]!, 0]);
    if (i !== place) others = addPairs(others, share(i));
  }
  return high.map((_, i) => {
    const upper = multiplyPairs(addPairs(total, [-p[i]!, 0]), share(i));
    const lower = multiplyPairs([p[i]!, 0], i === place ? others : addPairs(one, negate(share(i))));
    // A certain class leaves the second term, which is below 0 even where it underflows.
    if (upper[0] === 0 && p[i]! > 0) return -toNumber(dividePairs(lower, [n, 0]));
    return toNumber(dividePairs(addPairs(upper, negate(lower)), [n, 0]));
  });
}

/** 2^exponent · Σ e^(zⱼ − z_place) over all other places j. */
function sumOfOthers(z: ArrayLike<number>, place: number, exponent: number): number {
  const largest = z[place]!;
  let sum = 0;
  let low = 0;
  for (let i = 0, n = z.length; i < n; i++) {
    if (i === place) continue;
    const difference = exactSum(z[i]!, -largest);
    let power: number;
    if (exponent === 0) power = exp(difference, rest.low);
    else {
      power = scaled(expSignificand(difference, rest.low) + rest.low, rest.exponent + exponent);
      rest.low = 0;
    }
    low += rest.low;
    sum = exactSum(sum, power);
    low += rest.low;
  }
  rest.low = low;
  return sum;
}

function hasOtherFinite(z: ArrayLike<number>, place: number): boolean {
  for (let i = 0, n = z.length; i < n; i++) if (i !== place && Number.isFinite(z[i]!)) return true;
  return false;
}

function atLimit(z: ArrayLike<number>, largest: number): Parts {
  const all = Array.from(z);
  const isCertain = largest === Number.POSITIVE_INFINITY && all.filter((score) => score === largest).length === 1;
  const high = all.map((score) => (isCertain ? Number(score === largest) : Number.NaN));
  return { high, low: new Float64Array(z.length) };
}

const smallestSafe = 2 ** -900;
const lift = 600;
