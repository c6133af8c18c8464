import { approx } from "../../formula/approx.js";
import { real } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber } from "../../formula/validate.js";
import { expm1, expSignificand } from "../../numeric/exponential.js";
import { multiply, nearestProduct, product, rest } from "../../numeric/twofold.js";

// λ and λα to 32 digits, each as the sum of two doubles: their rounding alone would cost half a unit in the last place.
const [lambda, lambdaLow] = [1.0507009873554805, 3.9874847667154144e-17];
const [lambdaAlpha, lambdaAlphaLow] = [1.7580993408473768, 1.41535193800845e-17];

/**
 * The scaled exponential linear unit, λ times an ELU with the α that, with this λ, keeps activations near mean 0 and
 * variance 1 from layer to layer.
 *
 * λ ≈ 1.0507 and α ≈ 1.6733 are the paper's, carried beyond a double's precision. Throws a TypeError for what is not a
 * number. Source: Klambauer, Unterthiner, Mayr & Hochreiter, Self-normalizing neural networks (2017), eq. 2.
 */
export function selu(x: number): number {
  checkNumber("selu", "x", x);
  if (!(x <= 0))
    return x < 2 ** 900 && x > 2 ** -900 ? nearestProduct(x, lambda, lambdaLow) : product(x, 0, lambda, lambdaLow);
  if (x > -(2 ** -900)) return product(x, 0, lambdaAlpha, lambdaAlphaLow);
  return multiply(expm1(x), rest.low, lambdaAlpha, lambdaAlphaLow);
}

function slope(x: number): number {
  checkNumber("selu", "x", x);
  if (!(x <= 0)) return Number.isNaN(x) ? x : lambda;
  return product(expSignificand(x), rest.low, lambdaAlpha, lambdaAlphaLow, rest.exponent);
}

export default defineFormula({
  name: "selu",
  summary: "An ELU scaled so that activations keep mean 0 and variance 1 from layer to layer.",
  args: [real("x", -4, 4)],
  latex: String.raw`\mathrm{SELU}(x) = \begin{cases}
1.0507009873554804934193349852946 \, x & x > 0 \\
1.0507009873554804934193349852946 \cdot 1.6732632423543772848170429916717 \, (e^{x} - 1) & x \le 0
\end{cases}`,
  expr: "1.0507009873554804934193349852946 * (x > 0 ? x : 1.6732632423543772848170429916717 * expm1(x))",
  value: selu,
  textbook: (x) => {
    const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];
    return lambda * (x > 0 ? x : alpha * (Math.exp(x) - 1));
  },
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\mathrm{SELU}'(x) = \begin{cases}
1.0507009873554804934193349852946 & x > 0 \\
1.0507009873554804934193349852946 \cdot 1.6732632423543772848170429916717 \, e^{x} & x \le 0
\end{cases}`,
      expr: "1.0507009873554804934193349852946 * (x > 0 ? 1 : 1.6732632423543772848170429916717 * exp(x))",
      value: slope,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\mathrm{SELU}'(x) = 1.0507009873554804934193349852946 \begin{cases}
1 & x > 0 \\
1.6732632423543772848170429916717 \, (e^{x} - 0) & x \le 0
\end{cases}`,
        expr: "1.0507009873554804934193349852946 * (x > 0 ? 1 : 1.6732632423543772848170429916717 * (exp(x) - 0))",
        why: "A constant factor stays; the exponential is its own derivative",
      },
      {
        latex: String.raw`= \begin{cases}
1.0507009873554804934193349852946 & x > 0 \\
1.0507009873554804934193349852946 \cdot 1.6732632423543772848170429916717 \, e^{x} & x \le 0
\end{cases}`,
        expr: "x > 0 ? 1.0507009873554804934193349852946 : 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717 * exp(x)",
        why: "λ goes to each side of 0",
      },
    ],
  },
  kinks: [
    {
      where: "x == 0",
      of: "x",
      at: [0],
      gives: 1.7580993408473768,
      because: "the slope is λα from the left and λ from the right; the left side is taken, as PyTorch does",
    },
  ],
  tensor: (tf, x) => tf.selu(x),
  examples: [
    { at: [1], gives: approx("1.0507009873554804934"), because: "λ itself" },
    { at: [-2], gives: approx("-1.5201664685956950351"), because: "λα(e⁻² − 1)" },
    { at: [0], gives: 0, because: "both sides meet there" },
    { at: [Number.NEGATIVE_INFINITY], gives: approx("-1.7580993408473768599"), because: "the limit, −λα" },
    { of: "x", at: [3], gives: approx("1.0507009873554804934"), because: "above 1, so that small activations grow" },
    {
      of: "x",
      at: [-2],
      gives: approx("0.23793287225168182480"),
      because: "λα e⁻², below 1, so that large ones shrink",
    },
  ],
  laws: [
    {
      law: "selu(x) == 1.0507009873554804934193349852946 * elu(x, 1.6732632423543772848170429916717)",
      because: "it is an ELU, scaled",
    },
    { law: "selu(x) > -1.7580993408473769", because: "eˣ is positive" },
    { law: "selu(max(0, x)) == 1.0507009873554804934193349852946 * relu(x)", because: "a straight line above 0" },
  ],
  sources: ["Klambauer, Unterthiner, Mayr & Hochreiter, Self-normalizing neural networks (2017), eq. 2"],
});
