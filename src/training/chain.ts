import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../formula/definition.js";
import type { RandomGenerator } from "../numeric/random.js";
import type { BuiltLayer, Layer, PlainLayer, Weight } from "./layers/layer.js";
import type { Shape } from "./shape.js";

/** Layers one after another, each built for what comes out of the one before it. */
export interface Chain extends BuiltLayer {
  readonly parts: readonly BuiltLayer[];
  plain(weights: readonly Float64Array[], gradients: readonly Float64Array[]): PlainChain;
  /** The outputs of each layer as tensors. */
  tensors(tf: TensorFlow, x: Tensor, weights: readonly Tensor[], random?: RandomGenerator): Tensor[];
}

export interface PlainChain extends PlainLayer {
  /** The outputs of each layer at the last `forward`. */
  readonly outputs: readonly Float64Array[];
}

/** Throws a RangeError, which says which layer, where one cannot take what comes. */
export function chain(layers: readonly Layer[], inputs: Shape): Chain {
  const parts: BuiltLayer[] = [];
  for (const layer of layers) parts.push(layer.build(parts.at(-1)?.outputs ?? inputs));
  return {
    parts,
    outputs: parts.at(-1)?.outputs ?? inputs,
    weights: parts.flatMap(({ weights }) => weights),
    plain: (weights, gradients) => plainChain(parts, weights, gradients),
    tensor: (tf, x, weights, random) => tensors(tf, x, weights, random).at(-1) ?? x,
    tensors,
  };

  function tensors(tf: TensorFlow, x: Tensor, weights: readonly Tensor[], random?: RandomGenerator): Tensor[] {
    const ofParts = byPart(parts, weights);
    const outputs: Tensor[] = [];
    for (const [i, part] of parts.entries()) outputs.push(part.tensor(tf, outputs.at(-1) ?? x, ofParts[i]!, random));
    return outputs;
  }
}

/** What belongs to each layer, of what belongs to each of the weights of all. */
export function byPart<T>(parts: readonly { readonly weights: readonly Weight[] }[], all: readonly T[]): T[][] {
  let start = 0;
  return parts.map(({ weights }) => {
    const end = start + weights.length;
    const own = all.slice(start, end);
    start = end;
    return own;
  });
}

function plainChain(
  parts: readonly BuiltLayer[],
  weights: readonly Float64Array[],
  gradients: readonly Float64Array[],
): PlainChain {
  const [ofWeights, ofGradients] = [byPart(parts, weights), byPart(parts, gradients)];
  const layers = parts.map((part, i) => part.plain(ofWeights[i]!, ofGradients[i]!));
  const outputs: Float64Array[] = [];
  return {
    outputs,
    inside: (count) => layers.flatMap((layer) => layer.inside?.(count) ?? []),
    forward(x, count, random) {
      let output = x;
      for (let i = 0; i < layers.length; i++) {
        output = layers[i]!.forward(output, count, random);
        outputs[i] = output;
      }
      return output;
    },
    backward(gradient, count, wantsInputs) {
      let current = gradient;
      for (let i = layers.length - 1; i >= 0; i--) current = layers[i]!.backward(current, count, i > 0 || wantsInputs);
      return current;
    },
  };
}
