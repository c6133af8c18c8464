import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber } from "../../formula/validate.js";

/**
 * The rectified linear unit max(0, x): positive numbers pass, others become 0.
 *
 * NaN stays NaN, and −0 becomes 0. Throws a TypeError for what is not a number. Source: Nair & Hinton, Rectified linear
 * units improve restricted Boltzmann machines (2010).
 */
export function relu(x: number): number {
  checkNumber("relu", "x", x);
  return x > 0 || Number.isNaN(x) ? x : 0;
}

function slope(x: number): number {
  checkNumber("relu", "x", x);
  return Number.isNaN(x) ? x : x > 0 ? 1 : 0;
}

export default defineFormula({
  name: "relu",
  summary: "Lets positive numbers pass and makes all others 0.",
  args: [real("x", -4, 4)],
  latex: String.raw`\mathrm{ReLU}(x) = \max(0, x)`,
  expr: "max(0, x)",
  value: relu,
  textbook: (x) => Math.max(0, x),
  accuracy: { value: 0, partials: 0 },
  partials: {
    x: {
      latex: String.raw`\mathrm{ReLU}'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}`,
      expr: "x > 0 ? 1 : 0",
      value: slope,
    },
  },
  derivation: none("on each side of 0 the function is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "x == 0",
      of: "x",
      at: [0],
      gives: 0,
      because:
        "the slope is 0 from the left and 1 from the right; the flat side is taken, as TensorFlow.js and PyTorch do",
    },
  ],
  tensor: (tf, x) => tf.relu(x),
  examples: [
    { at: [-2], gives: 0, because: "a unit that is off" },
    { at: [3], gives: 3, because: "a unit that is on passes its input" },
    { at: [-0], gives: 0, because: "the flat side has no sign" },
    { at: [Number.POSITIVE_INFINITY], gives: Number.POSITIVE_INFINITY, because: "the limit" },
    { of: "x", at: [2], gives: 1, because: "an active unit passes the gradient whole" },
    { of: "x", at: [-2], gives: 0, because: "a unit that is off passes none" },
  ],
  laws: [
    { law: "relu(x) - relu(-x) == x", because: "one of the two is 0" },
    { law: "relu(relu(x)) == relu(x)", because: "what has passed once passes again" },
    {
      law: "relu(a * x) == a * relu(x)",
      because: "a positive factor does not change the sign",
      with: [real("a", 0, 4, { domain: [0, Number.POSITIVE_INFINITY] })],
    },
  ],
  sources: ["Nair & Hinton, Rectified linear units improve restricted Boltzmann machines (2010)"],
});
