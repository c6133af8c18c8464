import { number, operation } from "../../expression/construct.js";
import { derivativeAt } from "../../expression/derivative.js";
import type { Value } from "../../expression/evaluate.js";
import { evaluate, isVector } from "../../expression/evaluate.js";
import type { Expression } from "../../expression/expression.js";
import { print } from "../../expression/print.js";
import { rewrite } from "../../expression/rewrite.js";
import type { Argument, Setting } from "../../formula/argument.js";
import type { Interval } from "../../numeric/interval.js";
import { Agreement } from "../agreement.js";
import type { Bindings } from "../bindings.js";
import { bind, exactly, numberAt, pathsOf, pathText } from "../bindings.js";
import type { Reader } from "../mathjs.js";
import type { Route } from "../report.js";
import type { PartialSubject, Subject } from "../subject.js";
import { addPlaces, encloseDerivative } from "../subject.js";
import { caseAt, entryName, scalarized, spreadPlaces } from "../tree.js";

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

/** Holds a derivative's expression against the one that mathjs finds, where cases are told apart for the case at hand. */
export function mathjsRoute(
  subject: Subject,
  partial: PartialSubject,
  points: readonly unknown[][],
  reader: Reader,
): Route {
  const { formula, expressions, functions } = subject;
  const agreement = new Agreement(`∂${partial.by}: mathjs`, "the definition", "mathjs");
  const known = wholeNumbersOf(formula.args);
  const { bindings, alike } = alikePoints(subject, points, known);
  const rows = spreadPlaces(scalarized(expressions[0]!.expression, bindings, known, functions));
  const derivatives = new Derivatives(reader);
  for (const at of alike) {
    const variables = exactly(bind(formula.args, at));
    const byEntry = new Map(
      [...variables].flatMap(([name, value]) =>
        pathsOf(value).map((path) => [entryName(name, path), numberAt(value, path)] as const),
      ),
    );
    const shape = new Map<string, Interval>();
    for (const [place, row] of rows) {
      const ofCase = caseAt(row, byEntry);
      if (ofCase === undefined) continue;
      for (const path of pathsOf(bindings.get(partial.by)!)) {
        const derivative = derivatives.of(ofCase, entryName(partial.by, path));
        if ("reason" in derivative) return agreement.unchecked(derivative.reason);
        shape.set(place + pathText(path), evaluateOne(derivative.expression, byEntry));
      }
    }
    const stated = encloseStated(subject, partial, variables, shape);
    for (const [place, value] of shape) agreement.add(at, place, stated.get(place) ?? stated.get(""), value);
  }
  return agreement.route("as by mathjs");
}

/** Operations that mathjs does not differentiate, in others that it does. */
function asMathjsKnows(part: Expression): Expression {
  if (part.kind !== "operation") return part;
  const [x] = part.args as [Expression];
  if (part.operation === "expm1") return operation("subtract", operation("exp", x), number(1));
  return part.operation === "log1p" ? operation("log", operation("add", number(1), x)) : part;
}

/** What mathjs makes of expressions, each worked out once. */
class Derivatives {
  private readonly reader: Reader;
  private readonly known = new Map<string, { readonly expression: Expression } | { readonly reason: string }>();

  constructor(reader: Reader) {
    this.reader = reader;
  }

  of(expression: Expression, variable: string): { readonly expression: Expression } | { readonly reason: string } {
    const text = print(rewrite(expression, asMathjsKnows));
    const key = `${variable}: ${text}`;
    let found = this.known.get(key);
    if (found === undefined) {
      const derivative = this.reader.differentiate(text, variable);
      found = "reason" in derivative ? derivative : { expression: this.reader.read(derivative.text, () => false) };
      this.known.set(key, found);
    }
    return found;
  }
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
  const environment = { variables, functions };
  for (const path of pathsOf(variables.get(by)!)) {
    const entry = path.map((i) => i + 1);
    const column = new Map<string, Interval>();
    addPlaces(column, "", derivativeAt(expression, environment, by, { entry, precision: bits }));
    for (const [place, value] of column) places.set(place + pathText(path), value);
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

/** The largest vectors of which mathjs differentiates every entry by every entry. */
const mostNumbers = 12;

/** The arguments and settings that are counted to, or tell cases apart: mathjs is given the numbers themselves. */
function wholeNumbersOf(args: readonly Argument[]): Set<string> {
  const all = args.flatMap((argument): readonly (Argument | Setting)[] => {
    if (argument.kind === "state") return argument.fields;
    return argument.kind === "options" ? argument.settings : [argument];
  });
  const isWhole = (one: Argument | Setting) =>
    ["count", "label", "labels", "flag", "choice"].includes(one.kind) || ("whole" in one && one.whole);
  return new Set(all.filter(isWhole).map(({ name }) => name));
}

/** Those points of one shape, and of the same whole numbers, that there are most of among the larger ones. */
function alikePoints({ formula }: Subject, points: readonly unknown[][], known: ReadonlySet<string>) {
  const groups = new Map<string, { bindings: Bindings; size: number; alike: (readonly unknown[])[] }>();
  for (const at of points) {
    const bindings = bind(formula.args, at);
    const shape = [...bindings].map(([name, value]) => (known.has(name) ? value : pathsOf(value).map(pathText)));
    const key = JSON.stringify(shape);
    const size = [...bindings.values()].reduce<number>((sum, value) => sum + pathsOf(value).length, 0);
    const group = groups.get(key) ?? { bindings, size, alike: [] };
    group.alike.push(at);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const small = all.filter(({ size }) => size <= mostNumbers);
  const weight = ({ size, alike }: (typeof all)[0]) => size * Math.min(alike.length, 4);
  return (small.length > 0 ? small : all).reduce((a, b) => (weight(b) > weight(a) ? b : a));
}

function evaluateOne(expression: Expression, variables: ReadonlyMap<string, Interval>): Interval {
  const value = evaluate(expression, { variables }, precision);
  if (isVector(value)) throw new TypeError("mathjs's derivative of a number is a vector");
  return value;
}
