import { approx } from "../../formula/approx.js";
import { options, real, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange, checkWhole, withRequired } from "../../formula/validate.js";
import { timesPower } from "../../numeric/power.js";
import { lostByQuotient } from "../../numeric/weightedSum.js";

export interface ExponentialDecayOptions {
  /** The learning rate at first. */
  readonly initial: number;
  /** What `every` steps leave of the learning rate, above 0. */
  readonly rate: number;
  /** In how many steps, a whole number from 1. */
  readonly every: number;
}

const needed = ["initial", "rate", "every"] as const;

/**
 * A learning rate that falls to `rate` of itself within `every` steps, by the same part at each of them.
 *
 * The exponent t/T is carried in two parts, whose rounding would cost hundreds of ulp far out. It is TensorFlow's and
 * Keras's schedule without `staircase`, which is `stepDecay`. Throws a RangeError for a negative step, a rate that is not
 * above 0 and a number of steps that is not whole, a TypeError for other kinds and for an option that is missing. Source:
 * Senior, Heigold, Ranzato & Yang, An empirical study of learning rates in deep neural networks for speech recognition
 * (2013).
 */
export function exponentialDecay(step: number, options: ExponentialDecayOptions): number {
  const { initial, rate, every } = checked(step, options);
  return at(step, rate, every, initial);
}

function slope(step: number, options: ExponentialDecayOptions): number {
  const { initial, rate, every } = checked(step, options);
  return at(step, rate, every, (initial * Math.log(rate)) / every);
}

/** `scale · rate^(step/every)`. */
function at(step: number, rate: number, every: number, scale: number): number {
  const exponent = step / every;
  return timesPower(scale, rate, exponent, lostByQuotient(step, every, exponent));
}

function checked(step: number, options: ExponentialDecayOptions): ExponentialDecayOptions {
  const complete = withRequired<ExponentialDecayOptions, (typeof needed)[number]>(
    "exponentialDecay",
    options,
    needed,
    {},
  );
  checkNumber("exponentialDecay", "step", step);
  checkRange("exponentialDecay", "step", step, !(step < 0), "0 or more");
  checkRange("exponentialDecay", "rate", complete.rate, !(complete.rate <= 0), "above 0");
  checkWhole("exponentialDecay", "every", complete.every, 1);
  return complete;
}

export default defineFormula({
  name: "exponentialDecay",
  summary: "A learning rate that loses the same part of itself at every step.",
  args: [
    real("step", 0, 300, { latex: "t", domain: [0, Number.POSITIVE_INFINITY] }),
    options(
      required("initial", 0.001, 1, { latex: String.raw`\eta_0` }),
      required("rate", 0.5, 1, { latex: String.raw`\gamma`, domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY] }),
      required("every", 100, 1000, { latex: "T", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`\eta(t) = \eta_0 \, \gamma^{t / T}`,
  expr: "initial * rate^(step / every)",
  value: exponentialDecay,
  textbook: (step, { initial, rate, every }) => initial * rate ** (step / every),
  accuracy: { value: 3, partials: 4 },
  partials: {
    step: {
      latex: String.raw`\eta'(t) = \frac{\ln \gamma}{T} \, \eta_0 \, \gamma^{t / T}`,
      expr: "log(rate) / every * initial * rate^(step / every)",
      value: slope,
    },
  },
  derivation: {
    of: "step",
    steps: [
      {
        latex: String.raw`\eta'(t) = \left(\eta_0 \, e^{\ln \gamma \cdot t / T}\right)'`,
        expr: "log(rate) / every * initial * exp(log(rate) * step / every)",
        why: "A power is an exponential of the logarithm, and the exponential is its own derivative; chain rule",
      },
      {
        latex: String.raw`= \frac{\ln \gamma}{T} \, \eta_0 \, \gamma^{t / T}`,
        expr: "log(rate) / every * initial * rate^(step / every)",
        why: "The exponential is the power again",
      },
    ],
  },
  kinks: [],
  tensor: (tf, step, { initial, rate, every }) => tf.mul(initial, tf.pow(rate, tf.div(step, every))),
  examples: [
    { at: [0, { initial: 0.1, rate: 0.96, every: 100 }], gives: 0.1, because: "anything to the power of 0 is 1" },
    {
      at: [50, { initial: 0.1, rate: 0.96, every: 100 }],
      gives: approx("0.0979795897113271"),
      because: "half way to 0.096 by parts, not by differences: 0.1 · √0.96",
    },
    { at: [100, { initial: 0.1, rate: 0.96, every: 100 }], gives: 0.096, because: "one time through" },
    { at: [200, { initial: 1, rate: 0.5, every: 100 }], gives: 0.25, because: "two half-lives" },
    {
      of: "step",
      at: [0, { initial: 0.1, rate: 0.5, every: 100 }],
      gives: approx("-0.000693"),
      because: "0.1 · ln ½ / 100: the fall is in proportion to what is left",
    },
    {
      at: [Number.POSITIVE_INFINITY, { initial: 0.1, rate: 0.96, every: 100 }],
      gives: 0,
      because: "the limit",
    },
  ],
  laws: [
    { law: "exponentialDecay(0, initial, rate, every) == initial", because: "nothing has been lost yet" },
    {
      law: "exponentialDecay(step + every, initial, rate, every) == rate * exponentialDecay(step, initial, rate, every)",
      because: "so much is left after so many steps, wherever one begins",
    },
    {
      law: "exponentialDecay(2 * step, initial, rate, every) * initial == exponentialDecay(step, initial, rate, every)^2",
      because: "twice as long loses the same part twice",
    },
    {
      law: "exponentialDecay(step, initial, rate, every) >= stepDecay(step + every, initial, rate, every)",
      because: "it falls to the next drop before that comes",
    },
  ],
  sources: [
    "Senior, Heigold, Ranzato & Yang, An empirical study of learning rates in deep neural networks for speech recognition (2013)",
  ],
});
