import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, setting, vector, vectorSetting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLengths, checkRange, checkVector, withDefaults } from "../../formula/validate.js";
import { overRootMeanSquare } from "../../numeric/standardized.js";

export interface RmsNormOptions {
  /** γ, what each entry is multiplied by; 1 unless said otherwise. */
  readonly gamma?: Vector | undefined;
  /** ε, above 0, which keeps zeros from a division by 0; 1e-6 unless said otherwise. */
  readonly epsilon?: number;
}

const defaults = { gamma: undefined as Vector | undefined, epsilon: 1e-6 };

/**
 * Shrinks or stretches a vector so that its mean square is 1, then by the γ that was learned; nothing is moved.
 *
 * `x` and γ have shape `(n)`. It is layer normalisation without the mean and without β. ε is inside the root; the paper
 * has none. Throws a RangeError for empty vectors, lengths that differ and an ε that is not above 0, a TypeError for other
 * kinds. Source: Zhang & Sennrich, Root mean square layer normalization (2019), eq. 4.
 */
export function rmsNorm(x: Vector, options: RmsNormOptions = defaults): number[] {
  const { gamma, epsilon } = checked(x, options);
  return overRootMeanSquare(x, epsilon, gamma && ((i) => gamma[i]!)).entries;
}

function jacobian(x: Vector, options: RmsNormOptions = defaults): number[][] {
  const { gamma, epsilon } = checked(x, options);
  const { entries, root } = overRootMeanSquare(x, epsilon);
  const n = entries.length;
  return entries.map((entry, i) => {
    const scale = (gamma?.[i] ?? 1) / root / n;
    // A subnormal entry has lost digits that the scale would bring to light.
    const scaled = Math.abs(entry) < 2 ** -1000 ? x[i]! * (scale / root) : entry * scale;
    return entries.map((other, j) => (i === j ? (n - entry * other) * scale : -scaled * other));
  });
}

function jacobianByGamma(x: Vector, options: RmsNormOptions = defaults): number[][] {
  const { epsilon } = checked(x, options);
  const { entries } = overRootMeanSquare(x, epsilon);
  return entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));
}

function checked(x: Vector, options: RmsNormOptions) {
  checkVector("rmsNorm", "x", x);
  const complete = withDefaults("rmsNorm", options, defaults);
  const { gamma, epsilon } = complete;
  if (gamma !== undefined) {
    checkVector("rmsNorm", "gamma", gamma);
    checkLengths("rmsNorm", "x", x.length, "gamma", gamma.length);
  }
  checkRange("rmsNorm", "epsilon", epsilon, !(epsilon <= 0), "above 0");
  return complete;
}

const n = "length(x)";
const s = "sqrt(mean(x^2) + epsilon)";
const delta = "(i == j ? 1 : 0)";

export default defineFormula({
  name: "rmsNorm",
  summary: "Brings the mean square of a vector to 1, then each entry to a learned scale.",
  args: [
    vector("x", -4, 4),
    options(
      vectorSetting("gamma", 1, -2, 2, { latex: String.raw`\gamma` }),
      setting("epsilon", 1e-6, 1e-6, 1e-3, {
        latex: String.raw`\varepsilon`,
        domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
      }),
    ),
  ],
  latex: String.raw`y_i = \gamma_i \, \frac{x_i}{\sqrt{\frac{1}{n} \sum_{j=1}^{n} x_j^2 + \varepsilon}}`,
  expr: `gamma * x / ${s}`,
  value: rmsNorm,
  textbook: (x: Vector, { gamma, epsilon = 1e-6 }: RmsNormOptions = {}) => {
    const meanSquare = Array.from(x, (entry) => entry ** 2).reduce((a, b) => a + b) / x.length;
    return Array.from(x, (entry, i) => ((gamma?.[i] ?? 1) * entry) / Math.sqrt(meanSquare + epsilon));
  },
  accuracy: { value: 3, partials: 4, cancels: "an entry that outweighs all others hardly moves with itself" },
  partials: {
    x: {
      latex: String.raw`\frac{\partial y_i}{\partial x_j} = \frac{\gamma_i}{s} \left([i = j] - \frac{\hat{x}_i \hat{x}_j}{n}\right) \quad\text{with}\quad s = \sqrt{\frac{1}{n} \sum_k x_k^2 + \varepsilon}, \; \hat{x} = \frac{x}{s}`,
      expr: `gamma[i] * ${delta} / ${s} - gamma[i] * x[i] * x[j] / (${n} * ${s}^3)`,
      value: jacobian,
    },
    gamma: {
      latex: String.raw`\frac{\partial y_i}{\partial \gamma_j} = [i = j] \, \hat{x}_i`,
      expr: `${delta} * x[i] / ${s}`,
      value: jacobianByGamma,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial y_i}{\partial x_j} = \gamma_i \, \frac{[i = j] \, s - x_i \cdot \frac{1}{2 s} \cdot \frac{2 x_j}{n}}{s^2}`,
        expr: `gamma[i] * (${delta} * ${s} - x[i] / (2 * ${s}) * 2 * x[j] / ${n}) / ${s}^2`,
        why: "The quotient rule; of the mean square only one term depends on xⱼ, and s by the chain rule",
      },
      {
        latex: String.raw`= \gamma_i \left(\frac{[i = j]}{s} - \frac{x_i x_j}{n s^3}\right)`,
        expr: `gamma[i] * (${delta} / ${s} - x[i] * x[j] / (${n} * ${s}^3))`,
        why: "The twos cancel, and each term is divided by s²",
      },
      {
        latex: String.raw`= \frac{\gamma_i}{s} \left([i = j] - \frac{\hat{x}_i \hat{x}_j}{n}\right)`,
        expr: `gamma[i] / ${s} * (${delta} - rmsNorm(x, 1, epsilon)[i] * rmsNorm(x, 1, epsilon)[j] / ${n})`,
        why: "Each x over s is an entry of x̂, the vector before γ",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x, { gamma, epsilon }) =>
    tf.mul(tf.div(x, tf.sqrt(tf.add(tf.mean(tf.square(x)), epsilon))), tf.tensor1d(Array.from(gamma))),
  examples: [
    {
      at: [[1, 2, 3, 4]],
      gives: [approx("0.36514835"), approx("0.73029669"), approx("1.09544504"), approx("1.46059339")],
      because: "the root of the mean square is √7.5 ≈ 2.7386",
    },
    {
      at: [[1, 2, 3, 4], { gamma: [1, 0, -1, 2] }],
      gives: [approx("0.3651"), 0, approx("-1.0954"), approx("2.9212")],
      because: "γ may silence an entry, or turn it around",
    },
    { at: [[0, 0]], gives: [0, 0], because: "ε keeps 0/0 away" },
    { at: [[-4, 3], { epsilon: 12.5 }], gives: [-0.8, 0.6], because: "−4 and 3 over √(12.5 + 12.5)" },
    { at: [[3e200, 3e200]], gives: [1, 1], because: "the squares are no doubles, and need not be" },
    {
      of: "x",
      at: [[1, 1], { epsilon: 3 }],
      gives: [
        [0.4375, -0.0625],
        [-0.0625, 0.4375],
      ],
      because: "½ · (1 − ½ · ½ · ½) on the diagonal, ½ · (−⅛) beside it",
    },
  ],
  laws: [
    { law: "rmsNorm(-x, gamma, epsilon) == -rmsNorm(x, gamma, epsilon)", because: "a square forgets the sign" },
    {
      law: "rmsNorm(4 * x, gamma, 16 * epsilon) == rmsNorm(x, gamma, epsilon)",
      because: "ε has the unit of x²: with it, the unit does not matter",
    },
    { law: "mean(rmsNorm(x, 1, epsilon)^2) < 1", because: "ε takes a little of the mean square" },
    { law: "rmsNorm(x, gamma, epsilon) == gamma * rmsNorm(x, 1, epsilon)", because: "γ comes last" },
  ],
  sources: ["Zhang & Sennrich, Root mean square layer normalization (2019), eq. 4"],
});
