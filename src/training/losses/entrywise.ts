import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../formula/definition.js";
import type { Loss } from "./loss.js";

/** What a loss costs that is a mean over all numbers, each for itself. */
export interface Entry {
  /** What the output `output` costs where `truth` is true. */
  readonly cost: (truth: number, output: number) => number;
  /** Its derivative by the output. */
  readonly slope: (truth: number, output: number) => number;
  /** The costs of all entries of two tensors, or their mean. */
  readonly tensor: (tf: TensorFlow, truths: Tensor, outputs: Tensor) => Tensor;
  /** The truth that an output stands for, where there are only some. */
  readonly decision?: (output: number) => number;
  readonly check?: Loss["check"];
}

export function entrywise({ cost, slope, tensor, decision, check = () => {} }: Entry): Loss {
  return {
    takesLabels: false,
    check,
    plain(truths, outputs, count, width, gradient) {
      const length = count * width;
      let sum = 0;
      for (let i = 0; i < length; i++) sum += cost(truths[i]!, outputs[i]!);
      if (gradient !== undefined)
        for (let i = 0; i < length; i++) gradient[i] = slope(truths[i]!, outputs[i]!) / length;
      return sum / length;
    },
    tensor: (tf, truths, outputs) => tf.mean(tensor(tf, truths, outputs)),
    ...(decision && {
      right(truths: Float64Array, outputs: Float64Array, count: number, width: number) {
        let right = 0;
        for (let i = 0; i < count * width; i++) right += Number(decision(outputs[i]!) === truths[i]!);
        return right / width;
      },
    }),
  };
}
