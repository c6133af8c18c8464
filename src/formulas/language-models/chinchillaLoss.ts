import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange } from "../../formula/validate.js";
import { power, timesPower } from "../../numeric/power.js";

/**
 * The loss in nats per token that a transformer of so many `parameters` reaches after so many `tokens`, by the fit of
 * Hoffmann et al.
 *
 * 1.69 is the entropy of text itself; what a finite model and finite text add to it falls with powers of their sizes, whose
 * exponents are carried beyond their doubles. Refits of the same data differ (Besiroglu et al. 2024: 1.82 + 482/N^0.35 +
 * 2085/D^0.37). Throws a RangeError for negative numbers, a TypeError for other kinds. Source: Hoffmann et al., Training
 * compute-optimal large language models (2022), §3.3.
 */
export function chinchillaLoss(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  return (
    1.69 +
    406.4 * power(parameters, -0.34, 2.4424906541753444e-17) +
    410.7 * power(tokens, -0.28, 2.6645352591003756e-17)
  );
}

function slopeByParameters(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  return Number.isNaN(tokens) ? tokens : timesPower(-138.176, parameters, -1.34, 7.993605777301127e-17);
}

function slopeByTokens(parameters: number, tokens: number): number {
  checkArguments(parameters, tokens);
  return Number.isNaN(parameters) ? parameters : timesPower(-114.996, tokens, -1.28, 2.6645352591003756e-17);
}

function checkArguments(parameters: number, tokens: number): void {
  checkNumber("chinchillaLoss", "parameters", parameters);
  checkNumber("chinchillaLoss", "tokens", tokens);
  checkRange("chinchillaLoss", "parameters", parameters, !(parameters < 0), "0 or more");
  checkRange("chinchillaLoss", "tokens", tokens, !(tokens < 0), "0 or more");
}

export default defineFormula({
  name: "chinchillaLoss",
  summary: "The loss to be expected of a language model of some size after some amount of text.",
  args: [
    real("parameters", 1e6, 1e12, { latex: "N", domain: [0, Number.POSITIVE_INFINITY] }),
    real("tokens", 1e8, 1e13, { latex: "D", domain: [0, Number.POSITIVE_INFINITY] }),
  ],
  latex: String.raw`L(N, D) = 1.69 + \frac{406.4}{N^{0.34}} + \frac{410.7}{D^{0.28}}`,
  expr: "1.69 + 406.4 / parameters^0.34 + 410.7 / tokens^0.28",
  value: chinchillaLoss,
  textbook: (parameters, tokens) => 1.69 + 406.4 / parameters ** 0.34 + 410.7 / tokens ** 0.28,
  accuracy: { value: 3, partials: 4 },
  partials: {
    parameters: {
      latex: String.raw`\frac{\partial L}{\partial N} = -\frac{138.176}{N^{1.34}}`,
      expr: "-138.176 / parameters^1.34",
      value: slopeByParameters,
    },
    tokens: {
      latex: String.raw`\frac{\partial L}{\partial D} = -\frac{114.996}{D^{1.28}}`,
      expr: "-114.996 / tokens^1.28",
      value: slopeByTokens,
    },
  },
  derivation: {
    of: "parameters",
    steps: [
      {
        latex: String.raw`\frac{\partial L}{\partial N} = 406.4 \cdot (-0.34) \, N^{-0.34 - 1}`,
        expr: "406.4 * (-0.34) * parameters^(-0.34 - 1)",
        why: "Only the second term depends on N; power rule",
      },
      {
        latex: String.raw`= -\frac{138.176}{N^{1.34}}`,
        expr: "-138.176 / parameters^1.34",
        why: "The numbers multiplied, and the negative power written below the line",
      },
    ],
  },
  kinks: [],
  tensor: (tf, parameters, tokens) =>
    tf.add(1.69, tf.add(tf.mul(406.4, tf.pow(parameters, -0.34)), tf.mul(410.7, tf.pow(tokens, -0.28)))),
  examples: [
    {
      at: [70e9, 1.4e12],
      gives: approx("1.9366454705587175"),
      because: "Chinchilla: 0.0835 for its size and 0.1631 for its text above the entropy of 1.69",
    },
    {
      at: [280e9, 300e9],
      gives: approx("1.9933"),
      because: "Gopher is four times as large and reads too little: 0.2512 for it",
    },
    {
      at: [1, 1],
      gives: approx("818.79"),
      because: "1.69 + 406.4 + 410.7: no law so far from the data it was fitted to",
    },
    {
      at: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      gives: 1.69,
      because: "what no model can predict of text",
    },
    { at: [0, 1e12], gives: Number.POSITIVE_INFINITY, because: "without a model there is no end to it" },
    {
      of: "parameters",
      at: [70e9, 1.4e12],
      gives: approx("-4.0551e-13"),
      because: "0.34 of its term's share for each part of it that is added",
    },
  ],
  laws: [
    { law: "chinchillaLoss(parameters, tokens) > 1.69", because: "text has an entropy" },
    {
      law: "chinchillaLoss(2 * parameters, tokens) < chinchillaLoss(parameters, tokens)",
      because: "a larger model does better",
    },
    {
      law: "chinchillaLoss(parameters, tokens) + chinchillaLoss(others, more) == chinchillaLoss(parameters, more) + chinchillaLoss(others, tokens)",
      because: "what size and what text contribute are two things",
      with: [real("others", 1e6, 1e12), real("more", 1e8, 1e13)],
    },
  ],
  sources: ["Hoffmann et al., Training compute-optimal large language models (2022), §3.3"],
});
