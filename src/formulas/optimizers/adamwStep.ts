import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, setting, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, withDefaults } from "../../formula/validate.js";
import {
  adamDefaults,
  adamDirection,
  adamMoments,
  adamSettings,
  adamStateArgument,
  adamTensors,
  takeAdamStep,
} from "../adam.js";
import type { AdamOptions, AdamState } from "./adamStep.js";

export interface AdamwOptions extends AdamOptions {
  /** λ, 0 or more; 0.01 unless said otherwise. Parameters shrink by ηλ of themselves. */
  readonly weightDecay?: number;
}

const defaults = { ...adamDefaults, weightDecay: 0.01 };

/**
 * One step of AdamW, which is Adam with the weights' decay beside it: a new state from `state`, which `adamState` makes,
 * and the `gradient` of shape `(n)` at its parameters.
 *
 * The decay does not go through the moments, as an L2 penalty in the gradient would, so that all weights decay at one
 * rate. It is that of the parameters before the step, times the learning rate, as in PyTorch and Keras (default 0.004);
 * the paper's own schedule multiplier is 1 here. Throws as `adamStep` does, and a RangeError for a negative decay. Source:
 * Loshchilov & Hutter, Decoupled weight decay regularization (2019), Algorithm 2.
 */
export function adamwStep(state: AdamState, gradient: Vector, options: AdamwOptions = defaults) {
  const { weightDecay, ...ofAdam } = withDefaults("adamwStep", options, defaults);
  checkRange("adamwStep", "weightDecay", weightDecay, !(weightDecay < 0), "0 or more");
  const next = takeAdamStep("adamwStep", state, gradient, ofAdam);
  for (let i = 0; i < gradient.length; i++) {
    next.parameters[i]! -= ofAdam.learningRate * (weightDecay * state.parameters[i]!);
  }
  return next;
}

export default defineFormula({
  name: "adamwStep",
  summary: "Adam's step, and beside it a decay that shrinks every parameter in proportion to itself.",
  args: [
    adamStateArgument,
    vector("gradient", -2, 2, { latex: "g" }),
    options(
      ...adamSettings,
      setting("weightDecay", 0.01, 0, 0.5, { latex: String.raw`\lambda`, domain: [0, Infinity] }),
    ),
  ],
  latex: String.raw`\begin{aligned}
t &\leftarrow t + 1 \\
m &\leftarrow \beta_1 m + (1 - \beta_1) \, g \\
v &\leftarrow \beta_2 v + (1 - \beta_2) \, g^2 \\
\theta &\leftarrow \theta - \eta \left(\frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon} + \lambda \theta\right), \quad
\hat{m} = \frac{m}{1 - \beta_1^t}, \; \hat{v} = \frac{v}{1 - \beta_2^t}
\end{aligned}`,
  expr: { ...adamMoments, parameters: `parameters - learningRate * (${adamDirection} + weightDecay * parameters)` },
  value: adamwStep,
  textbook: (
    { parameters, m, v, t }: AdamState,
    gradient: Vector,
    // biome-ignore format: the five lines of the step are to be read as such
    { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, biasCorrection = true, weightDecay = 0.01 }: AdamwOptions = {},
  ) => {
    const next = {
      t: t + 1,
      m: Array.from(m, (mean, i) => beta1 * mean + (1 - beta1) * gradient[i]!),
      v: Array.from(v, (mean, i) => beta2 * mean + (1 - beta2) * gradient[i]! ** 2),
    };
    const [first, second] = biasCorrection ? [1 - beta1 ** next.t, 1 - beta2 ** next.t] : [1, 1];
    const direction = (i: number) => next.m[i]! / first / (Math.sqrt(next.v[i]! / second) + epsilon);
    return {
      ...next,
      parameters: Array.from(parameters, (theta, i) => theta - learningRate * (direction(i) + weightDecay * theta)),
    };
  },
  accuracy: { value: 5, partials: 5, cancels: "a step may be as long as the parameter" },
  partials: none("a step is taken, not differentiated"),
  derivation: none("it is a rule, not a consequence"),
  kinks: [],
  tensor: (tf, state, gradient, { weightDecay, ...ofAdam }) => {
    const next = adamTensors(tf, state, gradient, ofAdam);
    const decay = tf.mul(state.parameters, ofAdam.learningRate * weightDecay);
    return { ...next, parameters: tf.sub(next.parameters, decay) };
  },
  examples: [
    {
      at: [{ parameters: [2], m: [0], v: [0], t: 0 }, [0]],
      gives: { parameters: [1.99998], m: [0], v: [0], t: 1 },
      because: "on level ground the parameter only decays, by 0.001 · 0.01 of itself",
    },
    {
      at: [{ parameters: [2], m: [0], v: [0], t: 0 }, [1]],
      gives: { parameters: [approx("1.99898000001")] },
      because: "Adam's step of 0.001 and the decay of 0.00002, side by side",
    },
    {
      at: [{ parameters: [2], m: [0], v: [0], t: 0 }, [100]],
      gives: { parameters: [approx("1.998980000000")], m: [10], v: [10] },
      because: "a steep slope changes nothing of the decay; as an L2 penalty in the gradient it would all but vanish",
    },
    {
      at: [{ parameters: [2], m: [0.1], v: [0.01], t: 9 }, [0.5], { biasCorrection: false, weightDecay: 0.1 }],
      gives: { parameters: [approx("1.9984")] },
      because: "1.9986 by Adam, less 0.001 · 0.1 · 2",
    },
    {
      at: [{ parameters: [0], m: [0], v: [0], t: 0 }, [1e-8], { weightDecay: 0 }],
      gives: { parameters: [approx("-0.0005")] },
      because: "without decay it is Adam: a gradient as small as epsilon takes half a step",
    },
  ],
  laws: [
    { law: "next.m >= min(m, gradient)", because: "a running mean stays between what it averages" },
    { law: "next.m <= max(m, gradient)", because: "a running mean stays between what it averages" },
    { law: "next.v >= 0", because: "squares are not negative" },
    {
      law: "(parameters * (1 - learningRate * weightDecay) - next.parameters) * next.m >= 0",
      because: "beside the decay, the step goes against the running mean",
    },
  ],
  sources: ["Loshchilov & Hutter, Decoupled weight decay regularization (2019), Algorithm 2"],
});
