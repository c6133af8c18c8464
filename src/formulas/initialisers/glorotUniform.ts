import { approx } from "../../formula/approx.js";
import { count, options, required } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkRange, checkWhole, withRequired } from "../../formula/validate.js";
import { seededRandom } from "../../numeric/random.js";
import { glorotUniformLimit } from "./glorotUniformLimit.js";

export interface GlorotUniformOptions {
  /** A whole number: the same seed gives the same weights. */
  readonly seed: number;
}

/**
 * Weights of shape `(fanIn, fanOut)` drawn evenly from [−a, a), where a is `glorotUniformLimit(fanIn, fanOut)`.
 *
 * For layers with tanh or sigmoid; for relu use `heNormal`. The generator is xoshiro128**, so that other libraries give
 * other numbers for the same seed. Throws a RangeError for sizes that are not whole from 1 and for a seed that is not a
 * safe integer, a TypeError for other kinds and for a seed that is missing. Source: Glorot & Bengio, Understanding the
 * difficulty of training deep feedforward neural networks (2010), eq. 16.
 */
export function glorotUniform(fanIn: number, fanOut: number, options: GlorotUniformOptions): number[][] {
  checkWhole("glorotUniform", "fanIn", fanIn, 1);
  checkWhole("glorotUniform", "fanOut", fanOut, 1);
  const { seed } = withRequired<GlorotUniformOptions, "seed">("glorotUniform", options, ["seed"], {});
  checkRange("glorotUniform", "seed", seed, Number.isSafeInteger(seed), "a safe integer");
  const limit = glorotUniformLimit(fanIn, fanOut);
  const random = seededRandom(seed);
  return Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => random.uniform(-limit, limit)));
}

export default defineFormula({
  name: "glorotUniform",
  summary: "First weights for a layer, drawn evenly from a range that keeps signals at their size.",
  args: [
    count("fanIn", 1, 16, { latex: String.raw`n_\mathrm{in}` }),
    count("fanOut", 1, 16, { latex: String.raw`n_\mathrm{out}` }),
    options(required("seed", 0, 1000, { whole: true, domain: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] })),
  ],
  latex: String.raw`W_{ij} \sim \mathcal{U}(-a, a) \quad\text{with}\quad a = \sqrt{\frac{6}{n_\mathrm{in} + n_\mathrm{out}}}`,
  expr: none("the weights are drawn at random"),
  value: glorotUniform,
  textbook: none("the generator of the language takes no seed"),
  accuracy: { value: 3, partials: 4 },
  partials: none("the weights are drawn at random"),
  derivation: none("the weights are drawn at random"),
  kinks: [],
  tensor: none("TensorFlow.js has a generator of its own, which gives other numbers for the same seed"),
  examples: [
    {
      at: [3, 3, { seed: 7 }],
      gives: [
        [approx("-0.1613"), approx("0.3936"), approx("-0.0328")],
        [approx("0.5498"), approx("-0.7838"), approx("0.5315")],
        [approx("-0.7359"), approx("0.0530"), approx("-0.0285")],
      ],
      because: "between −1 and 1, as √(6/6) is the limit",
    },
    {
      at: [2, 3, { seed: 42 }],
      gives: [
        [approx("-0.1891"), approx("-1.0867"), approx("0.3288")],
        [approx("0.4044"), approx("0.7244"), approx("0.5176")],
      ],
      because: "a row for each input: here the limit is √(6/5), about 1.0954",
    },
    {
      at: [2, 3, { seed: 43 }],
      gives: [
        [approx("-0.4169"), approx("-0.3111"), approx("-0.9396")],
        [approx("-0.3085"), approx("-0.8227"), approx("-0.2966")],
      ],
      because: "another seed, other weights",
    },
    {
      at: [1, 2, { seed: 42 }],
      gives: [[approx("-0.2441"), approx("-1.4029")]],
      because: "the same stream of numbers, stretched to a limit of √2",
    },
  ],
  laws: [],
  sources: [
    "Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), eq. 16",
    "Blackman & Vigna, Scrambled linear pseudorandom number generators (2021)",
  ],
});
