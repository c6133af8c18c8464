import { createRequire } from "node:module";
import type * as TensorFlow from "@tensorflow/tfjs";
import { seededRandom } from "../numeric/random.js";
import { type GradientCase, gradientCases } from "./gradientCases.js";
import { GradientReport, type GradientRow } from "./gradientReport.js";

const require = createRequire(import.meta.url);

/** What rounding in sums of this size may cost, in float32 units in the last place of the largest entry. */
const tolerance = 16;

/**
 * Runs the operations that networks are made of on the current backend of TensorFlow.js, and holds their values against
 * this library's formulas in float64 and their gradients against difference quotients of those.
 *
 * Errors are in float32 units in the last place of the largest entry of a result; 16 of them are granted to rounding.
 * An operation that throws is reported, not thrown.
 */
export async function checkGradients(): Promise<GradientReport> {
  const tf: typeof TensorFlow = require("@tensorflow/tfjs");
  await tf.ready();
  return new GradientReport(
    tf.getBackend(),
    gradientCases.map((one) => check(tf, one)),
  );
}

function check(tf: typeof TensorFlow, one: GradientCase): GradientRow {
  const random = seededRandom(1);
  const inputs = one.shapes.map((shape) =>
    distinct(
      shape.reduce((a, b) => a * b, 1),
      one.range,
      random.shuffle,
    ),
  );
  const { output, cotangent, gradients } = byFormula(one, inputs, random.normal);
  let valueError: number | undefined;
  try {
    valueError = largestError(valueOn(tf, one, inputs), output);
    const found = gradientsOn(tf, one, inputs, cotangent);
    const gradientError = Math.max(...gradients.map((truth, i) => largestError(found[i]!, truth)));
    const isRight = valueError <= tolerance && gradientError <= tolerance;
    return { op: one.op, valueError, gradientError, verdict: isRight ? "confirmed" : "wrong" };
  } catch (error) {
    const reason = String((error as Error).message).split("\n")[0]!;
    return { op: one.op, ...(valueError !== undefined && { valueError }), verdict: "fails", reason };
  }
}

/**
 * Float32 numbers of a range in random order, no two of them near each other and none near 0, so that no difference
 * quotient reaches over a kink.
 */
function distinct(
  size: number,
  [low, high]: readonly [number, number] = [-2, 2],
  shuffle: (numbers: number[]) => number[],
): number[] {
  return shuffle(Array.from({ length: size }, (_, i) => Math.fround(low + ((i + 0.43) * (high - low)) / size)));
}

/** The result in float64, random weights of its entries, and the gradients of the sum so weighted. */
function byFormula(one: GradientCase, inputs: readonly number[][], normal: () => number) {
  const run = (flat: readonly number[][]) => {
    const nested = flat.map((numbers, i) => inShape(numbers, one.shapes[i]!));
    return [one.value(...(nested as never[]))].flat(Number.POSITIVE_INFINITY) as number[];
  };
  const output = run(inputs);
  const cotangent = output.map(() => Math.fround(normal()));
  const weighted = (flat: readonly number[][]) => run(flat).reduce((sum, entry, i) => sum + entry * cotangent[i]!, 0);
  const step = 2 ** -17;
  const gradients = inputs.map((numbers, which) =>
    numbers.map((entry, at) => {
      const moved = (by: number) => weighted(inputs.with(which, numbers.with(at, entry + by)));
      return (moved(step) - moved(-step)) / (2 * step);
    }),
  );
  return { output, cotangent, gradients };
}

function valueOn(tf: typeof TensorFlow, one: GradientCase, inputs: readonly number[][]): ArrayLike<number> {
  return tf.tidy(() => one.tensor(tf, ...tensorsOf(tf, one, inputs)).dataSync());
}

/** The gradients, by each input, of the sum of the result's entries, weighted. */
function gradientsOn(
  tf: typeof TensorFlow,
  one: GradientCase,
  inputs: readonly number[][],
  weights: readonly number[],
): ArrayLike<number>[] {
  return tf.tidy(() => {
    const weighted = (...given: TensorFlow.Tensor[]) => {
      const output = one.tensor(tf, ...given);
      return tf.sum(tf.mul(output, tf.tensor([...weights], output.shape)));
    };
    return tf
      .grads(weighted)(tensorsOf(tf, one, inputs))
      .map((gradient) => gradient.dataSync());
  });
}

function tensorsOf(tf: typeof TensorFlow, { shapes }: GradientCase, inputs: readonly number[][]): TensorFlow.Tensor[] {
  return inputs.map((numbers, i) => tf.tensor(numbers, [...shapes[i]!]));
}

/** The largest difference, in float32 units in the last place of the largest true entry; infinite where one is not finite. */
function largestError(found: ArrayLike<number>, truth: readonly number[]): number {
  if (found.length !== truth.length) return Number.POSITIVE_INFINITY;
  const largest = Math.max(...truth.map(Math.abs));
  const error = Math.max(...truth.map((entry, i) => Math.abs(found[i]! - entry)));
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error / 2 ** (Math.floor(Math.log2(largest)) - 23);
}

function inShape(numbers: readonly number[], shape: readonly number[]): unknown {
  if (shape.length === 1) return [...numbers];
  const [count, ...rest] = shape as [number, ...number[]];
  const size = numbers.length / count;
  return Array.from({ length: count }, (_, i) => inShape(numbers.slice(i * size, (i + 1) * size), rest));
}
