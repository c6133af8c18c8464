import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../formula/definition.js";

/**
 * What a model is to make small. Outputs are `count` rows of `width` numbers; truths are as many, or where the loss takes
 * `labels`, one class a row.
 */
export interface Loss {
  readonly takesLabels: boolean;
  /** Throws a RangeError for truths that mean nothing to this loss. */
  check(caller: string, name: string, truths: Float64Array, width: number): void;
  /** The mean over all rows; writes the gradient by the outputs where an array for it is given. */
  plain(truths: Float64Array, outputs: Float64Array, count: number, width: number, gradient?: Float64Array): number;
  /** The same on tensors of shape `(count, width)`, truths that are labels of shape `(count)`. */
  tensor(tf: TensorFlow, truths: Tensor, outputs: Tensor): Tensor;
  /** How many of the rows are right: a share of one where a row can be partly right. Not for losses that measure distances. */
  readonly right?: (truths: Float64Array, outputs: Float64Array, count: number, width: number) => number;
}
