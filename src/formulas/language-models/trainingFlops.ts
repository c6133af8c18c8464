import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange } from "../../formula/validate.js";

/**
 * About how many operations it takes to train a model of so many `parameters` on so many `tokens`.
 *
 * Each parameter takes a multiplication and an addition forwards for every token, and twice that backwards; attention
 * itself, which grows with the context, is left out. Throws a RangeError for negative numbers, a TypeError for other kinds.
 * Source: Kaplan et al., Scaling laws for neural language models (2020), §2.1.
 */
export function trainingFlops(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  // The smaller number first, so that nothing overflows that the product would not.
  return 6 * Math.min(parameters, tokens) * Math.max(parameters, tokens);
}

function slopeByParameters(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  return Number.isNaN(parameters) ? parameters : 6 * tokens;
}

function slopeByTokens(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  return Number.isNaN(tokens) ? tokens : 6 * parameters;
}

function checkArguments(parameters: number, tokens: number): void {
  checkNumber("trainingFlops", "parameters", parameters);
  checkNumber("trainingFlops", "tokens", tokens);
  checkRange("trainingFlops", "parameters", parameters, !(parameters < 0), "0 or more");
  checkRange("trainingFlops", "tokens", tokens, !(tokens < 0), "0 or more");
}

export default defineFormula({
  name: "trainingFlops",
  summary: "About how many floating-point operations the training of a language model takes.",
  args: [
    real("parameters", 1e6, 1e12, { latex: "N", domain: [0, Number.POSITIVE_INFINITY] }),
    real("tokens", 1e8, 1e13, { latex: "D", domain: [0, Number.POSITIVE_INFINITY] }),
  ],
  latex: "C(N, D) = 6 N D",
  expr: "6 * parameters * tokens",
  value: trainingFlops,
  textbook: (parameters, tokens) => 6 * parameters * tokens,
  accuracy: { value: 3, partials: 4 },
  partials: {
    parameters: {
      latex: String.raw`\frac{\partial C}{\partial N} = 6 D`,
      expr: "6 * tokens",
      value: slopeByParameters,
    },
    tokens: {
      latex: String.raw`\frac{\partial C}{\partial D} = 6 N`,
      expr: "6 * parameters",
      value: slopeByTokens,
    },
  },
  derivation: none("a product is in proportion to each of its factors"),
  kinks: [],
  tensor: (tf, parameters, tokens) => tf.mul(tf.mul(parameters, tokens), 6),
  examples: [
    {
      at: [174.6e9, 300e9],
      gives: 3.1428e23,
      because: "GPT-3, 3640 petaflop/s-days; its Table D.1 prints 3.14E+23",
    },
    { at: [70e9, 1.4e12], gives: 5.88e23, because: "Chinchilla: fewer parameters, more tokens" },
    { at: [280e9, 300e9], gives: 5.04e23, because: "Gopher, for about as much" },
    { at: [1, 1], gives: 6, because: "2 forwards, 4 backwards" },
    { at: [0, 1e12], gives: 0, because: "no parameters, nothing to do" },
    { of: "parameters", at: [174.6e9, 300e9], gives: 1.8e12, because: "one parameter more is trained on every token" },
  ],
  laws: [
    { law: "trainingFlops(parameters, tokens) == trainingFlops(tokens, parameters)", because: "both count alike" },
    {
      law: "trainingFlops(2 * parameters, tokens) == trainingFlops(parameters, 2 * tokens)",
      because: "twice the model costs as much as twice the text",
    },
    {
      law: "trainingFlops(parameters, tokens + more) == trainingFlops(parameters, tokens) + trainingFlops(parameters, more)",
      because: "training may go on where it stopped",
      with: [real("more", 1e8, 1e13)],
    },
  ],
  sources: [
    "Kaplan et al., Scaling laws for neural language models (2020), §2.1",
    "Brown et al., Language models are few-shot learners (2020), Table D.1",
  ],
});
