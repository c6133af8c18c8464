import { symbol } from "../../expression/construct.js";
import type { Environment, FunctionDefinition, Value } from "../../expression/evaluate.js";
import { evaluate, isVector, mapNumbers } from "../../expression/evaluate.js";
import type { Expression } from "../../expression/expression.js";
import { rewriteComparison } from "../../expression/rewrite.js";
import { functionsOf, variablesOf } from "../../expression/walk.js";
import type { Argument, Setting } from "../../formula/argument.js";
import type { AnyFormula } from "../../formula/formula.js";
import { isNone } from "../../formula/none.js";
import type { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { argumentsOf } from "../arbitrary.js";
import { bind, exactly } from "../bindings.js";
import { callText, within } from "../measure.js";
import type { Route } from "../report.js";
import type { LawSubject, Subject } from "../subject.js";
import { encloseScales, encloseValue } from "../subject.js";
import { largestTerm } from "../tree.js";

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
    waysOf(subject, law).flatMap((by): Route[] => {
      const samples = argumentsOf(subject.formula, law.args, fastCheck);
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

/** A law is tried by expressions only where all formulas in it have one. */
function waysOf({ functions, formula }: Subject, { relation }: LawSubject): ("expression" | "code")[] {
  const called = [relation.left, relation.right].flatMap((side) => [...functionsOf(side)]);
  return called.every((name) => functions.has(name)) && !isNone(formula.expr) ? ["expression", "code"] : ["code"];
}

function holds(
  subject: Subject,
  law: LawSubject,
  at: readonly unknown[],
  by: "expression" | "code",
): boolean | undefined {
  const variables = exactly(bind(law.args, at));
  const functions = subject.functions;
  if (subject.expressions.some(({ field }) => field !== undefined)) {
    for (const [name, value] of nextOf(subject, at, variables, by)) variables.set(name, value);
  }
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
  // What depends on a counted form's index is left to the expression.
  if (part.args.some((arg) => [...variablesOf(arg)].some((name) => !isBound(name, variables)))) return part;
  const formula = formulas.get(part.name)!;
  const args = part.args.map((arg) => doublesOf(evaluate(arg, { variables, functions }, precision)));
  if (args.includes(undefined)) return part;
  const name = `${part.name}(${args.map((arg) => JSON.stringify(arg)).join(",")})`;
  variables.set(name, widened(formula, functions.get(part.name), functions, args as Value<number>[]));
  return symbol(name);
}

function isBound(name: string, variables: ReadonlyMap<string, unknown>): boolean {
  return variables.has(name) || name === "pi" || name === "e";
}

/** What the code gives, give or take what it claims to be off at most; a sum is as uncertain as its largest term. */
function widened(
  formula: AnyFormula,
  definition: FunctionDefinition | undefined,
  functions: ReadonlyMap<string, FunctionDefinition>,
  args: readonly Value<number>[],
): Value<Interval> {
  const { value: ulps, cancels } = formula.accuracy;
  const result = (formula.value as Code)(...callArguments(formula.args, args));
  const numbers = (typeof result === "boolean" ? Number(result) : result) as Value<number>;
  if (definition === undefined) return mapNumbers(numbers, (x) => within(x, ulps));
  const bound = exactly(new Map(definition.parameters.map((parameter, i) => [parameter, args[i]!])));
  const terms = largestTerm(definition.body, cancels !== undefined);
  return widenedBy(ulps, numbers, evaluate(terms, { variables: bound, functions }, 64));
}

function widenedBy(ulps: number, value: Value<number>, scale: Value<Interval>): Value<Interval> {
  if (!isVector(value)) return within(value, ulps, sizeOf(scale as Interval));
  return value.map((entry, i) => widenedBy(ulps, entry, isVector(scale) ? scale[i]! : scale));
}

function sizeOf(scale: Interval): number {
  return scale.toDoubles()[1];
}

/** The new values of a record's fields, as the variables `next.m` and their like. */
function nextOf(
  subject: Subject,
  at: readonly unknown[],
  variables: ReadonlyMap<string, Value<Interval>>,
  by: "expression" | "code",
): ReadonlyMap<string, Value<Interval>> {
  const { formula } = subject;
  const { next } = encloseValue(subject, variables, by === "code" ? 64 : precision);
  if (by === "expression") return next;
  const scales = encloseScales(subject, variables, next);
  const result = (formula.value as Code)(...at.slice(0, formula.args.length)) as Record<string, Value<number>>;
  return new Map(
    Object.entries(result).map(([field, value]) => [
      `next.${field}`,
      withPlaces(value, `.${field}`, (x, place) => within(x, formula.accuracy.value, sizeOf(scales.get(place)!))),
    ]),
  );
}

function withPlaces<T>(value: Value<number>, place: string, f: (x: number, place: string) => T): Value<T> {
  return isVector(value) ? value.map((entry, i) => withPlaces(entry, `${place}[${i}]`, f)) : f(value, place);
}

/** Variables in order, as the arguments of the formula: settings go into an options object, fields into a record. */
function callArguments(args: readonly Argument[], values: readonly Value<number>[]): unknown[] {
  const left = [...values];
  const take = (argument: Argument): unknown => {
    switch (argument.kind) {
      case "state":
        return Object.fromEntries(argument.fields.map((field) => [field.name, take(field)]));
      case "options":
        return Object.fromEntries(
          argument.settings.map((setting) => [setting.name, settingOf(setting, left.shift()!)]),
        );
      default:
        return left.shift();
    }
  };
  return args.map(take);
}

function settingOf(setting: Setting, value: Value<number>): unknown {
  if (setting.kind === "flag") return value !== 0;
  if (setting.kind === "choice") return setting.choices[value as number];
  // One number stands for a vector that is left out.
  return setting.kind === "vectorSetting" && typeof value === "number" ? undefined : value;
}

function doublesOf(value: Value<Interval>): Value<number> | undefined {
  if (!isVector(value)) return doubleOf(value);
  const doubles = value.map(doublesOf);
  return doubles.includes(undefined) ? undefined : (doubles as Value<number>[]);
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
  const { length } = (isVector(left) ? left : right) as readonly Value<Interval>[];
  const entry = (value: Value<Interval>, i: number) => (isVector(value) ? value[i]! : value);
  const all = Array.from({ length }, (_, i) => holdsEntrywise(relation, entry(left, i), entry(right, i)));
  return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
}
