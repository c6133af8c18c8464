import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import type { Vector } from "../../src/formula/argument.js";
import {
  adagradState,
  adagradStep,
  adamState,
  adamStep,
  gradientDescentStep,
  momentumState,
  momentumStep,
  rmspropState,
  rmspropStep,
} from "../../src/formulas/index.js";

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

/** The parameters after one step for each gradient, by a step of ours. */
function byOurs<State extends { readonly parameters: Vector }>(
  start: State,
  step: (state: State, gradient: number[]) => State,
): number[] {
  return Array.from(gradients.reduce(step, start).parameters);
}

/** Three steps in float32, each of a few operations, of parameters below 4. */
const float32 = 12 * 2 ** -23;

function expectClose(ours: readonly number[], theirs: readonly number[], tolerance = float32): void {
  for (const [i, parameter] of ours.entries()) expect(Math.abs(parameter - theirs[i]!)).toBeLessThan(tolerance);
}

test.each([false, true])("momentum takes the steps of TensorFlow.js, Nesterov's: %s", (nesterov) => {
  const theirs = byTensorFlow(tf.train.momentum(0.1, 0.9, nesterov), [1, 2, 3]);
  const step = (other: boolean) =>
    byOurs(momentumState([1, 2, 3]), (state, gradient) =>
      momentumStep(state, gradient, { learningRate: 0.1, nesterov: other }),
    );
  expectClose(step(nesterov), theirs);
  expect(Math.abs(step(!nesterov)[0]! - theirs[0]!)).toBeGreaterThan(0.01);
});

test("Adagrad takes the steps of TensorFlow.js, begun at its 0.1, where epsilon does not count", () => {
  const theirs = byTensorFlow(tf.train.adagrad(0.1, 0.1), [1, 2, 3]);
  const ours = byOurs({ ...adagradState([1, 2, 3]), sumSquares: [0.1, 0.1, 0.1] }, (state, gradient) =>
    adagradStep(state, gradient, { learningRate: 0.1 }),
  );
  // Its epsilon of 1e-7 is added to a sum of at least 0.1, which moves a step by half a millionth of itself.
  expectClose(ours, theirs, float32 + 3 * 0.1 * 0.5e-6);
});

test("Adagrad of TensorFlow.js has epsilon inside the root, which shortens the step of a small gradient", () => {
  const small = 1e-4;
  const variable = tf.variable(tf.tensor1d([0]));
  const optimizer = tf.train.adagrad(0.1, 1e-20);
  optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d([small]) }]);
  expect(variable.dataSync()[0]).toBeCloseTo((-0.1 * small) / Math.sqrt(small ** 2 + 1e-7), 7);
  expect(adagradStep(adagradState([0]), [small], { learningRate: 0.1 }).parameters[0]).toBeCloseTo(-0.1, 6);
});

test("RMSprop takes the steps of TensorFlow.js where epsilon does not count", () => {
  const theirs = byTensorFlow(tf.train.rmsprop(0.01, 0.9, 0, 1e-12), [1, 2, 3]);
  const ours = byOurs(rmspropState([1, 2, 3]), (state, gradient) =>
    rmspropStep(state, gradient, { learningRate: 0.01, epsilon: 1e-12 }),
  );
  expectClose(ours, theirs);
});

test("RMSprop of TensorFlow.js has epsilon inside the root, which shortens the step of a small gradient", () => {
  const small = 1e-4;
  const theirs = (epsilon: number) => {
    const variable = tf.variable(tf.tensor1d([0]));
    const optimizer = tf.train.rmsprop(0.01, 0.9, 0, epsilon);
    optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d([small]) }]);
    return variable.dataSync()[0]!;
  };
  const ours = rmspropStep(rmspropState([0]), [small], { learningRate: 0.01, epsilon: 1e-6 }).parameters[0]!;
  expect(ours).toBeCloseTo((-0.01 * small) / (Math.sqrt(0.1 * small ** 2) + 1e-6), 15);
  expect(theirs(1e-6)).toBeCloseTo((-0.01 * small) / Math.sqrt(0.1 * small ** 2 + 1e-6), 7);
  expect(ours / theirs(1e-6)).toBeCloseTo(30.7, 1);
  // The square of ours is what theirs has to be told for steps of about the same length.
  expect(theirs(1e-12) / ours).toBeCloseTo(1.03, 2);
});
