import { exp } from "./exponential.js";
import type { NumbersInParts } from "./matrixProduct.js";
import { products, Rows } from "./matrixProduct.js";
import { squareRoot } from "./moments.js";
import { add, divide, rest } from "./twofold.js";

/**
 * The softmax of each query's products with the keys, over the root of their length: at place `i · keys.count + j`, each to
 * 2⁻⁵⁶ of itself; 0 for keys that the query does not see, which are those after the first `seenBy(i)`.
 *
 * Products and their distances from the largest are carried in two parts: their rounding alone would cost hundreds of
 * units in the last place.
 */
export function attentionWeights(queries: Rows, keys: Rows, seenBy: (query: number) => number): NumbersInParts {
  const weights = parts(queries.count * keys.count);
  const scores = products(queries, keys);
  const root = Math.sqrt(queries.length);
  const rootLow = squareRoot([queries.length, 0])[1];
  for (let i = 0; i < queries.count; i++) {
    const [start, end] = [i * keys.count, i * keys.count + seenBy(i)];
    const into = part(weights, start, end);
    let scale = 1;
    let { high, low } = part(scores, start, end);
    if (!Number.isFinite(largestOf(high))) {
      // Products that overflow still have an order, which smaller factors show.
      ({ high, low } = products(shrunk(queries, i, i + 1), shrunk(keys, 0, seenBy(i))));
      scale = 2 ** 540;
    }
    softmax({ high, low }, scale, root, rootLow, into);
  }
  return weights;
}

/** The softmax of scores that stand for numbers `scale²` times as large, over a root. */
function softmax(
  { high, low }: NumbersInParts,
  scale: number,
  root: number,
  rootLow: number,
  into: NumbersInParts,
): void {
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
    // What is further away is below the smallest double.
    if ((high[j]! - largest) * scale * scale < -2000 * root) continue;
    const distance = add(high[j]!, low[j]!, -largest, -largestLow) * scale * scale;
    const distanceLow = rest.low * scale * scale;
    const angle = divide(distance, distanceLow, root, rootLow);
    const power = exp(angle, rest.low);
    into.high[j] = power;
    into.low[j] = rest.low;
    total = add(total, totalLow, power, rest.low);
    totalLow = rest.low;
  }
  for (let j = 0; j < high.length; j++) {
    into.high[j] = divide(into.high[j]!, into.low[j]!, total, totalLow);
    into.low[j] = rest.low;
  }
}

/** NaN where one of them is. */
function largestOf(scores: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < scores.length; j++) largest = Math.max(largest, scores[j]!);
  return largest;
}

function shrunk(rows: Rows, start: number, end: number): Rows {
  const { length } = rows;
  return new Rows(
    rows.values.subarray(start * length, end * length).map((value) => value * 2 ** -540),
    length,
  );
}

function parts(length: number): NumbersInParts {
  return { high: new Float64Array(length), low: new Float64Array(length) };
}

function part({ high, low }: NumbersInParts, start: number, end: number): NumbersInParts {
  return { high: high.subarray(start, end), low: low.subarray(start, end) };
}
