import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide, exactProduct, toNumber, zero } from "./doubleDouble.js";

/** The mean of terms, as if they had been added without rounding; finite wherever the true mean is. */
export function compensatedMean(terms: readonly number[]): number {
  const scale = safeScale(terms);
  let sum = zero;
  for (const term of terms) sum = add(sum, [term * scale, 0]);
  return toNumber(divide(sum, [terms.length, 0])) / scale;
}

/** The mean of the terms' squares, as if they had been added without rounding. */
export function compensatedMeanSquare(terms: readonly number[]): number {
  const scale = safeScale(terms);
  let sum: DoubleDouble = zero;
  for (const term of terms) sum = add(sum, exactProduct(term * scale, term * scale));
  return toNumber(divide(sum, [terms.length, 0])) / scale / scale;
}

/** A power of two that brings the largest term to where neither its square nor a sum of them leaves the doubles. */
export function safeScale(terms: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < terms.length; i++) largest = Math.max(largest, Math.abs(terms[i]!));
  if (largest > 2 ** 400 && largest < Number.POSITIVE_INFINITY) return 2 ** -600;
  return largest > 0 && largest < 2 ** -400 ? 2 ** 600 : 1;
}
