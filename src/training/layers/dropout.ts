import type { RandomGenerator } from "../../numeric/random.js";
import { noNumbers, roomFor } from "../product.js";
import { sizeOf } from "../shape.js";
import { type Layer, noWeights, type PlainLayer } from "./layer.js";

/**
 * Sets each number to 0 with probability `rate` while training, and divides the others by 1 − rate, so that their mean
 * stays: the formula `dropoutMask`. Otherwise it leaves them as they are.
 *
 * Throws a RangeError for a rate outside [0, 1).
 */
export function dropout(rate: number): Layer {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: rate is ${rate} but must be in [0, 1)`);
  return {
    layer: "dropout",
    arguments: [rate],
    build: (inputs) => ({
      outputs: inputs,
      weights: noWeights,
      plain: () => plain(rate, sizeOf(inputs)),
      tensor(tf, x, _, random) {
        if (random === undefined) return x;
        const mask = drawn(new Float64Array(x.size), x.size, rate, random);
        return tf.mul(x, tf.tensor(Float32Array.from(mask), x.shape));
      },
    }),
  };
}

function plain(rate: number, size: number): PlainLayer {
  let [mask, outputs, byInputs] = [noNumbers, noNumbers, noNumbers];
  let isOn = false;
  return {
    forward(x, count, random) {
      isOn = random !== undefined;
      if (random === undefined) return x;
      mask = drawn(roomFor(count * size, mask), count * size, rate, random);
      outputs = roomFor(count * size, outputs);
      for (let i = 0; i < count * size; i++) outputs[i] = x[i]! * mask[i]!;
      return outputs;
    },
    backward(gradient, count) {
      if (!isOn) return gradient;
      byInputs = roomFor(count * size, byInputs);
      for (let i = 0; i < count * size; i++) byInputs[i] = gradient[i]! * mask[i]!;
      return byInputs;
    },
  };
}

function drawn(mask: Float64Array, length: number, rate: number, random: RandomGenerator): Float64Array {
  const kept = 1 / (1 - rate);
  for (let i = 0; i < length; i++) mask[i] = random.uniform() < rate ? 0 : kept;
  return mask;
}
