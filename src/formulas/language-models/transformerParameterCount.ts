import { count, state } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import type { TransformerModel } from "../transformerModel.js";
import { checkModel } from "../transformerModel.js";

export type { TransformerModel } from "../transformerModel.js";

/**
 * How many parameters a transformer of GPT-2's make has: embeddings of tokens and places, `layers` blocks and a last
 * normalisation; the output shares the tokens' embedding.
 *
 * A block has 4d² + 4d for attention, 8d² + 5d for a feed-forward layer four times as wide, and 4d for two normalisations.
 * How many heads share the width does not matter. Exact as long as it is a safe integer, which is 9·10¹⁵. Throws a
 * RangeError for what is not whole from 1, a TypeError for other kinds. Source: Radford et al., Language models are
 * unsupervised multitask learners (2019), Table 2, which prints 117M, 345M, 762M and 1542M.
 */
export function transformerParameterCount(model: TransformerModel): number {
  checkModel("transformerParameterCount", model);
  const { layers, width, vocabulary, context } = model;
  return width * (vocabulary + context + layers * (12 * width + 13) + 2);
}

export default defineFormula({
  name: "transformerParameterCount",
  summary: "How many parameters a language model of GPT-2's make has.",
  args: [
    state(
      "model",
      count("layers", 1, 128, { latex: "L" }),
      count("width", 1, 16384, { latex: "d" }),
      count("vocabulary", 1, 100000, { latex: "V" }),
      count("context", 1, 10000, { latex: "C" }),
    ),
  ],
  latex: "N(L, d, V, C) = V d + C d + L (12 d^2 + 13 d) + 2 d",
  expr: "vocabulary * width + context * width + layers * (12 * width^2 + 13 * width) + 2 * width",
  value: transformerParameterCount,
  textbook: ({ layers, width, vocabulary, context }) =>
    vocabulary * width + context * width + layers * (12 * width ** 2 + 13 * width) + 2 * width,
  accuracy: { value: 0, partials: 0 },
  partials: none("what is counted is whole"),
  derivation: none("what is counted is whole"),
  kinks: [],
  tensor: none("float32 counts to 16,777,216"),
  examples: [
    {
      at: [{ layers: 12, width: 768, vocabulary: 50257, context: 1024 }],
      gives: 124439808,
      because: "GPT-2, whose paper prints 117M",
    },
    {
      at: [{ layers: 24, width: 1024, vocabulary: 50257, context: 1024 }],
      gives: 354823168,
      because: "GPT-2 medium, printed 345M",
    },
    {
      at: [{ layers: 36, width: 1280, vocabulary: 50257, context: 1024 }],
      gives: 774030080,
      because: "GPT-2 large, printed 762M",
    },
    {
      at: [{ layers: 48, width: 1600, vocabulary: 50257, context: 1024 }],
      gives: 1557611200,
      because: "GPT-2 XL, printed 1542M",
    },
    {
      at: [{ layers: 96, width: 12288, vocabulary: 50257, context: 2048 }],
      gives: 174604259328,
      because: "GPT-3, printed 175B",
    },
    {
      at: [{ layers: 1, width: 1, vocabulary: 1, context: 1 }],
      gives: 29,
      because: "1 + 1 + 25 + 2: even the smallest block has 12 + 13",
    },
  ],
  laws: [
    {
      law: "transformerParameterCount(layers, width, vocabulary, context) > 12 * layers * width^2",
      because: "the usual estimate leaves out embeddings and biases",
    },
    {
      law: "transformerParameterCount(layers, width, vocabulary, 2 * context) - transformerParameterCount(layers, width, vocabulary, context) == context * width",
      because: "each further place is one more row of numbers",
    },
    {
      law: "bertParameterCount(layers, width, vocabulary, context) - transformerParameterCount(layers, width, vocabulary, context) == width^2 + 3 * width",
      because: "BERT has two rows for sentences and a pooling layer besides",
    },
  ],
  sources: [
    "Radford et al., Language models are unsupervised multitask learners (2019), Table 2",
    "Brown et al., Language models are few-shot learners (2020), Table 2.1",
  ],
});
