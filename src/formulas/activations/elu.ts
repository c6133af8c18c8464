import { approx } from "../../formula/approx.js";
import { options, real, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, withDefaults } from "../../formula/validate.js";
import { expm1, expSignificand } from "../../numeric/exponential.js";
import { product, rest } from "../../numeric/twofold.js";

export interface EluOptions {
  /** What the unit tends to, with its sign turned, for very negative numbers; 1 unless said otherwise. */
  readonly alpha?: number;
}

const defaults = { alpha: 1 };

/**
 * The exponential linear unit: x where x is positive, else α(eˣ − 1), which tends to −α.
 *
 * Goes by `expm1`, since eˣ − 1 loses the digits of a small x. Throws a TypeError for what is not a number, and for
 * options that are not an object. Source: Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by
 * exponential linear units (2016), eq. 15.
 */
export function elu(x: number, options: EluOptions = defaults): number {
  checkNumber("elu", "x", x);
  const { alpha } = withDefaults("elu", options, defaults);
  if (!(x <= 0)) return x;
  const bend = expm1(x);
  return alpha === 1 ? bend : product(alpha, 0, bend, rest.low);
}

function slope(x: number, options: EluOptions = defaults): number {
  checkNumber("elu", "x", x);
  const { alpha } = withDefaults("elu", options, defaults);
  if (!(x <= 0)) return Number.isNaN(x) ? x : 1;
  return product(alpha, 0, expSignificand(x), rest.low, rest.exponent);
}

function slopeByAlpha(x: number, options: EluOptions = defaults): number {
  checkNumber("elu", "x", x);
  withDefaults("elu", options, defaults);
  if (!(x <= 0)) return Number.isNaN(x) ? x : 0;
  return expm1(x);
}

export default defineFormula({
  name: "elu",
  summary: "Lets positive numbers pass and bends all others towards −α.",
  args: [real("x", -4, 4), options(setting("alpha", 1, 0, 2, { latex: String.raw`\alpha` }))],
  latex: String.raw`\mathrm{ELU}(x) = \begin{cases} x & x > 0 \\ \alpha \, (e^{x} - 1) & x \le 0 \end{cases}`,
  expr: "x > 0 ? x : alpha * expm1(x)",
  value: elu,
  textbook: (x: number, { alpha = 1 }: EluOptions = {}) => (x > 0 ? x : alpha * (Math.exp(x) - 1)),
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial}{\partial x} = \begin{cases} 1 & x > 0 \\ \alpha \, e^{x} & x \le 0 \end{cases}`,
      expr: "x > 0 ? 1 : alpha * exp(x)",
      value: slope,
    },
    alpha: {
      latex: String.raw`\frac{\partial}{\partial \alpha} = \begin{cases} 0 & x > 0 \\ e^{x} - 1 & x \le 0 \end{cases}`,
      expr: "x > 0 ? 0 : expm1(x)",
      value: slopeByAlpha,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial x} = \begin{cases} 1 & x > 0 \\ \alpha \, (e^{x} - 0) & x \le 0 \end{cases}`,
        expr: "x > 0 ? 1 : alpha * (exp(x) - 0)",
        why: "Side by side: the exponential is its own derivative, and a constant has the derivative 0",
      },
      {
        latex: String.raw`= \begin{cases} 1 & x > 0 \\ \alpha \, e^{x} & x \le 0 \end{cases}`,
        expr: "x > 0 ? 1 : alpha * exp(x)",
        why: "For α = 1 the two sides meet in the slope 1",
      },
    ],
  },
  kinks: [
    {
      where: "x == 0",
      of: "x",
      at: [0, { alpha: 2 }],
      gives: 2,
      because: "the slope is α from the left and 1 from the right; the left side is taken, as PyTorch does",
    },
  ],
  tensor: (tf, x, { alpha }) => tf.add(tf.relu(x), tf.mul(alpha, tf.expm1(tf.minimum(x, 0)))),
  examples: [
    { at: [-1], gives: approx("-0.63212055882855767840"), because: "e⁻¹ − 1" },
    { at: [2], gives: 2, because: "positive numbers pass" },
    { at: [-1, { alpha: 2 }], gives: approx("-1.2642411176571153568"), because: "twice as far down" },
    {
      at: [-1e-10],
      gives: approx("-9.9999999995e-11"),
      because: "near 0 it is x; e^x − 1 would keep six digits of it",
    },
    { at: [Number.NEGATIVE_INFINITY], gives: -1, because: "the limit, −α" },
    { at: [-0], gives: -0, because: "it keeps the sign of zero" },
    { of: "x", at: [-1], gives: approx("0.36787944117144232160"), because: "e⁻¹: a unit that is off still learns" },
  ],
  laws: [
    { law: "elu(x, alpha) >= -alpha", because: "eˣ is positive" },
    { law: "elu(x, alpha) == relu(x) + alpha * expm1(min(0, x))", because: "the two sides of 0, put together" },
    { law: "elu(x, 0) == relu(x)", because: "with α = 0 the left side is flat" },
  ],
  sources: [
    "Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by exponential linear units (2016), eq. 15",
  ],
});
