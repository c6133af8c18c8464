import { approx } from "../../formula/approx.js";
import { count, real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { exp } from "../../numeric/exponential.js";

/**
 * The perplexity e^H of a mean negative log-likelihood H in nats: among how many equally likely words a model is as
 * undecided as it is on average.
 *
 * A mean in bits would be raised to a power of 2 instead. Throws a TypeError for what is not a number. Source: Jurafsky
 * & Martin, Speech and Language Processing, ch. 3.
 */
export function perplexity(meanNegativeLogLikelihood: number): number {
  checkNumber("perplexity", "meanNegativeLogLikelihood", meanNegativeLogLikelihood);
  return exp(meanNegativeLogLikelihood);
}

export default defineFormula({
  name: "perplexity",
  summary: "Among how many equally likely words a model is as undecided as it is on average.",
  args: [real("meanNegativeLogLikelihood", 0, 8, { latex: "H" })],
  latex: String.raw`\mathrm{perplexity}(H) = e^H`,
  expr: "exp(meanNegativeLogLikelihood)",
  value: perplexity,
  textbook: (meanNegativeLogLikelihood) => Math.exp(meanNegativeLogLikelihood),
  accuracy: { value: 1, partials: 1 },
  partials: {
    meanNegativeLogLikelihood: {
      latex: String.raw`\frac{\partial}{\partial H} = e^H`,
      expr: "exp(meanNegativeLogLikelihood)",
      value: perplexity,
    },
  },
  derivation: {
    of: "meanNegativeLogLikelihood",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial H} = e^H`,
        expr: "exp(meanNegativeLogLikelihood)",
        why: "The exponential is its own derivative",
      },
    ],
  },
  kinks: [],
  tensor: (tf, meanNegativeLogLikelihood) => tf.exp(meanNegativeLogLikelihood),
  examples: [
    { at: [2], gives: approx("7.3890560989306502272"), because: "e²: as undecided as among seven words and a bit" },
    { at: [0], gives: 1, because: "a model that is certain and right has one word to choose from" },
    { at: [Math.LN2], gives: approx("2.0000"), because: "ln 2 nats, one bit: a choice between two" },
    {
      at: [10.82490511970208],
      gives: approx("50257.0000"),
      because: "ln 50257: knowing nothing of GPT-2's vocabulary",
    },
    {
      at: [3.3],
      gives: approx("27.11"),
      because: "a loss of 3.3 and one of 3.2 (24.53) differ by a tenth of the choices",
    },
    { at: [800], gives: Number.POSITIVE_INFINITY, because: "beyond all doubles" },
  ],
  laws: [
    {
      law: "perplexity(log(k)) == k",
      because: "of k equally likely words each has −ln(1/k) = ln k",
      with: [count("k", 1, 1000)],
    },
    {
      law: "perplexity(meanNegativeLogLikelihood + d) == perplexity(meanNegativeLogLikelihood) * exp(d)",
      because: "what is added to the loss multiplies the choices",
      with: [real("d", -2, 2)],
    },
    {
      law: "perplexity(meanNegativeLogLikelihood) >= 1 + meanNegativeLogLikelihood",
      because: "the exponential lies above its tangent at 0",
    },
  ],
  sources: ["Jurafsky & Martin, Speech and Language Processing, ch. 3"],
});
