import { approx } from "../../formula/approx.js";
import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { checkVector } from "../../formula/validate.js";
import type { DoubleDouble } from "../../numeric/doubleDouble.js";
import { exactSum, multiply } from "../../numeric/doubleDouble.js";
import { fromAfar, ratio } from "../../numeric/moments.js";
import { ordinaryScale } from "../../numeric/powerOfTwo.js";
import { hasNonFinite } from "../../numeric/sums.js";
import { argMax } from "../vectors/argMax.js";

/**
 * The entries of `x`, of shape `(n)`, moved and shrunk so that the least is 0 and the greatest 1; without unit.
 *
 * Equal entries all become 0, as in scikit-learn. Throws a RangeError if `x` is empty, a TypeError for anything but a
 * vector of numbers. Source: scikit-learn, sklearn.preprocessing.MinMaxScaler.
 */
export function minMaxScale(x: Vector): number[] {
  checkVector("minMaxScale", "x", x);
  if (hasNonFinite(x)) return atInfinity(x);
  let [least, greatest] = [x[0]!, x[0]!];
  for (let i = 1; i < x.length; i++) {
    if (x[i]! < least) least = x[i]!;
    if (x[i]! > greatest) greatest = x[i]!;
  }
  if (least === greatest) return Array.from(x, () => 0);
  const scale = ordinaryScale([least, greatest]);
  const from = least * scale;
  const range = exactSum(greatest * scale, -from);
  const result = new Array<number>(x.length);
  for (let i = 0; i < x.length; i++) {
    const entry = x[i]! * scale;
    const distance = entry - from;
    const shadow = distance - entry;
    result[i] = ratio(distance, entry - (distance - shadow) - (from + shadow), range);
  }
  return result;
}

/**
 * Row i, column j: ∂yᵢ/∂xⱼ. Of equal entries the first counts as the least or the greatest; where all are equal there is
 * no derivative, and NaN is given.
 */
function jacobian(x: Vector): number[][] {
  checkVector("minMaxScale", "x", x);
  const greatest = argMax(x);
  const least = argMax(Array.from(x, (entry) => -entry));
  const scale = ordinaryScale(x);
  const scaled = Float64Array.from(x, (entry) => entry * scale);
  const range = exactSum(scaled[greatest]!, -scaled[least]!);
  const square = multiply(range, range);
  const unit = ratio(1, 0, range);
  return Array.from(scaled, (entry, i) =>
    Array.from(scaled, (_, j) => {
      if (range[0] === 0 || Number.isNaN(unit)) return Number.NaN;
      if (j === least) return i === least ? 0 : 0 - over(scaled[greatest]!, entry, square) * scale;
      if (j === greatest) return i === greatest ? 0 : 0 - over(entry, scaled[least]!, square) * scale;
      return i === j ? unit * scale : 0;
    }),
  );
}

/** `(a − b) / divisor`. */
function over(a: number, b: number, divisor: DoubleDouble): number {
  const [high, low] = exactSum(a, -b);
  return ratio(high, low, divisor);
}

function atInfinity(x: Vector): number[] {
  const far = fromAfar(x);
  return far.some(Number.isNaN) ? far : minMaxScale(far);
}

export default defineFormula({
  name: "minMaxScale",
  summary: "Moves and shrinks the entries so that the least is 0 and the greatest 1.",
  args: [vector("x", -4, 4)],
  axes: { n: [2, 5] },
  latex: String.raw`y_i = \frac{x_i - \min_j x_j}{\max_j x_j - \min_j x_j}`,
  expr: "(x - min(x)) / (max(x) - min(x))",
  value: minMaxScale,
  textbook: (x) => {
    const least = Array.from(x).reduce((a, b) => Math.min(a, b));
    const greatest = Array.from(x).reduce((a, b) => Math.max(a, b));
    return Array.from(x, (entry) => (entry - least) / (greatest - least));
  },
  accuracy: { value: 1, partials: 1, cancels: "an end of the range moves the range along" },
  partials: {
    x: {
      latex: String.raw`\frac{\partial y_i}{\partial x_j} = \frac{[i = j] - [j = l]}{x_g - x_l} - y_i \, \frac{[j = g] - [j = l]}{x_g - x_l} \quad\text{with}\quad x_l = \min_k x_k, \; x_g = \max_k x_k`,
      expr: "((i == j ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x)) - minMaxScale(x)[i] * ((j == argMax(x) + 1 ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x))",
      value: jacobian,
    },
  },
  derivation: {
    of: "x",
    steps: [
      {
        latex: String.raw`\frac{\partial y_i}{\partial x_j} = \frac{[i = j] - [j = l]}{x_g - x_l} - \frac{(x_i - x_l) ([j = g] - [j = l])}{(x_g - x_l)^2}`,
        expr: "((i == j ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x)) - (x[i] - min(x)) * ((j == argMax(x) + 1 ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x))^2",
        why: "The quotient rule; xⱼ moves its own entry, and the ends of the range where it is one of them",
      },
      {
        latex: String.raw`= \frac{[i = j] - [j = l]}{x_g - x_l} - y_i \, \frac{[j = g] - [j = l]}{x_g - x_l}`,
        expr: "((i == j ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x)) - minMaxScale(x)[i] * ((j == argMax(x) + 1 ? 1 : 0) - (j == argMax(-x) + 1 ? 1 : 0)) / (max(x) - min(x))",
        why: "(xᵢ − x_l) over the range is yᵢ",
      },
    ],
  },
  kinks: [
    {
      where: "x[1] == x[2]",
      of: "x",
      at: [[1, 1, 3]],
      gives: [
        [0, 0, 0],
        [-0.5, 0.5, 0],
        [0, 0, 0],
      ],
      because: "either of the two may fall alone and become the least, or rise alone; the first counts as the least",
    },
  ],
  tensor: (tf, x) => tf.div(tf.sub(x, tf.min(x)), tf.sub(tf.max(x), tf.min(x))),
  examples: [
    { at: [[2, 4, 10]], gives: [0, 0.25, 1], because: "0, 2 and 8 of a range of 8" },
    { at: [[-1, 0, 2]], gives: [0, approx("0.3333"), 1], because: "0, 1 and 3 of a range of 3" },
    { at: [[5, 5, 5]], gives: [0, 0, 0], because: "equal entries have no range, and 0/0 counts 0" },
    { at: [[1, 2, 3, 101]], gives: [0, 0.01, 0.02, 1], because: "one far entry takes almost all of the range" },
    { at: [[-1.5e308, 1.5e308]], gives: [0, 1], because: "the range, 3e308, is no double, and need not be" },
    {
      of: "x",
      at: [[2, 4, 10]],
      gives: [
        [0, 0, 0],
        [-0.09375, 0.125, -0.03125],
        [0, 0, 0],
      ],
      because: "the ends stay 0 and 1; the entry between moves one for 8, and less where an end moves too",
    },
  ],
  laws: [
    { law: "min(minMaxScale(x)) == 0", because: "the least becomes 0" },
    { law: "max(minMaxScale(x)) <= 1", because: "no entry is beyond the greatest" },
    { law: "minMaxScale(3 * x + 2) == minMaxScale(x)", because: "neither unit nor origin matters any more" },
    {
      law: "minMaxScale([a, a + b, a + 4 * b]) == [0, 1 / 4, 1]",
      because: "places between the ends are kept in proportion",
      with: [real("a", -4, 4), real("b", 1, 4)],
    },
  ],
  sources: ["scikit-learn, sklearn.preprocessing.MinMaxScaler"],
});
