import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { count, flag, options, setting, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import {
  checkNumber,
  checkRange,
  checkState,
  checkVector,
  checkVectors,
  withDefaults,
} from "../../formula/validate.js";
import { safeScale } from "../../numeric/compensatedMean.js";
import { add, exactProduct, exactSum, multiply, toNumber } from "../../numeric/doubleDouble.js";

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

const defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, biasCorrection: true };

/** The state before the first step: moments 0, no step taken. Throws as `adamStep` does. */
export function adamState(parameters: Vector) {
  checkVector("adamState", "parameters", parameters);
  const zeros = () => Array.from(parameters, () => 0);
  return { parameters: Array.from(parameters), m: zeros(), v: zeros(), t: 0 };
}

/**
 * One step of Adam: a new state from `state` and the `gradient` of shape `(n)` at its parameters.
 *
 * Epsilon stands outside the root and after the correction, as in the paper; TensorFlow.js does the same with 1e-7 for
 * its default, some tutorials leave the correction out (`biasCorrection: false`). 1 − βᵗ is found without cancellation.
 * Throws a RangeError for empty vectors, lengths that differ and options outside their range, a TypeError for other
 * kinds. Source: Kingma & Ba, Adam: a method for stochastic optimization (2015), Algorithm 1.
 */
export function adamStep(state: AdamState, gradient: Vector, options: AdamOptions = defaults) {
  checkState("adamStep", state, ["parameters", "m", "v", "t"]);
  checkVectors("adamStep", { "state.parameters": state.parameters, "state.m": state.m, "state.v": state.v, gradient });
  const { learningRate, beta1, beta2, epsilon, biasCorrection } = checkedOptions(state, options);

  const t = state.t + 1;
  const scales = Array.from(gradient, (g, i) => safeScale([state.m[i]!, g]));
  const scaledM = Array.from(gradient, (g, i) => weightedMean(beta1, state.m[i]! * scales[i]!, g * scales[i]!));
  const m = scaledM.map((mean, i) => mean / scales[i]!);
  const v = Array.from(gradient, (g, i) => beta2 * state.v[i]! + (1 - beta2) * g * g);
  // The root of v comes from its two parts, since g² may overflow where the step does not.
  const root = Array.from(gradient, (g, i) =>
    Math.hypot(Math.sqrt(beta2) * Math.sqrt(state.v[i]!), Math.sqrt(1 - beta2) * g),
  );
  const mCorrection = biasCorrection ? oneMinusPower(beta1, t) : 1;
  const vCorrection = biasCorrection ? oneMinusPower(beta2, t) : 1;
  const parameters = Array.from(state.parameters, (parameter, i) => {
    const step = ((learningRate / mCorrection) * scaledM[i]!) / (root[i]! / Math.sqrt(vCorrection) + epsilon);
    return parameter - step / scales[i]!;
  });
  return { parameters, m, v, t };
}

/** βa + (1 − β)b, rounded once, since the two may cancel. */
function weightedMean(beta: number, a: number, b: number): number {
  return toNumber(add(exactProduct(beta, a), multiply(exactSum(1, -beta), [b, 0])));
}

/** 1 − βᵗ; the power itself would round away what is left to 1. */
function oneMinusPower(beta: number, t: number): number {
  return -Math.expm1(t * Math.log1p(-(1 - beta)));
}

function checkedOptions({ v, t }: AdamState, options: AdamOptions) {
  const complete = withDefaults("adamStep", options, defaults);
  const { beta1, beta2, epsilon } = complete;
  checkRange("adamStep", "beta1", beta1, !(beta1 < 0 || beta1 >= 1), "in [0, 1)");
  checkRange("adamStep", "beta2", beta2, !(beta2 < 0 || beta2 >= 1), "in [0, 1)");
  checkRange("adamStep", "epsilon", epsilon, !(epsilon <= 0), "above 0");
  checkNumber("adamStep", "state.t", t);
  checkRange("adamStep", "state.t", t, Number.isInteger(t) && t >= 0, "a whole number from 0");
  for (let i = 0; i < v.length; i++) checkRange("adamStep", `state.v[${i}]`, v[i]!, !(v[i]! < 0), "0 or more");
  return complete;
}

const moment1 = "(biasCorrection ? next.m / (1 - beta1^next.t) : next.m)";
const moment2 = "(biasCorrection ? next.v / (1 - beta2^next.t) : next.v)";

export default defineFormula({
  name: "adamStep",
  summary: "Moves each parameter by the running mean of its gradient over the root of that of its square.",
  args: [
    state(
      "state",
      vector("parameters", -2, 2, { latex: String.raw`\theta` }),
      vector("m", -1, 1),
      vector("v", 0, 1, { domain: [0, Number.POSITIVE_INFINITY] }),
      count("t", 0, 1000),
    ),
    vector("gradient", -2, 2, { latex: "g" }),
    options(
      setting("learningRate", 0.001, 0, 0.1, { latex: String.raw`\eta` }),
      setting("beta1", 0.9, 0, 0.99, { latex: String.raw`\beta_1`, domain: [0, 1 - 2 ** -53] }),
      setting("beta2", 0.999, 0, 0.999, { latex: String.raw`\beta_2`, domain: [0, 1 - 2 ** -53] }),
      setting("epsilon", 1e-8, 1e-10, 1e-6, { latex: String.raw`\varepsilon`, domain: [Number.MIN_VALUE, Infinity] }),
      flag("biasCorrection", true),
    ),
  ],
  latex: String.raw`\begin{aligned}
t &\leftarrow t + 1 \\
m &\leftarrow \beta_1 m + (1 - \beta_1) \, g \\
v &\leftarrow \beta_2 v + (1 - \beta_2) \, g^2 \\
\theta &\leftarrow \theta - \eta \, \frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}, \quad
\hat{m} = \frac{m}{1 - \beta_1^t}, \; \hat{v} = \frac{v}{1 - \beta_2^t}
\end{aligned}`,
  expr: {
    t: "t + 1",
    m: "beta1 * m + (1 - beta1) * gradient",
    v: "beta2 * v + (1 - beta2) * gradient^2",
    parameters: `parameters - learningRate * ${moment1} / (sqrt(${moment2}) + epsilon)`,
  },
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
  tensor: (tf, { parameters, m, v, t }, gradient, { learningRate, beta1, beta2, epsilon, biasCorrection }) => {
    const nextT = tf.add(t, 1);
    const nextM = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
    const nextV = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    // In float32, 1 − βᵗ would keep four digits for β₂ = 0.999 at the first step.
    const steps = nextT.dataSync()[0]!;
    const mHat = biasCorrection ? tf.div(nextM, oneMinusPower(beta1, steps)) : nextM;
    const vHat = biasCorrection ? tf.div(nextV, oneMinusPower(beta2, steps)) : nextV;
    const step = tf.div(tf.mul(mHat, learningRate), tf.add(tf.sqrt(vHat), epsilon));
    return { parameters: tf.sub(parameters, step), m: nextM, v: nextV, t: nextT };
  },
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
