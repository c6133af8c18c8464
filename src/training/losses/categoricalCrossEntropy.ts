import { checkLabels } from "../../formula/validate.js";
import { exp } from "../../numeric/exponential.js";
import { log } from "../../numeric/logarithm.js";
import { clipped, isInside, largest, smallest } from "./clipping.js";
import type { Loss } from "./loss.js";

/** The formula `categoricalCrossEntropy` of probabilities, clipped as TensorFlow.js does; truths are distributions. */
export const categoricalCrossEntropy: Loss = {
  takesLabels: false,
  check: () => {},
  plain(truths, outputs, count, width, gradient) {
    const length = count * width;
    let sum = 0;
    for (let i = 0; i < length; i++) if (truths[i] !== 0) sum -= truths[i]! * log(clipped(outputs[i]!));
    if (gradient !== undefined)
      for (let i = 0; i < length; i++) {
        const p = outputs[i]!;
        gradient[i] = truths[i] !== 0 && isInside(p) ? -truths[i]! / p / count : 0;
      }
    return sum / count;
  },
  tensor: (tf, truths, outputs) =>
    tf.neg(tf.mean(tf.sum(tf.mul(truths, tf.log(tf.clipByValue(outputs, smallest, largest))), 1))),
  right: rightByDistribution,
};

/** The formula `categoricalCrossEntropyFromLogits`, for outputs without a softmax; truths are distributions. */
export const categoricalCrossEntropyFromLogits: Loss = {
  takesLabels: false,
  check: () => {},
  plain(truths, logits, count, width, gradient) {
    let sum = 0;
    for (let row = 0; row < count; row++) {
      const [start, end] = [row * width, (row + 1) * width];
      const [largest, powers] = powersOf(logits, start, end);
      const logarithm = largest + log(powers);
      let truth = 0;
      for (let i = start; i < end; i++) {
        truth += truths[i]!;
        if (truths[i] !== 0) sum += truths[i]! * (logarithm - logits[i]!);
      }
      if (gradient === undefined) continue;
      for (let i = start; i < end; i++)
        gradient[i] = ((truth * exp(logits[i]! - largest)) / powers - truths[i]!) / count;
    }
    return sum / count;
  },
  tensor: (tf, truths, logits) => tf.neg(tf.mean(tf.sum(tf.mul(truths, tf.logSoftmax(logits)), 1))),
  right: rightByDistribution,
};

/** As `categoricalCrossEntropy`, with a class for each row instead of a distribution. */
export const sparseCategoricalCrossEntropy = ofLabels(categoricalCrossEntropy);

/** The formula `sparseCategoricalCrossEntropyFromLogits`: a class for each row, and outputs without a softmax. */
export const sparseCategoricalCrossEntropyFromLogits = ofLabels(categoricalCrossEntropyFromLogits);

function ofLabels(loss: Loss): Loss {
  return {
    takesLabels: true,
    check: (caller, name, labels, width) => checkLabels(caller, name, labels, width),
    plain: (labels, outputs, count, width, gradient) =>
      loss.plain(certain(labels, count, width), outputs, count, width, gradient),
    tensor: (tf, labels, outputs) =>
      loss.tensor(tf, tf.cast(tf.oneHot(tf.cast(labels, "int32") as never, outputs.shape[1]!), "float32"), outputs),
    right(labels, outputs, count, width) {
      let right = 0;
      for (let row = 0; row < count; row++) right += Number(placeOfLargest(outputs, row, width) === labels[row]);
      return right;
    },
  };
}

/** For each row, the distribution that has all on its class. */
function certain(labels: Float64Array, count: number, width: number): Float64Array {
  const truths = new Float64Array(count * width);
  for (let row = 0; row < count; row++) truths[row * width + labels[row]!] = 1;
  return truths;
}

function rightByDistribution(truths: Float64Array, outputs: Float64Array, count: number, width: number): number {
  let right = 0;
  for (let row = 0; row < count; row++)
    right += Number(placeOfLargest(outputs, row, width) === placeOfLargest(truths, row, width));
  return right;
}

function placeOfLargest(values: Float64Array, row: number, width: number): number {
  let place = 0;
  for (let i = 1; i < width; i++) if (values[row * width + i]! > values[row * width + place]!) place = i;
  return place;
}

/** The largest of some logits z, and the sum of the powers e^(z − largest). */
function powersOf(logits: Float64Array, start: number, end: number): [largest: number, sum: number] {
  let largest = logits[start]!;
  for (let i = start + 1; i < end; i++) if (logits[i]! > largest) largest = logits[i]!;
  let sum = 0;
  for (let i = start; i < end; i++) sum += exp(logits[i]! - largest);
  return [largest, sum];
}
