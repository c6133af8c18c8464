import { type ActivationChoice, activationOf } from "../activation.js";
import { noNumbers, roomFor } from "../product.js";
import { sizeOf } from "../shape.js";
import { type Layer, noWeights, type PlainLayer } from "./layer.js";

/** An activation as a layer of its own, where it does not belong to the layer before. */
export function activation(choice: ActivationChoice): Layer {
  const bend = activationOf("activation", choice);
  return {
    layer: "activation",
    arguments: [choice],
    build(inputs) {
      const [size, width] = [sizeOf(inputs), inputs.at(-1)!];
      const plain = (): PlainLayer => {
        let [sums, outputs, bySums] = [noNumbers, noNumbers, noNumbers];
        return {
          forward(x, count) {
            sums = x;
            if (bend === undefined) return x;
            outputs = roomFor(count * size, outputs);
            bend.forward(x, outputs, count * size, width);
            return outputs;
          },
          backward(gradient, count) {
            if (bend === undefined) return gradient;
            bySums = roomFor(count * size, bySums);
            bend.backward(sums, outputs, gradient, bySums, count * size, width);
            return bySums;
          },
        };
      };
      return { outputs: inputs, weights: noWeights, plain, tensor: (tf, x) => bend?.tensor(tf, x) ?? x };
    },
  };
}
