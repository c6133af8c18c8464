import { exp, expSignificand } from "./exponential.js";
import type { NumbersInParts } from "./matrixProduct.js";
import { products, Rows } from "./matrixProduct.js";
import { squareRoot } from "./moments.js";
import { accurateDot } from "./sums.js";
import { add, divide, rest, scaled } from "./twofold.js";

/** Weights in two parts, and those that are too small for it, times 2⁸⁰⁰. */
interface Weights extends NumbersInParts {
  readonly faint: Float64Array;
}

/**
 * For each query the values' mean, weighed by the softmax of its products with the keys over the root of their length; a
 * query sees the first `seenBy(i)` keys. `columns` are those of the values; the result is at place `i · columns.count + k`.
 *
 * Products, their distances from the largest, and weights are carried in two parts: the rounding of the first alone would
 * cost hundreds of units in the last place.
 */
export function attend(queries: Rows, keys: Rows, columns: Rows, seenBy: (query: number) => number): Float64Array {
  const weights = attentionWeights(queries, keys, seenBy);
  const { high: result, low } = products(new Rows(weights.high, keys.count), columns);
  const faint = weights.faint.some((weight) => weight !== 0)
    ? products(new Rows(weights.faint, keys.count), columns).high
    : undefined;
  for (let i = 0, at = 0; i < queries.count; i++) {
    const start = i * keys.count;
    const end = start + seenBy(i);
    for (let k = 0; k < columns.count; k++, at++) {
      const first = k * keys.count;
      if (!Number.isFinite(result[at])) {
        // What is not seen does not matter, though it be infinite.
        const column = columns.values.subarray(first, first + end - start);
        result[at] = accurateDot(weights.high.subarray(start, end), column);
        continue;
      }
      let more = low[at]!;
      for (let j = start; j < end; j++) more += weights.low[j]! * columns.values[first + j - start]!;
      if (faint !== undefined) more += faint[at]! * 2 ** -800;
      result[at]! += more;
    }
  }
  return result;
}

function attentionWeights(queries: Rows, keys: Rows, seenBy: (query: number) => number): Weights {
  const size = queries.count * keys.count;
  const weights = { high: new Float64Array(size), low: new Float64Array(size), faint: new Float64Array(size) };
  const scores = products(queries, keys);
  for (let i = 0; i < queries.count; i++) {
    const [start, end] = [i * keys.count, i * keys.count + seenBy(i)];
    const row = (numbers: Float64Array) => numbers.subarray(start, end);
    const into = { high: row(weights.high), low: row(weights.low), faint: row(weights.faint) };
    const seen = { high: row(scores.high), low: row(scores.low) };
    if (Number.isFinite(largestOf(seen.high))) softmax(seen, 1, queries.length, into);
    // Products that overflow still have an order, which smaller factors show.
    else softmax(products(shrunk(queries, i, i + 1), shrunk(keys, 0, seenBy(i))), 2 ** 540, queries.length, into);
  }
  return weights;
}

/** The softmax of scores that stand for numbers `scale²` times as large, over the root of `width`. */
function softmax({ high, low }: NumbersInParts, scale: number, width: number, into: Weights): void {
  const [root, rootLow] = squareRoot([width, 0]);
  const largest = largestOf(high);
  if (largest === Number.POSITIVE_INFINITY && high.indexOf(largest) === high.lastIndexOf(largest)) {
    into.high[high.indexOf(largest)] = 1;
    return;
  }
  let largestLow = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < high.length; j++) if (high[j] === largest) largestLow = Math.max(largestLow, low[j]!);
  let total = 0;
  let totalLow = 0;
  for (let j = 0; j < high.length; j++) {
    if ((high[j]! - largest) * scale * scale < -1300 * root) continue;
    const distance = add(high[j]!, low[j]!, -largest, -largestLow) * scale * scale;
    const angle = divide(distance, rest.low * scale * scale, root, rootLow);
    if (angle < -600) {
      const significand = expSignificand(angle, rest.low) + rest.low;
      into.faint[j] = scaled(significand, rest.exponent + 800);
      continue;
    }
    const power = exp(angle, rest.low);
    into.high[j] = power;
    into.low[j] = rest.low;
    total = add(total, totalLow, power, rest.low);
    totalLow = rest.low;
  }
  for (let j = 0; j < high.length; j++) {
    into.high[j] = divide(into.high[j]!, into.low[j]!, total, totalLow);
    into.low[j] = rest.low;
    into.faint[j]! /= total;
  }
}

/** NaN where one of them is. */
function largestOf(scores: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < scores.length; j++) largest = Math.max(largest, scores[j]!);
  return largest;
}

function shrunk(rows: Rows, start: number, end: number): Rows {
  const values = rows.values.slice(start * rows.length, end * rows.length);
  for (let i = 0; i < values.length; i++) values[i]! *= 2 ** -540;
  return new Rows(values, rows.length);
}
