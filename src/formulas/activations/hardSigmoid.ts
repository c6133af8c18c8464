import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber } from "../../formula/validate.js";
import { divide, exactSum, rest } from "../../numeric/twofold.js";

/**
 * The hard sigmoid: (x + 3) / 6, but 0 below −3 and 1 above 3.
 *
 * This is the definition of today's Keras and PyTorch; older Keras and TensorFlow.js have 0.2x + 0.5, which reaches its
 * ends at ±2.5. Not x/6 + ½, which cancels near −3. Throws a TypeError for what is not a number. Source: Howard et al.,
 * Searching for MobileNetV3 (2019).
 */
export function hardSigmoid(x: number): number {
  checkNumber("hardSigmoid", "x", x);
  if (x <= -3) return 0;
  return x >= 3 ? 1 : divide(exactSum(x, 3), rest.low, 6, 0);
}

function slope(x: number): number {
  checkNumber("hardSigmoid", "x", x);
  if (Number.isNaN(x)) return x;
  return x > -3 && x < 3 ? 1 / 6 : 0;
}

export default defineFormula({
  name: "hardSigmoid",
  summary: "A straight line from 0 at −3 to 1 at 3, flat on both sides: a sigmoid without an exponential.",
  args: [real("x", -6, 6)],
  latex: String.raw`\mathrm{hardSigmoid}(x) = \max\left(0, \min\left(1, \frac{x + 3}{6}\right)\right)`,
  expr: "max(0, min(1, (x + 3) / 6))",
  value: hardSigmoid,
  textbook: (x) => Math.max(0, Math.min(1, (x + 3) / 6)),
  accuracy: { value: 1, partials: 0.5 },
  partials: {
    x: {
      latex: String.raw`\mathrm{hardSigmoid}'(x) = \begin{cases} 0 & x \le -3 \\ \frac{1}{6} & x < 3 \\ 0 & x \ge 3 \end{cases}`,
      expr: "x <= -3 ? 0 : x < 3 ? 1 / 6 : 0",
      value: slope,
    },
  },
  derivation: none("each of its pieces is a straight line, whose slope can be read off"),
  kinks: [
    {
      where: "x == -3",
      of: "x",
      at: [-3],
      gives: 0,
      because: "the slope is 0 from the left and 1/6 from the right; the flat side is taken, as PyTorch does",
    },
    {
      where: "x == 3",
      of: "x",
      at: [3],
      gives: 0,
      because: "the slope is 1/6 from the left and 0 from the right; the flat side is taken, as PyTorch does",
    },
  ],
  tensor: (tf, x) => tf.clipByValue(tf.div(tf.add(x, 3), 6), 0, 1),
  examples: [
    { at: [0], gives: 0.5, because: "the middle" },
    { at: [1], gives: approx("0.66666666666666666667"), because: "4 / 6; the older definition gives 0.7" },
    { at: [-2.75], gives: approx("0.041666666666666666667"), because: "0.25 / 6; the older definition gives 0" },
    { at: [-3], gives: 0, because: "the end of the line" },
    { at: [Number.POSITIVE_INFINITY], gives: 1, because: "the limit" },
    { of: "x", at: [1], gives: approx("0.16666666666666666667"), because: "one sixth, wherever it is not flat" },
    { of: "x", at: [5], gives: 0, because: "where it is flat nothing is learnt" },
  ],
  laws: [
    { law: "hardSigmoid(-x) == 1 - hardSigmoid(x)", because: "the classes swap places, as in the sigmoid" },
    { law: "hardSigmoid(x) >= 0", because: "it is cut off there" },
    { law: "hardSigmoid(x) <= 1", because: "it is cut off there" },
    { law: "hardSigmoid(x) == (relu(x + 3) - relu(x - 3)) / 6", because: "two ReLUs make a ramp" },
    { law: "abs(hardSigmoid(x) - sigmoid(x)) < 0.072", because: "so near it is to the sigmoid" },
  ],
  sources: ["Howard et al., Searching for MobileNetV3 (2019)"],
});
