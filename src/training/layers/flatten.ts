import { sizeOf } from "../shape.js";
import { type Layer, noWeights, type PlainLayer } from "./layer.js";

/** Puts the numbers of all axes in one row. */
export function flatten(): Layer {
  return {
    layer: "flatten",
    arguments: [],
    build: (inputs) => ({
      outputs: [sizeOf(inputs)],
      weights: noWeights,
      plain: () => unchanged,
      tensor: (tf, x) => tf.reshape(x, [x.shape[0]!, sizeOf(inputs)]),
    }),
  };
}

const unchanged: PlainLayer = { forward: (x) => x, backward: (gradient) => gradient };
