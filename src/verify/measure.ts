import { literal } from "../formula/describe.js";
import { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Format } from "../numeric/ulp.js";
import { errorInUlps, ulp } from "../numeric/ulp.js";
import type { Route, Verdict, WorstPoint } from "./report.js";

/** One computed number beside the truth. */
export interface Measurement {
  readonly at: readonly unknown[];
  readonly place: string;
  readonly computed: number;
  readonly truth: Interval;
  readonly ulps: number;
}

/**
 * How far a computed number is from the truth in units in the last place, of the truth or of `scale` where that is
 * larger; undefined where no precision settles it and no enclosure excludes it.
 */
export function measure(
  computed: number,
  enclose: (precision: number) => Interval,
  format: Format,
  scale = 0,
): { ulps: number; truth: Interval } | undefined {
  const truth = enclose(256);
  for (let precision = 256; precision <= 4096; precision *= 2) {
    const finer = enclose(precision);
    const against = measureAgainst(scale, computed, finer, format);
    if (against !== undefined) return { ulps: against, truth: finer };
    if (scale === 0 || !finer.isBounded || isKnown(finer, scale, format)) break;
  }
  // What overflows on the way does so at any precision, and more bits only take longer.
  const most = truth.isBounded ? Number.POSITIVE_INFINITY : 256;
  const known = (precision: number) => enclose(Math.min(Math.max(precision, 256), most));
  const ulps = errorInUlps(computed, known, format);
  if (ulps === Number.POSITIVE_INFINITY) {
    return excludes(truth, computed, format) ? { ulps, truth } : undefined;
  }
  const [low, high] = truth.toDoubles();
  const size = Math.max(Math.abs(low), Math.abs(high));
  return { ulps: scale > size ? ulps * (ulp(size, format) / ulp(scale, format)) : ulps, truth };
}

/** The error in units of `scale`, where that is larger than the truth and the truth is known well enough for it. */
function measureAgainst(scale: number, computed: number, truth: Interval, format: Format): number | undefined {
  const unit = ulp(scale, format);
  if (!Number.isFinite(computed) || !truth.isBounded || truth.mayBeUndefined) return undefined;
  if (!truth.isBelow(scale) || !truth.isAbove(-scale)) return undefined;
  if (!isKnown(truth, scale, format)) return undefined;
  const arithmetic = new IntervalArithmetic(256);
  const error = arithmetic.abs(arithmetic.subtract(Interval.exact(computed), truth));
  return arithmetic.divide(error, Interval.exact(unit)).toDoubles()[1];
}

/** Whether the enclosure is narrower than a millionth of a unit of `scale`. */
function isKnown(truth: Interval, scale: number, format: Format): boolean {
  return new IntervalArithmetic(64).subtract(truth, truth).isBelow(ulp(scale, format) * 1e-6);
}

/** All numbers that `x` may stand for, if it is off by `ulps` units in its last place, or in that of `scale` if larger. */
export function within(x: number, ulps: number, scale = 0): Interval {
  if (!Number.isFinite(x)) return Interval.whole();
  const arithmetic = new IntervalArithmetic(128);
  const error = arithmetic.multiply(Interval.exact(ulps), Interval.exact(Math.max(ulp(x), ulp(scale))));
  return arithmetic.add(Interval.exact(x), arithmetic.hull(arithmetic.negate(error), error));
}

function excludes(truth: Interval, computed: number, format: Format): boolean {
  // Where the expression does not exist, code may go on by continuity; examples say with what.
  if (truth.mayBeUndefined) return false;
  if (Number.isNaN(computed)) return truth.isBounded;
  // An end of an enclosure that is open to the other side may lie between a number and what it was rounded to.
  if (Number.isFinite(computed)) return new IntervalArithmetic(128).holds("==", truth, within(computed, 1)) === false;
  const largest = format === "float64" ? Number.MAX_VALUE : (2 - 2 ** -23) * 2 ** 127;
  return computed > 0 ? truth.isBelow(largest) : truth.isAbove(-largest);
}

/** Keeps the worst of many measurements, and how many there were. */
export class Tally {
  private worst: Measurement | undefined;
  private count = 0;
  private undecided = 0;

  /** Measures one number and keeps what comes of it. */
  measure(
    { at, place, computed }: Omit<Measurement, "truth" | "ulps">,
    enclose: (precision: number) => Interval,
    format: Format,
    scale?: number,
  ): void {
    const measured = measure(computed, enclose, format, scale);
    if (measured === undefined) {
      this.undecided++;
      return;
    }
    const measurement = { at, place, computed, ...measured };
    this.count++;
    if (this.worst === undefined || measurement.ulps > this.worst.ulps) this.worst = measurement;
  }

  /** Confirmed within `limit`; beyond it imprecise, and wrong where not even the first digits are right. */
  route(route: string, limit: number, format: Format): Route {
    const { worst, count, undecided } = this;
    if (worst === undefined) return { route, verdict: "unchecked", detail: "no point could be decided" };
    const from = format === "float64" ? "off the expression" : "off in float32";
    const verdict: Verdict = worst.ulps <= limit ? "confirmed" : isFarOff(worst, format) ? "wrong" : "imprecise";
    const found = `${inUlps(worst.ulps)} ulp ${from}`;
    return {
      route,
      verdict,
      detail:
        verdict === "confirmed"
          ? `at most ${found} (${limit} allowed); ${count} numbers${undecided === 0 ? "" : `, ${undecided} undecided`}`
          : `${found} (${limit} allowed)`,
      ulps: worst.ulps,
      ...(worst.ulps === 0 ? {} : { worst: pointOf(worst) }),
    };
  }
}

export function pointOf({ at, place, computed, truth }: Measurement): WorstPoint {
  return { at: callText(at) + place, found: literal(computed), truth: truthText(truth) };
}

/** Arguments as one would type them. */
export function callText(at: readonly unknown[]): string {
  return `(${at.map(literal).join(", ")})`;
}

/** An enclosure as the double that it determines, else as its ends. */
export function truthText(truth: Interval): string {
  const double = truth.toDouble();
  return double === undefined ? String(truth) : literal(double);
}

function isFarOff({ computed, truth, ulps }: Measurement, format: Format): boolean {
  if (!Number.isFinite(computed) || ulps === Number.POSITIVE_INFINITY) return true;
  const digits = format === "float64" ? 2 ** -30 : 2 ** -8;
  const [low, high] = truth.toDoubles();
  const error = Math.max(Math.abs(computed - low), Math.abs(computed - high));
  return error > digits * Math.max(Math.abs(low), Math.abs(high)) && ulps > 2 ** (format === "float64" ? 20 : 12);
}

function inUlps(ulps: number): string {
  if (ulps === Number.POSITIVE_INFINITY) return "any number of";
  return ulps === 0 ? "0" : ulps < 100 ? ulps.toFixed(2) : ulps.toExponential(1);
}
