import { positionalEncoding as encoding } from "../../formulas/index.js";
import { noNumbers, roomFor } from "../product.js";
import { shapeText } from "../shape.js";
import { type Layer, noWeights } from "./layer.js";

/**
 * Adds to inputs of shape `(steps, width)` what tells where each stands: the formula `positionalEncoding`.
 *
 * Throws a RangeError for inputs that are no sequences.
 */
export function positionalEncoding(): Layer {
  return {
    layer: "positionalEncoding",
    arguments: [],
    build(inputs) {
      if (inputs.length !== 2)
        throw new RangeError(
          `positionalEncoding: its inputs have shape ${shapeText(inputs)} but must be sequences (steps, numbers)`,
        );
      const table = encoding(...(inputs as [number, number]));
      const places = Float64Array.from(table.flat());
      return {
        outputs: inputs,
        weights: noWeights,
        plain() {
          let outputs = noNumbers;
          return {
            forward(x, count) {
              const length = count * places.length;
              outputs = roomFor(length, outputs);
              for (let i = 0; i < length; i++) outputs[i] = x[i]! + places[i % places.length]!;
              return outputs;
            },
            backward: (gradient) => gradient,
          };
        },
        tensor: (tf, x) => tf.add(x, tf.tensor2d(table)),
      };
    },
  };
}
