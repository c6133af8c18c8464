import { plainEngine } from "./engines/plain.js";
import type { Layer } from "./layers/layer.js";
import { Model } from "./model.js";
import { network } from "./network.js";
import type { Shape } from "./shape.js";

export interface SequentialOptions {
  /** How many numbers a row of inputs has, or its shape. */
  readonly inputs: number | Shape;
  /** Decides the weights that training begins with. */
  readonly seed: number;
}

/**
 * A model of layers one after another: `sequential([layers.dense(64, "relu"), layers.dense(3, "softmax")], { inputs: 4,
 * seed: 7 })`.
 *
 * Throws a RangeError where a layer cannot take what comes out of the one before it, and for a seed that is no safe integer.
 */
export function sequential(layers: readonly Layer[], { inputs, seed }: SequentialOptions): Model {
  const built = network(layers, typeof inputs === "number" ? [inputs] : inputs, seed);
  return new Model(built, plainEngine(built), seed);
}
