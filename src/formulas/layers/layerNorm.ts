import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { options, real, setting, vector, vectorSetting } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkLengths, checkRange, checkVector, withDefaults } from "../../formula/validate.js";
import { standardized } from "../../numeric/standardized.js";

export interface LayerNormOptions {
  /** γ, what each entry is multiplied by; 1 unless said otherwise. */
  readonly gamma?: Vector | undefined;
  /** β, what is added to each entry then; 0 unless said otherwise. */
  readonly beta?: Vector | undefined;
  /** ε, above 0, which keeps equal entries from a division by 0; 1e-5 unless said otherwise. */
  readonly epsilon?: number;
}

const defaults = { gamma: undefined as Vector | undefined, beta: undefined as Vector | undefined, epsilon: 1e-5 };

/**
 * Moves the entries of one vector to mean 0 and variance 1, then to the scale γ and the place β that were learned.
 *
 * `x`, γ and β have shape `(n)`. The variance is the biased one, and ε is inside the root. The distances from the mean
 * are right though it be far away: entries near 10⁸ keep all their digits. Throws a RangeError for empty vectors, lengths
 * that differ and an ε that is not above 0, a TypeError for other kinds. Source: Ba, Kiros & Hinton, Layer normalization
 * (2016), eq. 3 and 4; ε as PyTorch and Keras have it.
 */
export function layerNorm(x: Vector, options: LayerNormOptions = defaults): number[] {
  const { gamma, beta, epsilon } = checked(x, options);
  const { entries } = standardized(x, epsilon, gamma && ((i) => gamma[i]!));
  if (beta !== undefined) for (let i = 0; i < entries.length; i++) entries[i]! += beta[i]!;
  return entries;
}

function jacobian(x: Vector, options: LayerNormOptions = defaults): number[][] {
  const { gamma, epsilon } = checked(x, options);
  const { entries, root } = standardized(x, epsilon);
  const n = entries.length;
  return entries.map((entry, i) => {
    const scale = (gamma?.[i] ?? 1) / root / n;
    return entries.map((other, j) => ((i === j ? n - 1 : -1) - entry * other) * scale);
  });
}

function jacobianByGamma(x: Vector, options: LayerNormOptions = defaults): number[][] {
  const { epsilon } = checked(x, options);
  const { entries } = standardized(x, epsilon);
  return entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));
}

function jacobianByBeta(x: Vector, options: LayerNormOptions = defaults): number[][] {
  checked(x, options);
  return Array.from(x, (_, i) => Array.from(x, (_, j) => (i === j ? 1 : 0)));
}

function checked(x: Vector, options: LayerNormOptions) {
  checkVector("layerNorm", "x", x);
  const complete = withDefaults("layerNorm", options, defaults);
  const { gamma, beta, epsilon } = complete;
  for (const [name, one] of Object.entries({ gamma, beta })) {
    if (one === undefined) continue;
    checkVector("layerNorm", name, one);
    checkLengths("layerNorm", "x", x.length, name, one.length);
  }
  checkRange("layerNorm", "epsilon", epsilon, !(epsilon <= 0), "above 0");
  return complete;
}

const n = "length(x)";
const u = "(x - mean(x))";
const s = `sqrt(mean(${u}^2) + epsilon)`;
const delta = "(i == j ? 1 : 0)";

export default defineFormula({
  name: "layerNorm",
  summary: "Moves the entries of one vector to mean 0 and variance 1, then to a learned scale and place.",
  args: [
    vector("x", -4, 4),
    options(
      vectorSetting("gamma", 1, -2, 2, { latex: String.raw`\gamma` }),
      vectorSetting("beta", 0, -2, 2, { latex: String.raw`\beta` }),
      setting("epsilon", 1e-5, 1e-6, 1e-3, {
        latex: String.raw`\varepsilon`,
        domain: [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
      }),
    ),
  ],
  latex: String.raw`y_i = \gamma_i \, \frac{x_i - \bar{x}}{\sqrt{\frac{1}{n} \sum_{j=1}^{n} (x_j - \bar{x})^2 + \varepsilon}} + \beta_i \quad\text{with}\quad \bar{x} = \frac{1}{n} \sum_{j=1}^{n} x_j`,
  expr: `gamma * ${u} / ${s} + beta`,
  value: layerNorm,
  textbook: (x: Vector, { gamma, beta, epsilon = 1e-5 }: LayerNormOptions = {}) => {
    const mean = Array.from(x).reduce((a, b) => a + b) / x.length;
    const variance = Array.from(x, (entry) => (entry - mean) ** 2).reduce((a, b) => a + b) / x.length;
    const entries = Array.from(x, (entry) => (entry - mean) / Math.sqrt(variance + epsilon));
    return entries.map((entry, i) => (gamma?.[i] ?? 1) * entry + (beta?.[i] ?? 0));
  },
  accuracy: { value: 3, partials: 4, cancels: "β may undo what γ made of an entry" },
  partials: {
    x: {
      latex: String.raw`\frac{\partial y_i}{\partial x_j} = \frac{\gamma_i}{s} \left([i = j] - \frac{1}{n} - \frac{\hat{x}_i \hat{x}_j}{n}\right) \quad\text{with}\quad s = \sqrt{\sigma^2 + \varepsilon}, \; \hat{x} = \frac{x - \bar{x}}{s}`,
      expr: `gamma[i] * ${delta} / ${s} - gamma[i] / (${n} * ${s}) - gamma[i] * ${u}[i] * ${u}[j] / (${n} * ${s}^3)`,
      value: jacobian,
    },
    gamma: {
      latex: String.raw`\frac{\partial y_i}{\partial \gamma_j} = [i = j] \, \hat{x}_i`,
      expr: `${delta} * ${u}[i] / ${s}`,
      value: jacobianByGamma,
    },
    beta: {
      latex: String.raw`\frac{\partial y_i}{\partial \beta_j} = [i = j]`,
      expr: delta,
      value: jacobianByBeta,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial y_i}{\partial x_j} = \gamma_i \, \frac{\left([i = j] - \frac{1}{n}\right) s - u_i \cdot \frac{1}{2 s} \cdot \frac{2}{n} \sum_k u_k \left([k = j] - \frac{1}{n}\right)}{s^2} \quad\text{with}\quad u = x - \bar{x}`,
        expr: `gamma[i] * ((${delta} - 1 / ${n}) * ${s}
          - ${u}[i] / (2 * ${s}) * 2 / ${n} * sum(k, ${n}, ${u}[k] * ((k == j ? 1 : 0) - 1 / ${n}))) / ${s}^2`,
        why: "The quotient rule; every entry moves the mean by 1/n of its own move, and s by the chain rule",
      },
      {
        latex: String.raw`= \gamma_i \, \frac{\left([i = j] - \frac{1}{n}\right) s - \frac{u_i u_j}{n s}}{s^2}`,
        expr: `gamma[i] * ((${delta} - 1 / ${n}) * ${s} - ${u}[i] * ${u}[j] / (${n} * ${s})) / ${s}^2`,
        why: "Distances from the mean add up to 0, so that only uⱼ is left of the sum",
      },
      {
        latex: String.raw`= \frac{\gamma_i}{s} \left([i = j] - \frac{1}{n} - \frac{\hat{x}_i \hat{x}_j}{n}\right)`,
        expr: `gamma[i] / ${s} * (${delta} - 1 / ${n} - layerNorm(x, 1, 0, epsilon)[i] * layerNorm(x, 1, 0, epsilon)[j] / ${n})`,
        why: "Each u over s is an entry of x̂, the vector before γ and β",
      },
    ],
  },
  kinks: [],
  tensor: (tf, x, { gamma, beta, epsilon }) => {
    const { mean, variance } = tf.moments(x);
    const entries = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(entries, tf.tensor1d(Array.from(gamma))), tf.tensor1d(Array.from(beta)));
  },
  examples: [
    {
      at: [[1, 2, 3, 4]],
      gives: [approx("-1.3416354"), approx("-0.4472118"), approx("0.4472118"), approx("1.3416354")],
      because: "−1.5, −0.5, 0.5 and 1.5 over √1.25001",
    },
    {
      at: [[1, 2, 3, 4], { gamma: [1, 1, 2, 2], beta: [0, 10, 0, 10] }],
      gives: [approx("-1.3416"), approx("9.5528"), approx("0.8944"), approx("12.6833")],
      because: "γ and β may undo the normalisation where that serves the loss",
    },
    { at: [[5, 5, 5]], gives: [0, 0, 0], because: "equal entries are at their mean, and ε keeps 0/0 away" },
    {
      at: [[100000001, 100000002, 100000003]],
      gives: [approx("-1.224736"), 0, approx("1.224736")],
      because: "−1/√(⅔ + 10⁻⁵): far from 0, Σx² − nx̄² would have lost the variance",
    },
    {
      at: [[-0.001, 0.001]],
      gives: [approx("-0.3015"), approx("0.3015")],
      because: "10⁻³/√(10⁻⁶ + 10⁻⁵): beside ε the variance is small",
    },
    { at: [[1e300, -1e300]], gives: [1, -1], because: "the squares are no doubles, and need not be" },
    {
      of: "x",
      at: [[-1, 1], { epsilon: 1 }],
      gives: [
        [approx("0.1768"), approx("-0.1768")],
        [approx("-0.1768"), approx("0.1768")],
      ],
      because: "1/√2 · (1 − ½ − ¼); a row sums to 0, since moving all entries alike changes nothing",
    },
    {
      of: "gamma",
      at: [[-1, 1], { epsilon: 3 }],
      gives: [
        [-0.5, 0],
        [0, 0.5],
      ],
      because: "each γ scales an entry of its own",
    },
  ],
  laws: [
    {
      law: "layerNorm(x + c, gamma, beta, epsilon) == layerNorm(x, gamma, beta, epsilon)",
      because: "where the entries are does not matter",
      with: [real("c", -4, 4)],
    },
    {
      law: "layerNorm(4 * x, gamma, beta, 16 * epsilon) == layerNorm(x, gamma, beta, epsilon)",
      because: "ε has the unit of x²: with it, the unit does not matter",
    },
    { law: "sum(layerNorm(x, 1, 0, epsilon)) == 0", because: "distances from the mean add up to 0" },
    { law: "mean(layerNorm(x, 1, 0, epsilon)^2) < 1", because: "ε takes a little of the variance" },
    {
      law: "layerNorm(x, gamma, beta, epsilon) == gamma * rmsNorm(x - mean(x), 1, epsilon) + beta",
      because: "once the mean is taken off, only the size is left to be normalised",
    },
  ],
  sources: ["Ba, Kiros & Hinton, Layer normalization (2016), eq. 3 and 4"],
});
