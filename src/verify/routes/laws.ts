import { symbol } from "../../expression/construct.js";
import type { Environment, FunctionDefinition, Value } from "../../expression/evaluate.js";
import { evaluate, isVector } from "../../expression/evaluate.js";
import type { Expression } from "../../expression/expression.js";
import type { Argument } from "../../formula/argument.js";
import type { AnyFormula } from "../../formula/formula.js";
import type { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { argumentsOf } from "../arbitrary.js";
import { bind, exactly } from "../bindings.js";
import { callText, within } from "../measure.js";
import type { Route } from "../report.js";
import type { LawSubject, Subject } from "../subject.js";
import { encloseValue, placesOf } from "../subject.js";
import { largestTerm, rewriteComparison } from "../tree.js";

const precision = 256;
const arithmetic = new IntervalArithmetic(precision);
const runs = 60;

type Code = (...args: readonly unknown[]) => unknown;

/**
 * Tries each law on many arguments, once with the formulas' expressions and once with their code, which may be off by
 * what it claims; a law is wrong where enclosures exclude it, and is then shown at the simplest place that was found.
 */
export async function lawsRoutes(subject: Subject, seed: number): Promise<Route[]> {
  const { laws } = subject;
  if (laws.length === 0) return [];
  const fastCheck = await import("fast-check");
  const failures = laws.flatMap((law) =>
    (["expression", "code"] as const).flatMap((by): Route[] => {
      const samples = argumentsOf(law.args, fastCheck);
      let problem: unknown;
      const property = fastCheck.property(samples, (at) => {
        try {
          return holds(subject, law, at, by) !== false;
        } catch (error) {
          problem ??= error;
          return true;
        }
      });
      const { failed, counterexample } = fastCheck.check(property, { seed, numRuns: runs });
      if (problem !== undefined) {
        throw new TypeError(`verify: the law "${law.law}" of ${subject.formula.name}: ${(problem as Error).message}`);
      }
      if (!failed) return [];
      const values = `${by === "code" ? "by the code, " : ""}at ${callText(counterexample![0])}`;
      return [{ route: "laws", verdict: "wrong", detail: `${law.law} does not hold ${values}` }];
    }),
  );
  if (failures.length > 0) return failures;
  const more = laws.length === 1 ? "" : ` and ${laws.length - 1} more`;
  return [{ route: "laws", verdict: "confirmed", detail: `${laws[0]!.law}${more}; each at ${runs} points` }];
}

function holds(
  subject: Subject,
  law: LawSubject,
  at: readonly unknown[],
  by: "expression" | "code",
): boolean | undefined {
  const variables = exactly(bind(law.args, at));
  const functions = subject.functions;
  if (subject.expressions.some(({ field }) => field !== undefined)) addNext(subject, at, variables, by);
  const relation =
    by === "expression" ? law.relation : rewriteComparison(law.relation, (part) => computed(subject, part, variables));
  const environment: Environment<Interval> = { variables, functions };
  return holdsEntrywise(
    relation.relation,
    evaluate(relation.left, environment, precision),
    evaluate(relation.right, environment, precision),
  );
}

/** A call replaced by a variable that stands for what the code gives, where its arguments are doubles. */
function computed(
  { functions, formulas }: Subject,
  part: Expression,
  variables: Map<string, Value<Interval>>,
): Expression {
  if (part.kind !== "apply") return part;
  const formula = formulas.get(part.name)!;
  const args = part.args.map((arg) => doublesOf(evaluate(arg, { variables, functions }, precision)));
  const isKnown = (value: (typeof args)[number]): value is number | number[] => value !== undefined;
  if (!args.every(isKnown)) return part;
  const name = `${part.name}(${args.map((arg) => JSON.stringify(arg)).join(",")})`;
  variables.set(name, widened(formula, functions.get(part.name)!, functions, args));
  return symbol(name);
}

/** What the code gives, give or take what it claims to be off at most; a sum is as uncertain as its largest term. */
function widened(
  formula: AnyFormula,
  { parameters, body }: FunctionDefinition,
  functions: ReadonlyMap<string, FunctionDefinition>,
  args: readonly (number | number[])[],
): Value<Interval> {
  const bound = exactly(new Map(parameters.map((parameter, i) => [parameter, args[i]!])));
  const scale = evaluate(largestTerm(body), { variables: bound, functions }, 64);
  const result = (formula.value as Code)(...callArguments(formula.args, args));
  const around = (x: number, i: number) =>
    within(x, formula.accuracy.value, sizeOf(isVector(scale) ? scale[i]! : scale));
  return Array.isArray(result) ? result.map(around) : around(result as number, 0);
}

function sizeOf(scale: Interval): number {
  return scale.toDoubles()[1];
}

function addNext(subject: Subject, at: readonly unknown[], variables: Map<string, Value<Interval>>, by: string): void {
  const { formula } = subject;
  if (by === "expression") {
    const { values } = encloseValue(subject, variables, precision);
    collect(values, variables);
    return;
  }
  const { scales } = encloseValue(subject, variables, 64);
  const places = new Map<string, Interval>();
  for (const { place, value } of placesOf((formula.value as Code)(...at.slice(0, formula.args.length)))) {
    places.set(place, within(value, formula.accuracy.value, sizeOf(scales.get(place)!)));
  }
  collect(places, variables);
}

/** Numbers by place, as the variables `next.m` and their like. */
function collect(places: ReadonlyMap<string, Interval>, variables: Map<string, Value<Interval>>): void {
  const vectors = new Map<string, Interval[]>();
  for (const [place, value] of places) {
    const [, field, index] = /^\.(\w+)(\[\d+\])?$/.exec(place)!;
    if (index === undefined) variables.set(`next.${field}`, value);
    else vectors.set(field!, [...(vectors.get(field!) ?? []), value]);
  }
  for (const [field, values] of vectors) variables.set(`next.${field}`, values);
}

/** Variables in order, as the arguments of the formula: settings go into an options object. */
function callArguments(args: readonly Argument[], values: readonly (number | number[])[]): unknown[] {
  let used = 0;
  return args.map((argument) => {
    if (argument.kind !== "options") return values[used++];
    return Object.fromEntries(
      argument.settings.map(({ name, kind }) => {
        const value = values[used++];
        return [name, kind === "flag" ? value !== 0 : value];
      }),
    );
  });
}

function doublesOf(value: Value<Interval>): number | number[] | undefined {
  if (!isVector(value)) return doubleOf(value);
  const doubles = value.map(doubleOf);
  return doubles.every((x): x is number => x !== undefined) ? doubles : undefined;
}

/** The double that an interval is, and not only rounds to. */
function doubleOf(value: Interval): number | undefined {
  if (!value.isPoint) return undefined;
  const [low, high] = value.toDoubles();
  return low === high ? low : undefined;
}

function holdsEntrywise(
  relation: Parameters<IntervalArithmetic["holds"]>[0],
  left: Value<Interval>,
  right: Value<Interval>,
): boolean | undefined {
  if (!isVector(left) && !isVector(right)) return arithmetic.holds(relation, left, right);
  const length = isVector(left) ? left.length : (right as readonly Interval[]).length;
  const entry = (value: Value<Interval>, i: number) => (isVector(value) ? value[i]! : value);
  const all = Array.from({ length }, (_, i) => arithmetic.holds(relation, entry(left, i), entry(right, i)));
  return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
}
