import { count, state } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import type { TransformerModel } from "../transformerModel.js";
import { checkModel } from "../transformerModel.js";

/**
 * How many parameters BERT has: embeddings of tokens, places and two sentences with a normalisation, `layers` blocks, and a
 * pooling layer; what is put on top for a task is not counted.
 *
 * The blocks are those of `transformerParameterCount`. Exact as long as it is a safe integer, which is 9·10¹⁵. Throws a
 * RangeError for what is not whole from 1, a TypeError for other kinds. Source: Devlin, Chang, Lee & Toutanova, BERT:
 * pre-training of deep bidirectional transformers for language understanding (2019), §3.
 */
export function bertParameterCount(model: TransformerModel): number {
  checkModel("bertParameterCount", model);
  const { layers, width, vocabulary, context } = model;
  return width * (vocabulary + context + 2 + 2 + layers * (12 * width + 13) + width + 1);
}

export default defineFormula({
  name: "bertParameterCount",
  summary: "How many parameters a BERT has, before anything is put on top of it.",
  args: [
    state(
      "model",
      count("layers", 1, 128, { latex: "L" }),
      count("width", 1, 16384, { latex: "d" }),
      count("vocabulary", 1, 100000, { latex: "V" }),
      count("context", 1, 10000, { latex: "C" }),
    ),
  ],
  latex: "N(L, d, V, C) = (V + C + 2) d + 2 d + L (12 d^2 + 13 d) + d^2 + d",
  expr: "(vocabulary + context + 2) * width + 2 * width + layers * (12 * width^2 + 13 * width) + width^2 + width",
  value: bertParameterCount,
  textbook: ({ layers, width, vocabulary, context }) =>
    (vocabulary + context + 2) * width + 2 * width + layers * (12 * width ** 2 + 13 * width) + width ** 2 + width,
  accuracy: { value: 0, partials: 0 },
  partials: none("what is counted is whole"),
  derivation: none("what is counted is whole"),
  kinks: [],
  tensor: none("float32 counts to 16,777,216"),
  examples: [
    {
      at: [{ layers: 12, width: 768, vocabulary: 30522, context: 512 }],
      gives: 109482240,
      because: "BERT base, printed 110M",
    },
    {
      at: [{ layers: 24, width: 1024, vocabulary: 30522, context: 512 }],
      gives: 335141888,
      because: "BERT large, printed 340M",
    },
    {
      at: [{ layers: 12, width: 768, vocabulary: 28996, context: 512 }],
      gives: 108310272,
      because: "the cased base model knows fewer tokens: 1526 rows of 768 less",
    },
    {
      at: [{ layers: 1, width: 1, vocabulary: 1, context: 1 }],
      gives: 33,
      because: "4 + 2 + 25 + 2",
    },
  ],
  laws: [
    {
      law: "bertParameterCount(layers, width, vocabulary, context) > 12 * layers * width^2",
      because: "the usual estimate leaves out embeddings and biases",
    },
    {
      law: "bertParameterCount(2 * layers, width, vocabulary, context) - bertParameterCount(layers, width, vocabulary, context) == layers * width * (12 * width + 13)",
      because: "every block costs the same",
    },
    {
      law: "bertParameterCount(layers, width, vocabulary, context) - transformerParameterCount(layers, width, vocabulary, context) == width^2 + 3 * width",
      because: "it has two rows for sentences and a pooling layer besides",
    },
  ],
  sources: [
    "Devlin, Chang, Lee & Toutanova, BERT: pre-training of deep bidirectional transformers for language understanding (2019), §3",
  ],
});
