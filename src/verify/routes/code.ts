import type { AnyFormula } from "../../formula/formula.js";
import { isNone } from "../../formula/none.js";
import type { Interval } from "../../numeric/interval.js";
import { bind, exactly } from "../bindings.js";
import { Tally } from "../measure.js";
import type { Route } from "../report.js";
import type { PartialSubject, Subject } from "../subject.js";
import { encloseDerivative, encloseScales, encloseValue, placesOf } from "../subject.js";
import { largestTerm } from "../tree.js";

/** Holds the code against the expression on intervals, in units in the last place. */
export function codeRoute(subject: Subject, points: readonly unknown[][]): Route {
  const { formula } = subject;
  if (isNone(formula.expr)) return { route: "code", verdict: "unchecked", detail: formula.expr.none };
  return holdCode("code", formula.value, points, formula.accuracy.value, (at) => {
    const variables = exactly(bind(formula.args, at));
    const scales = encloseScales(subject, variables, encloseValue(subject, variables, 64).next);
    return {
      enclose: (precision) => encloseValue(subject, variables, precision).values,
      scaleOf: (place) => scales.get(place)?.toDoubles()[0] ?? 0,
    };
  });
}

/** Holds a derivative's code against its expression on intervals. */
export function partialCodeRoute(
  subject: Subject,
  { by, partial, expression }: PartialSubject,
  points: readonly unknown[][],
) {
  const { formula, functions } = subject;
  const terms = largestTerm(expression, formula.accuracy.cancels !== undefined);
  return holdCode(`∂${by}: code`, partial.value, points, formula.accuracy.partials, (at, shape) => {
    const environment = { variables: exactly(bind(formula.args, at)), functions };
    const scales = encloseDerivative(terms, shape, environment, 64);
    return {
      enclose: (precision) => encloseDerivative(expression, shape, environment, precision),
      scaleOf: (place) =>
        Math.max((scales.get(place) ?? scales.get(""))?.toDoubles()[0] ?? 0, isNearCrossing(formula, at) ? 1 / 16 : 0),
    };
  });
}

/** Whether a derivative is so near to its zero that errors count against 1/16. */
export function isNearCrossing({ accuracy }: AnyFormula, [x]: readonly unknown[]): boolean {
  return accuracy.partialsCross !== undefined && Math.abs((x as number) - accuracy.partialsCross) < 0.5;
}

interface Truth {
  readonly enclose: (precision: number) => ReadonlyMap<string, Interval>;
  readonly scaleOf: (place: string) => number;
}

type Code = (...args: never[]) => unknown;
type Shape = ReturnType<typeof placesOf>;

function holdCode(
  route: string,
  code: Code,
  points: readonly unknown[][],
  limit: number,
  truthAt: (at: readonly unknown[], shape: Shape) => Truth,
): Route {
  const tally = new Tally();
  for (const at of points) {
    const shape = placesOf((code as (...args: readonly unknown[]) => unknown)(...at));
    const { enclose, scaleOf } = truthAt(at, shape);
    const byPrecision = new Map<number, ReadonlyMap<string, Interval>>();
    for (const { place, value } of shape) {
      const truth = (precision: number): Interval => {
        const places = byPrecision.get(precision) ?? enclose(precision);
        byPrecision.set(precision, places);
        return (places.get(place) ?? places.get(""))!;
      };
      tally.measure({ at, place, computed: value }, truth, "float64", scaleOf(place));
    }
  }
  return tally.route(route, limit, "float64");
}
