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

/** What Adagrad remembers: parameters and sums of squared gradients, each of shape `(n)`. */
export interface AdagradState {
  readonly parameters: Vector;
  readonly sumSquares: Vector;
}

export interface AdagradOptions {
  /** η; 0.01 unless said otherwise. */
  readonly learningRate?: number;
  /** ε, above 0; 1e-10 unless said otherwise. It is added outside the root. */
  readonly epsilon?: number;
}

const defaults = { learningRate: 0.01, epsilon: 1e-10 };

/** The state before the first step: sums 0. Throws as `adagradStep` does. */
export function adagradState(parameters: Vector) {
  checkVector("adagradState", "parameters", parameters);
  return { parameters: Array.from(parameters), sumSquares: Array.from(parameters, () => 0) };
}

/**
 * One step of Adagrad: a new state from `state` and the `gradient` of shape `(n)` at its parameters.
 *
 * Sums start at 0 and epsilon stands outside the root, as in PyTorch; TensorFlow.js and Keras start at 0.1 and have 1e-7
 * inside the root. The root is found though the square may overflow. Throws a RangeError for empty vectors, lengths that
 * differ, negative sums and an epsilon that is not above 0, a TypeError for other kinds. Source: Duchi, Hazan & Singer,
 * Adaptive subgradient methods for online learning and stochastic optimization (2011).
 */
export function adagradStep(state: AdagradState, gradient: Vector, options: AdagradOptions = defaults) {
  checkState("adagradStep", state, ["parameters", "sumSquares"]);
  const old = { "state.parameters": state.parameters, "state.sumSquares": state.sumSquares };
  checkVectors("adagradStep", { ...old, gradient });
  checkNotNegative("adagradStep", "state.sumSquares", state.sumSquares);
  const { learningRate, epsilon } = withDefaults("adagradStep", options, defaults);
  checkRange("adagradStep", "epsilon", epsilon, !(epsilon <= 0), "above 0");

  const n = gradient.length;
  const [parameters, sumSquares] = [new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    sumSquares[i] = state.sumSquares[i]! + g * g;
    const root = rootOfMoment(1, state.sumSquares[i]!, 1, g);
    parameters[i] = state.parameters[i]! - learningRate * (g / (root + epsilon));
  }
  return { parameters, sumSquares };
}

export default defineFormula({
  name: "adagradStep",
  summary: "Moves each parameter by its gradient over the root of the sum of all its squared gradients so far.",
  args: [
    state(
      "state",
      vector("parameters", -2, 2, { latex: String.raw`\theta` }),
      vector("sumSquares", 0, 4, { latex: "G", domain: [0, Number.POSITIVE_INFINITY] }),
    ),
    vector("gradient", -2, 2, { latex: "g" }),
    options(
      setting("learningRate", 0.01, 0, 0.1, { latex: String.raw`\eta` }),
      setting("epsilon", 1e-10, 1e-12, 1e-6, { latex: String.raw`\varepsilon`, domain: [Number.MIN_VALUE, Infinity] }),
    ),
  ],
  latex: String.raw`\begin{aligned}
G &\leftarrow G + g^2 \\
\theta &\leftarrow \theta - \eta \, \frac{g}{\sqrt{G} + \varepsilon}
\end{aligned}`,
  expr: {
    sumSquares: "sumSquares + gradient^2",
    parameters: "parameters - learningRate * gradient / (sqrt(next.sumSquares) + epsilon)",
  },
  value: adagradStep,
  textbook: (state: AdagradState, gradient: Vector, { learningRate = 0.01, epsilon = 1e-10 }: AdagradOptions = {}) => {
    const sumSquares = Array.from(state.sumSquares, (sum, i) => sum + gradient[i]! ** 2);
    const step = (i: number) => (learningRate * gradient[i]!) / (Math.sqrt(sumSquares[i]!) + epsilon);
    return { parameters: Array.from(state.parameters, (theta, i) => theta - step(i)), sumSquares };
  },
  accuracy: { value: 3, partials: 4, cancels: "a step may be as long as the parameter" },
  partials: none("a step is taken, not differentiated"),
  derivation: none("it is a rule, not a consequence"),
  kinks: [],
  tensor: (tf, { parameters, sumSquares }, gradient, { learningRate, epsilon }) => {
    const next = tf.add(sumSquares, tf.square(gradient));
    const step = tf.div(tf.mul(gradient, learningRate), tf.add(tf.sqrt(next), epsilon));
    return { parameters: tf.sub(parameters, step), sumSquares: next };
  },
  examples: [
    {
      at: [{ parameters: [0], sumSquares: [0] }, [1]],
      gives: { parameters: [approx("-0.009999999999")], sumSquares: [1] },
      because: "the first step is as long as the learning rate, but for epsilon",
    },
    {
      at: [{ parameters: [0], sumSquares: [0] }, [-0.001]],
      gives: { parameters: [approx("0.009999999")], sumSquares: [0.000001] },
      because: "whatever the gradient: only its sign counts at first",
    },
    {
      at: [{ parameters: [2], sumSquares: [9] }, [4]],
      gives: { parameters: [approx("1.992")], sumSquares: [25] },
      because: "2 − 0.01 · 4/5: the root of 9 + 16 is 5",
    },
    {
      at: [{ parameters: [1], sumSquares: [99] }, [1], { learningRate: 0.5 }],
      gives: { parameters: [approx("0.95")], sumSquares: [100] },
      because: "after a hundred gradients of 1 a step is a tenth of the first: 1/√100",
    },
    {
      at: [{ parameters: [1], sumSquares: [0] }, [0]],
      gives: { parameters: [1], sumSquares: [0] },
      because: "on level ground nothing moves, and epsilon keeps 0/0 away",
    },
    {
      at: [{ parameters: [0], sumSquares: [0] }, [1e200]],
      gives: { parameters: [approx("-0.01")], sumSquares: [Number.POSITIVE_INFINITY] },
      because: "the square overflows, the step does not",
    },
  ],
  laws: [
    { law: "next.sumSquares >= sumSquares", because: "the sum never shrinks, so that steps only become shorter" },
    {
      law: "abs(parameters - next.parameters) <= learningRate",
      because: "no gradient is larger than the root of the sum",
    },
    { law: "(parameters - next.parameters) * gradient >= 0", because: "the step goes against the gradient" },
  ],
  sources: [
    "Duchi, Hazan & Singer, Adaptive subgradient methods for online learning and stochastic optimization (2011)",
  ],
});
