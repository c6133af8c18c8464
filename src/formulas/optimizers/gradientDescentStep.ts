import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkVectors } from "../../formula/validate.js";

/**
 * One step downhill: `parameters` of shape `(n)`, less `learningRate` times their `gradient`.
 *
 * Throws a RangeError for empty vectors and for lengths that differ, a TypeError for anything but vectors of numbers
 * and a number. Source: Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 4.5.
 */
export function gradientDescentStep(parameters: Vector, gradient: Vector, learningRate: number): number[] {
  checkArguments(parameters, gradient, learningRate);
  const result = new Array<number>(parameters.length);
  for (let i = 0; i < parameters.length; i++) {
    const moved = parameters[i]! - learningRate * gradient[i]!;
    // The step may overflow where the new parameter does not.
    result[i] = Number.isFinite(moved) ? moved : 2 * (parameters[i]! / 2 - (learningRate / 2) * gradient[i]!);
  }
  return result;
}

/** A matrix with `entry` on its diagonal. */
function diagonal(parameters: Vector, gradient: Vector, learningRate: number, entry: number): number[][] {
  checkArguments(parameters, gradient, learningRate);
  return Array.from(parameters, (_, i) => Array.from(parameters, (_, j) => (i === j ? entry : 0)));
}

function slopeByLearningRate(parameters: Vector, gradient: Vector, learningRate: number): number[] {
  checkArguments(parameters, gradient, learningRate);
  return Array.from(gradient, (g) => -g);
}

function checkArguments(parameters: Vector, gradient: Vector, learningRate: number): void {
  checkVectors("gradientDescentStep", { parameters, gradient });
  checkNumber("gradientDescentStep", "learningRate", learningRate);
}

export default defineFormula({
  name: "gradientDescentStep",
  summary: "Moves the parameters against the gradient, in proportion to the learning rate.",
  args: [
    vector("parameters", -2, 2, { latex: String.raw`\theta` }),
    vector("gradient", -2, 2, { latex: "g" }),
    real("learningRate", 0, 1, { latex: String.raw`\eta` }),
  ],
  latex: String.raw`\theta \leftarrow \theta - \eta \, g`,
  expr: "parameters - learningRate * gradient",
  value: gradientDescentStep,
  textbook: (parameters, gradient, learningRate) =>
    Array.from(parameters, (parameter, i) => parameter - learningRate * gradient[i]!),
  accuracy: { value: 3, partials: 4, cancels: "a step may be as long as the parameter" },
  partials: {
    parameters: {
      latex: String.raw`\frac{\partial \theta'_i}{\partial \theta_j} = [i = j]`,
      expr: "i == j ? 1 : 0",
      value: (parameters, gradient, learningRate) => diagonal(parameters, gradient, learningRate, 1),
    },
    gradient: {
      latex: String.raw`\frac{\partial \theta'_i}{\partial g_j} = -\eta \, [i = j]`,
      expr: "i == j ? -learningRate : 0",
      value: (parameters, gradient, learningRate) => diagonal(parameters, gradient, learningRate, -learningRate),
    },
    learningRate: {
      latex: String.raw`\frac{\partial \theta'_i}{\partial \eta} = -g_i`,
      expr: "-gradient",
      value: slopeByLearningRate,
    },
  },
  derivation: none("each parameter is a straight line in each argument, whose slope can be read off"),
  kinks: [],
  tensor: (tf, parameters, gradient, learningRate) => tf.sub(parameters, tf.mul(gradient, learningRate)),
  examples: [
    { at: [[2], [0.5], 0.1], gives: [1.95], because: "2 − 0.1 · 0.5" },
    { at: [[1, -1], [4, -2], 0.25], gives: [0, -0.5], because: "each parameter by its own slope" },
    { at: [[1.5, 3], [0, 0], 0.1], gives: [1.5, 3], because: "on level ground nothing moves" },
    { at: [[1], [1], 1 / 3], gives: [approx("0.6667")], because: "1 − ⅓" },
    {
      at: [[1.5e308], [1e308], 2],
      gives: [-5e307],
      because: "the step of 2e308 overflows, the new parameter does not",
    },
    { of: "learningRate", at: [[2], [0.5], 0.1], gives: [-0.5], because: "a longer step goes further downhill" },
  ],
  laws: [
    { law: "gradientDescentStep(parameters, gradient, 0) == parameters", because: "no rate, no step" },
    {
      law: "gradientDescentStep(gradientDescentStep(parameters, gradient, learningRate), gradient, -learningRate) == parameters",
      because: "the opposite step leads back",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 4.5"],
});
