import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { logistic, softplus } from "../../numeric/logistic.js";

/**
 * The logarithm of the logistic function, ln σ(x) = −ln(1 + e⁻ˣ): the log-likelihood of a class with score x, never
 * positive.
 *
 * Computed as −softplus(−x). The logarithm of σ(x) itself is −Infinity where σ(x) underflows, and loses every digit
 * where σ(x) is next to 1. Throws a TypeError for what is not a number. Source: Goodfellow, Bengio & Courville, Deep
 * Learning (2016), eq. 3.36.
 */
export function logSigmoid(x: number): number {
  checkNumber("logSigmoid", "x", x);
  return -softplus(-x);
}

/** What σ(x) leaves to 1. */
function slope(x: number): number {
  checkNumber("logSigmoid", "x", x);
  return logistic(-x);
}

export default defineFormula({
  name: "logSigmoid",
  summary: "The logarithm of the logistic function: the log-likelihood of a class with score x.",
  args: [real("x", -8, 8)],
  latex: String.raw`\ln \sigma(x) = -\ln(1 + e^{-x})`,
  expr: "-log(1 + exp(-x))",
  value: logSigmoid,
  textbook: (x) => Math.log(1 / (1 + Math.exp(-x))),
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\frac{d}{dx} \ln \sigma(x) = 1 - \sigma(x)`,
      expr: "1 - sigmoid(x)",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{d}{dx} \ln \sigma(x) = -\frac{-e^{-x}}{1 + e^{-x}}`,
        expr: "-(-exp(-x) / (1 + exp(-x)))",
        why: "The chain rule: the derivative of the logarithm is the reciprocal",
      },
      {
        latex: String.raw`= \frac{e^{-x}}{1 + e^{-x}}`,
        expr: "exp(-x) / (1 + exp(-x))",
        why: "The two signs cancel",
      },
      {
        latex: String.raw`= 1 - \sigma(x)`,
        expr: "1 - sigmoid(x)",
        why: "The fraction is what 1 / (1 + e⁻ˣ) leaves to 1",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.logSigmoid(x),
  examples: [
    { at: [0], gives: approx("-0.69314718055994530942"), because: "ln ½" },
    { at: [-1], gives: approx("-1.3132616875182228340"), because: "ln 0.2689" },
    {
      at: [40],
      gives: approx("-4.2483542552915889863e-18"),
      because: "σ(40) rounds to 1, but its logarithm is not 0",
    },
    { at: [-1000], gives: -1000, because: "σ(−1000) underflows, but its logarithm is −1000" },
    { at: [Number.POSITIVE_INFINITY], gives: -0, because: "the limit, from below" },
    { of: "x", at: [0], gives: 0.5, because: "what σ(0) leaves to 1" },
  ],
  laws: [
    { law: "exp(logSigmoid(x)) == sigmoid(x)", because: "the logarithm undone" },
    { law: "logSigmoid(x) - logSigmoid(-x) == x", because: "the score is the logarithm of the odds" },
    { law: "logSigmoid(x) < min(0, x)", because: "a probability is below 1, and below eˣ" },
  ],
  sources: ["Goodfellow, Bengio & Courville, Deep Learning (2016), eq. 3.36"],
});
