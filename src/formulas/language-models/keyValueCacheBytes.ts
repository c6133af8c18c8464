import { options, required, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkRequired, checkWhole, hasEntries } from "../../formula/validate.js";

export interface KeyValueCacheOptions {
  /** How many blocks the model has, a whole number from 1. */
  readonly layers: number;
  /** How many numbers a key has in all: heads with keys of their own, times the size of one; a whole number from 1. */
  readonly width: number;
  /** How many tokens are remembered, a whole number from 1. */
  readonly tokens: number;
  /** How many bytes a number takes, above 0; 2 unless said otherwise. */
  readonly bytesPerValue?: number;
}

const needed = ["layers", "width", "tokens"] as const;
const defaults = { bytesPerValue: 2 };

/**
 * How many bytes the keys and values of a text take that a transformer is writing: one of each for every layer and token.
 *
 * Where heads share their keys, `width` counts only those that differ. Exact for whole bytes as long as it is a safe
 * integer. Throws a RangeError for what is not whole from 1 and for bytes that are not above 0, a TypeError for other kinds
 * and for an option that is missing. Source: Pope et al., Efficiently scaling transformer inference (2023).
 */
export function keyValueCacheBytes(options: KeyValueCacheOptions): number {
  checkOptions(options);
  const { layers, width, tokens, bytesPerValue = defaults.bytesPerValue } = options;
  checkWhole("keyValueCacheBytes", "layers", layers, 1);
  checkWhole("keyValueCacheBytes", "width", width, 1);
  checkWhole("keyValueCacheBytes", "tokens", tokens, 1);
  checkRange("keyValueCacheBytes", "bytesPerValue", bytesPerValue, !(bytesPerValue <= 0), "above 0");
  return 2 * layers * width * tokens * bytesPerValue;
}

function checkOptions(options: KeyValueCacheOptions): void {
  const isWhole =
    Number.isInteger(options?.layers) && Number.isInteger(options.width) && Number.isInteger(options.tokens);
  const count = typeof options?.bytesPerValue === "number" ? 4 : 3;
  // Numbers and nothing else are quickly seen to be in order.
  if (!isWhole || !hasEntries(options, count)) checkRequired("keyValueCacheBytes", options, needed, defaults);
}

export default defineFormula({
  name: "keyValueCacheBytes",
  summary: "How much memory a transformer needs to remember the text that it is writing.",
  args: [
    options(
      required("layers", 1, 128, { latex: "L", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
      required("width", 1, 16384, { latex: "d", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
      required("tokens", 1, 100000, { latex: "T", whole: true, domain: [1, Number.MAX_SAFE_INTEGER] }),
      setting("bytesPerValue", 2, 0.5, 8, { latex: "b", domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY] }),
    ),
  ],
  latex: "M(L, d, T, b) = 2 L d T b",
  expr: "2 * layers * width * tokens * bytesPerValue",
  value: keyValueCacheBytes,
  textbook: ({ layers, width, tokens, bytesPerValue = 2 }) => 2 * layers * width * tokens * bytesPerValue,
  accuracy: { value: 0.5, partials: 0 },
  partials: none("what is counted is whole"),
  derivation: none("what is counted is whole"),
  kinks: [],
  tensor: none("float32 counts to 16,777,216"),
  examples: [
    {
      at: [{ layers: 96, width: 12288, tokens: 2048 }],
      gives: 9663676416,
      because: "GPT-3, one text as long as it can be: 9 GiB",
    },
    {
      at: [{ layers: 96, width: 12288, tokens: 1 }],
      gives: 4718592,
      because: "4.5 MiB for each token of it",
    },
    {
      at: [{ layers: 12, width: 768, tokens: 1024 }],
      gives: 37748736,
      because: "GPT-2: 36 MiB",
    },
    {
      at: [{ layers: 80, width: 1024, tokens: 4096 }],
      gives: 1342177280,
      because: "Llama 2 70B: 64 heads share 8 keys of 128, an eighth of what its width of 8192 would take",
    },
    {
      at: [{ layers: 80, width: 1024, tokens: 4096, bytesPerValue: 0.5 }],
      gives: 335544320,
      because: "in four bits a quarter of that",
    },
  ],
  laws: [
    {
      law: "keyValueCacheBytes(layers, width, 2 * tokens, bytesPerValue) == 2 * keyValueCacheBytes(layers, width, tokens, bytesPerValue)",
      because: "every token takes the same",
    },
    {
      law: "keyValueCacheBytes(layers, 4 * width, tokens, bytesPerValue / 4) == keyValueCacheBytes(layers, width, tokens, bytesPerValue)",
      because: "four times the numbers in a quarter of the bytes",
    },
  ],
  sources: ["Pope et al., Efficiently scaling transformer inference (2023)"],
});
