import type { Interval } from "../../numeric/interval.js";
import { bind, exactly } from "../bindings.js";
import { callText, measure, Tally } from "../measure.js";
import type { Route } from "../report.js";
import type { PartialSubject, Subject } from "../subject.js";
import { encloseDerivative, encloseValue, placesOf } from "../subject.js";

/** What is to be said if code throws where its arguments are in order; it then has nothing to say on other routes. */
export function throwingRoute({ formula, partials }: Subject, points: readonly unknown[][]): Route | undefined {
  for (const at of points) {
    for (const code of [formula.value, ...partials.map(({ partial }) => partial.value)]) {
      try {
        called(code, at);
      } catch (error) {
        return { route: "code", verdict: "wrong", detail: `${callText(at)} throws: ${(error as Error).message}` };
      }
    }
  }
  return undefined;
}

/** Holds the code against the expression on intervals, in units in the last place. */
export function codeRoute(subject: Subject, points: readonly unknown[][]): Route {
  const { formula } = subject;
  return holdCode("code", formula.value, points, formula.accuracy.value, (at) => {
    const variables = exactly(bind(formula.args, at));
    const { scales } = encloseValue(subject, variables, 64);
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
  return holdCode(`∂${by}: code`, partial.value, points, formula.accuracy.partials, (at, shape) => {
    const variables = exactly(bind(formula.args, at));
    return {
      enclose: (precision) => encloseDerivative(expression, shape, { variables, functions }, precision),
      scaleOf: () => 0,
    };
  });
}

interface Truth {
  readonly enclose: (precision: number) => ReadonlyMap<string, Interval>;
  readonly scaleOf: (place: string) => number;
}

type Code = (...args: never[]) => unknown;
type Shape = ReturnType<typeof placesOf>;

function called(code: Code, at: readonly unknown[]): unknown {
  return (code as (...args: readonly unknown[]) => unknown)(...at);
}

function holdCode(
  route: string,
  code: Code,
  points: readonly unknown[][],
  limit: number,
  truthAt: (at: readonly unknown[], shape: Shape) => Truth,
): Route {
  const tally = new Tally();
  for (const at of points) {
    const shape = placesOf(called(code, at));
    const { enclose, scaleOf } = truthAt(at, shape);
    const byPrecision = new Map<number, ReadonlyMap<string, Interval>>();
    for (const { place, value } of shape) {
      const truth = (precision: number): Interval | undefined => {
        const places = byPrecision.get(precision) ?? enclose(precision);
        byPrecision.set(precision, places);
        return places.get(place) ?? places.get("");
      };
      if (truth(128) === undefined) {
        return {
          route,
          verdict: "wrong",
          detail: `${callText(at)}${place} is a number of the code, not of the expression`,
        };
      }
      const measured = measure(value, (precision) => truth(precision)!, "float64", scaleOf(place));
      if (measured !== undefined) tally.add({ at, place, computed: value, ...measured });
    }
  }
  return tally.route(route, limit, "float64");
}
