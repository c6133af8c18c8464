import { chain } from "../chain.js";
import { noNumbers, roomFor } from "../product.js";
import { shapeText, sizeOf } from "../shape.js";
import type { Layer } from "./layer.js";

/**
 * Adds to its inputs what the layers make of them: x + f(x).
 *
 * Throws a RangeError where what the layers give has another shape than the inputs.
 */
export function residual(layers: readonly Layer[]): Layer {
  return {
    layer: "residual",
    arguments: [layers],
    build(inputs) {
      const inner = chain(layers, inputs);
      if (inner.outputs.join() !== inputs.join())
        throw new RangeError(
          `residual: its layers give shape ${shapeText(inner.outputs)} but its inputs have ${shapeText(inputs)}`,
        );
      const size = sizeOf(inputs);
      return {
        outputs: inputs,
        weights: inner.weights,
        plain(weights, gradients) {
          const layer = inner.plain(weights, gradients);
          let [outputs, byInputs] = [noNumbers, noNumbers];
          return {
            inside: layer.inside,
            forward(x, count, random) {
              outputs = roomFor(count * size, outputs);
              return sumOf(x, layer.forward(x, count, random), outputs, count * size);
            },
            backward(gradient, count, wantsInputs) {
              const through = layer.backward(gradient, count, wantsInputs);
              if (!wantsInputs) return noNumbers;
              byInputs = roomFor(count * size, byInputs);
              return sumOf(gradient, through, byInputs, count * size);
            },
          };
        },
        tensor: (tf, x, weights, random) => tf.add(x, inner.tensor(tf, x, weights, random)),
      };
    },
  };
}

function sumOf(a: Float64Array, b: Float64Array, sums: Float64Array, length: number): Float64Array {
  for (let i = 0; i < length; i++) sums[i] = a[i]! + b[i]!;
  return sums;
}
