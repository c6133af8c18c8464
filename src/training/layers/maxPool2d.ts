import type { Tensor4D } from "@tensorflow/tfjs";
import { checkWhole } from "../../formula/validate.js";
import { noNumbers, roomFor } from "../product.js";
import { type Shape, shapeText, sizeOf } from "../shape.js";
import { type BuiltLayer, type Layer, noWeights, type PlainLayer } from "./layer.js";
import { placesAlong } from "./patches.js";

/**
 * The largest number in each window of `size` × `size` pixels, channel by channel: the formula `maxPool2d`. Windows do not
 * overlap unless `stride` is smaller; pixels that are left over are dropped. The gradient goes to the first of the largest.
 *
 * Throws a RangeError for sizes that are not whole from 1, inputs that are no images, and windows larger than these.
 */
export function maxPool2d(size = 2, stride = size): Layer {
  checkWhole("maxPool2d", "size", size, 1);
  checkWhole("maxPool2d", "stride", stride, 1);
  return { layer: "maxPool2d", arguments: [size, stride], build: (inputs) => build(inputs, size, stride) };
}

function build(inputs: Shape, size: number, stride: number): BuiltLayer {
  if (inputs.length !== 3)
    throw new RangeError(
      `maxPool2d: its inputs have shape ${shapeText(inputs)} but must be images (height, width, channels)`,
    );
  const [height, width, channels] = inputs as [number, number, number];
  if (size > Math.min(height, width))
    throw new RangeError(`maxPool2d: size is ${size} but its inputs have only ${height} × ${width} pixels`);
  const [down, across] = [height, width].map((length) => placesAlong(length, size, stride, "valid").count);
  const outputs = [down!, across!, channels];
  return {
    outputs,
    weights: noWeights,
    plain: () => plain(inputs, outputs, size, stride),
    tensor: (tf, x) => tf.maxPool(x as Tensor4D, size, stride, "valid"),
  };
}

function plain(inputs: Shape, outputs: Shape, size: number, stride: number): PlainLayer {
  const [height, width, channels] = inputs as [number, number, number];
  const [down, across] = outputs as [number, number, number];
  const [inputSize, outputSize] = [sizeOf(inputs), sizeOf(outputs)];
  let [largest, byInputs] = [noNumbers, noNumbers];
  /** Where among the inputs each output comes from. */
  let places = new Int32Array(0);
  return {
    forward(x, count) {
      largest = roomFor(count * outputSize, largest);
      if (places.length < largest.length) places = new Int32Array(largest.length);
      let at = 0;
      for (let image = 0; image < count; image++)
        for (let r = 0; r < down; r++)
          for (let c = 0; c < across; c++)
            for (let channel = 0; channel < channels; channel++, at++) {
              const corner = ((image * height + r * stride) * width + c * stride) * channels + channel;
              const place = placeOfLargest(x, corner, size, channels, width * channels);
              places[at] = place;
              largest[at] = x[place]!;
            }
      return largest;
    },
    backward(gradient, count) {
      byInputs = roomFor(count * inputSize, byInputs);
      byInputs.fill(0);
      for (let i = 0; i < count * outputSize; i++) byInputs[places[i]!]! += gradient[i]!;
      return byInputs;
    },
  };
}

/** In a window with its first number at `corner`, steps of `right` and `down`; NaN counts as the largest. */
function placeOfLargest(x: Float64Array, corner: number, size: number, right: number, down: number): number {
  let place = corner;
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      const here = corner + a * down + b * right;
      if (x[here]! > x[place]! || Number.isNaN(x[here])) place = here;
    }
  return place;
}
