import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { adamState, adamStep, gradientDescentStep } from "../../src/formulas/index.js";

const gradients = [
  [1, -2, 0.5],
  [0.5, -1, 1e-4],
  [-0.25, 3, 0],
];

/** The parameters after one step for each gradient, by an optimizer of TensorFlow.js. */
function byTensorFlow(optimizer: tf.Optimizer, parameters: number[]): number[] {
  const variable = tf.variable(tf.tensor1d(parameters));
  for (const gradient of gradients) optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }]);
  return Array.from(variable.dataSync());
}

function byAdam(parameters: number[], options: Parameters<typeof adamStep>[2]): number[] {
  let state = adamState(parameters);
  for (const gradient of gradients) state = adamStep(state, gradient, options);
  return state.parameters;
}

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

test("Adam takes the steps of TensorFlow.js, told the same epsilon", () => {
  const theirs = byTensorFlow(tf.train.adam(0.1, 0.9, 0.999, 1e-8), [1, 2, 3]);
  const ours = byAdam([1, 2, 3], { learningRate: 0.1 });
  // 1 − β₂ᵗ in float32 keeps four digits at the first step, of steps that are a tenth long.
  for (const [i, parameter] of ours.entries()) expect(Math.abs(parameter - theirs[i]!)).toBeLessThan(2e-5);
});

test("Adam without a word of epsilon is not that of TensorFlow.js, whose default is 1e-7", () => {
  const small = [1e-7];
  const variable = tf.variable(tf.tensor1d([0]));
  tf.train.adam(0.1).applyGradients([{ name: variable.name, tensor: tf.tensor1d(small) }]);
  const ours = adamStep(adamState([0]), small, { learningRate: 0.1 }).parameters[0]!;
  expect(variable.dataSync()[0]).toBeCloseTo(-0.05, 4);
  expect(ours).toBeCloseTo(-0.1 / 1.1, 12);
  expect(adamStep(adamState([0]), small, { learningRate: 0.1, epsilon: 1e-7 }).parameters[0]).toBeCloseTo(-0.05, 12);
});

test("gradient descent takes the steps of TensorFlow.js", () => {
  const theirs = byTensorFlow(tf.train.sgd(0.5), [1, 2, 3]);
  const ours = gradients.reduce((parameters, gradient) => gradientDescentStep(parameters, gradient, 0.5), [1, 2, 3]);
  for (const [i, parameter] of ours.entries()) expect(Math.abs(parameter - theirs[i]!)).toBeLessThan(4 * 2 ** -23);
});
