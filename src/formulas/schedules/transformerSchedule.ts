import { approx } from "../../formula/approx.js";
import { options, real, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange, checkWhole, withRequired } from "../../formula/validate.js";

export interface TransformerScheduleOptions {
  /** The width of the model, a whole number from 1. */
  readonly width: number;
  /** How many steps the rate rises, a whole number from 1. */
  readonly warmup: number;
}

const needed = ["width", "warmup"] as const;

/**
 * The learning rate of the first transformers: it rises in a straight line for `warmup` steps, and then falls with the
 * root of the `step`, which counts from 1.
 *
 * The wider the model, the smaller the rate. Throws a RangeError for a step below 1 and for a width or a warm-up that is
 * not whole, a TypeError for other kinds and for an option that is missing. Source: Vaswani et al., Attention is all you
 * need (2017), eq. 3.
 */
export function transformerSchedule(step: number, options: TransformerScheduleOptions): number {
  const { width, warmup } = checked(step, options);
  return step <= warmup ? step / rise(width, warmup) : fall(width, step);
}

function slope(step: number, options: TransformerScheduleOptions): number {
  const { width, warmup } = checked(step, options);
  return step <= warmup ? 1 / rise(width, warmup) : (-0.5 * fall(width, step)) / step;
}

/** d^½·w^(3/2), over which the step is divided. */
function rise(width: number, warmup: number): number {
  return warmup * Math.sqrt(warmup * width);
}

/** (d·t)^(−½), by a product that does not overflow. */
function fall(width: number, step: number): number {
  return 2 ** -32 / Math.sqrt(width * (step * 2 ** -64));
}

function checked(step: number, options: TransformerScheduleOptions): TransformerScheduleOptions {
  const complete = withRequired<TransformerScheduleOptions, (typeof needed)[number]>(
    "transformerSchedule",
    options,
    needed,
    {},
  );
  checkNumber("transformerSchedule", "step", step);
  checkRange("transformerSchedule", "step", step, !(step < 1), "1 or more");
  checkWhole("transformerSchedule", "width", complete.width, 1);
  checkWhole("transformerSchedule", "warmup", complete.warmup, 1);
  return complete;
}

export default defineFormula({
  name: "transformerSchedule",
  summary: "A learning rate that rises in a straight line, and then falls with the root of the step.",
  args: [
    real("step", 1, 300, { latex: "t", domain: [1, Number.POSITIVE_INFINITY] }),
    options(
      required("width", 16, 1024, { latex: "d", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
      required("warmup", 10, 400, { latex: "w", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`\eta(t) = \frac{1}{\sqrt{d}} \min\left(\frac{1}{\sqrt{t}}, \frac{t}{w \sqrt{w}}\right)`,
  expr: "width^(-1/2) * min(step^(-1/2), step * warmup^(-3/2))",
  value: transformerSchedule,
  textbook: (step, { width, warmup }) => width ** -0.5 * Math.min(step ** -0.5, step * warmup ** -1.5),
  accuracy: { value: 3, partials: 4 },
  partials: {
    step: {
      latex: String.raw`\eta'(t) = \frac{1}{\sqrt{d}} \begin{cases} \frac{1}{w \sqrt{w}} & t \le w \\ -\frac{1}{2 t \sqrt{t}} & t > w \end{cases}`,
      expr: "width^(-1/2) * (step <= warmup ? warmup^(-3/2) : -1/2 * step^(-3/2))",
      value: slope,
    },
  },
  derivation: {
    of: "step",
    steps: [
      {
        latex: String.raw`\eta'(t) = \frac{1}{\sqrt{d}} \begin{cases} \left(\frac{t}{w \sqrt{w}}\right)' & t \le w \\ \left(t^{-1/2}\right)' & t > w \end{cases}`,
        expr: "step <= warmup ? width^(-1/2) * warmup^(-3/2) : width^(-1/2) * (-1/2) * step^(-1/2 - 1)",
        why: "Up to w the line is the smaller one, from there the root; power rule",
      },
      {
        latex: String.raw`= \frac{1}{\sqrt{d}} \begin{cases} \frac{1}{w \sqrt{w}} & t \le w \\ -\frac{1}{2 t \sqrt{t}} & t > w \end{cases}`,
        expr: "width^(-1/2) * (step <= warmup ? warmup^(-3/2) : -1/2 * step^(-3/2))",
        why: "The exponents are added up",
      },
    ],
  },
  kinks: [
    {
      where: "step == warmup",
      of: "step",
      at: [4, { width: 1, warmup: 4 }],
      gives: 0.125,
      because: "it rises by 1/8 a step before its peak and falls by 1/16 after it; the left side is taken",
    },
  ],
  tensor: (tf, step, { width, warmup }) =>
    tf.mul(width ** -0.5, tf.minimum(tf.rsqrt(step), tf.mul(step, warmup ** -1.5))),
  examples: [
    {
      at: [4000, { width: 512, warmup: 4000 }],
      gives: approx("0.000698771242968684"),
      because: "the peak of the base model, 1/√(512 · 4000)",
    },
    {
      at: [1, { width: 512, warmup: 4000 }],
      gives: approx("1.7469e-7"),
      because: "a 4000th of the peak: steps count from 1",
    },
    {
      at: [16000, { width: 512, warmup: 4000 }],
      gives: approx("0.00034939"),
      because: "four times as far, half the rate",
    },
    {
      at: [4, { width: 16, warmup: 4 }],
      gives: 0.125,
      because: "¼ · ½: both sides of the minimum meet at the warm-up's end",
    },
    { of: "step", at: [2, { width: 1, warmup: 4 }], gives: 0.125, because: "1/(4√4), everywhere on the way up" },
    { of: "step", at: [16, { width: 1, warmup: 4 }], gives: -0.0078125, because: "−1/(2 · 16 · 4), on the way down" },
    { at: [Number.POSITIVE_INFINITY, { width: 512, warmup: 4000 }], gives: 0, because: "the limit" },
  ],
  laws: [
    {
      law: "transformerSchedule(step, width, warmup) <= transformerSchedule(warmup, width, warmup)",
      because: "the peak is at the end of the warm-up",
    },
    {
      law: "transformerSchedule(step, 4 * width, warmup) == transformerSchedule(step, width, warmup) / 2",
      because: "the rate goes with the root of the width",
    },
    {
      law: "transformerSchedule(4 * max(step, warmup), width, warmup) == transformerSchedule(max(step, warmup), width, warmup) / 2",
      because: "after the warm-up, four times as far halves the rate",
    },
  ],
  sources: ["Vaswani et al., Attention is all you need (2017), eq. 3"],
});
