import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkVector, withDefaults } from "../../formula/validate.js";
import {
  adamDefaults,
  adamDirection,
  adamMoments,
  adamSettings,
  adamStateArgument,
  adamTensors,
  takeAdamStep,
} from "../adam.js";

/** What Adam remembers: parameters and moments, each of shape `(n)`, and the number of steps taken. */
export interface AdamState {
  readonly parameters: Vector;
  /** The running mean of the gradient. */
  readonly m: Vector;
  /** The running mean of the squared gradient. */
  readonly v: Vector;
  /** Steps taken so far. */
  readonly t: number;
}

export interface AdamOptions {
  /** η; 0.001 unless said otherwise. */
  readonly learningRate?: number;
  /** β₁, in [0, 1); 0.9 unless said otherwise. */
  readonly beta1?: number;
  /** β₂, in [0, 1); 0.999 unless said otherwise. */
  readonly beta2?: number;
  /** ε, above 0; 1e-8 unless said otherwise. It is added outside the root. */
  readonly epsilon?: number;
  /** Whether m and v are divided by 1 − βᵗ, which makes up for their start at 0; true unless said otherwise. */
  readonly biasCorrection?: boolean;
}

/** The state before the first step: moments 0, no step taken. Throws as `adamStep` does. */
export function adamState(parameters: Vector) {
  checkVector("adamState", "parameters", parameters);
  const zeros = () => Array.from(parameters, () => 0);
  return { parameters: Array.from(parameters), m: zeros(), v: zeros(), t: 0 };
}

/**
 * One step of Adam: a new state from `state` and the `gradient` of shape `(n)` at its parameters.
 *
 * Epsilon stands outside the root and after the correction, as in the paper and PyTorch; TensorFlow.js does the same with
 * 1e-7 for its default, Keras adds it before the correction ("ε̂"), some tutorials leave the correction out
 * (`biasCorrection: false`). 1 − βᵗ is found without cancellation, and m̂ is rounded once. Throws a RangeError for empty
 * vectors, lengths that differ and options outside their range, a TypeError for other kinds. Source: Kingma & Ba, Adam: a
 * method for stochastic optimization (2015), Algorithm 1.
 */
export function adamStep(state: AdamState, gradient: Vector, options: AdamOptions = adamDefaults) {
  return takeAdamStep("adamStep", state, gradient, withDefaults("adamStep", options, adamDefaults));
}

export default defineFormula({
  name: "adamStep",
  summary: "Moves each parameter by the running mean of its gradient over the root of that of its square.",
  args: [adamStateArgument, vector("gradient", -2, 2, { latex: "g" }), options(...adamSettings)],
  latex: String.raw`\begin{aligned}
t &\leftarrow t + 1 \\
m &\leftarrow \beta_1 m + (1 - \beta_1) \, g \\
v &\leftarrow \beta_2 v + (1 - \beta_2) \, g^2 \\
\theta &\leftarrow \theta - \eta \, \frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}, \quad
\hat{m} = \frac{m}{1 - \beta_1^t}, \; \hat{v} = \frac{v}{1 - \beta_2^t}
\end{aligned}`,
  expr: { ...adamMoments, parameters: `parameters - learningRate * (${adamDirection})` },
  value: adamStep,
  textbook: (
    state: AdamState,
    gradient: Vector,
    { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, biasCorrection = true }: AdamOptions = {},
  ) => {
    const t = state.t + 1;
    const m = Array.from(state.m, (mean, i) => beta1 * mean + (1 - beta1) * gradient[i]!);
    const v = Array.from(state.v, (mean, i) => beta2 * mean + (1 - beta2) * gradient[i]! ** 2);
    const [first, second] = biasCorrection ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
    const step = (i: number) => (learningRate * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + epsilon);
    return { parameters: Array.from(state.parameters, (parameter, i) => parameter - step(i)), m, v, t };
  },
  accuracy: { value: 5, partials: 5, cancels: "a step may be as long as the parameter" },
  partials: none("a step is taken, not differentiated"),
  derivation: none("it is a rule, not a consequence"),
  kinks: [],
  tensor: adamTensors,
  examples: [
    {
      at: [{ parameters: [2], m: [0.1], v: [0.01], t: 9 }, [0.5], { biasCorrection: false }],
      gives: { m: [0.14], v: [0.01024], parameters: [approx("1.9986")] },
      because: "0.09 + 0.05, 0.00999 + 0.00025, and 2 − 0.001 · 0.14 / 0.1012",
    },
    {
      at: [{ parameters: [0], m: [0], v: [0], t: 0 }, [1]],
      gives: { parameters: [approx("-0.00099999999")], t: 1 },
      because: "corrected, the first step is as long as the learning rate",
    },
    {
      at: [{ parameters: [0], m: [0], v: [0], t: 0 }, [1], { biasCorrection: false }],
      gives: { parameters: [approx("-0.0031622767")] },
      because: "0.1 / √0.001 is √10: uncorrected, the root of v starts nearer to 0 than m does",
    },
    {
      at: [{ parameters: [0], m: [0], v: [0], t: 0 }, [1e-8]],
      gives: { parameters: [approx("-0.0005")] },
      because: "a gradient as small as epsilon takes half a step",
    },
    {
      at: [{ parameters: [1], m: [0], v: [0], t: 0 }, [0]],
      gives: { parameters: [1], m: [0], v: [0], t: 1 },
      because: "on level ground nothing moves",
    },
  ],
  laws: [
    { law: "next.m >= min(m, gradient)", because: "a running mean stays between what it averages" },
    { law: "next.m <= max(m, gradient)", because: "a running mean stays between what it averages" },
    { law: "next.v >= 0", because: "squares are not negative" },
    {
      law: "(parameters - next.parameters) * next.m >= 0",
      because: "with a learning rate that is not negative, the step goes against the running mean",
    },
  ],
  sources: ["Kingma & Ba, Adam: a method for stochastic optimization (2015), Algorithm 1"],
});
