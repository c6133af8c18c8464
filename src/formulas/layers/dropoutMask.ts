import { count, options, required, setting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkWhole, withRequired } from "../../formula/validate.js";
import { seededRandom } from "../../numeric/random.js";

export interface DropoutMaskOptions {
  /** How likely an entry is 0, in [0, 1); ½ unless said otherwise. */
  readonly rate?: number;
  /** A whole number that decides which entries are; the same seed gives the same mask. */
  readonly seed: number;
}

/**
 * What a layer's `length` outputs are multiplied by to drop some of them: 0 with the probability `rate`, else
 * 1/(1 − rate), so that their mean stays what it was.
 *
 * This is inverted dropout, which leaves inference alone; in the paper it is inference that multiplies by 1 − rate.
 * Throws a RangeError for a length that is not a whole number from 1, a rate outside [0, 1) and a seed that is no safe
 * integer, a TypeError where there is no seed and for other kinds. Source: Srivastava, Hinton, Krizhevsky, Sutskever &
 * Salakhutdinov, Dropout: a simple way to prevent neural networks from overfitting (2014), §4 and §10.
 */
export function dropoutMask(length: number, options: DropoutMaskOptions): number[] {
  checkWhole("dropoutMask", "length", length, 1);
  const { rate, seed } = withRequired<Required<DropoutMaskOptions>, "seed">("dropoutMask", options, ["seed"], {
    rate: 0.5,
  });
  checkRange("dropoutMask", "rate", rate, rate >= 0 && rate < 1, "in [0, 1)");
  checkRange("dropoutMask", "seed", seed, Number.isSafeInteger(seed), "a safe integer");
  const random = seededRandom(seed);
  const kept = 1 / (1 - rate);
  return Array.from({ length }, () => (random.uniform() < rate ? 0 : kept));
}

export default defineFormula({
  name: "dropoutMask",
  summary: "Drops each output with a given probability, and makes up for it with those that are kept.",
  args: [
    count("length", 1, 20, { latex: "n" }),
    options(
      setting("rate", 0.5, 0, 0.9, { latex: "p", domain: [0, 1 - 2 ** -53] }),
      required("seed", 0, 1000, { whole: true, domain: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] }),
    ),
  ],
  latex: String.raw`m_i = \begin{cases} 0 & \text{with probability } p \\ \frac{1}{1 - p} & \text{otherwise} \end{cases}`,
  expr: none("which entries are 0 is drawn at random"),
  value: dropoutMask,
  textbook: none("a book leaves the drawing to the language's random numbers, which have no seed in JavaScript"),
  accuracy: { value: 1, partials: 0 },
  partials: none("a mask is drawn, not differentiated; the layer's derivative is the mask itself"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: none("TensorFlow.js draws from another generator"),
  examples: [
    { at: [8, { seed: 1 }], gives: [0, 0, 0, 2, 2, 0, 2, 0], because: "what is kept is doubled where half is dropped" },
    { at: [8, { seed: 7 }], gives: [0, 2, 0, 2, 0, 2, 0, 2], because: "another seed, another mask" },
    {
      at: [8, { rate: 0.2, seed: 42 }],
      gives: [1.25, 0, 1.25, 1.25, 1.25, 1.25, 1.25, 0],
      because: "1/0.8; that two of eight are dropped is chance, one in five is only the mean",
    },
    { at: [4, { rate: 0, seed: 1 }], gives: [1, 1, 1, 1], because: "nothing is dropped, nothing is to be made up for" },
  ],
  laws: [
    { law: "dropoutMask(length, rate, seed) >= 0", because: "outputs keep their sign" },
    {
      law: "dropoutMask(length, rate, seed) * ((1 - rate) * dropoutMask(length, rate, seed) - 1) == 0",
      because: "an entry is 0 or 1/(1 − p), and nothing else",
    },
    { law: "dropoutMask(length, 0, seed) == 1", because: "without dropout nothing changes" },
  ],
  sources: [
    "Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov, Dropout: a simple way to prevent neural networks from overfitting (2014), §4 and §10",
  ],
});
