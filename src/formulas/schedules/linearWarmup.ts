import { options, real, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange, checkRequired, checkWhole, hasEntries } from "../../formula/validate.js";

export interface LinearWarmupOptions {
  /** The learning rate after the warm-up. */
  readonly peak: number;
  /** How many steps the warm-up takes, a whole number from 1. */
  readonly steps: number;
}

const needed = ["peak", "steps"] as const;

/**
 * A learning rate that rises from 0 to `peak` in a straight line, and stays there.
 *
 * At step 0 it is 0, so that a first step by it changes nothing: count from 1, or start one step in. Throws a RangeError
 * for a negative step and for a number of steps that is not whole, a TypeError for other kinds and for an option that is
 * missing. Source: Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour (2017), §2.2.
 */
export function linearWarmup(step: number, options: LinearWarmupOptions): number {
  const { peak, steps } = checked(step, options);
  if (step >= steps) return peak;
  // Of the two orders, the one in which nothing overflows or underflows that the result would not.
  return step < 1 ? (peak * step) / steps : peak * (step / steps);
}

function slope(step: number, options: LinearWarmupOptions): number {
  const { peak, steps } = checked(step, options);
  if (Number.isNaN(step)) return step;
  return step < steps ? peak / steps : 0;
}

function checked(step: number, options: LinearWarmupOptions): LinearWarmupOptions {
  // Two numbers and nothing else are quickly seen to be in order.
  if (typeof options?.peak !== "number" || typeof options.steps !== "number" || !hasEntries(options, 2)) {
    checkRequired<LinearWarmupOptions, (typeof needed)[number]>("linearWarmup", options, needed, {});
  }
  checkNumber("linearWarmup", "step", step);
  checkRange("linearWarmup", "step", step, !(step < 0), "0 or more");
  checkWhole("linearWarmup", "steps", options.steps, 1);
  return options;
}

export default defineFormula({
  name: "linearWarmup",
  summary: "A learning rate that rises in a straight line, and then stays.",
  args: [
    real("step", 0, 300, { latex: "t", domain: [0, Number.POSITIVE_INFINITY] }),
    options(
      required("peak", 0.001, 1, { latex: String.raw`\eta` }),
      required("steps", 10, 400, { latex: "T", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`\eta(t) = \eta \min\left(1, \frac{t}{T}\right)`,
  expr: "peak * min(1, step / steps)",
  value: linearWarmup,
  textbook: (step, { peak, steps }) => peak * Math.min(1, step / steps),
  accuracy: { value: 3, partials: 4 },
  partials: {
    step: {
      latex: String.raw`\eta'(t) = \begin{cases} \frac{\eta}{T} & t < T \\ 0 & t \ge T \end{cases}`,
      expr: "step < steps ? peak / steps : 0",
      value: slope,
    },
  },
  derivation: none("on each side of T the schedule is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "step == steps",
      of: "step",
      at: [100, { peak: 0.5, steps: 100 }],
      gives: 0,
      because: "the slope is the peak over T before, and 0 from there on; the flat side is taken",
    },
  ],
  tensor: (tf, step, { peak, steps }) => tf.mul(peak, tf.minimum(1, tf.div(step, steps))),
  examples: [
    { at: [0, { peak: 0.1, steps: 1000 }], gives: 0, because: "the first step by it changes nothing" },
    { at: [250, { peak: 0.1, steps: 1000 }], gives: 0.025, because: "a quarter of the way, a quarter of the peak" },
    { at: [1000, { peak: 0.1, steps: 1000 }], gives: 0.1, because: "the warm-up is over" },
    { at: [50000, { peak: 0.1, steps: 1000 }], gives: 0.1, because: "it stays; what comes then is another schedule" },
    { at: [Number.POSITIVE_INFINITY, { peak: 0.1, steps: 10 }], gives: 0.1, because: "the limit" },
    { of: "step", at: [250, { peak: 0.1, steps: 1000 }], gives: 0.0001, because: "0.1 / 1000, everywhere on the way" },
  ],
  laws: [
    { law: "linearWarmup(steps + step, peak, steps) == peak", because: "after the warm-up it stays" },
    {
      law: "linearWarmup(min(step, steps) / 2, peak, steps) == linearWarmup(step, peak, steps) / 2",
      because: "half the steps, half the rate",
    },
    { law: "linearWarmup(step, peak, steps) <= peak", because: "it never overshoots" },
  ],
  sources: ["Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour (2017), §2.2"],
});
