import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { formulas } from "../../src/formulas/index.js";
import { seededRandom } from "../../src/numeric/random.js";
import { type LossName, lossOf } from "../../src/training/losses/index.js";
import { differences, expectClose } from "./agree.js";

const random = seededRandom(5);
const draw = (low: number, high: number) => Float64Array.from({ length: 12 }, () => random.uniform(low, high));
const rowsOf = (values: Float64Array) => [0, 4, 8].map((start) => [...values.subarray(start, start + 4)]);
const shares = (values: Float64Array) =>
  Float64Array.from(
    rowsOf(values).flatMap((row) => row.map((value) => value / row.reduce((sum, other) => sum + other))),
  );

const signs = Float64Array.from([1, -1, 1, 1, -1, -1, 1, -1, 1, 1, -1, 1]);
const labels = Float64Array.from([2, 0, 3]);
const [numbers, scores, probabilities] = [draw(-2, 2), draw(-3, 3), draw(0.1, 0.95)];
const distributions = shares(draw(0.1, 1));

/** Three rows of four outputs each, and the formula's value and gradient by them. */
const cases: { name: LossName; truths: Float64Array; outputs: Float64Array; args: "flat" | "rows" | "labels" }[] = [
  { name: "meanSquaredError", truths: numbers, outputs: scores, args: "flat" },
  { name: "meanAbsoluteError", truths: numbers, outputs: scores, args: "flat" },
  { name: "huber", truths: numbers, outputs: scores, args: "flat" },
  { name: "hinge", truths: signs, outputs: scores, args: "flat" },
  { name: "binaryCrossEntropy", truths: draw(0, 1), outputs: probabilities, args: "flat" },
  { name: "binaryCrossEntropyFromLogits", truths: draw(0, 1), outputs: scores, args: "flat" },
  { name: "categoricalCrossEntropy", truths: distributions, outputs: shares(probabilities), args: "rows" },
  { name: "categoricalCrossEntropyFromLogits", truths: distributions, outputs: scores, args: "rows" },
  { name: "sparseCategoricalCrossEntropyFromLogits", truths: labels, outputs: scores, args: "labels" },
];

beforeAll(() => tf.setBackend("cpu"));

describe.each(cases)("$name", ({ name, truths, outputs, args }) => {
  const loss = lossOf("fit", name);
  const formula = formulas[name as "meanSquaredError"];
  const given = [args === "rows" ? rowsOf(truths) : truths, args === "flat" ? outputs : rowsOf(outputs)];
  const slope = Object.values(formula.partials).at(-1)!;
  const gradient = new Float64Array(12);
  const value = loss.plain(truths, outputs, 3, 4, gradient);

  it("is its formula, and so is its gradient", () => {
    const call = (f: unknown) => (f as (...args: unknown[]) => unknown)(...given);
    expectClose(value, call(formula.value));
    const byOutputs = name === "huber" ? formulas.huber.partials.yPred.value(truths, outputs) : call(slope.value);
    expectClose(gradient, byOutputs);
  });

  it("has the gradient that difference quotients say", () => {
    const copy = outputs.slice();
    expectClose(
      gradient,
      differences(copy, () => loss.plain(truths, copy, 3, 4)),
      1e-9,
    );
  });

  it("is the same on tensors, to float32", () => {
    const t = loss.takesLabels ? tf.tensor1d([...truths]) : tf.tensor2d([...truths], [3, 4]);
    const { value: found, grads } = tf.valueAndGrads((y: tf.Tensor) => loss.tensor(tf, t, y) as tf.Scalar)([
      tf.tensor2d([...outputs], [3, 4]),
    ]);
    expectClose(found.dataSync(), value, 1e-6);
    expectClose(grads[0]!.dataSync(), gradient, 1e-6);
  });
});

describe("cross-entropy of probabilities is clipped as TensorFlow.js does it", () => {
  const outputs = Float64Array.from([0, 1, 1e-9, 1 - 1e-9, 0.3, 0.6]);
  const truths = Float64Array.from([1, 0, 0, 1, 1, 0]);

  it("binary, with a gradient of 0 where it is clipped, and for truths of 2 below zero", () => {
    const loss = lossOf("fit", "binaryCrossEntropy");
    for (const y of [truths, truths.map((truth) => 2 * truth)]) {
      const gradient = new Float64Array(6);
      const value = loss.plain(y, outputs, 6, 1, gradient);
      const theirs = tf.valueAndGrads((p: tf.Tensor) => binaryOfTensorFlow(tf.tensor1d([...y]), p))([
        tf.tensor1d([...outputs]),
      ]);
      expectClose(value, theirs.value.dataSync()[0], 1e-6);
      expectClose(gradient, theirs.grads[0]!.dataSync(), 1e-6);
    }
  });

  it("categorical, of probabilities that add up to 1", () => {
    const loss = lossOf("fit", "categoricalCrossEntropy");
    const gradient = new Float64Array(6);
    const [p, y] = [Float64Array.from([0, 1, 1, 0, 0.3, 0.7]), Float64Array.from([1, 0, 1, 0, 0, 1])];
    const value = loss.plain(y, p, 3, 2, gradient);
    const theirs = tf.metrics.categoricalCrossentropy(tf.tensor2d([...y], [3, 2]), tf.tensor2d([...p], [3, 2]));
    expectClose(value, tf.mean(theirs).dataSync()[0], 1e-6);
    expect([...gradient]).toEqual([0, 0, 0, 0, 0, -1 / 0.7 / 3]);
  });

  /** The arithmetic of its layers, which give no gradient on their own. */
  function binaryOfTensorFlow(y: tf.Tensor, p: tf.Tensor): tf.Scalar {
    const clip = tf.clipByValue(p, 1e-7, 1 - 1e-7);
    return tf.losses.sigmoidCrossEntropy(y, tf.log(tf.div(clip, tf.sub(1, clip))));
  }
});

describe("what is right", () => {
  it.each([
    ["binaryCrossEntropy", [1, 0, 2, 0], [0.7, 0.6, 0.9, 0.1], 2],
    ["binaryCrossEntropyFromLogits", [1, 0, 1, 0], [0.1, 0.6, -0.9, -3], 2],
    ["hinge", [1, -1, 1, -1], [0.1, 0.6, 2, -3], 3],
  ] as const)("%s counts outputs on the side of their truth", (name, truths, outputs, right) => {
    expect(lossOf("fit", name).right!(Float64Array.from(truths), Float64Array.from(outputs), 4, 1)).toBe(right);
  });

  it("cross-entropy counts rows whose largest output is at the true class", () => {
    const outputs = Float64Array.from([0.2, 0.5, 0.3, 0.6, 0.3, 0.1]);
    const truths = Float64Array.from([0, 1, 0, 0, 0, 1]);
    expect(lossOf("fit", "categoricalCrossEntropy").right!(truths, outputs, 2, 3)).toBe(1);
    expect(lossOf("fit", "sparseCategoricalCrossEntropy").right!(Float64Array.from([1, 2]), outputs, 2, 3)).toBe(1);
  });

  it("distances have none", () => {
    expect(lossOf("fit", "meanSquaredError").right).toBeUndefined();
  });
});

it("an unknown loss is refused with those that there are", () => {
  expect(() => lossOf("fit", "mse" as LossName)).toThrow(/^fit: loss is "mse" but must be one of meanSquaredError, /);
});
