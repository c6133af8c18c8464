import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../formula/definition.js";
import { checkWhole, withDefaults } from "../../formula/validate.js";
import { plainHeads } from "../heads.js";
import { initialWeights } from "../initializer.js";
import { noNumbers, roomFor } from "../product.js";
import { type Shape, shapeText } from "../shape.js";
import { swapFirstAxes } from "../swapFirstAxes.js";
import { plainDense } from "./dense.js";
import { type BuiltLayer, type Layer, type PlainLayer, type Weight, zeros } from "./layer.js";

export interface SelfAttentionOptions {
  /** Into how many parts of equal width queries, keys and values are divided; 1 unless said otherwise. */
  readonly heads?: number;
  /** Whether each place sees only itself and what comes before; false unless said otherwise. */
  readonly causal?: boolean;
}

const defaults: Required<SelfAttentionOptions> = { heads: 1, causal: false };
const projections = ["query", "key", "value", "output"] as const;

/**
 * Attention of a sequence to itself: queries, keys and values are dense layers of the inputs, of shape `(steps, width)`;
 * each head is the formula `scaledDotProductAttention` of its part of them; and one more dense layer joins the heads.
 *
 * Throws a RangeError for a number of heads that does not divide the width, and for inputs that are no sequences.
 */
export function selfAttention(options: SelfAttentionOptions = defaults): Layer {
  const { heads, causal } = withDefaults("selfAttention", options, defaults);
  checkWhole("selfAttention", "heads", heads, 1);
  return { layer: "selfAttention", arguments: [{ heads, causal }], build: (inputs) => build(inputs, heads, causal) };
}

function build(inputs: Shape, heads: number, causal: boolean): BuiltLayer {
  if (inputs.length !== 2)
    throw new RangeError(
      `selfAttention: its inputs have shape ${shapeText(inputs)} but must be sequences (steps, numbers)`,
    );
  const [steps, width] = inputs as [number, number];
  if (width % heads !== 0) throw new RangeError(`selfAttention: ${heads} heads do not divide a width of ${width}`);
  return {
    outputs: inputs,
    weights: projections.flatMap((name) => [glorot(`${name}Weights`, width), zeros(`${name}Bias`, [width])]),
    plain: (weights, gradients) => plain([steps, width], heads, causal, weights, gradients),
    tensor: (tf, x, weights) => onTensors(tf, x, weights, heads, causal),
  };
}

const glorot = (name: string, width: number): Weight => ({
  name,
  shape: [width, width],
  initial: (random) => initialWeights("glorotUniform", [width, width], [width, width], random),
});

function plain(
  [steps, width]: readonly [number, number],
  heads: number,
  causal: boolean,
  weights: readonly Float64Array[],
  gradients: readonly Float64Array[],
): PlainLayer {
  const [query, key, value, output] = projections.map((_, i) =>
    plainDense([width, width], steps, undefined, weights.slice(2 * i, 2 * i + 2), gradients.slice(2 * i, 2 * i + 2)),
  ) as [PlainLayer, PlainLayer, PlainLayer, PlainLayer];
  const size = width / heads;
  const attention = plainHeads(steps, size, causal);
  const inHeads = () => {
    let [split, joined] = [noNumbers, noNumbers];
    return {
      /** From `(count, steps, heads, size)` to `(count, heads, steps, size)`, so that each head's rows follow each other. */
      split(x: Float64Array, count: number) {
        split = roomFor(count * steps * width, split);
        for (let at = 0; at < count * steps * width; at += steps * width)
          swapFirstAxes(x.subarray(at), split.subarray(at), steps, heads, size);
        return split;
      },
      join(x: Float64Array, count: number) {
        joined = roomFor(count * steps * width, joined);
        for (let at = 0; at < count * steps * width; at += steps * width)
          swapFirstAxes(x.subarray(at), joined.subarray(at), heads, steps, size);
        return joined;
      },
    };
  };
  const [ofQueries, ofKeys, ofValues, ofOutputs] = [inHeads(), inHeads(), inHeads(), inHeads()];
  let byInputs = noNumbers;
  return {
    inside: (count) => [{ name: "attention", shape: [heads, steps, steps], values: attention.weights(count * heads) }],
    forward(x, count) {
      const queries = ofQueries.split(query.forward(x, count), count);
      const keys = ofKeys.split(key.forward(x, count), count);
      const values = ofValues.split(value.forward(x, count), count);
      return output.forward(ofOutputs.join(attention.forward(queries, keys, values, count * heads), count), count);
    },
    backward(gradient, count, wantsInputs) {
      const byHeads = ofOutputs.split(output.backward(gradient, count, true), count);
      const { byQueries, byKeys, byValues } = attention.backward(byHeads, count * heads);
      const parts = [
        query.backward(ofQueries.join(byQueries, count), count, wantsInputs),
        key.backward(ofKeys.join(byKeys, count), count, wantsInputs),
        value.backward(ofValues.join(byValues, count), count, wantsInputs),
      ] as const;
      if (!wantsInputs) return noNumbers;
      byInputs = roomFor(count * steps * width, byInputs);
      for (let i = 0; i < count * steps * width; i++) byInputs[i] = parts[0][i]! + parts[1][i]! + parts[2][i]!;
      return byInputs;
    },
  };
}

function onTensors(tf: TensorFlow, x: Tensor, weights: readonly Tensor[], heads: number, causal: boolean): Tensor {
  const [count, steps, width] = x.shape as [number, number, number];
  const projected = (input: Tensor, i: number) =>
    tf.add(tf.matMul(tf.reshape(input, [-1, width]), weights[2 * i]!), weights[2 * i + 1]!);
  const [queries, keys, values] = [0, 1, 2].map((i) =>
    tf.transpose(tf.reshape(projected(x, i), [count, steps, heads, width / heads]), [0, 2, 1, 3]),
  ) as [Tensor, Tensor, Tensor];
  const scores = tf.div(tf.matMul(queries, keys, false, true), Math.sqrt(width / heads));
  // What is added to the score of a place that is not seen: no number of float32 that is left shows beside it.
  const unseen = tf.tensor2d(
    Array.from({ length: steps }, (_, i) => Array.from({ length: steps }, (_, j) => (causal && j > i ? -1e30 : 0))),
  );
  const attended = tf.matMul(tf.softmax(tf.add(scores, unseen)), values);
  return tf.reshape(projected(tf.transpose(attended, [0, 2, 1, 3]), 3), [count, steps, width]);
}
