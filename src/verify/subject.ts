import type { Environment, FunctionDefinition, Value } from "../expression/evaluate.js";
import { EvaluationError, evaluate, isVector } from "../expression/evaluate.js";
import type { Comparison, Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { variablesOf } from "../expression/walk.js";
import type { Argument } from "../formula/argument.js";
import { partialsOf } from "../formula/describe.js";
import type { AnyFormula, AnyKink, AnyPartial } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import { Interval } from "../numeric/interval.js";
import { variableNames } from "./bindings.js";
import type { Reader } from "./mathjs.js";
import { defaultsOf, largestTerm, mentions, withDefaultsApplied, withoutConstants } from "./tree.js";

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
  /** The derivative of a formula of one number, other settings aside, by the formula's name. */
  readonly slopeOf: (name: string) => FunctionDefinition | undefined;
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
    for (const name of variablesOf(expression)) if (!known.has(name)) fail(what, `${name} is not an argument`);
    return withDefaultsApplied(expression, defaults);
  };
  const read = (what: string, text: string, names: Iterable<string>, isKnown = isFormula): Expression =>
    check(
      what,
      attempt(what, () => reader.read(text, isKnown)),
      names,
    );
  // `sum` says what it is by the operation of that name.
  const isOther = (name: string) => name !== formula.name && isFormula(name);
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
      ? [{ field: undefined, expression: read("the expression", stated, variables, isOther) }]
      : Object.entries(stated).map(([field, text], i) => ({
          field,
          expression: read(`the expression for ${field}`, text, [...variables, ...nexts.slice(0, i)], isOther),
        }));
  const inDerivatives = [...variables, "i", "j", "k"];
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
    slopeOf: (name) => {
      const { args, partials: stated } = formulas.get(name)!;
      const [only, ...others] = args;
      if (only?.kind !== "real" || others.some(({ kind }) => kind !== "options") || isNone(stated)) return undefined;
      const partial = stated[only.name];
      if (partial === undefined || isNone(partial)) return undefined;
      const settings = new Map(variableNames(others).map((setting, i) => [setting, defaultsOf(others)[i]]));
      const read = withDefaultsApplied(reader.read(partial.expr, isFormula), defaults);
      const body = rewrite(read, (part) => (part.kind === "symbol" ? (settings.get(part.name) ?? part) : part));
      return { parameters: [only.name], body };
    },
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
    const isOther = (called: string) => called !== name && isFormula(called);
    const body = withDefaultsApplied(reader.read(expr, isOther), defaults);
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

/** The numbers of a result; yes and no are 1 and 0. */
export function placesOf(result: unknown, place = ""): Place<number>[] {
  if (typeof result === "number" || typeof result === "boolean") return [{ place, value: Number(result) }];
  if (Array.isArray(result)) return result.flatMap((entry, i) => placesOf(entry, `${place}[${i}]`));
  return Object.entries(result as object).flatMap(([field, entry]) => placesOf(entry, `${place}.${field}`));
}

/**
 * What a formula's expression gives: enclosures by place, and for a record its fields as the variables `next.m` and their
 * like.
 */
export function encloseValue(
  { expressions, functions }: Subject,
  variables: ReadonlyMap<string, Value<Interval>>,
  precision: number,
): { values: Map<string, Interval>; next: Map<string, Value<Interval>> } {
  const known = new Map(variables);
  const [values, next] = [new Map<string, Interval>(), new Map<string, Value<Interval>>()];
  for (const { field, expression } of expressions) {
    const value = evaluate(expression, { variables: known, functions }, precision);
    addPlaces(values, field === undefined ? "" : `.${field}`, value);
    if (field === undefined) continue;
    known.set(`next.${field}`, value);
    next.set(`next.${field}`, value);
  }
  return { values, next };
}

/** What errors count against, by place: the largest term where the formula's expression is a sum, else nothing. */
export function encloseScales(
  subject: Subject,
  variables: ReadonlyMap<string, Value<Interval>>,
  next: ReadonlyMap<string, Value<Interval>>,
): Map<string, Interval> {
  const { expressions, functions, formula } = subject;
  const scales = new Map<string, Interval>();
  const environment = { variables: new Map([...variables, ...next]), functions };
  for (const { field, expression } of expressions) {
    const terms = largestTerm(expression, formula.accuracy.cancels !== undefined);
    addPlaces(scales, field === undefined ? "" : `.${field}`, evaluate(terms, environment, 64));
  }
  return scales;
}

/**
 * Enclosures of the numbers that an expression of a derivative gives, by place. `shape` is a result of the code, whose
 * shape tells for which i, j and k the expression stands.
 */
export function encloseDerivative(
  expression: Expression,
  shape: readonly Place<unknown>[],
  environment: Environment<Interval>,
  precision: number,
): Map<string, Interval> {
  const places = new Map<string, Interval>();
  if (!indices.some((index) => mentions(expression, index))) {
    addPlaces(places, "", evaluate(expression, environment, precision));
    return places;
  }
  const valueAt = valueByPlace(expression, indices, environment, precision);
  for (const { place } of shape) {
    const at = indicesOf(place).map((i) => i + 1);
    addPlaces(places, place, valueAt(at));
  }
  return places;
}

/**
 * The value of an expression for each choice of numbers for `letters`. What does not depend on them is worked out only
 * once, unless it does not exist by itself.
 */
export function valueByPlace(
  expression: Expression,
  letters: readonly string[],
  environment: Environment<Interval>,
  precision: number,
): (at: readonly number[]) => Value<Interval> {
  const { body, parts } = withoutConstants(expression, letters);
  const variables = new Map(environment.variables);
  let shortened = expression;
  try {
    for (const [name, part] of parts) variables.set(name, evaluate(part, environment, precision));
    shortened = body;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
  }
  return (at) => {
    for (const [i, letter] of letters.entries()) if (i < at.length) variables.set(letter, Interval.exact(at[i]!));
    return evaluate(shortened, { ...environment, variables }, precision);
  };
}

/** What the places in result and argument are called in the expression of a derivative. */
const indices = ["i", "j", "k"];

/** The numbers in brackets of a place. */
export function indicesOf(place: string): number[] {
  return Array.from(place.matchAll(/\[(\d+)\]/g), ([, digits]) => Number(digits));
}

export function addPlaces(places: Map<string, Interval>, place: string, value: Value<Interval>): void {
  if (!isVector(value)) places.set(place, value);
  else for (const [i, entry] of value.entries()) addPlaces(places, `${place}[${i}]`, entry);
}
