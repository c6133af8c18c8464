import { exp } from "../numeric/exponential.js";
import { byRows, noNumbers, product, roomFor, transposed } from "./product.js";

/**
 * Scaled dot-product attention for many heads: queries, keys and values are `count` matrices of shape `(steps, size)`, one
 * after another.
 */
export function plainHeads(steps: number, size: number, causal: boolean) {
  let [weights, outputs, byWeights] = [noNumbers, noNumbers, noNumbers];
  let [byQueries, byKeys, byValues] = [noNumbers, noNumbers, noNumbers];
  let [queries, keys, values] = [noNumbers, noNumbers, noNumbers];
  const [scale, matrix, square] = [1 / Math.sqrt(size), steps * size, steps * steps];
  const [ofSteps, ofSize] = [byRows(steps), byRows(size)];
  const seenBy = (row: number) => (causal ? row + 1 : steps);
  return {
    /** How much each place listens to each, of shape `(count, steps, steps)`, at the last `forward`. */
    weights: (count: number) => weights.slice(0, count * square),
    forward(q: Float64Array, k: Float64Array, v: Float64Array, count: number): Float64Array {
      [queries, keys, values] = [q, k, v];
      weights = roomFor(count * square, weights);
      outputs = roomFor(count * matrix, outputs);
      for (let head = 0; head < count; head++) {
        const own = weights.subarray(head * square, (head + 1) * square);
        const from = head * matrix;
        product(q.subarray(from), ofSize, k.subarray(from), transposed(size), own, steps, size, steps);
        for (let row = 0; row < steps; row++) softmaxOfSeen(own, row * steps, steps, seenBy(row), scale);
        product(own, ofSteps, v.subarray(from), ofSize, outputs.subarray(from), steps, steps, size);
      }
      return outputs;
    },
    backward(gradient: Float64Array, count: number) {
      byQueries = roomFor(count * matrix, byQueries);
      byKeys = roomFor(count * matrix, byKeys);
      byValues = roomFor(count * matrix, byValues);
      byWeights = roomFor(square, byWeights);
      for (let head = 0; head < count; head++) {
        const own = weights.subarray(head * square, (head + 1) * square);
        const from = head * matrix;
        const byOwn = gradient.subarray(from);
        product(own, transposed(steps), byOwn, ofSize, byValues.subarray(from), steps, steps, size);
        product(byOwn, ofSize, values.subarray(from), transposed(size), byWeights, steps, size, steps);
        for (let row = 0; row < steps; row++) backThroughSoftmax(own, byWeights, row * steps, steps, scale);
        product(byWeights, ofSteps, keys.subarray(from), ofSize, byQueries.subarray(from), steps, steps, size);
        product(
          byWeights,
          transposed(steps),
          queries.subarray(from),
          ofSize,
          byKeys.subarray(from),
          steps,
          steps,
          size,
        );
      }
      return { byQueries, byKeys, byValues };
    },
  };
}

/** The softmax of the first `seen` of a row of scores, times `scale`, in their place; the others become 0. */
function softmaxOfSeen(scores: Float64Array, start: number, length: number, seen: number, scale: number): void {
  let largest = scores[start]!;
  for (let j = start + 1; j < start + seen; j++) if (scores[j]! > largest) largest = scores[j]!;
  let sum = 0;
  for (let j = start; j < start + seen; j++) {
    scores[j] = exp((scores[j]! - largest) * scale);
    sum += scores[j]!;
  }
  for (let j = start; j < start + seen; j++) scores[j]! /= sum;
  for (let j = start + seen; j < start + length; j++) scores[j] = 0;
}

/** Puts the gradient by the scores of a row in place of that by its weights. */
function backThroughSoftmax(
  weights: Float64Array,
  gradient: Float64Array,
  start: number,
  length: number,
  scale: number,
): void {
  let mean = 0;
  for (let j = start; j < start + length; j++) mean += weights[j]! * gradient[j]!;
  for (let j = start; j < start + length; j++) gradient[j] = weights[j]! * (gradient[j]! - mean) * scale;
}
