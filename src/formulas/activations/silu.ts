import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { expSignificand } from "../../numeric/exponential.js";
import { logistic } from "../../numeric/logistic.js";
import {
  add,
  divide,
  exactProduct,
  exactSum,
  multiply,
  nearestProduct,
  product,
  rest,
  scaled,
} from "../../numeric/twofold.js";

/**
 * The sigmoid linear unit x·σ(x), also called swish (with β = 1): x for large x, 0 for very negative x, with a dip to
 * −0.278 at x = −1.278.
 *
 * The power of two of σ(x) is kept apart, since a σ(x) below the normal numbers has few digits left: at x = −740 that
 * would cost 370 ulp. Silu of −Infinity is −0, the limit. Throws a TypeError for what is not a number. Source: Elfwing,
 * Uchibe & Doya, Sigmoid-weighted linear units for neural network function approximation in reinforcement learning
 * (2018).
 */
export function silu(x: number): number {
  checkNumber("silu", "x", x);
  const size = Math.abs(x);
  if (size > 2 ** -60 && size < 40) return nearestProduct(x, logistic(x), rest.low);
  if (size < 1) return x / 2;
  if (!(x < 0)) return x;
  return x < -800 ? -0 : product(x, 0, expSignificand(x), rest.low, rest.exponent);
}

/** With e = e^(−|x|): e(1 + e + x) / (1 + e)² for negative x, else (1 + e + xe) / (1 + e)². */
function slope(x: number): number {
  checkNumber("silu", "x", x);
  if (x < -800) return -0;
  if (x > 60) return 1;
  const power = expSignificand(-Math.abs(x));
  const { low, exponent } = rest;
  if (x < -45) return product(exactSum(1, x), rest.low, power, low, exponent);
  const [e, eLow] = [scaled(power, exponent), scaled(low, exponent)];
  const sum = add(1, 0, e, eLow);
  const sumLow = rest.low;
  let top: number;
  if (x < 0) {
    const bracket = add(sum, sumLow, x, 0);
    top = multiply(bracket, rest.low, e, eLow);
  } else {
    const term = exactProduct(x, e);
    top = add(sum, sumLow, term, rest.low + x * eLow);
  }
  const topLow = rest.low;
  const square = multiply(sum, sumLow, sum, sumLow);
  return divide(top, topLow, square, rest.low);
}

export default defineFormula({
  name: "silu",
  summary: "x times its own sigmoid: a smooth ReLU with a dip below 0, also called swish.",
  args: [real("x", -8, 8)],
  latex: String.raw`\mathrm{SiLU}(x) = x \, \sigma(x)`,
  expr: "x / (1 + exp(-x))",
  value: silu,
  textbook: (x) => x / (1 + Math.exp(-x)),
  accuracy: { value: 1, partials: 4, partialsCross: -1.28 },
  partials: {
    x: {
      latex: String.raw`\mathrm{SiLU}'(x) = \sigma(x) \, (1 + x \, (1 - \sigma(x)))`,
      expr: "sigmoid(x) * (1 + x * (1 - sigmoid(x)))",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{SiLU}'(x) = 1 \cdot \sigma(x) + x \cdot \sigma(x) \, (1 - \sigma(x))`,
        expr: "1 * sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x)))",
        why: "The product rule, with the derivative of the sigmoid",
      },
      {
        latex: String.raw`= \sigma(x) \, (1 + x \, (1 - \sigma(x)))`,
        expr: "sigmoid(x) * (1 + x * (1 - sigmoid(x)))",
        why: "The common factor σ(x) is taken out",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  examples: [
    { at: [0], gives: 0, because: "x is 0" },
    { at: [2], gives: approx("1.7615941559557648881"), because: "2 · 0.8808" },
    { at: [-2], gives: approx("-0.23840584404423511188"), because: "−2 · 0.1192: unlike ReLU, a little gets through" },
    { at: [-740], gives: approx("-3.0997e-319"), because: "below the normal numbers, and still right to its last bit" },
    { at: [Number.NEGATIVE_INFINITY], gives: -0, because: "the exponential wins over x" },
    { at: [Number.POSITIVE_INFINITY], gives: Number.POSITIVE_INFINITY, because: "the limit" },
    { of: "x", at: [0], gives: 0.5, because: "halfway between the slopes 0 and 1 of ReLU" },
    { of: "x", at: [-2], gives: approx("-0.0907842487848955"), because: "left of the dip it falls" },
  ],
  laws: [
    { law: "silu(x) == x * sigmoid(x)", because: "x weighs itself" },
    { law: "silu(x) - silu(-x) == x", because: "the two sigmoids add up to 1" },
    { law: "silu(x) > -0.27846454276107380", because: "the dip's depth, W(1/e) of Lambert's function" },
    { law: "silu(x) <= relu(x)", because: "the weight is a probability" },
  ],
  sources: [
    "Elfwing, Uchibe & Doya, Sigmoid-weighted linear units for neural network function approximation in reinforcement learning (2018)",
  ],
});
