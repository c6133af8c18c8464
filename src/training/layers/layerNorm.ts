import { withDefaults } from "../../formula/validate.js";
import { noNumbers, roomFor } from "../product.js";
import { type Shape, sizeOf } from "../shape.js";
import { type BuiltLayer, type Layer, type PlainLayer, zeros } from "./layer.js";

export interface LayerNormOptions {
  /** ε, above 0; 1e-5 unless said otherwise. It is inside the root. */
  readonly epsilon?: number;
}

const defaults: Required<LayerNormOptions> = { epsilon: 1e-5 };

/**
 * Moves the numbers along the last axis to mean 0 and variance 1, then to a scale `gamma` and a place `beta` that it
 * learns: the formula `layerNorm`. These start at 1 and 0.
 *
 * Throws a RangeError for an ε that is not above 0.
 */
export function layerNorm(options: LayerNormOptions = defaults): Layer {
  const { epsilon } = withDefaults("layerNorm", options, defaults);
  if (!(epsilon > 0)) throw new RangeError(`layerNorm: epsilon is ${epsilon} but must be above 0`);
  return { layer: "layerNorm", arguments: [{ epsilon }], build: (inputs) => build(inputs, epsilon) };
}

function build(inputs: Shape, epsilon: number): BuiltLayer {
  const width = inputs.at(-1)!;
  return {
    outputs: inputs,
    weights: [
      { name: "gamma", shape: [width], initial: () => new Float64Array(width).fill(1) },
      zeros("beta", [width]),
    ],
    plain: (weights, gradients) => plain(sizeOf(inputs) / width, width, epsilon, weights, gradients),
    tensor(tf, x, [gamma, beta]) {
      const distance = tf.sub(x, tf.mean(x, -1, true));
      const deviation = tf.sqrt(tf.add(tf.mean(tf.square(distance), -1, true), epsilon));
      return tf.add(tf.mul(tf.div(distance, deviation), gamma!), beta!);
    },
  };
}

function plain(
  rowsEach: number,
  width: number,
  epsilon: number,
  [gamma, beta]: readonly Float64Array[],
  [byGamma, byBeta]: readonly Float64Array[],
): PlainLayer {
  let [normal, deviations, outputs, byInputs] = [noNumbers, noNumbers, noNumbers, noNumbers];
  return {
    forward(x, count) {
      const rows = count * rowsEach;
      normal = roomFor(rows * width, normal);
      outputs = roomFor(rows * width, outputs);
      deviations = roomFor(rows, deviations);
      for (let row = 0; row < rows; row++) {
        const start = row * width;
        let sum = 0;
        for (let j = 0; j < width; j++) sum += x[start + j]!;
        const mean = sum / width;
        let squares = 0;
        for (let j = 0; j < width; j++) squares += (x[start + j]! - mean) * (x[start + j]! - mean);
        const deviation = Math.sqrt(squares / width + epsilon);
        deviations[row] = deviation;
        for (let j = 0; j < width; j++) {
          const z = (x[start + j]! - mean) / deviation;
          normal[start + j] = z;
          outputs[start + j] = gamma![j]! * z + beta![j]!;
        }
      }
      return outputs;
    },
    backward(gradient, count) {
      const rows = count * rowsEach;
      byInputs = roomFor(rows * width, byInputs);
      byGamma!.fill(0);
      byBeta!.fill(0);
      for (let row = 0; row < rows; row++) {
        const start = row * width;
        let [mean, alongNormal] = [0, 0];
        for (let j = 0; j < width; j++) {
          const [g, z] = [gradient[start + j]!, normal[start + j]!];
          byGamma![j]! += g * z;
          byBeta![j]! += g;
          mean += (g * gamma![j]!) / width;
          alongNormal += (g * gamma![j]! * z) / width;
        }
        for (let j = 0; j < width; j++) {
          const own = gradient[start + j]! * gamma![j]!;
          byInputs[start + j] = (own - mean - normal[start + j]! * alongNormal) / deviations[row]!;
        }
      }
      return byInputs;
    },
  };
}
