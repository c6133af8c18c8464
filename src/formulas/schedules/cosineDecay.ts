import { approx } from "../../formula/approx.js";
import { options, real, required, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange, checkRequired, checkWhole, hasEntries } from "../../formula/validate.js";
import { cosineFall, sineArch } from "../../numeric/cosineFall.js";

export interface CosineDecayOptions {
  /** The learning rate at first. */
  readonly initial: number;
  /** The learning rate from the last step on; 0 unless said otherwise. */
  readonly final?: number;
  /** How many steps it falls, a whole number from 1. */
  readonly steps: number;
}

const needed = ["initial", "steps"] as const;
const defaults = { final: 0 };

/**
 * A learning rate that falls from `initial` to `final` along half a cosine, and stays there.
 *
 * cos²(πt/2T) is ½(1 + cos(πt/T)), which is how the paper prints it, and does not cancel at the end. PyTorch's
 * CosineAnnealingLR rises again after T; this one is constant, as Keras's. Throws a RangeError for a negative step and for
 * a number of steps that is not whole, a TypeError for other kinds and for an option that is missing. Source: Loshchilov &
 * Hutter, SGDR: stochastic gradient descent with warm restarts (2017), eq. 5.
 */
export function cosineDecay(step: number, options: CosineDecayOptions): number {
  const { initial, final, steps } = checked(step, options);
  if (step >= steps) return final;
  return final + (initial - final) * cosineFall(step, steps);
}

function slope(step: number, options: CosineDecayOptions): number {
  const { initial, final, steps } = checked(step, options);
  if (step >= steps) return 0;
  return ((final - initial) * sineArch(step, steps)) / ((2 / Math.PI) * steps);
}

function checked(step: number, options: CosineDecayOptions): Required<CosineDecayOptions> {
  const count = typeof options?.final === "number" ? 3 : 2;
  // Numbers and nothing else are quickly seen to be in order.
  if (typeof options?.initial !== "number" || typeof options.steps !== "number" || !hasEntries(options, count)) {
    checkRequired("cosineDecay", options, needed, defaults);
  }
  const { initial, final = defaults.final, steps } = options;
  checkNumber("cosineDecay", "step", step);
  checkRange("cosineDecay", "step", step, !(step < 0), "0 or more");
  checkWhole("cosineDecay", "steps", steps, 1);
  return { initial, final, steps };
}

export default defineFormula({
  name: "cosineDecay",
  summary: "A learning rate that falls along half a cosine: slowly, then fast, then slowly.",
  args: [
    real("step", 0, 300, { latex: "t", domain: [0, Number.POSITIVE_INFINITY] }),
    options(
      required("initial", 0.01, 1, { latex: String.raw`\eta_0` }),
      setting("final", 0, 0, 0.01, { latex: String.raw`\eta_1` }),
      required("steps", 100, 400, { latex: "T", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`\eta(t) = \eta_1 + (\eta_0 - \eta_1) \cos^2 \frac{\pi \min(t, T)}{2 T}`,
  expr: "final + (initial - final) * cos(pi * min(step, steps) / (2 * steps))^2",
  value: cosineDecay,
  textbook: (step, { initial, final = 0, steps }) =>
    final + ((initial - final) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))) / 2,
  accuracy: { value: 3, partials: 4 },
  partials: {
    step: {
      latex: String.raw`\eta'(t) = -(\eta_0 - \eta_1) \, \frac{\pi}{2 T} \sin \frac{\pi \min(t, T)}{T}`,
      expr: "-(initial - final) * pi / (2 * steps) * sin(pi * min(step, steps) / steps)",
      value: slope,
    },
  },
  derivation: {
    of: "step",
    steps: [
      {
        latex: String.raw`\eta'(t) = (\eta_0 - \eta_1) \cdot 2 \cos \frac{\pi \min(t, T)}{2 T} \cdot \left(-\sin \frac{\pi \min(t, T)}{2 T}\right) \cdot \frac{\pi}{2 T}`,
        expr: "(initial - final) * 2 * cos(pi * min(step, steps) / (2 * steps)) * (-sin(pi * min(step, steps) / (2 * steps))) * pi / (2 * steps)",
        why: "Power rule and chain rule, twice; from T on the rate is constant, and the cosine is 0 there",
      },
      {
        latex: String.raw`= -(\eta_0 - \eta_1) \, \frac{\pi}{2 T} \sin \frac{\pi \min(t, T)}{T}`,
        expr: "-(initial - final) * pi / (2 * steps) * sin(pi * min(step, steps) / steps)",
        why: "Sine and cosine of an angle make half the sine of twice the angle",
      },
    ],
  },
  kinks: [],
  tensor: (tf, step, { initial, final, steps }) => {
    const cosine = tf.cos(tf.mul(tf.div(tf.minimum(step, steps), steps), Math.PI / 2));
    return tf.add(final, tf.mul(initial - final, tf.square(cosine)));
  },
  examples: [
    { at: [0, { initial: 0.1, steps: 100 }], gives: 0.1, because: "the cosine of 0 is 1" },
    {
      at: [25, { initial: 0.1, steps: 100 }],
      gives: approx("0.0853553390593274"),
      because: "a quarter of the way has cost less than a sixth: cos² 22.5°",
    },
    { at: [50, { initial: 0.1, steps: 100 }], gives: 0.05, because: "half way it is half, cos² 45°" },
    { at: [100, { initial: 0.1, final: 0.001, steps: 100 }], gives: 0.001, because: "the last step" },
    { at: [250, { initial: 0.1, final: 0.001, steps: 100 }], gives: 0.001, because: "it stays there" },
    {
      at: [999999, { initial: 1, steps: 1000000 }],
      gives: approx("2.46740110027e-12"),
      because: "near the end a parabola, (π/2T)²; of ½(1 + cos) only four digits would be left",
    },
    {
      of: "step",
      at: [50, { initial: 0.1, steps: 100 }],
      gives: approx("-0.00157"),
      because: "steepest in the middle: −0.1 · π/200",
    },
    {
      of: "step",
      at: [100, { initial: 0.1, steps: 100 }],
      gives: 0,
      because: "level at the end, so that nothing jumps",
    },
  ],
  laws: [
    { law: "cosineDecay(0, initial, final, steps) == initial", because: "the cosine of 0 is 1" },
    { law: "cosineDecay(steps + step, initial, final, steps) == final", because: "it stays where it ends" },
    {
      law: "cosineDecay(min(step, steps), initial, final, steps) + cosineDecay(steps - min(step, steps), initial, final, steps) == initial + final",
      because: "the curve is symmetric about its middle",
    },
  ],
  sources: ["Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts (2017), eq. 5"],
});
