import { expect, test } from "vitest";
import {
  adamState,
  adamStep,
  crossEntropy,
  gradientDescentStep,
  hinge,
  leakyRelu,
  meanAbsoluteError,
  meanSquaredError,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "../../src/formulas/index.js";

/** Calls that only plain JavaScript can make. */
const untyped = (f: unknown) => f as (...args: unknown[]) => unknown;
const zero = { parameters: [0], m: [0], v: [0], t: 0 };

test.each<[string, () => unknown, typeof RangeError | typeof TypeError]>([
  ['sigmoid: x must be a number but is "2"', () => untyped(sigmoid)("2"), TypeError],
  ["sigmoid: x must be a number but is undefined", () => untyped(sigmoid)(), TypeError],
  ["tanh: x must be a number but is an array", () => untyped(tanh)([2]), TypeError],
  ["relu: x must be a number but is null", () => untyped(relu)(null), TypeError],
  [
    "leakyRelu: options must be an object such as { alpha: 0.01 } but is 0",
    () => [1, 2].map(untyped(leakyRelu)),
    TypeError,
  ],
  ["leakyRelu: there is no option slope, only alpha", () => untyped(leakyRelu)(1, { slope: 2 }), TypeError],
  ["leakyRelu: option alpha must be a number but is true", () => untyped(leakyRelu)(1, { alpha: true }), TypeError],
  ["softmax: z is empty", () => softmax([]), RangeError],
  ["softmax: z must be an array of numbers but is 3", () => untyped(softmax)(3), TypeError],
  ['softmax: z[1] must be a number but is "2"', () => untyped(softmax)([1, "2"]), TypeError],
  ["meanSquaredError: yTrue has 3 entries but yPred has 2", () => meanSquaredError([1, 2, 3], [1, 2]), RangeError],
  ["meanAbsoluteError: yTrue has 1 entry but yPred has 2", () => meanAbsoluteError([1], [1, 2]), RangeError],
  ["meanAbsoluteError: yTrue is empty", () => meanAbsoluteError([], []), RangeError],
  ["crossEntropy: p[1] is -0.1 but probabilities are not negative", () => crossEntropy([1, -0.1], [1, 1]), RangeError],
  ["crossEntropy: q[0] is -1 but probabilities are not negative", () => crossEntropy([1], [-1]), RangeError],
  ["hinge: yTrue[1] is 0 but labels are -1 or 1", () => hinge([1, 0], [1, 1]), RangeError],
  [
    "gradientDescentStep: parameters has 2 entries but gradient has 1",
    () => gradientDescentStep([1, 2], [1], 1),
    RangeError,
  ],
  [
    "gradientDescentStep: learningRate must be a number but is undefined",
    () => untyped(gradientDescentStep)([1], [1]),
    TypeError,
  ],
  ["adamState: parameters is empty", () => adamState([]), RangeError],
  [
    "adamStep: state must hold parameters, m, v, t but has no v",
    () => untyped(adamStep)({ parameters: [1], m: [0], t: 0 }, [1]),
    TypeError,
  ],
  ["adamStep: state must be an object but is 1", () => untyped(adamStep)(1, [1]), TypeError],
  ["adamStep: state.parameters has 1 entry but gradient has 2", () => adamStep(zero, [1, 2]), RangeError],
  ["adamStep: epsilon is 0 but must be above 0", () => adamStep(zero, [1], { epsilon: 0 }), RangeError],
  ["adamStep: beta1 is 1 but must be in [0, 1)", () => adamStep(zero, [1], { beta1: 1 }), RangeError],
  ["adamStep: state.t is 0.5 but must be a whole number from 0", () => adamStep({ ...zero, t: 0.5 }, [1]), RangeError],
  ["adamStep: state.v[0] is -1 but must be 0 or more", () => adamStep({ ...zero, v: [-1] }, [1]), RangeError],
])("%s", (message, call, kind) => {
  expect(call).toThrow(new kind(message));
  expect(call).toThrow(kind);
});
