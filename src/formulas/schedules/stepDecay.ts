import { approx } from "../../formula/approx.js";
import { options, real, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange, checkWhole, withRequired } from "../../formula/validate.js";
import { timesPower } from "../../numeric/power.js";

export interface StepDecayOptions {
  /** The learning rate at first. */
  readonly initial: number;
  /** What each drop leaves of the learning rate, above 0. */
  readonly factor: number;
  /** After how many steps each drop comes, a whole number from 1. */
  readonly every: number;
}

const needed = ["initial", "factor", "every"] as const;

/**
 * A learning rate that drops to `factor` of itself after `every` steps; `step` counts from 0.
 *
 * PyTorch's StepLR counts epochs instead. A quotient below a whole number k is never rounded up to it, as long as k·T is a
 * double. Throws a RangeError for a negative step, a factor that is not above 0 and a
 * number of steps that is not whole, a TypeError for other kinds and for an option that is missing. Source: Goodfellow,
 * Bengio & Courville, Deep Learning (2016), §8.3.1 on decaying rates.
 */
export function stepDecay(step: number, options: StepDecayOptions): number {
  const { initial, factor, every } = checked(step, options);
  const drops = Math.round(step / every - 0.5);
  const left = factor ** drops;
  // A power that leaves the doubles may come back with the first rate.
  return left > 2 ** -1022 && left < Number.POSITIVE_INFINITY ? initial * left : timesPower(initial, factor, drops);
}

function checked(step: number, options: StepDecayOptions): StepDecayOptions {
  const complete = withRequired<StepDecayOptions, (typeof needed)[number]>("stepDecay", options, needed, {});
  checkNumber("stepDecay", "step", step);
  checkRange("stepDecay", "step", step, !(step < 0), "0 or more");
  checkRange("stepDecay", "factor", complete.factor, !(complete.factor <= 0), "above 0");
  checkWhole("stepDecay", "every", complete.every, 1);
  return complete;
}

export default defineFormula({
  name: "stepDecay",
  summary: "A learning rate that drops to a fixed part of itself after every so many steps.",
  args: [
    real("step", 0, 300, { latex: "t", domain: [0, Number.POSITIVE_INFINITY] }),
    options(
      required("initial", 0.001, 1, { latex: String.raw`\eta_0` }),
      required("factor", 0.1, 1, { latex: String.raw`\gamma`, domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY] }),
      required("every", 50, 1000, { latex: "T", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`\eta(t) = \eta_0 \, \gamma^{\lfloor t / T \rfloor}`,
  expr: "initial * factor^floor(step / every)",
  value: stepDecay,
  textbook: (step, { initial, factor, every }) => initial * factor ** Math.round(step / every - 0.5),
  accuracy: { value: 3, partials: 4 },
  partials: { step: none("between its drops the rate is constant") },
  derivation: none("between its drops the rate is constant"),
  kinks: [],
  tensor: (tf, step, { initial, factor, every }) => tf.mul(initial, tf.pow(factor, tf.floor(tf.div(step, every)))),
  examples: [
    { at: [0, { initial: 0.1, factor: 0.5, every: 10 }], gives: 0.1, because: "no drop has come yet" },
    {
      at: [9, { initial: 0.1, factor: 0.5, every: 10 }],
      gives: 0.1,
      because: "steps count from 0: the tenth is the last",
    },
    { at: [10, { initial: 0.1, factor: 0.5, every: 10 }], gives: 0.05, because: "the first drop halves it" },
    { at: [29, { initial: 0.1, factor: 0.5, every: 10 }], gives: 0.025, because: "⌊29/10⌋ = 2 drops" },
    {
      at: [90, { initial: 0.1, factor: 0.1, every: 30 }],
      gives: approx("0.0001"),
      because: "a tenth every 30 epochs, as PyTorch's example for ImageNet trains",
    },
    {
      at: [Number.POSITIVE_INFINITY, { initial: 0.1, factor: 0.5, every: 10 }],
      gives: 0,
      because: "the limit",
    },
  ],
  laws: [
    { law: "stepDecay(0, initial, factor, every) == initial", because: "no drop has come yet" },
    {
      law: "stepDecay(step + every, initial, factor, every) == factor * stepDecay(step, initial, factor, every)",
      because: "one drop every so many steps",
    },
    {
      law: "stepDecay(step, initial, factor, every) <= exponentialDecay(max(step - every, 0), initial, factor, every)",
      because: "it never lags behind the smooth decay by more than one drop",
    },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), §8.3.1"],
});
