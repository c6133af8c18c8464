import type { Vector } from "../../formula/argument.js";
import { real, vector } from "../../formula/argument.js";
import { defineFormula } from "../../formula/defineFormula.js";
import { none } from "../../formula/none.js";
import { checkNumbers } from "../../formula/validate.js";
import { accurateSum } from "../../numeric/sums.js";

/**
 * All entries of `x`, of shape `(n)`, added up; 0 where there is none.
 *
 * What each addition rounds away is carried along, and where that does not settle the last digit the sum is found
 * exactly: neither length nor order nor cancellation costs a digit, and nothing overflows that the sum does not. Throws
 * a TypeError for anything but a vector of numbers. Source: Ogita, Rump & Oishi, Accurate sum and dot product (2005).
 */
export function sum(x: Vector): number {
  checkNumbers("sum", "x", x);
  return accurateSum(x);
}

function gradient(x: Vector): number[] {
  checkNumbers("sum", "x", x);
  return Array.from(x, (entry) => (Number.isNaN(entry) ? entry : 1));
}

export default defineFormula({
  name: "sum",
  summary: "Adds up all entries.",
  args: [vector("x", -4, 4)],
  latex: String.raw`\mathrm{sum}(x) = \sum_{i=1}^{n} x_i`,
  expr: "sum(x)",
  value: sum,
  textbook: (x) => Array.from(x).reduce((total, entry) => total + entry, 0),
  accuracy: { value: 1, partials: 0 },
  partials: {
    x: { latex: String.raw`\frac{\partial}{\partial x_i} = 1`, expr: "1", value: gradient },
  },
  derivation: none("each entry enters the sum once, as it is"),
  kinks: [],
  tensor: (tf, x) => tf.sum(x),
  examples: [
    { at: [[1, 2, 3, 4]], gives: 10, because: "1 + 2 + 3 + 4" },
    { at: [[]], gives: 0, because: "the sum of nothing, to which the first entry can be added" },
    {
      at: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]],
      gives: 1,
      because: "one by one, ten additions round to 0.9999999999999999",
    },
    { at: [[1e16, 1, -1e16]], gives: 1, because: "1e16 + 1 rounds to 1e16, and the 1 would be lost" },
    { at: [[1e308, 1e308, -1e308]], gives: 1e308, because: "the sum is a double, though the first two overflow" },
    { of: "x", at: [[2, -3]], gives: [1, 1], because: "the sum grows as fast as any entry does" },
  ],
  laws: [
    {
      law: "sum(x + y) == sum(x) + sum(y)",
      because: "the order of additions does not matter",
      with: [vector("y", -4, 4)],
    },
    { law: "sum(c * x) == c * sum(x)", because: "a common factor can be taken out", with: [real("c", -4, 4)] },
    { law: "abs(sum(x)) <= sum(abs(x))", because: "terms of different signs cancel, and never add" },
  ],
  sources: ["Ogita, Rump & Oishi, Accurate sum and dot product (2005), algorithm 4.4"],
});
