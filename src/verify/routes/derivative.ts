import { derivativeAt } from "../../expression/derivative.js";
import type { Value } from "../../expression/evaluate.js";
import { evaluate, isVector } from "../../expression/evaluate.js";
import { print } from "../../expression/print.js";
import type { Interval } from "../../numeric/interval.js";
import { Agreement } from "../agreement.js";
import type { Bindings } from "../bindings.js";
import { bind, exactly } from "../bindings.js";
import type { Reader } from "../mathjs.js";
import type { Route } from "../report.js";
import type { PartialSubject, Subject } from "../subject.js";
import { addPlaces, encloseDerivative } from "../subject.js";
import { entryName, hasCases, scalarized } from "../tree.js";

const precision = 256;

/** Holds a derivative's expression against automatic differentiation of the formula's expression. */
export function differentiationRoute(subject: Subject, partial: PartialSubject, points: readonly unknown[][]): Route {
  const agreement = new Agreement(`∂${partial.by}: differentiation`, "the definition", "differentiation");
  for (const at of points) {
    const variables = exactly(bind(subject.formula.args, at));
    const truth = differentiated(subject, partial.by, variables, precision);
    const stated = encloseStated(subject, partial, variables, truth);
    for (const [place, value] of truth) {
      agreement.add(at, place, stated.get(place) ?? stated.get(""), value);
      if (agreement.hasKinkAt(value) && subject.kinks.length === 0) {
        return agreement.wrong(at, place, "left and right derivative differ, of which the definition says nothing,");
      }
    }
  }
  return agreement.route("as by differentiating the expression");
}

/** Holds a derivative's expression against the one that mathjs finds. */
export function mathjsRoute(
  subject: Subject,
  partial: PartialSubject,
  points: readonly unknown[][],
  reader: Reader,
): Route {
  const agreement = new Agreement(`∂${partial.by}: mathjs`, "the definition", "mathjs");
  const length = 3;
  const found = mathjsDerivatives(subject, partial.by, length, reader);
  if ("reason" in found) return agreement.unchecked(found.reason);
  for (const at of points) {
    const bindings = bind(subject.formula.args, at);
    if (!hasLength(bindings, length)) continue;
    const variables = exactly(bindings);
    const byEntry = new Map([...variables].flatMap(([name, value]) => entriesOf(name, value)));
    const shape = new Map([...found].map(([place, expression]) => [place, evaluateOne(expression, byEntry)]));
    const stated = encloseStated(subject, partial, variables, shape);
    for (const [place, value] of shape) agreement.add(at, place, stated.get(place) ?? stated.get(""), value);
  }
  return agreement.route("as by mathjs");
}

/** Enclosures of the formula's derivative by a variable, by place, found by automatic differentiation. */
export function differentiated(
  { expressions, functions }: Subject,
  by: string,
  variables: ReadonlyMap<string, Value<Interval>>,
  bits: number,
): Map<string, Interval> {
  const { expression } = expressions[0]!;
  const places = new Map<string, Interval>();
  const variable = variables.get(by)!;
  const environment = { variables, functions };
  if (!isVector(variable)) {
    addPlaces(places, "", derivativeAt(expression, environment, by, { precision: bits }));
    return places;
  }
  for (const j of variable.keys()) {
    const column = derivativeAt(expression, environment, by, { entry: j + 1, precision: bits });
    if (!isVector(column)) places.set(`[${j}]`, column);
    else for (const [i, value] of column.entries()) places.set(`[${i}][${j}]`, value);
  }
  return places;
}

function encloseStated(
  { functions }: Subject,
  { expression }: PartialSubject,
  variables: ReadonlyMap<string, Value<Interval>>,
  shape: ReadonlyMap<string, Interval>,
): Map<string, Interval> {
  const places = [...shape].map(([place, value]) => ({ place, value }));
  return encloseDerivative(expression, places, { variables, functions }, precision);
}

/** What mathjs makes of each number of the result and of the argument, for vectors of the length given. */
function mathjsDerivatives({ expressions, functions, formula }: Subject, by: string, length: number, reader: Reader) {
  const vectors = formula.args.filter(({ kind }) => kind !== "real" && kind !== "options").map(({ name }) => name);
  const result = scalarized(expressions[0]!.expression, new Map(vectors.map((name) => [name, length])), functions);
  const rows = Array.isArray(result) ? result : [result];
  const columns = vectors.includes(by) ? Array.from({ length }, (_, j) => entryName(by, j)) : [by];
  const found = new Map<string, ReturnType<Reader["read"]>>();
  if (rows.some(hasCases)) return { reason: "mathjs cannot differentiate a distinction of cases" };
  for (const [i, row] of rows.entries()) {
    for (const [j, variable] of columns.entries()) {
      const derivative = reader.differentiate(print(row), variable);
      if ("reason" in derivative) return derivative;
      const place = (Array.isArray(result) ? `[${i}]` : "") + (vectors.includes(by) ? `[${j}]` : "");
      found.set(
        place,
        reader.read(derivative.text, () => false),
      );
    }
  }
  return found;
}

function hasLength(bindings: Bindings, length: number): boolean {
  return [...bindings.values()].every((value) => typeof value === "number" || value.length === length);
}

function entriesOf(name: string, value: Value<Interval>): [string, Interval][] {
  return isVector(value) ? value.map((entry, i) => [entryName(name, i), entry]) : [[name, value]];
}

function evaluateOne(expression: ReturnType<Reader["read"]>, variables: ReadonlyMap<string, Interval>): Interval {
  const value = evaluate(expression, { variables }, precision);
  if (isVector(value)) throw new TypeError("mathjs's derivative of a number is a vector");
  return value;
}
