import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { flag, options, setting, state, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkState, checkVector, checkVectors, withDefaults } from "../../formula/validate.js";
import { commonScale, twofoldSum, weightedSum } from "../../numeric/weightedSum.js";

/** What gradient descent with momentum remembers: parameters and velocity, each of shape `(n)`. */
export interface MomentumState {
  readonly parameters: Vector;
  /** The gradients so far, older ones counting less; the learning rate is not in it. */
  readonly velocity: Vector;
}

export interface MomentumOptions {
  /** η; 0.01 unless said otherwise. */
  readonly learningRate?: number;
  /** μ, in [0, 1]: how much of the velocity is kept; 0.9 unless said otherwise. */
  readonly momentum?: number;
  /** Whether to step by the gradient and the velocity that it leads to; false unless said otherwise. */
  readonly nesterov?: boolean;
}

const defaults = { learningRate: 0.01, momentum: 0.9, nesterov: false };

/** The state before the first step: at rest. Throws as `momentumStep` does. */
export function momentumState(parameters: Vector) {
  checkVector("momentumState", "parameters", parameters);
  return { parameters: Array.from(parameters), velocity: Array.from(parameters, () => 0) };
}

/**
 * One step of gradient descent with momentum: a new state from `state` and the `gradient` of shape `(n)` at its
 * parameters.
 *
 * The learning rate stands outside the velocity, as in PyTorch and TensorFlow.js; Keras and Sutskever put it inside, which
 * takes the same steps while it does not change. With `nesterov` the gradient counts once more, in the form that needs no
 * gradient elsewhere than at the parameters (PyTorch, TensorFlow.js, Keras). Throws a RangeError for empty vectors,
 * lengths that differ and a momentum outside [0, 1], a TypeError for other kinds. Source: Sutskever, Martens, Dahl &
 * Hinton, On the importance of initialization and momentum in deep learning (2013).
 */
export function momentumStep(state: MomentumState, gradient: Vector, options: MomentumOptions = defaults) {
  checkState("momentumStep", state, ["parameters", "velocity"]);
  const old = { "state.parameters": state.parameters, "state.velocity": state.velocity };
  checkVectors("momentumStep", { ...old, gradient });
  const { learningRate, momentum, nesterov } = withDefaults("momentumStep", options, defaults);
  checkRange("momentumStep", "momentum", momentum, !(momentum < 0 || momentum > 1), "in [0, 1]");

  const n = gradient.length;
  const [parameters, velocity] = [new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    const scale = commonScale(state.velocity[i]!, gradient[i]!);
    const before = state.velocity[i]! * scale;
    const g = gradient[i]! * scale;
    const after = weightedSum(momentum, before, 1, g);
    const direction = nesterov ? lookahead(momentum, before, g, after) : after;
    velocity[i] = after / scale;
    parameters[i] = state.parameters[i]! - (learningRate * direction) / scale;
  }
  return { parameters, velocity };
}

/** g + μ(μv + g), which may cancel, so that it takes the new velocity and what rounding took from it. */
function lookahead(momentum: number, before: number, g: number, after: number): number {
  return weightedSum(momentum, after, 1, g, momentum * twofoldSum(momentum, before, 1, g, -after));
}

export default defineFormula({
  name: "momentumStep",
  summary:
    "Moves the parameters by a velocity that gathers the gradients so far and forgets a part of itself each step.",
  args: [
    state(
      "state",
      vector("parameters", -2, 2, { latex: String.raw`\theta` }),
      vector("velocity", -2, 2, { latex: "v" }),
    ),
    vector("gradient", -2, 2, { latex: "g" }),
    options(
      setting("learningRate", 0.01, 0, 0.1, { latex: String.raw`\eta` }),
      setting("momentum", 0.9, 0, 0.99, { latex: String.raw`\mu`, domain: [0, 1] }),
      flag("nesterov", false),
    ),
  ],
  latex: String.raw`\begin{aligned}
v &\leftarrow \mu v + g \\
\theta &\leftarrow \theta - \eta \, \begin{cases} g + \mu v & \mathrm{nesterov} \\ v & \text{otherwise} \end{cases}
\end{aligned}`,
  expr: {
    velocity: "momentum * velocity + gradient",
    parameters: "parameters - learningRate * (nesterov ? gradient + momentum * next.velocity : next.velocity)",
  },
  value: momentumStep,
  textbook: (
    state: MomentumState,
    gradient: Vector,
    { learningRate = 0.01, momentum = 0.9, nesterov = false }: MomentumOptions = {},
  ) => {
    const velocity = Array.from(state.velocity, (v, i) => momentum * v + gradient[i]!);
    const direction = (i: number) => (nesterov ? gradient[i]! + momentum * velocity[i]! : velocity[i]!);
    return { parameters: Array.from(state.parameters, (theta, i) => theta - learningRate * direction(i)), velocity };
  },
  accuracy: { value: 3, partials: 4, cancels: "a step may be as long as the parameter" },
  partials: none("a step is taken, not differentiated"),
  derivation: none("it is a rule, not a consequence"),
  kinks: [],
  tensor: (tf, { parameters, velocity }, gradient, { learningRate, momentum, nesterov }) => {
    const next = tf.add(tf.mul(velocity, momentum), gradient);
    const direction = nesterov ? tf.add(gradient, tf.mul(next, momentum)) : next;
    return { parameters: tf.sub(parameters, tf.mul(direction, learningRate)), velocity: next };
  },
  examples: [
    {
      at: [{ parameters: [2], velocity: [0] }, [0.5]],
      gives: { parameters: [1.995], velocity: [0.5] },
      because: "from rest the first step is gradient descent's: 2 − 0.01 · 0.5",
    },
    {
      at: [{ parameters: [1.995], velocity: [0.5] }, [0.5]],
      gives: { parameters: [1.9855], velocity: [0.95] },
      because: "under the same gradient the second step is longer: 0.9 · 0.5 + 0.5",
    },
    {
      at: [{ parameters: [2], velocity: [0] }, [0.5], { nesterov: true }],
      gives: { parameters: [1.9905], velocity: [0.5] },
      because: "0.5 + 0.9 · 0.5: Nesterov's step looks ahead along the velocity it has just gained",
    },
    {
      at: [{ parameters: [0], velocity: [10] }, [1], { learningRate: 0.1 }],
      gives: { parameters: [-1], velocity: [10] },
      because: "a constant gradient ends at the velocity g/(1 − μ), here 10 · g",
    },
    {
      at: [{ parameters: [1], velocity: [-1] }, [0]],
      gives: { parameters: [1.009], velocity: [-0.9] },
      because: "on level ground it rolls on, 0.9 times as fast",
    },
    {
      at: [{ parameters: [0], velocity: [1] }, [-0.9], { learningRate: 1 / 3, nesterov: true }],
      gives: { parameters: [approx("0.3")], velocity: [0] },
      because: "the velocity cancels, and the look ahead steps by the gradient alone",
    },
  ],
  laws: [
    {
      law: "next.parameters == gradientDescentStep(parameters, nesterov ? gradient + momentum * next.velocity : next.velocity, learningRate)",
      because: "it is gradient descent along the velocity, or along what is seen ahead",
    },
    {
      law: "(next.velocity - gradient) * velocity >= 0",
      because: "what is left of the old velocity points where it did",
    },
    {
      law: "abs(next.velocity) <= abs(velocity) + abs(gradient)",
      because: "one step adds no more than one gradient",
    },
  ],
  sources: [
    "Polyak, Some methods of speeding up the convergence of iteration methods (1964)",
    "Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning (2013)",
  ],
});
