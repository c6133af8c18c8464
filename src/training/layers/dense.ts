import type { Tensor } from "@tensorflow/tfjs";
import { checkWhole, withDefaults } from "../../formula/validate.js";
import { type Activation, type ActivationChoice, activationOf } from "../activation.js";
import { checkInitializer, type Initializer, initialWeights } from "../initializer.js";
import { byRows, columnSums, noNumbers, product, roomFor, transposed } from "../product.js";
import { type Shape, sizeOf } from "../shape.js";
import { type BuiltLayer, type Layer, type PlainLayer, zeros } from "./layer.js";

export interface DenseOptions {
  /** Where the weights start; "glorotUniform" unless said otherwise. Biases start at 0. */
  readonly initializer?: Initializer | undefined;
}

const defaults = { initializer: undefined as Initializer | undefined };

/**
 * A fully connected layer of so many `units`: the activation of xW + b, over the last axis of its inputs.
 *
 * Weights have shape `(d, units)`, the bias `(units)`, as in the formula `dense`. Throws a RangeError for a number of
 * units that is not whole from 1 and for an activation that is not known.
 */
export function dense(units: number, activation: ActivationChoice = "linear", options: DenseOptions = defaults): Layer {
  checkWhole("dense", "units", units, 1);
  const { initializer = "glorotUniform" } = withDefaults("dense", options, defaults);
  checkInitializer("dense", initializer);
  const bend = activationOf("dense", activation);
  return {
    layer: "dense",
    arguments: [units, activation, { initializer }],
    build: (inputs) => build(inputs, units, bend, initializer),
  };
}

function build(inputs: Shape, units: number, bend: Activation | undefined, initializer: Initializer): BuiltLayer {
  if (inputs.length === 0) throw new RangeError("dense: its inputs have no axis; what it takes is a row of numbers");
  const width = inputs.at(-1)!;
  const rowsEach = sizeOf(inputs) / width;
  const shape = [width, units];
  return {
    outputs: [...inputs.slice(0, -1), units],
    weights: [
      { name: "weights", shape, initial: (random) => initialWeights(initializer, shape, [width, units], random) },
      zeros("bias", [units]),
    ],
    plain: (weights, gradients) => plainDense([width, units], rowsEach, bend, weights, gradients),
    tensor(tf, x, [weights, bias]) {
      const sums = tf.add(tf.matMul(tf.reshape(x, [-1, width]), weights as Tensor), bias!);
      const outputs = bend === undefined ? sums : bend.tensor(tf, sums);
      return tf.reshape(outputs, [x.shape[0]!, ...inputs.slice(0, -1), units]);
    },
  };
}

/** The layer in float64, over `rowsEach` rows of each example. */
export function plainDense(
  [width, units]: readonly [number, number],
  rowsEach: number,
  bend: Activation | undefined,
  [weights, bias]: readonly Float64Array[],
  [byWeights, byBias]: readonly Float64Array[],
): PlainLayer {
  let [inputs, sums, outputs, bySums, byInputs] = [noNumbers, noNumbers, noNumbers, noNumbers, noNumbers];
  const [ofInputs, ofOutputs] = [byRows(width), byRows(units)];
  return {
    forward(x, count) {
      inputs = x;
      const rows = count * rowsEach;
      sums = roomFor(rows * units, sums);
      product(x, ofInputs, weights!, ofOutputs, sums, rows, width, units, bias);
      if (bend === undefined) return sums;
      outputs = roomFor(rows * units, outputs);
      bend.forward(sums, outputs, rows * units, units);
      return outputs;
    },
    backward(gradient, count, wantsInputs) {
      const rows = count * rowsEach;
      if (bend === undefined) bySums = gradient;
      else {
        bySums = roomFor(rows * units, bySums);
        bend.backward(sums, outputs, gradient, bySums, rows * units, units);
      }
      product(inputs, transposed(width), bySums, ofOutputs, byWeights!, width, rows, units);
      columnSums(bySums, byBias!, rows, units);
      if (!wantsInputs) return noNumbers;
      byInputs = roomFor(rows * width, byInputs);
      product(bySums, ofOutputs, weights!, transposed(units), byInputs, rows, units, width);
      return byInputs;
    },
  };
}
