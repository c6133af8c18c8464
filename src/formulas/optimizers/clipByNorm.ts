import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkNumber, checkRange, checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { fromAfar, ratio, scaledBy, squareRoot } from "../../numeric/moments.js";
import { dotInParts, exactDotOf } from "../../numeric/sums.js";
import { unitScale } from "../../numeric/unitScale.js";

/**
 * The `gradient` of shape `(n)` as it is, or shortened to the length `maxNorm` where it is longer; its direction stays.
 *
 * Nothing is added to the norm (PyTorch adds 1e-6), and the result is right though squares overflow. All gradients of a
 * model are clipped as one vector, or their direction changes. Where one entry is infinite, the limit is along it. Throws a
 * RangeError for an empty gradient and for a norm below 0, a TypeError for other kinds. Source: Pascanu, Mikolov & Bengio,
 * On the difficulty of training recurrent neural networks (2013), Algorithm 1.
 */
export function clipByNorm(gradient: Vector, maxNorm: number): number[] {
  checkArguments(gradient, maxNorm);
  const { scale, length, isShort } = measured(gradient, maxNorm);
  if (isShort) return Array.from(gradient);
  if (length[0] === Number.POSITIVE_INFINITY) return alongInfinity(gradient, maxNorm);
  const factor = ratio(maxNorm * scale, 0, length);
  const result = new Array<number>(gradient.length);
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i]!;
    // The larger factor goes first, so that the quotient underflows only where the result does.
    result[i] = Math.abs(g) > maxNorm ? ratio(g * scale, 0, length) * maxNorm : factor * g;
  }
  return result;
}

/** Row i, column j: ∂clipᵢ/∂gⱼ. On the diagonal 1 − gᵢ²/‖g‖² is the share of the others, which does not cancel. */
function jacobian(gradient: Vector, maxNorm: number): number[][] {
  checkArguments(gradient, maxNorm);
  const { scale, scaled, square, length, isShort } = measured(gradient, maxNorm);
  const factor = ratio(maxNorm * scale, 0, length);
  const unit = Array.from(scaled);
  const share = (i: number, j: number) => {
    const { high, low } = i === j ? dotInParts(unit, unit.with(i, 0)) : dotInParts([-unit[i]!], [unit[j]!]);
    return factor * ratio(high, low, square);
  };
  return unit.map((_, i) => unit.map((_, j) => (isShort ? Number(i === j) : share(i, j))));
}

function slopeByMaxNorm(gradient: Vector, maxNorm: number): number[] {
  checkArguments(gradient, maxNorm);
  const { scaled, length, isShort } = measured(gradient, maxNorm);
  return Array.from(scaled, (g) => (isShort ? 0 : ratio(g, 0, length)));
}

function checkArguments(gradient: Vector, maxNorm: number): void {
  checkVector("clipByNorm", "gradient", gradient);
  checkNumber("clipByNorm", "maxNorm", maxNorm);
  checkRange("clipByNorm", "maxNorm", maxNorm, !(maxNorm < 0), "0 or more");
}

/** The gradient times a power of two, by which its largest entry is about 1, its square and length, and whether it may stay. */
function measured(gradient: Vector, maxNorm: number) {
  const scale = unitScale(gradient);
  const scaled = scaledBy(gradient, scale);
  const { high, low } = dotInParts(scaled, scaled);
  const square: DoubleDouble = [high, Number.isFinite(high) ? low : 0];
  const length = squareRoot(square);
  const [norm] = length;
  const isClose = Number.isFinite(norm) && Math.abs(norm - maxNorm * scale) <= 2 ** -40 * norm;
  const isShort = isClose ? isShortExactly(gradient, maxNorm) : norm <= maxNorm * scale;
  return { scale, scaled, square, length, isShort };
}

/** Whether ‖g‖² − c² ≤ 0, with no rounding to decide it. */
function isShortExactly(gradient: Vector, maxNorm: number): boolean {
  const terms = Array.from(gradient);
  return exactDotOf([...terms, -maxNorm], [...terms, maxNorm]).units <= 0n;
}

/** The limit where one entry outweighs all others; for two there is none. */
function alongInfinity(gradient: Vector, maxNorm: number): number[] {
  return fromAfar(gradient).map((direction, i) => (direction === 0 ? 0 * gradient[i]! : maxNorm * direction));
}

export default defineFormula({
  name: "clipByNorm",
  summary: "Shortens a gradient that is longer than it may be, and leaves its direction as it is.",
  args: [
    vector("gradient", -2, 2, { latex: "g" }),
    real("maxNorm", 0.1, 4, { latex: "c", domain: [0, Number.POSITIVE_INFINITY] }),
  ],
  latex: String.raw`\mathrm{clip}(g, c) = g \, \min\left(1, \frac{c}{\sqrt{\sum_i g_i^2}}\right)`,
  expr: "gradient * min(1, maxNorm / sqrt(sum(gradient^2)))",
  value: clipByNorm,
  textbook: (gradient, maxNorm) => {
    const norm = Math.sqrt(Array.from(gradient).reduce((sum, g) => sum + g * g, 0));
    return Array.from(gradient, (g) => (norm > maxNorm ? (g * maxNorm) / norm : g));
  },
  accuracy: { value: 3, partials: 4 },
  partials: {
    gradient: {
      latex: String.raw`\frac{\partial}{\partial g_j} = \begin{cases} [i = j] & \lVert g \rVert \le c \\ \frac{c}{\lVert g \rVert} \left([i = j] - \frac{g_i g_j}{\lVert g \rVert^2}\right) & \lVert g \rVert > c \end{cases}`,
      expr: "sqrt(sum(gradient^2)) <= maxNorm ? (i == j ? 1 : 0) : maxNorm / sqrt(sum(gradient^2)) * ((i == j ? 1 : 0) - gradient[i] * gradient[j] / sum(gradient^2))",
      value: jacobian,
    },
    maxNorm: {
      latex: String.raw`\frac{\partial}{\partial c} = \begin{cases} 0 & \lVert g \rVert \le c \\ \frac{g}{\lVert g \rVert} & \lVert g \rVert > c \end{cases}`,
      expr: "sqrt(sum(gradient^2)) <= maxNorm ? 0 * gradient : gradient / sqrt(sum(gradient^2))",
      value: slopeByMaxNorm,
    },
  },
  derivation: {
    of: "gradient",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial g_j} = [i = j] \min\left(1, \frac{c}{\lVert g \rVert}\right) + g_i \begin{cases} 0 & \lVert g \rVert \le c \\ -\frac{c}{\lVert g \rVert^2} \cdot \frac{2 g_j}{2 \lVert g \rVert} & \lVert g \rVert > c \end{cases}`,
        expr: "(i == j ? 1 : 0) * min(1, maxNorm / sqrt(sum(gradient^2))) + gradient[i] * (sqrt(sum(gradient^2)) <= maxNorm ? 0 : -maxNorm / sum(gradient^2) * 2 * gradient[j] / (2 * sqrt(sum(gradient^2))))",
        why: "The product rule; the reciprocal, root and chain rules for the norm, where it counts",
      },
      {
        latex: String.raw`= \begin{cases} [i = j] & \lVert g \rVert \le c \\ \frac{c}{\lVert g \rVert} \left([i = j] - \frac{g_i g_j}{\lVert g \rVert^2}\right) & \lVert g \rVert > c \end{cases}`,
        expr: "sqrt(sum(gradient^2)) <= maxNorm ? (i == j ? 1 : 0) : maxNorm / sqrt(sum(gradient^2)) * ((i == j ? 1 : 0) - gradient[i] * gradient[j] / sum(gradient^2))",
        why: "The two cases apart, and c over the norm taken out of the second",
      },
    ],
  },
  kinks: [
    {
      where: "sqrt(sum(gradient^2)) == maxNorm",
      of: "gradient",
      at: [[3, 4], 5],
      gives: [
        [1, 0],
        [0, 1],
      ],
      because: "a little shorter it would pass as it is, a little longer it would be clipped; it passes",
    },
    {
      where: "sqrt(sum(gradient^2)) == maxNorm",
      of: "maxNorm",
      at: [[3, 4], 5],
      gives: [0, 0],
      because: "a larger norm changes nothing, a smaller one clips; the flat side is taken",
    },
  ],
  tensor: (tf, gradient, maxNorm) => tf.mul(gradient, tf.minimum(1, tf.div(maxNorm, tf.norm(gradient)))),
  examples: [
    { at: [[3, 4], 1], gives: [0.6, 0.8], because: "its length is 5: a fifth of it is left" },
    { at: [[3, 4], 10], gives: [3, 4], because: "a gradient that is short enough passes" },
    {
      at: [[1, 1, 1, 1], 1],
      gives: [0.5, 0.5, 0.5, 0.5],
      because: "each entry is small, but together they are 2 long",
    },
    { at: [[0, 0], 1], gives: [0, 0], because: "no direction is invented, and 0/0 does not arise" },
    {
      at: [[3e200, 4e200], 1],
      gives: [approx("0.6"), approx("0.8")],
      because: "the squares overflow, the direction does not",
    },
    { at: [[Number.NEGATIVE_INFINITY, 5], 2], gives: [-2, 0], because: "the limit: one entry outweighs all others" },
    {
      of: "gradient",
      at: [[3, 4], 1],
      gives: [
        [0.128, -0.096],
        [-0.096, 0.072],
      ],
      because: "⅕ · (1 − 9/25), ⅕ · (−12/25): along the gradient nothing changes, (3, 4) times each row is 0",
    },
    { of: "maxNorm", at: [[3, 4], 1], gives: [0.6, 0.8], because: "a longer limit lets it grow along itself" },
  ],
  laws: [
    { law: "sum(clipByNorm(gradient, maxNorm)^2) <= maxNorm^2", because: "that is what it is for" },
    { law: "clipByNorm(gradient, maxNorm) * gradient >= 0", because: "no entry changes its sign" },
    {
      law: "clipByNorm(clipByNorm(gradient, maxNorm), maxNorm) == clipByNorm(gradient, maxNorm)",
      because: "what is short enough passes",
    },
    {
      law: "clipByNorm(4 * gradient, 4 * maxNorm) == 4 * clipByNorm(gradient, maxNorm)",
      because: "in other units everything is in other units",
    },
  ],
  sources: ["Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks (2013), Algorithm 1"],
});
