import type { Tensor4D } from "@tensorflow/tfjs";
import { checkWhole, withDefaults } from "../../formula/validate.js";
import { type Activation, type ActivationChoice, activationOf } from "../activation.js";
import { checkInitializer, type Initializer, initialWeights } from "../initializer.js";
import { noNumbers, roomFor } from "../product.js";
import { type Shape, shapeText, sizeOf } from "../shape.js";
import { plainDense } from "./dense.js";
import { type BuiltLayer, type Layer, type PlainLayer, zeros } from "./layer.js";
import { addPatches, copyPatches, type Grid, placesAlong } from "./patches.js";

export interface Conv2dOptions {
  /** How far the kernel moves from place to place; 1 unless said otherwise. */
  readonly stride?: number;
  /** "valid": only places that lie in the image; "same": as many as there are pixels, with zeros around it. */
  readonly padding?: "valid" | "same";
  /** Where the kernels start; "glorotUniform" unless said otherwise. Biases start at 0. */
  readonly initializer?: Initializer | undefined;
}

const defaults = {
  stride: 1,
  padding: "valid" as "valid" | "same",
  initializer: undefined as Initializer | undefined,
};

/**
 * So many `filters` of `size` × `size` pixels, laid over images of shape `(height, width, channels)`: the activation of
 * the formula `conv2d`, which is a cross-correlation, plus a bias for each filter.
 *
 * Kernels have shape `(size, size, channels, filters)`. Throws a RangeError for sizes that are not whole from 1, a padding
 * that is not known, inputs that are no images, and a kernel larger than these.
 */
export function conv2d(
  filters: number,
  size: number,
  activation: ActivationChoice = "linear",
  options: Conv2dOptions = defaults,
): Layer {
  checkWhole("conv2d", "filters", filters, 1);
  checkWhole("conv2d", "size", size, 1);
  const { stride, padding, initializer = "glorotUniform" } = withDefaults("conv2d", options, defaults);
  checkWhole("conv2d", "stride", stride, 1);
  if (padding !== "valid" && padding !== "same")
    throw new RangeError(`conv2d: padding is ${JSON.stringify(padding)} but must be "valid" or "same"`);
  checkInitializer("conv2d", initializer);
  const bend = activationOf("conv2d", activation);
  return {
    layer: "conv2d",
    arguments: [filters, size, activation, { stride, padding, initializer }],
    build: (inputs) => build(inputs, filters, size, bend, { stride, padding, initializer }),
  };
}

function build(
  inputs: Shape,
  filters: number,
  size: number,
  bend: Activation | undefined,
  { stride, padding, initializer }: Required<Conv2dOptions>,
): BuiltLayer {
  const grid = gridOf(inputs, size, stride, padding);
  const shape = [size, size, grid.channels, filters];
  const outputs = [grid.down.count, grid.across.count, filters];
  const fans = [size * size * grid.channels, size * size * filters] as const;
  return {
    outputs,
    weights: [
      {
        name: "kernel",
        shape,
        initial: (random) => initialWeights(initializer ?? "glorotUniform", shape, fans, random),
      },
      zeros("bias", [filters]),
    ],
    plain: (weights, gradients) => plain(grid, filters, bend, weights, gradients),
    tensor(tf, x, [kernel, bias]) {
      const sums = tf.add(tf.conv2d(x as Tensor4D, kernel as Tensor4D, stride, padding), bias!);
      return bend === undefined ? sums : bend.tensor(tf, sums);
    },
  };
}

function gridOf(inputs: Shape, size: number, stride: number, padding: "valid" | "same"): Grid {
  if (inputs.length !== 3)
    throw new RangeError(
      `conv2d: its inputs have shape ${shapeText(inputs)} but must be images (height, width, channels)`,
    );
  const [height, width, channels] = inputs as [number, number, number];
  if (padding === "valid" && size > Math.min(height, width))
    throw new RangeError(`conv2d: size is ${size} but its inputs have only ${height} × ${width} pixels`);
  const down = placesAlong(height, size, stride, padding);
  return { height, width, channels, size, stride, down, across: placesAlong(width, size, stride, padding) };
}

/** A dense layer over patches: what lies under the kernel at each of its places. */
function plain(
  grid: Grid,
  filters: number,
  bend: Activation | undefined,
  weights: readonly Float64Array[],
  gradients: readonly Float64Array[],
): PlainLayer {
  const places = grid.down.count * grid.across.count;
  const patchSize = grid.size ** 2 * grid.channels;
  const imageSize = sizeOf([grid.height, grid.width, grid.channels]);
  const dense = plainDense([patchSize, filters], places, bend, weights, gradients);
  let [patches, byInputs] = [noNumbers, noNumbers];
  return {
    forward(x, count) {
      patches = roomFor(count * places * patchSize, patches);
      copyPatches(x, count, grid, patches);
      return dense.forward(patches, count);
    },
    backward(gradient, count, wantsInputs) {
      const byPatches = dense.backward(gradient, count, wantsInputs);
      if (!wantsInputs) return noNumbers;
      byInputs = roomFor(count * imageSize, byInputs);
      addPatches(byPatches, count, grid, byInputs);
      return byInputs;
    },
  };
}
