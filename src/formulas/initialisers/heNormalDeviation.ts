import { approx } from "../../formula/approx.js";
import { count } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkWhole } from "../../formula/validate.js";

/**
 * The standard deviation of He's normal distribution for a layer of `fanIn` inputs that are rectified.
 *
 * A relu passes half of its inputs, which the 2 makes up for. Throws a RangeError for a number that is not whole from 1, a
 * TypeError for other kinds. Source: He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), eq. 10.
 */
export function heNormalDeviation(fanIn: number): number {
  checkWhole("heNormalDeviation", "fanIn", fanIn, 1);
  return Math.sqrt(2 / fanIn);
}

export default defineFormula({
  name: "heNormalDeviation",
  summary: "How widely the first weights of a layer spread, so that rectified signals keep their size.",
  args: [count("fanIn", 1, 1024, { latex: String.raw`n_\mathrm{in}` })],
  latex: String.raw`\sigma(n_\mathrm{in}) = \sqrt{\frac{2}{n_\mathrm{in}}}`,
  expr: "sqrt(2 / fanIn)",
  value: heNormalDeviation,
  textbook: (fanIn) => Math.sqrt(2 / fanIn),
  accuracy: { value: 3, partials: 4 },
  partials: none("the number of units is whole"),
  derivation: none("the number of units is whole"),
  kinks: [],
  tensor: (tf, fanIn) => tf.sqrt(tf.div(2, fanIn)),
  examples: [
    { at: [784], gives: approx("0.0505076272276105"), because: "√(2/784): the pixels of a digit" },
    { at: [2], gives: 1, because: "√(2/2)" },
    { at: [8], gives: 0.5, because: "four times the inputs, half the spread" },
    { at: [1], gives: approx("1.41421356"), because: "√2 makes up for the half that a relu cuts off" },
  ],
  laws: [
    { law: "heNormalDeviation(4 * fanIn) == heNormalDeviation(fanIn) / 2", because: "it goes with the root" },
    { law: "heNormalDeviation(fanIn)^2 * fanIn == 2", because: "the variances of all inputs add up to 2" },
  ],
  sources: ["He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), eq. 10"],
});
