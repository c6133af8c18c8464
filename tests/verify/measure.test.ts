import { beforeAll, expect, test } from "vitest";
import { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { Tally } from "../../src/verify/measure.js";

beforeAll(async () => {
  await loadArithmetic();
});

/** What a computed number is called beside x − ln e^(10¹²), whose power is beyond all numbers of any precision. */
function verdictOf(computed: number, x: number): string {
  const tally = new Tally();
  const enclose = (precision: number) => {
    const at = new IntervalArithmetic(precision);
    return at.subtract(Interval.exact(x), at.log(at.exp(Interval.exact(1e12))));
  };
  tally.measure({ at: [], place: "", computed }, enclose, "float64");
  return tally.route("code", 1, "float64").verdict;
}

test("a number that is rounded across the end of an open enclosure is not called wrong", () => {
  expect(verdictOf(-2.5e62, -2.5e62)).toBe("unchecked");
});

test("a number beyond the end of an open enclosure is wrong", () => {
  expect(verdictOf(-2.5e62 * (1 - 2 ** -40), -2.5e62)).toBe("wrong");
});
