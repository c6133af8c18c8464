import { Interval } from "./interval.js";
import { IntervalArithmetic } from "./intervalArithmetic.js";
import type { Format } from "./unit.js";
import { formats, ulp } from "./unit.js";

export type { Format } from "./unit.js";
export { ulp } from "./unit.js";

/**
 * How far a computed number is from the true value: |computed − true| / ulp(true), rounded up in the last digit.
 *
 * `enclose(precision)` encloses the true value, the more tightly the higher the precision in bits; it is asked for
 * more until the answer is settled to a millionth. 0 also where a computed NaN stands for a value that does not exist,
 * and a computed infinity for one that rounds to it; Infinity where only one of the two exists, or where
 * 8192 bits do not settle the answer.
 */
export function errorInUlps(
  computed: number,
  enclose: (precision: number) => Interval,
  format: Format = "float64",
): number {
  for (let precision = 128; precision <= 8192; precision *= 2) {
    const truth = enclose(precision);
    if (truth.isEmpty) return Number.isNaN(computed) ? 0 : Number.POSITIVE_INFINITY;
    if (truth.mayBeUndefined || !isSettled(truth, format)) continue;
    return Number.isNaN(computed) ? Number.POSITIVE_INFINITY : distance(computed, truth, format);
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether the enclosure is narrower than a millionth of a unit in the last place. */
function isSettled(truth: Interval, format: Format): boolean {
  const [low, high] = truth.toDoubles();
  if (!truth.isBounded) return isBeyond(truth, format);
  const smallest = Math.min(Math.abs(low), Math.abs(high));
  const at = new IntervalArithmetic(64);
  const width = at.divide(at.subtract(truth, truth), Interval.exact(ulp(smallest, format)));
  return width.isBelow(1e-6) || isBeyond(truth, format);
}

/** Whether every number of the enclosure rounds to an infinity of the same sign. */
function isBeyond(truth: Interval, format: Format): boolean {
  const { largest } = formats[format];
  const half = Interval.exact(ulp(largest, format) / 2);
  const at = new IntervalArithmetic(1100);
  const limit = at.add(Interval.exact(largest), half);
  return at.holds(">=", truth, limit) === true || at.holds("<=", truth, at.negate(limit)) === true;
}

function distance(computed: number, truth: Interval, format: Format): number {
  const positive = truth.isAbove(0);
  if (!Number.isFinite(computed)) {
    return isBeyond(truth, format) && computed > 0 === positive ? 0 : Number.POSITIVE_INFINITY;
  }
  const [low, high] = truth.toDoubles();
  const unit = ulp(positive ? high : low, format);
  const at = new IntervalArithmetic(256);
  const error = at.divide(at.abs(at.subtract(Interval.exact(computed), truth)), Interval.exact(unit));
  return error.toDoubles()[1];
}
