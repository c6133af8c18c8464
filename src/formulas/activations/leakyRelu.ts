import { options, real, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, withDefaults } from "../../formula/validate.js";

export interface LeakyReluOptions {
  /** The slope for negative numbers; 0.01 unless said otherwise. */
  readonly alpha?: number;
}

const defaults = { alpha: 0.01 };

/**
 * The leaky rectified linear unit: x where x is positive, else αx, so that a unit that is off still learns.
 *
 * Throws a TypeError for what is not a number, and for options that are not an object (as in `xs.map(leakyRelu)`, which
 * would pass each index as α). Source: Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic
 * models (2013), eq. 2.
 */
export function leakyRelu(x: number, options: LeakyReluOptions = defaults): number {
  checkNumber("leakyRelu", "x", x);
  const { alpha } = withDefaults("leakyRelu", options, defaults);
  return x > 0 ? x : alpha * x;
}

function slope(x: number, options: LeakyReluOptions = defaults): number {
  checkNumber("leakyRelu", "x", x);
  const { alpha } = withDefaults("leakyRelu", options, defaults);
  return Number.isNaN(x) ? x : x > 0 ? 1 : alpha;
}

function slopeByAlpha(x: number, options: LeakyReluOptions = defaults): number {
  checkNumber("leakyRelu", "x", x);
  withDefaults("leakyRelu", options, defaults);
  return Math.min(0, x);
}

export default defineFormula({
  name: "leakyRelu",
  summary: "Lets positive numbers pass and makes all others α times as large.",
  args: [real("x", -4, 4), options(setting("alpha", 0.01, 0, 0.5, { latex: String.raw`\alpha` }))],
  latex: String.raw`\mathrm{LeakyReLU}(x) = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}`,
  expr: "x > 0 ? x : alpha * x",
  value: leakyRelu,
  textbook: (x: number, { alpha = 0.01 }: LeakyReluOptions = {}) => (x > 0 ? x : alpha * x),
  accuracy: { value: 0.5, partials: 0 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial}{\partial x} = \begin{cases} 1 & x > 0 \\ \alpha & x \le 0 \end{cases}`,
      expr: "x > 0 ? 1 : alpha",
      value: slope,
    },
    alpha: {
      latex: String.raw`\frac{\partial}{\partial \alpha} = \begin{cases} 0 & x > 0 \\ x & x \le 0 \end{cases}`,
      expr: "x > 0 ? 0 : x",
      value: slopeByAlpha,
    },
  },
  derivation: none("on each side of 0 the function is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "x == 0",
      of: "x",
      at: [0],
      gives: 0.01,
      because:
        "the slope is α from the left and 1 from the right; the left side is taken, as TensorFlow.js and PyTorch do",
    },
  ],
  tensor: (tf, x, { alpha }) => tf.leakyRelu(x, alpha),
  examples: [
    { at: [-2], gives: -0.02, because: "a hundredth of −2" },
    { at: [2], gives: 2, because: "positive numbers pass" },
    { at: [-2, { alpha: 0.25 }], gives: -0.5, because: "a quarter of −2" },
    { at: [-2, { alpha: 2 }], gives: -4, because: "two cases, not max(αx, x), which would be −2 for this α" },
    { at: [-0], gives: -0, because: "it keeps the sign of zero" },
    { of: "x", at: [-3], gives: 0.01, because: "a unit that is off still passes a little" },
  ],
  laws: [
    { law: "leakyRelu(x, alpha) == relu(x) - alpha * relu(-x)", because: "the two sides of 0, put together" },
    { law: "leakyRelu(x, 1) == x", because: "a leak of 1 changes nothing" },
    { law: "leakyRelu(x, 0) == relu(x)", because: "a leak of 0 is no leak" },
  ],
  sources: ["Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models (2013), eq. 2"],
});
