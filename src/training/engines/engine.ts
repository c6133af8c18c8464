import type { RandomGenerator } from "../../numeric/random.js";
import type { Loss } from "../losses/loss.js";

/**
 * What computes a network's outputs and gradients, from the parameters as they are at each call. All else of training is
 * the same for every engine. Arrays that it gives stay as they are until the next call.
 */
export interface Engine {
  /** The gradient by all parameters of the last `descend` or `pullBack`. */
  readonly gradient: Float64Array;
  /** The outputs for so many examples; with `random` as in training. */
  outputs(x: Float64Array, count: number, random?: RandomGenerator): Float64Array;
  /** The outputs of each layer. */
  layers(x: Float64Array, count: number): readonly Float64Array[];
  /** The loss over these examples, and its gradient. */
  descend(x: Float64Array, count: number, truths: Float64Array, loss: Loss, wants: Wants): Descent;
  /** From the gradient of anything by the outputs, that by the parameters, and that by the inputs, which it gives. */
  pullBack(x: Float64Array, count: number, byOutputs: Float64Array): Float64Array;
}

export interface Wants {
  /** With it, layers do what they do in training only. */
  readonly random?: RandomGenerator | undefined;
  /** Whether the gradient by the inputs is wanted too. */
  readonly inputs?: boolean;
}

export interface Descent {
  readonly loss: number;
  readonly outputs: Float64Array;
  /** Without meaning where it was not wanted. */
  readonly byInputs: Float64Array;
}
