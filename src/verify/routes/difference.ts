import { derivativeAt } from "../../expression/derivative.js";
import { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { bind, domainOf, exactly, numberAt, pathsOf, pathText, withEntry, withNumber } from "../bindings.js";
import { callText, truthText, within } from "../measure.js";
import type { Route } from "../report.js";
import type { PartialSubject, Subject } from "../subject.js";
import { addPlaces, encloseScales, placesOf } from "../subject.js";

const arithmetic = new IntervalArithmetic(128);

/** How much a derivative may change within a step for the quotient to tell something of it. */
const narrow = 2 ** -10;

type Code = (...args: readonly unknown[]) => unknown;

/**
 * Holds a derivative's code against difference quotients of the formula's code. By the mean value theorem the quotient
 * over [x − h, x + h] is the derivative somewhere in between, so that it must lie in an enclosure of the derivative over
 * that interval; what it may be off is that enclosure's width and the code's rounding, and not a guess. `ulps` is what
 * the code was found to be off, which counts where it is more than what is claimed.
 */
export function differenceRoute(
  subject: Subject,
  partial: PartialSubject,
  points: readonly unknown[][],
  ulps = 0,
): Route {
  const { by } = partial;
  const route = `∂${by}: differences`;
  const error = Math.max(subject.formula.accuracy.value, Number.isFinite(ulps) ? ulps : 0);
  let count = 0;
  let largest = 0;
  for (const at of points) {
    for (const comparison of compare(subject, partial, at, error)) {
      const { stated, quotient, allowance, place } = comparison;
      if (arithmetic.holds("==", stated, arithmetic.add(quotient, allowance)) === false) {
        return {
          route,
          verdict: "wrong",
          detail: "the difference quotient is further off than the mean value theorem allows",
          worst: { at: callText(at) + place, found: truthText(stated), truth: String(quotient) },
        };
      }
      count++;
      // A stated infinity is beyond all doubles, and how far it is from anything says nothing.
      if (!stated.isBounded) continue;
      const difference = arithmetic.abs(arithmetic.subtract(stated, quotient)).toDoubles()[1];
      largest = Math.max(largest, difference / Math.max(1, arithmetic.abs(stated).toDoubles()[1]));
    }
  }
  if (count === 0) return { route, verdict: "unchecked", detail: "no point could be decided" };
  const detail =
    largest === 0
      ? `code and difference quotients are equal; ${count} numbers`
      : `code within ${largest.toExponential(0)} of difference quotients; ${count} numbers`;
  return { route, verdict: "confirmed", detail };
}

interface Comparison {
  readonly place: string;
  /** What the derivative's code says. */
  readonly stated: Interval;
  readonly quotient: Interval;
  /** How far the derivative may move within the step. */
  readonly allowance: Interval;
}

function compare(
  subject: Subject,
  { by, partial }: PartialSubject,
  at: readonly unknown[],
  ulps: number,
): Comparison[] {
  const { formula, functions, expressions } = subject;
  const { expression } = expressions[0]!;
  const bindings = bind(formula.args, at);
  const variable = bindings.get(by)!;
  // Where terms cancel, the code may be off by units of the largest of them.
  const scales = encloseScales(subject, exactly(bindings), new Map());
  const stated = new Map(
    placesOf((partial.value as Code)(...at)).map(({ place, value }) => [
      place,
      within(value, formula.accuracy.partials),
    ]),
  );
  return pathsOf(variable).flatMap((path) => {
    const x = numberAt(variable, path);
    const [left, right] = stepAround(x, domainOf(formula.args, by));
    if (!(left < right)) return [];
    const [below, above] = [left, right].map((end) =>
      placesOf((formula.value as Code)(...withEntry(formula.args, at, by, path, end))),
    ) as [ReturnType<typeof placesOf>, ReturnType<typeof placesOf>];
    const box = new Map(exactly(bindings));
    const ends = arithmetic.hull(Interval.exact(left), Interval.exact(right));
    box.set(by, withNumber(box.get(by)!, path, ends));
    const slopes = new Map<string, Interval>();
    const entry = path.map((i) => i + 1);
    addPlaces(slopes, "", derivativeAt(expression, { variables: box, functions }, by, { entry, precision: 128 }));
    return below.flatMap(({ place: row, value: low }, i): Comparison[] => {
      const high = above[i]!.value;
      if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
      const width = arithmetic.subtract(Interval.exact(right), Interval.exact(left));
      const scale = Math.max(Math.abs(low), Math.abs(high), scales.get(row)?.toDoubles()[1] ?? 0);
      const rise = arithmetic.subtract(within(high, ulps, scale), within(low, ulps, scale));
      const place = row + pathText(path);
      const slope = slopes.get(row)!;
      const allowance = arithmetic.subtract(slope, slope);
      // At a kink, and where the derivative changes fast, the quotient tells nothing.
      if (!allowance.isBelow(narrow)) return [];
      return [{ place, stated: stated.get(place)!, quotient: arithmetic.divide(rise, width), allowance }];
    });
  });
}

/** About 2⁻²⁴ to each side, where rounding and curvature cost alike; nothing where the domain leaves no room. */
function stepAround(x: number, [low, high]: readonly [number, number]): [number, number] {
  const room = Math.min(x - low, high - x) / 2;
  const step = Math.min(2 ** -24 * Math.max(1, Math.abs(x)), room);
  return [x - step, x + step];
}
