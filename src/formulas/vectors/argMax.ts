import type { Vector } from "../../formula/argument.js";
import { vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkVector } from "../../formula/validate.js";

/**
 * The place of the greatest entry of `x`, of shape `(n)`, counted from 0; of equal ones the first.
 *
 * Where an entry is NaN nothing is greatest, and NaN is given, which is no place. Throws a RangeError if `x` is empty, a
 * TypeError for anything but a vector of numbers. Source: NumPy, numpy.argmax, which calls NaN the greatest.
 */
export function argMax(x: Vector): number {
  checkVector("argMax", "x", x);
  let place = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i]! > x[place]!) place = i;
    else if (Number.isNaN(x[i]!)) return Number.NaN;
  }
  return place;
}

export default defineFormula({
  name: "argMax",
  summary: "The place of the greatest entry, counted from 0; of equal ones the first.",
  args: [vector("x", -4, 4)],
  latex: String.raw`\mathrm{argmax}(x) = \min \{ i - 1 : x_i = \max_j x_j \}`,
  expr: "min(table(i, length(x), x[i] == max(x) ? i - 1 : length(x)))",
  value: argMax,
  textbook: (x) => Array.from(x).reduce((place, entry, i) => (entry > x[place]! ? i : place), 0),
  accuracy: { value: 0, partials: 0 },
  partials: none("a place jumps or stays"),
  derivation: none("no derivative is stated"),
  kinks: [],
  tensor: (tf, x) => tf.argMax(x),
  examples: [
    { at: [[0.1, 0.7, 0.2]], gives: 1, because: "0.7 is the second entry, and places count from 0" },
    { at: [[3, 5, 5]], gives: 1, because: "of equals the first" },
    { at: [[-3, -1, -2]], gives: 1, because: "−1 is the greatest, though not in size" },
    { at: [[0, 0]], gives: 0, because: "nothing says that the first is not the greatest" },
    {
      at: [[1, Number.NaN, 3]],
      gives: Number.NaN,
      because: "what is no number cannot be compared, so nothing is the greatest",
    },
    { at: [[Number.NEGATIVE_INFINITY, -1e308]], gives: 1, because: "any number is more than −Infinity" },
  ],
  laws: [
    { law: "x[argMax(x) + 1] == max(x)", because: "the greatest entry stands there" },
    { law: "argMax(2 * x + 1) == argMax(x)", because: "what preserves order leaves the first where it is" },
    { law: "argMax(softmax(x)) == argMax(x)", because: "the largest score becomes the largest probability" },
  ],
  sources: ["NumPy, numpy.argmax"],
});
