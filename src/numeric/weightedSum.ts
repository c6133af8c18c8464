import { accurateDot } from "./sums.js";
import { errorOfProduct } from "./twofold.js";

/**
 * `a·x + b·y + c`, within a unit in the last place however far the terms cancel; `a` and `b` are ordinary numbers, and
 * `x` and `y` are brought among them by `commonScale`.
 */
export function weightedSum(a: number, x: number, b: number, y: number, c = -0): number {
  const sum = twofoldSum(a, x, b, y, c);
  return Math.abs(sum) < 2 ** -45 * Math.abs(a * x) ? accurateDot([a, b, 1], [x, y, c]) : sum;
}

/**
 * The same in twice the precision, rounded once: what is left where all but the last digits cancel.
 *
 * Source: Ogita, Rump & Oishi, Accurate sum and dot product (2005), algorithm 5.3.
 */
export function twofoldSum(a: number, x: number, b: number, y: number, c: number): number {
  const ax = a * x;
  const by = b * y;
  const products = ax + by;
  const shadow = products - ax;
  const sum = products + c;
  const sumShadow = sum - products;
  if (!Number.isFinite(sum)) return sum;
  const lost = ax - (products - shadow) + (by - shadow) + (products - (sum - sumShadow) + (c - sumShadow));
  const rest = lost + (errorOfProduct(a, x, ax) + errorOfProduct(b, y, by));
  // Negative zeros add up to negative zero.
  return rest === 0 ? sum : sum + rest;
}

/** What `a / b`, rounded, leaves of the quotient; for `b` an ordinary number, and nothing where it would not count. */
export function lostByQuotient(a: number, b: number, quotient: number): number {
  if (!(Math.abs(quotient) < 2 ** 900)) return 0;
  const product = quotient * b;
  return (a - product - errorOfProduct(quotient, b, product)) / b;
}

/** √(a·x + b·y²) for `a`, `x` and `b` that are not negative, though y² may overflow or underflow. Error: 2 ulp. */
export function rootOfMoment(a: number, x: number, b: number, y: number): number {
  const square = a * x + b * y * y;
  if (square > 2 ** -900 && square < Number.POSITIVE_INFINITY) return Math.sqrt(square);
  const scale = square > 1 ? 2 ** -520 : 2 ** 600;
  // What has no weight may be as large as it likes.
  const fromX = a === 0 && x < Number.POSITIVE_INFINITY ? 0 : a * (x * scale * scale);
  return Math.sqrt(fromX + b * (y * scale) * (y * scale)) / scale;
}

/** A power of two that brings the larger of two numbers to where products and their rounding are normal numbers. */
export function commonScale(x: number, y: number): number {
  const largest = Math.max(Math.abs(x), Math.abs(y));
  return largest > 2 ** 400 ? 2 ** -600 : largest < 2 ** -400 ? 2 ** 600 : 1;
}
