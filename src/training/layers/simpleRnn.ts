import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { checkWhole, withDefaults } from "../../formula/validate.js";
import { tanh } from "../../numeric/hyperbolicTangent.js";
import { initialWeights } from "../initializer.js";
import { byRows, columnSums, noNumbers, product, roomFor, transposed } from "../product.js";
import { type Shape, shapeText } from "../shape.js";
import { swapFirstAxes } from "../swapFirstAxes.js";
import { type BuiltLayer, type Layer, type PlainLayer, type Weight, zeros } from "./layer.js";

export interface SimpleRnnOptions {
  /** Whether the state after each step is given, of shape `(steps, units)`; otherwise only the last. */
  readonly sequences?: boolean;
}

const defaults: Required<SimpleRnnOptions> = { sequences: false };

/**
 * A plain recurrent layer over inputs of shape `(steps, d)`: from a state of zeros, each step is the formula `rnnCell`,
 * tanh(xW + hU + b).
 *
 * Its weights are `inputWeights` W of shape `(d, units)`, `recurrentWeights` U `(units, units)` and `bias`. Throws a
 * RangeError for a number of units that is not whole from 1 and for inputs that are no sequences.
 */
export function simpleRnn(units: number, options: SimpleRnnOptions = defaults): Layer {
  checkWhole("simpleRnn", "units", units, 1);
  const { sequences } = withDefaults("simpleRnn", options, defaults);
  return {
    layer: "simpleRnn",
    arguments: [units, { sequences }],
    build: (inputs) => build(inputs, units, sequences),
  };
}

function build(inputs: Shape, units: number, sequences: boolean): BuiltLayer {
  if (inputs.length !== 2)
    throw new RangeError(
      `simpleRnn: its inputs have shape ${shapeText(inputs)} but must be sequences (steps, numbers)`,
    );
  const [steps, width] = inputs as [number, number];
  const glorot = (name: string, rows: number): Weight => ({
    name,
    shape: [rows, units],
    initial: (random) => initialWeights("glorotUniform", [rows, units], [rows, units], random),
  });
  return {
    outputs: sequences ? [steps, units] : [units],
    weights: [glorot("inputWeights", width), glorot("recurrentWeights", units), zeros("bias", [units])],
    plain: (weights, gradients) => plain([steps, width, units], sequences, weights, gradients),
    tensor(tf, x, [inputWeights, recurrentWeights, bias]) {
      const states: Tensor[] = [];
      for (let step = 0; step < steps; step++) {
        // TensorFlow.js has no gradient of unstack where there is one step.
        const input = tf.reshape(tf.slice(x, [0, step, 0], [-1, 1, width]), [-1, width]);
        const before = states.at(-1) ?? tf.zeros([x.shape[0]!, units]);
        const own = tf.matMul(input as Tensor2D, inputWeights as Tensor2D);
        const sums = tf.add(tf.add(own, tf.matMul(before as Tensor2D, recurrentWeights as Tensor2D)), bias!);
        states.push(tf.tanh(sums));
      }
      return sequences ? tf.stack(states, 1) : states.at(-1)!;
    },
  };
}

/** Inside, the axis of the steps comes first, so that the states of all examples at one step lie together. */
function plain(
  [steps, width, units]: readonly [number, number, number],
  sequences: boolean,
  [inputWeights, recurrentWeights, bias]: readonly Float64Array[],
  [byInputWeights, byRecurrentWeights, byBias]: readonly Float64Array[],
): PlainLayer {
  let [inputs, states, fromBefore, outputs] = [noNumbers, noNumbers, noNumbers, noNumbers];
  let [byOutputs, bySums, byInputs, byX] = [noNumbers, noNumbers, noNumbers, noNumbers];
  const [ofInputs, ofUnits] = [byRows(width), byRows(units)];
  return {
    forward(x, count) {
      const stepSize = count * units;
      inputs = roomFor(steps * count * width, inputs);
      swapFirstAxes(x, inputs, count, steps, width);
      states = roomFor(steps * stepSize, states);
      product(inputs, ofInputs, inputWeights!, ofUnits, states, steps * count, width, units, bias);
      fromBefore = roomFor(stepSize, fromBefore);
      for (let step = 0; step < steps; step++) {
        const start = step * stepSize;
        if (step > 0)
          product(
            states.subarray(start - stepSize),
            ofUnits,
            recurrentWeights!,
            ofUnits,
            fromBefore,
            count,
            units,
            units,
          );
        for (let i = 0; i < stepSize; i++)
          states[start + i] = tanh(states[start + i]! + (step > 0 ? fromBefore[i]! : 0));
      }
      if (!sequences) return states.subarray((steps - 1) * stepSize, steps * stepSize);
      outputs = roomFor(steps * stepSize, outputs);
      swapFirstAxes(states, outputs, steps, count, units);
      return outputs;
    },
    backward(gradient, count, wantsInputs) {
      const stepSize = count * units;
      const rows = steps * count;
      byOutputs = roomFor(rows * units, byOutputs);
      if (sequences) swapFirstAxes(gradient, byOutputs, count, steps, units);
      else {
        byOutputs.fill(0);
        byOutputs.set(gradient.subarray(0, stepSize), (steps - 1) * stepSize);
      }
      bySums = roomFor(rows * units, bySums);
      for (let step = steps - 1; step >= 0; step--) {
        const start = step * stepSize;
        const isLast = step === steps - 1;
        for (let i = start; i < start + stepSize; i++) {
          const byState = byOutputs[i]! + (isLast ? 0 : fromBefore[i - start]!);
          bySums[i] = byState * (1 - states[i]! * states[i]!);
        }
        product(bySums.subarray(start), ofUnits, recurrentWeights!, transposed(units), fromBefore, count, units, units);
      }
      product(inputs, transposed(width), bySums, ofUnits, byInputWeights!, width, rows, units);
      const later = bySums.subarray(stepSize);
      product(states, transposed(units), later, ofUnits, byRecurrentWeights!, units, rows - count, units);
      columnSums(bySums, byBias!, rows, units);
      if (!wantsInputs) return noNumbers;
      byInputs = roomFor(rows * width, byInputs);
      product(bySums, ofUnits, inputWeights!, transposed(units), byInputs, rows, units, width);
      byX = roomFor(rows * width, byX);
      swapFirstAxes(byInputs, byX, steps, count, width);
      return byX;
    },
  };
}
