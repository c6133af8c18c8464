import { checkLabels, checkWhole, withDefaults } from "../../formula/validate.js";
import { checkInitializer, type Initializer, initialWeights } from "../initializer.js";
import { noNumbers, roomFor } from "../product.js";
import { type Shape, sizeOf } from "../shape.js";
import type { BuiltLayer, Layer, PlainLayer } from "./layer.js";

export interface EmbeddingOptions {
  /** Where the rows start; { normal: 1 / √width } unless said otherwise. */
  readonly initializer?: Initializer | undefined;
}

const defaults = { initializer: undefined as Initializer | undefined };

/**
 * For each whole number of its inputs, counted from 0, the row of a table of shape `(size, width)` that it learns: the
 * formula `embedding`. Inputs of shape `(steps)` become `(steps, width)`.
 *
 * Throws a RangeError for sizes that are not whole from 1, and later for an input that is no row of the table.
 */
export function embedding(size: number, width: number, options: EmbeddingOptions = defaults): Layer {
  checkWhole("embedding", "size", size, 1);
  checkWhole("embedding", "width", width, 1);
  const { initializer = { normal: 1 / Math.sqrt(width) } } = withDefaults("embedding", options, defaults);
  checkInitializer("embedding", initializer);
  return {
    layer: "embedding",
    arguments: [size, width, { initializer }],
    build: (inputs) => build(inputs, size, width, initializer),
  };
}

function build(inputs: Shape, size: number, width: number, initializer: Initializer): BuiltLayer {
  const shape = [size, width];
  return {
    outputs: [...inputs, width],
    weights: [{ name: "table", shape, initial: (random) => initialWeights(initializer, shape, [size, width], random) }],
    takesIndices: true,
    plain: ([table], [byTable]) => plain(sizeOf(inputs), size, width, table!, byTable!),
    tensor(tf, x, [table]) {
      checkLabels("embedding", "inputs", x.dataSync(), size);
      return tf.gather(table!, tf.cast(x, "int32"));
    },
  };
}

function plain(each: number, size: number, width: number, table: Float64Array, byTable: Float64Array): PlainLayer {
  let [indices, outputs, byInputs] = [noNumbers, noNumbers, noNumbers];
  return {
    forward(x, count) {
      indices = x.subarray(0, count * each);
      checkLabels("embedding", "inputs", indices, size);
      outputs = roomFor(indices.length * width, outputs);
      for (let i = 0; i < indices.length; i++)
        for (let j = 0; j < width; j++) outputs[i * width + j] = table[indices[i]! * width + j]!;
      return outputs;
    },
    backward(gradient) {
      byTable.fill(0);
      for (let i = 0; i < indices.length; i++)
        for (let j = 0; j < width; j++) byTable[indices[i]! * width + j]! += gradient[i * width + j]!;
      byInputs = roomFor(indices.length, byInputs);
      return byInputs.fill(0);
    },
  };
}
