import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVectors } from "../../formula/validate.js";
import { cosine, cosineGradient } from "../../numeric/cosine.js";
import { fromAfar } from "../../numeric/moments.js";
import { hasNonFinite } from "../../numeric/sums.js";

/**
 * The cosine of the angle between `a` and `b`, both of shape `(n)`: 1 where they point the same way, 0 at a right angle,
 * −1 where they point against each other.
 *
 * Between −1 and 1 also after rounding, since neither product nor lengths lose digits. The zero vector has no direction,
 * and NaN is given for it. Throws a RangeError for empty vectors and for lengths that differ, a TypeError for anything
 * but vectors of numbers. Source: Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §6.3.1.
 */
export function cosineSimilarity(a: Vector, b: Vector): number {
  checkVectors("cosineSimilarity", { a, b });
  return cosine(direction(a), direction(b));
}

/** By a; by b it is the same with the two exchanged. */
function gradient(a: Vector, b: Vector): number[] {
  checkVectors("cosineSimilarity", { a, b });
  // What is infinitely far away turns no more.
  if (hasNonFinite(a)) return fromAfar(a).map((entry) => 0 * entry);
  return cosineGradient(a, direction(b));
}

function direction(x: Vector): Vector {
  return hasNonFinite(x) ? fromAfar(x) : x;
}

export default defineFormula({
  name: "cosineSimilarity",
  summary: "The cosine of the angle between two vectors.",
  args: [vector("a", -4, 4), vector("b", -4, 4)],
  latex: String.raw`\cos(a, b) = \frac{\sum_{i=1}^{n} a_i b_i}{\lVert a \rVert \, \lVert b \rVert}`,
  expr: "sum(a * b) / (norm(a) * norm(b))",
  value: cosineSimilarity,
  textbook: (a, b) => {
    const dot = (x: Vector, y: Vector) => Array.from(x).reduce((total, entry, i) => total + entry * y[i]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a)) / Math.sqrt(dot(b, b));
  },
  accuracy: { value: 1, partials: 1.5 },
  partials: {
    a: {
      latex: String.raw`\frac{\partial}{\partial a_i} = \frac{b_i}{\lVert a \rVert \, \lVert b \rVert} - \cos(a, b) \, \frac{a_i}{\lVert a \rVert^2}`,
      expr: "b / (norm(a) * norm(b)) - cosineSimilarity(a, b) * a / norm(a)^2",
      value: gradient,
    },
    b: {
      latex: String.raw`\frac{\partial}{\partial b_i} = \frac{a_i}{\lVert a \rVert \, \lVert b \rVert} - \cos(a, b) \, \frac{b_i}{\lVert b \rVert^2}`,
      expr: "a / (norm(a) * norm(b)) - cosineSimilarity(a, b) * b / norm(b)^2",
      value: (a, b) => {
        checkVectors("cosineSimilarity", { a, b });
        return gradient(b, a);
      },
    },
  },
  derivation: {
    of: "a",
    steps: [
      {
        latex: String.raw`\frac{\partial}{\partial a_i} = \frac{b_i \, \lVert a \rVert \lVert b \rVert - \left(\sum_{k=1}^{n} a_k b_k\right) \frac{a_i}{\lVert a \rVert} \lVert b \rVert}{\lVert a \rVert^2 \lVert b \rVert^2}`,
        expr: "(b * norm(a) * norm(b) - sum(a * b) * (a / norm(a)) * norm(b)) / (norm(a)^2 * norm(b)^2)",
        why: "The quotient rule; the derivative of a length is the direction",
      },
      {
        latex: String.raw`= \frac{b_i}{\lVert a \rVert \lVert b \rVert} - \frac{\sum_{k=1}^{n} a_k b_k}{\lVert a \rVert \lVert b \rVert} \cdot \frac{a_i}{\lVert a \rVert^2}`,
        expr: "b / (norm(a) * norm(b)) - sum(a * b) / (norm(a) * norm(b)) * (a / norm(a)^2)",
        why: "Two fractions, and what is in both numerator and denominator cancels",
      },
      {
        latex: String.raw`= \frac{b_i}{\lVert a \rVert \lVert b \rVert} - \cos(a, b) \, \frac{a_i}{\lVert a \rVert^2}`,
        expr: "b / (norm(a) * norm(b)) - cosineSimilarity(a, b) * a / norm(a)^2",
        why: "The first factor is the cosine",
      },
    ],
  },
  kinks: [],
  tensor: (tf, a, b) => tf.div(tf.dot(a, b), tf.mul(tf.norm(a), tf.norm(b))),
  examples: [
    {
      at: [
        [1, 2, 3],
        [2, 4, 6],
      ],
      gives: 1,
      because: "the same direction, however long",
    },
    {
      at: [
        [1, 0],
        [0, 5],
      ],
      gives: 0,
      because: "a right angle",
    },
    {
      at: [
        [3, 4],
        [-3, -4],
      ],
      gives: -1,
      because: "against each other",
    },
    {
      at: [
        [1, 0],
        [1, 1],
      ],
      gives: approx("0.70710678118654752440"),
      because: "cos 45° = 1/√2",
    },
    {
      at: [
        [3, 4],
        [4, 3],
      ],
      gives: 0.96,
      because: "24 / (5 · 5)",
    },
    {
      at: [
        [3e-200, 4e-200],
        [4e200, 3e200],
      ],
      gives: 0.96,
      because: "length does not count, even where its square is no double",
    },
    {
      of: "a",
      at: [
        [3, 4],
        [4, 3],
      ],
      gives: [0.0448, -0.0336],
      because: "4/25 − 0.96 · 3/25 and 3/25 − 0.96 · 4/25: it turns a towards b, at a right angle to a",
    },
  ],
  laws: [
    {
      law: "cosineSimilarity(3 * a, b) == cosineSimilarity(a, b)",
      because: "stretching a vector does not turn it",
    },
    { law: "cosineSimilarity(a, b) == cosineSimilarity(b, a)", because: "an angle has no order" },
    {
      law: "cosineSimilarity(a, -b) == -cosineSimilarity(a, b)",
      because: "the other way, the angle is what is missing to 180°",
    },
    { law: "abs(cosineSimilarity(a, b)) <= 1", because: "the Cauchy–Schwarz inequality" },
    {
      law: "cosineSimilarity([x, y], [-y, x]) == 0",
      because: "a quarter turn",
      with: [real("x", 1, 4), real("y", -4, 4)],
    },
  ],
  sources: ["Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), §6.3.1"],
});
