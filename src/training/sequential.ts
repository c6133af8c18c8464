import { plainEngine } from "./engines/plain.js";
import { tensorflowEngine } from "./engines/tensorflow.js";
import type { Layer } from "./layers/layer.js";
import { Model } from "./model.js";
import { network } from "./network.js";
import type { Shape } from "./shape.js";

export interface SequentialOptions {
  /** How many numbers a row of inputs has, or its shape. */
  readonly inputs: number | Shape;
  /** Decides the weights that training begins with. */
  readonly seed: number;
  /**
   * What computes: "plain", in float64, the same bits on every machine and the quickest for small networks, unless said
   * otherwise; or "tensorflow", TensorFlow.js in float32 on the backend that `chooseBackend` chose.
   */
  readonly engine?: EngineName;
}

const engines = { plain: plainEngine, tensorflow: tensorflowEngine };
export type EngineName = keyof typeof engines;

/**
 * A model of layers one after another: `sequential([layers.dense(64, "relu"), layers.dense(3, "softmax")], { inputs: 4,
 * seed: 7 })`.
 *
 * Throws a RangeError where a layer cannot take what comes out of the one before it, and for a seed that is no safe integer.
 */
export function sequential(layers: readonly Layer[], { inputs, seed, engine = "plain" }: SequentialOptions): Model {
  if (!Object.hasOwn(engines, engine))
    throw new RangeError(`sequential: engine is ${JSON.stringify(engine)} but must be "plain" or "tensorflow"`);
  const built = network(layers, typeof inputs === "number" ? [inputs] : inputs, seed);
  return new Model(built, engines[engine](built), seed);
}
