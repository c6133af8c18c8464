import { derivativeAt } from "../../expression/derivative.js";
import { evaluate, isVector } from "../../expression/evaluate.js";
import { evaluation } from "../../formula/describe.js";
import { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { bind, exactly, numberAt, pathsOf, pathText, withNumber } from "../bindings.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { addPlaces, placesOf } from "../subject.js";

const precision = 512;
const arithmetic = new IntervalArithmetic(precision);
/** So near that what else changes on the way is less than any double's last digit. */
const nearby = 2 ** -200;

type Code = (...args: readonly unknown[]) => unknown;

/**
 * Holds each kink against the formula: its condition is met, the derivatives to the left and to the right differ, and
 * the convention lies between them and is what the code gives.
 */
export function kinksRoutes(subject: Subject): Route[] {
  if (subject.kinks.length === 0) return [];
  const problems = subject.kinks.flatMap((one) => problemOf(subject, one) ?? []);
  if (problems.length > 0) return problems.map((detail) => ({ route: "conventions", verdict: "wrong", detail }));
  const stated = subject.kinks.map(({ kink }) => evaluation(subject.formula.name, kink)).join(", ");
  return [{ route: "conventions", verdict: "confirmed", detail: `${stated} lies between the two sides` }];
}

function problemOf(subject: Subject, { kink, where, of }: Subject["kinks"][number]): string | undefined {
  const { formula, functions, expressions } = subject;
  const bindings = bind(formula.args, kink.at);
  const variables = exactly(bindings);
  const claim = evaluation(formula.name, kink);
  const [left, right] = [where.left, where.right].map((side) => evaluate(side, { variables, functions }, precision));
  if (isVector(left!) || isVector(right!) || arithmetic.holds(where.relation, left!, right!) !== true) {
    return `${claim}: ${kink.where} does not hold there`;
  }
  const code = placesOf((of.partial.value as Code)(...kink.at));
  const given = placesOf(kink.gives);
  if (code.length !== given.length || code.some(({ value }, i) => !Object.is(value, given[i]!.value))) {
    return `${claim}, but the code gives ${JSON.stringify((of.partial.value as Code)(...kink.at))}`;
  }
  const variable = bindings.get(of.by)!;
  let differs = false;
  for (const path of pathsOf(variable)) {
    const [before, after] = [-nearby, nearby].map((offset) => {
      const to = arithmetic.add(Interval.exact(numberAt(variable, path)), Interval.exact(offset));
      const moved = withNumber(variables.get(of.by)!, path, to);
      const environment = { variables: new Map([...variables, [of.by, moved]]), functions };
      const entry = path.map((i) => i + 1);
      const slopes = derivativeAt(expressions[0]!.expression, environment, of.by, { entry, precision });
      const places = new Map<string, Interval>();
      addPlaces(places, "", slopes);
      return places;
    }) as [Map<string, Interval>, Map<string, Interval>];
    for (const [row, left] of before) {
      const right = after.get(row)!;
      const stated = Interval.exact(given.find(({ place }) => place === row + pathText(path))!.value);
      if (arithmetic.holds("!=", left, right) === true) differs = true;
      if (arithmetic.holds("==", stated, arithmetic.hull(left, right)) === false && !isNear(stated, left, right)) {
        return `${claim} does not lie between ${left} and ${right}, the derivatives to the left and right`;
      }
    }
  }
  return differs
    ? undefined
    : `${claim}: the derivatives to the left and right do not differ, so there is no convention`;
}

/** Whether a double is an end of the range but for its rounding: 0.01 against the exact α. */
function isNear(stated: Interval, before: Interval, after: Interval): boolean {
  return [before, after].some((side) => side.toDouble() === stated.toDouble());
}
