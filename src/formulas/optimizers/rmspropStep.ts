import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, setting, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import {
  checkNotNegative,
  checkRange,
  checkState,
  checkVector,
  checkVectors,
  withDefaults,
} from "../../formula/validate.js";
import { rootOfMoment } from "../../numeric/weightedSum.js";

/** What RMSprop remembers: parameters and running means of squared gradients, each of shape `(n)`. */
export interface RmspropState {
  readonly parameters: Vector;
  readonly meanSquare: Vector;
}

export interface RmspropOptions {
  /** η; 0.001 unless said otherwise. */
  readonly learningRate?: number;
  /** ρ, in [0, 1): how much of the running mean is kept; 0.9 unless said otherwise. */
  readonly rho?: number;
  /** ε, above 0; 1e-8 unless said otherwise. It is added outside the root. */
  readonly epsilon?: number;
}

const defaults = { learningRate: 0.001, rho: 0.9, epsilon: 1e-8 };

/** The state before the first step: means 0. Throws as `rmspropStep` does. */
export function rmspropState(parameters: Vector) {
  checkVector("rmspropState", "parameters", parameters);
  return { parameters: Array.from(parameters), meanSquare: Array.from(parameters, () => 0) };
}

/**
 * One step of RMSprop: a new state from `state` and the `gradient` of shape `(n)` at its parameters.
 *
 * Epsilon stands outside the root, as in PyTorch (whose `alpha`, 0.99 by default, is ρ); TensorFlow.js and Keras have it
 * inside, which for a gradient far below √ε makes the step far smaller. The root is found though the square may overflow.
 * Throws a RangeError for empty vectors, lengths that differ, negative means and options outside their range, a TypeError
 * for other kinds. Source: Tieleman & Hinton, Lecture 6.5: RMSProp (2012).
 */
export function rmspropStep(state: RmspropState, gradient: Vector, options: RmspropOptions = defaults) {
  checkState("rmspropStep", state, ["parameters", "meanSquare"]);
  const old = { "state.parameters": state.parameters, "state.meanSquare": state.meanSquare };
  checkVectors("rmspropStep", { ...old, gradient });
  checkNotNegative("rmspropStep", "state.meanSquare", state.meanSquare);
  const { learningRate, rho, epsilon } = withDefaults("rmspropStep", options, defaults);
  checkRange("rmspropStep", "rho", rho, !(rho < 0 || rho >= 1), "in [0, 1)");
  checkRange("rmspropStep", "epsilon", epsilon, !(epsilon <= 0), "above 0");

  const n = gradient.length;
  const [parameters, meanSquare] = [new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    meanSquare[i] = rho * state.meanSquare[i]! + (1 - rho) * g * g;
    const root = rootOfMoment(rho, state.meanSquare[i]!, 1 - rho, g);
    parameters[i] = state.parameters[i]! - learningRate * (g / (root + epsilon));
  }
  return { parameters, meanSquare };
}

export default defineFormula({
  name: "rmspropStep",
  summary: "Moves each parameter by its gradient over the root of the running mean of its square.",
  args: [
    state(
      "state",
      vector("parameters", -2, 2, { latex: String.raw`\theta` }),
      vector("meanSquare", 0, 4, { latex: "s", domain: [0, Number.POSITIVE_INFINITY] }),
    ),
    vector("gradient", -2, 2, { latex: "g" }),
    options(
      setting("learningRate", 0.001, 0, 0.1, { latex: String.raw`\eta` }),
      setting("rho", 0.9, 0, 0.99, { latex: String.raw`\rho`, domain: [0, 1 - 2 ** -53] }),
      setting("epsilon", 1e-8, 1e-10, 1e-6, { latex: String.raw`\varepsilon`, domain: [Number.MIN_VALUE, Infinity] }),
    ),
  ],
  latex: String.raw`\begin{aligned}
s &\leftarrow \rho s + (1 - \rho) \, g^2 \\
\theta &\leftarrow \theta - \eta \, \frac{g}{\sqrt{s} + \varepsilon}
\end{aligned}`,
  expr: {
    meanSquare: "rho * meanSquare + (1 - rho) * gradient^2",
    parameters: "parameters - learningRate * gradient / (sqrt(next.meanSquare) + epsilon)",
  },
  value: rmspropStep,
  textbook: (
    state: RmspropState,
    gradient: Vector,
    { learningRate = 0.001, rho = 0.9, epsilon = 1e-8 }: RmspropOptions = {},
  ) => {
    const meanSquare = Array.from(state.meanSquare, (mean, i) => rho * mean + (1 - rho) * gradient[i]! ** 2);
    const step = (i: number) => (learningRate * gradient[i]!) / (Math.sqrt(meanSquare[i]!) + epsilon);
    return { parameters: Array.from(state.parameters, (theta, i) => theta - step(i)), meanSquare };
  },
  accuracy: { value: 3, partials: 4, cancels: "a step may be as long as the parameter" },
  partials: none("a step is taken, not differentiated"),
  derivation: none("it is a rule, not a consequence"),
  kinks: [],
  tensor: (tf, { parameters, meanSquare }, gradient, { learningRate, rho, epsilon }) => {
    const next = tf.add(tf.mul(meanSquare, rho), tf.mul(tf.square(gradient), 1 - rho));
    const step = tf.div(tf.mul(gradient, learningRate), tf.add(tf.sqrt(next), epsilon));
    return { parameters: tf.sub(parameters, step), meanSquare: next };
  },
  examples: [
    {
      at: [{ parameters: [0], meanSquare: [0] }, [1]],
      gives: { parameters: [approx("-0.00316227756017")], meanSquare: [0.1] },
      because: "0.001 / √0.1: the mean starts at 0, so that the first step is √10 times as long as later ones",
    },
    {
      at: [{ parameters: [2], meanSquare: [0.04] }, [0.2], { learningRate: 0.01 }],
      gives: { parameters: [approx("1.9900")], meanSquare: [0.04] },
      because: "where the gradient is as large as it has been, the step is as long as the learning rate",
    },
    {
      at: [{ parameters: [0], meanSquare: [0] }, [-0.001]],
      gives: { parameters: [approx("0.0031621777")], meanSquare: [1e-7] },
      because: "whatever the gradient, the step is about as long: only its sign counts",
    },
    {
      at: [{ parameters: [0], meanSquare: [0] }, [1e-8]],
      gives: { parameters: [approx("-0.00075974693")], meanSquare: [approx("1e-17")] },
      because:
        "a gradient as small as epsilon steps less; inside the root (TensorFlow.js) epsilon would leave 1e-7 of it",
    },
    {
      at: [{ parameters: [1], meanSquare: [1] }, [0]],
      gives: { parameters: [1], meanSquare: [0.9] },
      because: "on level ground nothing moves, and old gradients are forgotten",
    },
    {
      at: [{ parameters: [0], meanSquare: [0] }, [1e200]],
      gives: { parameters: [approx("-0.0031622777")], meanSquare: [Number.POSITIVE_INFINITY] },
      because: "the square overflows, the step does not",
    },
  ],
  laws: [
    { law: "next.meanSquare >= min(meanSquare, gradient^2)", because: "a running mean stays between what it averages" },
    { law: "next.meanSquare <= max(meanSquare, gradient^2)", because: "a running mean stays between what it averages" },
    {
      law: "abs(parameters - next.parameters) * sqrt(1 - rho) <= learningRate",
      because: "the gradient's own share of the mean is 1 − ρ of its square",
    },
    { law: "(parameters - next.parameters) * gradient >= 0", because: "the step goes against the gradient" },
  ],
  sources: ["Tieleman & Hinton, Lecture 6.5: RMSProp, COURSERA: Neural Networks for Machine Learning (2012)"],
});
