import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import { fromAfar, ratio, rootOfSquares, scaledBy, squareRoot, sumOfSquares } from "../../numeric/moments.js";

/**
 * The Euclidean length of `x`, of shape `(n)`: the root of the sum of its squares, 0 or more.
 *
 * Large and small entries are scaled before they are squared, so that nothing overflows or underflows that the length
 * does not; unlike `Math.hypot`, which calls it Infinity, the length of a vector that holds NaN is NaN even where it also
 * holds an infinity. Throws a RangeError if `x` is empty, a TypeError for anything but a vector of numbers. Source: Golub
 * & Van Loan, Matrix Computations (2013), §2.2.
 */
export function norm(x: Vector): number {
  checkVector("norm", "x", x);
  return rootOfSquares(x);
}

/** The direction of x; of the zero vector, which has none, 0. */
function gradient(x: Vector): number[] {
  checkVector("norm", "x", x);
  const { parts, scale } = sumOfSquares(x);
  if (parts[0] === 0) return Array.from(x, () => 0);
  if (!Number.isFinite(parts[0])) return fromAfar(x);
  const length = squareRoot(parts);
  const scaled = scaledBy(x, scale);
  return Array.from(x, (_, i) => ratio(scaled[i]!, 0, length));
}

export default defineFormula({
  name: "norm",
  summary: "The Euclidean length of a vector.",
  args: [vector("x", -4, 4)],
  latex: String.raw`\lVert x \rVert = \sqrt{\sum_{i=1}^{n} x_i^2}`,
  expr: "sqrt(sum(x^2))",
  value: norm,
  textbook: (x) => Math.sqrt(Array.from(x).reduce((total, entry) => total + entry ** 2, 0)),
  accuracy: { value: 1, partials: 1 },
  partials: {
    x: {
      latex: String.raw`\frac{\partial \lVert x \rVert}{\partial x_i} = \frac{x_i}{\lVert x \rVert}`,
      expr: "x / norm(x)",
      value: gradient,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial \lVert x \rVert}{\partial x_i} = \frac{1}{2 \sqrt{\sum_{k=1}^{n} x_k^2}} \cdot 2 x_i`,
        expr: "1 / (2 * sqrt(sum(x^2))) * (2 * x)",
        why: "The chain rule for the root, and of the sum only the ith square depends on xᵢ",
      },
      {
        latex: String.raw`= \frac{x_i}{\lVert x \rVert}`,
        expr: "x / norm(x)",
        why: "The 2 cancels, and the root is the length",
      },
    ],
  },
  kinks: [
    {
      where: "max(abs(x)) == 0",
      of: "x",
      at: [[0, 0]],
      gives: [0, 0],
      because: "from 0 every way leads up: the slope is −1 from the left and 1 from the right; 0 lies between",
    },
  ],
  tensor: (tf, x) => tf.norm(x),
  examples: [
    { at: [[3, 4]], gives: 5, because: "3, 4 and 5 are the sides of a right triangle" },
    { at: [[1, 1]], gives: approx("1.41421356237309504880"), because: "√2, the diagonal of a square" },
    { at: [[-7]], gives: 7, because: "of one number it is the absolute value" },
    { at: [[3e200, 4e200]], gives: 5e200, because: "9e400 is no double, but its root is one" },
    { at: [[3e-200, 4e-200]], gives: 5e-200, because: "9e-400 would be 0" },
    { at: [[0, 0, 0]], gives: 0, because: "nothing is as long as nothing" },
    {
      of: "x",
      at: [[3, 4]],
      gives: [0.6, 0.8],
      because: "the direction of x: a step that way lengthens it one for one",
    },
  ],
  laws: [
    {
      law: "norm(c * x) == abs(c) * norm(x)",
      because: "stretched, it is as many times as long",
      with: [real("c", -4, 4)],
    },
    {
      law: "norm(x + y) <= norm(x) + norm(y)",
      because: "the triangle inequality: a detour is not shorter",
      with: [vector("y", -4, 4)],
    },
    { law: "norm(x) >= max(abs(x))", because: "no side is longer than the diagonal" },
    { law: "norm(x) <= sum(abs(x))", because: "along the sides it is farther" },
  ],
  sources: ["Golub & Van Loan, Matrix Computations (2013), §2.2"],
});
