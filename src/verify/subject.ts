import { number } from "../expression/construct.js";
import type { Environment, FunctionDefinition, Value } from "../expression/evaluate.js";
import { evaluate, isVector } from "../expression/evaluate.js";
import type { Comparison, Expression } from "../expression/expression.js";
import type { Argument } from "../formula/argument.js";
import { partialsOf } from "../formula/describe.js";
import type { AnyFormula, AnyKink, AnyPartial } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import type { Interval } from "../numeric/interval.js";
import { variableNames } from "./bindings.js";
import type { Reader } from "./mathjs.js";
import { defaultsOf, largestTerm, mentions, namesIn, withDefaultsApplied } from "./tree.js";

/** A formula with all of its texts read. */
export interface Subject {
  readonly formula: AnyFormula;
  /** The formulas that expressions may apply, by name. */
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** The formulas whose code laws may call, by name. */
  readonly formulas: ReadonlyMap<string, AnyFormula>;
  /** The right-hand side; of a new state, one for each field in order. */
  readonly expressions: readonly { readonly field: string | undefined; readonly expression: Expression }[];
  readonly partials: readonly PartialSubject[];
  readonly derivation: { readonly of: PartialSubject; readonly steps: readonly StepSubject[] } | undefined;
  readonly kinks: readonly { readonly kink: AnyKink; readonly where: Comparison; readonly of: PartialSubject }[];
  readonly laws: readonly LawSubject[];
}

export interface PartialSubject {
  readonly by: string;
  readonly partial: AnyPartial;
  readonly expression: Expression;
}

export interface StepSubject {
  readonly why: string;
  readonly expression: Expression;
}

export interface LawSubject {
  readonly law: string;
  readonly relation: Comparison;
  /** The formula's arguments and what the law speaks of beside them. */
  readonly args: readonly Argument[];
}

/**
 * Reads the texts of a formula. Throws a TypeError that names the formula and the text for what cannot be read, for
 * names that are neither arguments nor formulas, and for a derivation of a derivative that is not stated.
 */
export function prepare(formula: AnyFormula, library: readonly AnyFormula[], reader: Reader): Subject {
  const formulas = new Map([...library, formula].map((one) => [one.name, one]));
  const isFormula = (name: string) => formulas.has(name);
  const fail = (what: string, problem: string): never => {
    throw new TypeError(`verify: ${what} of ${formula.name}: ${problem}`);
  };
  const attempt = <T>(what: string, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      return fail(what, (error as Error).message);
    }
  };
  const defaults = new Map([...formulas.values()].map((one) => [one.name, defaultsOf(one.args)]));
  const check = (what: string, expression: Expression, names: Iterable<string>): Expression => {
    const known = new Set([...names, "pi", "e"]);
    for (const name of namesIn(expression)) if (!known.has(name)) fail(what, `${name} is not an argument`);
    return withDefaultsApplied(expression, defaults);
  };
  const read = (what: string, text: string, names: Iterable<string>): Expression =>
    check(
      what,
      attempt(what, () => reader.read(text, isFormula)),
      names,
    );
  const readRelation = (what: string, text: string, names: Iterable<string>): Comparison => {
    const { relation, left, right } = attempt(what, () => reader.readRelation(text, isFormula));
    return { relation, left: check(what, left, names), right: check(what, right, names) };
  };

  const variables = variableNames(formula.args);
  const stated = isNone(formula.expr) ? {} : formula.expr;
  const fields = typeof stated === "string" ? [] : Object.keys(stated);
  const nexts = fields.map((field) => `next.${field}`);
  const expressions =
    typeof stated === "string"
      ? [{ field: undefined, expression: read("the expression", stated, variables) }]
      : Object.entries(stated).map(([field, text], i) => ({
          field,
          expression: read(`the expression for ${field}`, text, [...variables, ...nexts.slice(0, i)]),
        }));
  const inDerivatives = [...variables, "i", "j"];
  const partials = partialsOf(formula).map(([by, partial]) => ({
    by,
    partial,
    expression: read(`the derivative by ${by}`, partial.expr, inDerivatives),
  }));
  const partialBy = (what: string, by: string): PartialSubject =>
    partials.find((partial) => partial.by === by) ?? fail(what, `there is no derivative by ${by}`);
  return {
    formula,
    formulas,
    functions: functionsOf([...formulas.values()], reader, isFormula, defaults),
    expressions,
    partials,
    derivation: isNone(formula.derivation)
      ? undefined
      : {
          of: partialBy("the derivation", formula.derivation.of),
          steps: formula.derivation.steps.map(({ why, expr }) => ({
            why,
            expression: read(`the step "${why}"`, expr, inDerivatives),
          })),
        },
    kinks: formula.kinks.map((kink) => ({
      kink,
      where: readRelation(`the kink "${kink.where}"`, kink.where, variables),
      of: partialBy(`the kink "${kink.where}"`, kink.of),
    })),
    laws: formula.laws.map((law) => {
      const args = [...formula.args, ...(law.with ?? [])];
      const names = [...variableNames(args), ...nexts];
      return { law: law.law, relation: readRelation(`the law "${law.law}"`, law.law, names), args };
    }),
  };
}

/** What can be applied: every formula with one expression. */
function functionsOf(
  formulas: readonly AnyFormula[],
  reader: Reader,
  isFormula: (name: string) => boolean,
  defaults: ReadonlyMap<string, readonly (Expression | undefined)[]>,
): Map<string, FunctionDefinition> {
  const functions = new Map<string, FunctionDefinition>();
  for (const { name, args, expr } of formulas) {
    if (typeof expr !== "string") continue;
    const body = withDefaultsApplied(reader.read(expr, isFormula), defaults);
    functions.set(name, { parameters: variableNames(args), body });
  }
  return functions;
}

/** One number of a result: where in the result it stands, and what the number is. */
export interface Place<T> {
  /** As one would type it after the call: `[0]`, `.m[1]`, or nothing. */
  readonly place: string;
  readonly value: T;
}

/** The numbers of a result. */
export function placesOf(result: unknown, place = ""): Place<number>[] {
  if (typeof result === "number") return [{ place, value: result }];
  if (Array.isArray(result)) return result.flatMap((entry, i) => placesOf(entry, `${place}[${i}]`));
  return Object.entries(result as object).flatMap(([field, entry]) => placesOf(entry, `${place}.${field}`));
}

/**
 * Enclosures of the numbers that a formula's expression gives, by place; and of what they are to be measured against,
 * which is the largest term where the expression is a sum.
 */
export function encloseValue(
  { expressions, functions }: Subject,
  variables: ReadonlyMap<string, Value<Interval>>,
  precision: number,
): { values: Map<string, Interval>; scales: Map<string, Interval> } {
  const known = new Map(variables);
  const [values, scales] = [new Map<string, Interval>(), new Map<string, Interval>()];
  for (const { field, expression } of expressions) {
    const place = field === undefined ? "" : `.${field}`;
    const value = evaluate(expression, { variables: known, functions }, precision);
    addPlaces(scales, place, evaluate(largestTerm(expression), { variables: known, functions }, precision));
    addPlaces(values, place, value);
    if (field !== undefined) known.set(`next.${field}`, value);
  }
  return { values, scales };
}

/**
 * Enclosures of the numbers that an expression of a derivative gives, by place. `shape` is a result of the code, whose
 * shape tells for which i and j the expression stands.
 */
export function encloseDerivative(
  expression: Expression,
  shape: readonly Place<unknown>[],
  environment: Environment<Interval>,
  precision: number,
): Map<string, Interval> {
  const places = new Map<string, Interval>();
  if (!mentions(expression, "i") && !mentions(expression, "j")) {
    addPlaces(places, "", evaluate(expression, environment, precision));
    return places;
  }
  for (const { place } of shape) {
    const [i = 0, j = 0] = indicesOf(place);
    const indexed = new Map(environment.variables);
    indexed.set("i", evaluate(number(i + 1), {}, precision));
    indexed.set("j", evaluate(number(j + 1), {}, precision));
    addPlaces(places, place, evaluate(expression, { ...environment, variables: indexed }, precision));
  }
  return places;
}

/** The numbers in brackets of a place. */
export function indicesOf(place: string): number[] {
  return Array.from(place.matchAll(/\[(\d+)\]/g), ([, digits]) => Number(digits));
}

export function addPlaces(places: Map<string, Interval>, place: string, value: Value<Interval>): void {
  if (!isVector(value)) places.set(place, value);
  else for (const [i, entry] of value.entries()) places.set(`${place}[${i}]`, entry);
}
