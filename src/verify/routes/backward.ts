import { derivativeAt } from "../../expression/derivative.js";
import type { Value } from "../../expression/evaluate.js";
import { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { Agreement } from "../agreement.js";
import { axesOf, lengthsAt } from "../axes.js";
import { bind, exactly, pathsOf, pathText } from "../bindings.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { addPlaces, encloseValue } from "../subject.js";

const precision = 256;
const arithmetic = new IntervalArithmetic(precision);

/**
 * Holds a backward pass against differentiation of the forward one: each field of its result is the derivative of the
 * outputs, added up with the weights `outputGradient`, by the argument of that name.
 */
export function backwardRoute(subject: Subject, points: readonly unknown[][]): Route[] {
  const { formula, formulas, functions, expressions } = subject;
  if (formula.backwardOf === undefined) return [];
  const forward = formulas.get(formula.backwardOf);
  const body = functions.get(formula.backwardOf)?.body;
  const agreement = new Agreement("backward: differentiation", "the definition", "differentiation");
  if (forward === undefined || body === undefined) {
    return [agreement.unchecked(`${formula.backwardOf} has no expression to differentiate`)];
  }
  for (const at of points) {
    const given = exactly(bind(formula.args, at));
    const variables = new Map(given);
    const lengths = lengthsAt(formula.args, at);
    for (const argument of forward.args) {
      // What the backward pass does not ask for does not matter to it.
      if (!variables.has(argument.name)) variables.set(argument.name, zeros(axesOf(argument), lengths));
    }
    const weights = new Map<string, Interval>();
    addPlaces(weights, "", variables.get("outputGradient")!);
    const { values } = encloseValue(subject, given, precision);
    for (const { field } of expressions) {
      for (const path of pathsOf(variables.get(field!)!)) {
        const slopes = new Map<string, Interval>();
        const entry = path.map((i) => i + 1);
        addPlaces(slopes, "", derivativeAt(body, { variables, functions }, field!, { entry, precision }));
        const terms = [...slopes].map(([place, slope]) => arithmetic.multiply(slope, weights.get(place)!));
        const place = `.${field}${pathText(path)}`;
        agreement.add(
          at,
          place,
          values.get(place),
          terms.reduce((a, b) => arithmetic.add(a, b)),
        );
      }
    }
  }
  return [agreement.route(`as by differentiating ${formula.backwardOf}`)];
}

function zeros([axis, ...inner]: readonly string[], lengths: ReadonlyMap<string, number>): Value<Interval> {
  if (axis === undefined) return Interval.exact(0);
  return Array.from({ length: lengths.get(axis) ?? 1 }, () => zeros(inner, lengths));
}
