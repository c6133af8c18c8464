import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../formula/definition.js";
import type { RandomGenerator } from "../../numeric/random.js";
import type { Shape } from "../shape.js";

/** A layer as it is written down; what it is for inputs of one shape, `build` says. */
export interface Layer {
  /** The function of `layers` that made it, and what that was called with: all that a file has to hold of it. */
  readonly layer: string;
  readonly arguments: readonly unknown[];
  /** Throws a RangeError, which names the layer, where it cannot take inputs of that shape. */
  build(inputs: Shape): BuiltLayer;
}

/** A layer for inputs of one shape: the same arithmetic for the plain engine and for TensorFlow.js. */
export interface BuiltLayer {
  readonly outputs: Shape;
  readonly weights: readonly Weight[];
  /** Whether the inputs say which, not how much, so that there is no gradient by them. */
  readonly takesIndices?: true;
  /** The layer in float64. It reads the weights as they are at each call, and writes the gradients by them. */
  plain(weights: readonly Float64Array[], gradients: readonly Float64Array[]): PlainLayer;
  /** The layer on tensors with an axis of examples in front; with `random` as in training. */
  tensor(tf: TensorFlow, x: Tensor, weights: readonly Tensor[], random?: RandomGenerator): Tensor;
}

/** An array of numbers that a layer learns. */
export interface Weight {
  readonly name: string;
  readonly shape: Shape;
  initial(random: RandomGenerator): Float64Array;
}

/** Arrays hold examples one after another; those that are given back stay as they are until the next call. */
export interface PlainLayer {
  /** The outputs for so many examples; with `random` as in training. The inputs must stay until `backward` was called. */
  forward(x: Float64Array, count: number, random?: RandomGenerator): Float64Array;
  /**
   * Writes the gradients by the weights, from the gradient by the outputs of the last `forward`, and gives that by the
   * inputs; what it gives has no meaning where that is not wanted.
   */
  backward(gradient: Float64Array, count: number, wantsInputs: boolean): Float64Array;
  /** What else is worth seeing of the last `forward` over so many examples, such as attention. */
  readonly inside?: ((count: number) => readonly Inside[]) | undefined;
}

/** Numbers inside of a layer, of that shape for each example. */
export interface Inside {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float64Array;
}

/** What a layer has that learns nothing. */
export const noWeights: readonly Weight[] = [];

export const zeros = (name: string, shape: Shape): Weight => ({
  name,
  shape,
  initial: () => new Float64Array(shape.reduce((size, length) => size * length, 1)),
});
