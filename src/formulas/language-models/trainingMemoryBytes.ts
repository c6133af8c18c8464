import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumber, checkRange } from "../../formula/validate.js";

/**
 * How many bytes a model of so many `parameters` and its optimizer take while it is trained by Adam in mixed precision.
 *
 * For each parameter 2 for the weight and 2 for its gradient in half precision, and 4 each for a copy of the weight and
 * Adam's two moments in single precision. Activations, which grow with the batch, are not counted. Throws a RangeError for
 * a negative number, a TypeError for other kinds. Source: Rajbhandari, Rasley, Ruwase & He, ZeRO: memory optimizations
 * toward training trillion parameter models (2020), §3.1.
 */
export function trainingMemoryBytes(parameters: number): number {
  checkArgument(parameters);
  return 16 * parameters;
}

function slope(parameters: number): number {
  checkArgument(parameters);
  return Number.isNaN(parameters) ? parameters : 16;
}

function checkArgument(parameters: number): void {
  checkNumber("trainingMemoryBytes", "parameters", parameters);
  checkRange("trainingMemoryBytes", "parameters", parameters, !(parameters < 0), "0 or more");
}

export default defineFormula({
  name: "trainingMemoryBytes",
  summary: "How many bytes weights, gradients and Adam's moments take during training in mixed precision.",
  args: [real("parameters", 1e6, 1e12, { latex: "N", domain: [0, Number.POSITIVE_INFINITY] })],
  latex: "M(N) = (2 + 2 + 4 + 4 + 4) N",
  expr: "(2 + 2 + 4 + 4 + 4) * parameters",
  value: trainingMemoryBytes,
  textbook: (parameters) => (2 + 2 + 4 + 4 + 4) * parameters,
  accuracy: { value: 0, partials: 0 },
  partials: { parameters: { latex: "M'(N) = 16", expr: "16", value: slope } },
  derivation: none("it is in proportion to the number of parameters"),
  kinks: [],
  tensor: (tf, parameters) => tf.mul(parameters, 16),
  examples: [
    { at: [1.5e9], gives: 24e9, because: "GPT-2 XL takes 24 GB before it has read a word: the paper's own example" },
    { at: [7.5e9], gives: 120e9, because: "the 7.5B model of the paper's Figure 1" },
    { at: [1], gives: 16, because: "2 + 2 + 4 + 4 + 4" },
    { at: [0], gives: 0, because: "no parameters, no memory" },
    { of: "parameters", at: [7.5e9], gives: 16, because: "each parameter costs the same" },
  ],
  laws: [
    {
      law: "trainingMemoryBytes(parameters + more) == trainingMemoryBytes(parameters) + trainingMemoryBytes(more)",
      because: "parts of a model can be kept apart, which is what ZeRO does",
      with: [real("more", 1e6, 1e12)],
    },
    {
      law: "trainingMemoryBytes(parameters) >= 8 * (2 * parameters)",
      because: "training takes eight times what the model itself does in half precision",
    },
  ],
  sources: [
    "Rajbhandari, Rasley, Ruwase & He, ZeRO: memory optimizations toward training trillion parameter models (2020), §3.1",
  ],
});
