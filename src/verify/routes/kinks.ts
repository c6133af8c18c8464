import { derivativeAt } from "../../expression/derivative.js";
import { evaluate, isVector } from "../../expression/evaluate.js";
import { evaluation } from "../../formula/describe.js";
import { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { bind, exactly } from "../bindings.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { placesOf } from "../subject.js";

const arithmetic = new IntervalArithmetic(256);
const nearby = 2 ** -40;

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
  const [left, right] = [where.left, where.right].map((side) => evaluate(side, { variables, functions }, 256));
  if (isVector(left!) || isVector(right!) || arithmetic.holds(where.relation, left!, right!) !== true) {
    return `${claim}: ${kink.where} does not hold there`;
  }
  const code = placesOf((of.partial.value as Code)(...kink.at));
  const given = placesOf(kink.gives);
  if (code.length !== given.length || code.some(({ value }, i) => !Object.is(value, given[i]!.value))) {
    return `${claim}, but the code gives ${JSON.stringify((of.partial.value as Code)(...kink.at))}`;
  }
  const variable = bindings.get(of.by)!;
  const entries = typeof variable === "number" ? [undefined] : [...variable.keys()];
  let differs = false;
  for (const entry of entries) {
    const slopes = [-nearby, nearby].map((offset) => {
      const moved = new Map(variables);
      const shift = (x: number) => Interval.exact(x + offset);
      moved.set(
        of.by,
        typeof variable === "number"
          ? shift(variable)
          : variable.map((x, i) => (i === entry ? shift(x) : Interval.exact(x))),
      );
      return derivativeAt(expressions[0]!.expression, { variables: moved, functions }, of.by, {
        precision: 256,
        ...(entry === undefined ? {} : { entry: entry + 1 }),
      });
    });
    const [before, after] = slopes as [Interval, Interval];
    if (isVector(before) || isVector(after)) return `${claim}: kinks of vectors cannot be checked`;
    const stated = Interval.exact(given[entry ?? 0]!.value);
    if (arithmetic.holds("!=", before, after) === true) differs = true;
    if (arithmetic.holds("==", stated, arithmetic.hull(before, after)) === false && !isNear(stated, before, after)) {
      return `${claim} does not lie between ${before} and ${after}, the derivatives to the left and right`;
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
