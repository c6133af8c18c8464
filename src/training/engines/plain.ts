import { type Network, parts } from "../network.js";
import { noNumbers, roomFor } from "../product.js";
import { sizeOf } from "../shape.js";
import type { Engine } from "./engine.js";

/** The engine in float64, without any library: the same bits for the same seed on every machine. */
export function plainEngine(network: Network): Engine {
  const { chain, parameters, outputs: shape } = network;
  const gradient = new Float64Array(parameters.length);
  const layers = chain.plain(parts(network, parameters), parts(network, gradient));
  const width = shape.at(-1)!;
  const size = sizeOf(shape);
  let byOutputs = noNumbers;
  return {
    gradient,
    outputs: (x, count, random) => layers.forward(x, count, random),
    layers(x, count) {
      layers.forward(x, count);
      return layers.outputs;
    },
    descend(x, count, truths, loss, { random, inputs = false }) {
      const outputs = layers.forward(x, count, random);
      byOutputs = roomFor(count * size, byOutputs);
      const value = loss.plain(truths, outputs, (count * size) / width, width, byOutputs);
      return { loss: value, outputs, byInputs: layers.backward(byOutputs, count, inputs) };
    },
    pullBack(x, count, given) {
      layers.forward(x, count);
      return layers.backward(given, count, true);
    },
  };
}
