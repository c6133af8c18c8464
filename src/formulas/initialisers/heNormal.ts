import { approx } from "../../formula/approx.js";
import { count, options, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkWhole, withRequired } from "../../formula/validate.js";
import { seededRandom } from "../../numeric/random.js";
import { heNormalDeviation } from "./heNormalDeviation.js";

export interface HeNormalOptions {
  /** A whole number: the same seed gives the same weights. */
  readonly seed: number;
}

/**
 * Weights of shape `(fanIn, fanOut)` drawn from a normal distribution about 0 with the deviation `heNormalDeviation(fanIn)`.
 *
 * For layers with relu and its kin. The distribution is the whole normal one, as PyTorch's `kaiming_normal_`; Keras and
 * TensorFlow.js cut it off at two deviations, and Keras widens it to make up for that. The generator is xoshiro128**, so
 * that other libraries give other numbers for the same seed. Throws a RangeError for sizes that are not whole from 1 and
 * for a seed that is not a safe integer, a TypeError for other kinds and for a seed that is missing. Source: He, Zhang,
 * Ren & Sun, Delving deep into rectifiers (2015), eq. 10.
 */
export function heNormal(fanIn: number, fanOut: number, options: HeNormalOptions): number[][] {
  checkWhole("heNormal", "fanIn", fanIn, 1);
  checkWhole("heNormal", "fanOut", fanOut, 1);
  const { seed } = withRequired<HeNormalOptions, "seed">("heNormal", options, ["seed"], {});
  checkRange("heNormal", "seed", seed, Number.isSafeInteger(seed), "a safe integer");
  const deviation = heNormalDeviation(fanIn);
  const random = seededRandom(seed);
  return Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => random.normal(0, deviation)));
}

export default defineFormula({
  name: "heNormal",
  summary:
    "First weights for a layer of rectified units, drawn from a normal distribution that keeps signals at their size.",
  args: [
    count("fanIn", 1, 16, { latex: String.raw`n_\mathrm{in}` }),
    count("fanOut", 1, 16, { latex: String.raw`n_\mathrm{out}` }),
    options(required("seed", 0, 1000, { whole: true, domain: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] })),
  ],
  latex: String.raw`W_{ij} \sim \mathcal{N}(0, \sigma^2) \quad\text{with}\quad \sigma = \sqrt{\frac{2}{n_\mathrm{in}}}`,
  expr: none("the weights are drawn at random"),
  value: heNormal,
  textbook: none("the generator of the language takes no seed"),
  accuracy: { value: 3, partials: 4 },
  partials: none("the weights are drawn at random"),
  derivation: none("the weights are drawn at random"),
  kinks: [],
  tensor: none("TensorFlow.js has a generator of its own, which gives other numbers for the same seed"),
  examples: [
    {
      at: [2, 3, { seed: 42 }],
      gives: [
        [approx("1.0873"), approx("1.3374"), approx("0.7410")],
        [approx("0.5294"), approx("0.4266"), approx("-0.4655")],
      ],
      because: "two inputs, a deviation of 1: a third of such numbers lies beyond it",
    },
    {
      at: [2, 3, { seed: 43 }],
      gives: [
        [approx("-1.3833"), approx("-1.0323"), approx("-0.6077")],
        [approx("-0.1995"), approx("-0.8929"), approx("-0.3220")],
      ],
      because: "another seed, other weights",
    },
    {
      at: [1, 2, { seed: 42 }],
      gives: [[approx("1.5377"), approx("1.8913")]],
      because: "the same stream of numbers; half the inputs, √2 times as wide",
    },
    {
      at: [8, 2, { seed: 42 }],
      gives: [
        [approx("0.5437"), approx("0.6687")],
        [approx("0.3705"), approx("0.2647")],
        [approx("0.2133"), approx("-0.2327")],
        [approx("0.1349"), approx("1.2158")],
        [approx("-0.6665"), approx("-0.3821")],
        [approx("0.3354"), approx("0.1131")],
        [approx("0.1317"), approx("0.4576")],
        [approx("0.2896"), approx("-0.7324")],
      ],
      because: "eight inputs, half as wide",
    },
  ],
  laws: [],
  sources: [
    "He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), eq. 10",
    "Marsaglia & Bray, A convenient method for generating normal variables (1964)",
    "Blackman & Vigna, Scrambled linear pseudorandom number generators (2021)",
  ],
});
