import { approx } from "../../formula/approx.js";
import { count } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkWhole } from "../../formula/validate.js";

/**
 * The limit a of Glorot's uniform distribution on [−a, a) for a layer of `fanIn` inputs and `fanOut` outputs.
 *
 * The variance a²/3 is then 2/(in + out), half way between what keeps the signal's size forwards (1/in) and backwards
 * (1/out). Throws a RangeError for numbers that are not whole from 1, a TypeError for other kinds. Source: Glorot & Bengio,
 * Understanding the difficulty of training deep feedforward neural networks (2010), eq. 16.
 */
export function glorotUniformLimit(fanIn: number, fanOut: number): number {
  checkWhole("glorotUniformLimit", "fanIn", fanIn, 1);
  checkWhole("glorotUniformLimit", "fanOut", fanOut, 1);
  return Math.sqrt(6 / (fanIn + fanOut));
}

export default defineFormula({
  name: "glorotUniformLimit",
  summary: "How far from 0 the first weights of a layer may be, so that signals neither grow nor fade on their way.",
  args: [
    count("fanIn", 1, 1024, { latex: String.raw`n_\mathrm{in}` }),
    count("fanOut", 1, 1024, { latex: String.raw`n_\mathrm{out}` }),
  ],
  latex: String.raw`a(n_\mathrm{in}, n_\mathrm{out}) = \sqrt{\frac{6}{n_\mathrm{in} + n_\mathrm{out}}}`,
  expr: "sqrt(6 / (fanIn + fanOut))",
  value: glorotUniformLimit,
  textbook: (fanIn, fanOut) => Math.sqrt(6 / (fanIn + fanOut)),
  accuracy: { value: 3, partials: 4 },
  partials: none("numbers of units are whole"),
  derivation: none("numbers of units are whole"),
  kinks: [],
  tensor: (tf, fanIn, fanOut) => tf.sqrt(tf.div(6, tf.add(fanIn, fanOut))),
  examples: [
    {
      at: [784, 128],
      gives: approx("0.0811107105653813"),
      because: "√(6/912): the first layer of many an MNIST model",
    },
    { at: [3, 3], gives: 1, because: "√(6/6)" },
    { at: [1, 5], gives: 1, because: "only the sum of both counts" },
    { at: [12, 12], gives: 0.5, because: "four times as wide, half as far" },
    { at: [1, 1], gives: approx("1.7320508"), because: "√3: a variance of 1" },
  ],
  laws: [
    { law: "glorotUniformLimit(fanIn, fanOut) == glorotUniformLimit(fanOut, fanIn)", because: "both ways count alike" },
    {
      law: "glorotUniformLimit(fanIn, fanOut)^2 / 3 * (fanIn + fanOut) == 2",
      because: "a uniform distribution on [−a, a] has the variance a²/3",
    },
    {
      law: "glorotUniformLimit(fanIn, fanIn) == sqrt(3 / 2) * heNormalDeviation(fanIn)",
      because: "for square layers He's variance is twice Glorot's, of which the limit is √3 deviations",
    },
  ],
  sources: [
    "Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), eq. 16",
  ],
});
