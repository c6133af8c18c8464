import type { Value } from "../../expression/evaluate.js";
import { EvaluationError, isVector } from "../../expression/evaluate.js";
import type { Expression } from "../../expression/expression.js";
import { variablesOf } from "../../expression/walk.js";
import type { Argument } from "../../formula/argument.js";
import { isNone } from "../../formula/none.js";
import { noCase } from "../../latex/conditions.js";
import type { Member, Statement, Unread } from "../../latex/read.js";
import { isUnread, readLatex } from "../../latex/read.js";
import type { Interval } from "../../numeric/interval.js";
import { Agreement } from "../agreement.js";
import { bind, exactly } from "../bindings.js";
import type { Route } from "../report.js";
import type { Subject } from "../subject.js";
import { encloseDerivative, encloseValue, indicesOf, placesOf, valueByPlace } from "../subject.js";
import { Vocabulary } from "../vocabulary.js";

const precision = 256;
const name = "LaTeX";

/** One side of an equation in LaTeX, and what it has to agree with. */
interface Reading {
  readonly what: string;
  readonly expression: Expression;
  /** The letters for the places of the result. */
  readonly places: readonly string[];
  /** How many of them are not on the left. */
  readonly unnamed: number;
  /** The numbers by place that are true at a point. */
  readonly truthsAt: (at: readonly unknown[], variables: ReadonlyMap<string, Value<Interval>>) => Truths;
}

type Truths = ReadonlyMap<string, Interval>;

/** What came of reading a piece of LaTeX: the sides that are read, and why others are not. */
interface Piece {
  readonly readings: readonly Reading[];
  readonly reasons: readonly string[];
}

/** Reads the LaTeX of formula, derivatives and derivation back, and holds each against the expression beside it. */
export function latexRoute(subject: Subject, points: readonly unknown[][]): Route {
  const { expr } = subject.formula;
  if (isNone(expr)) return { route: name, verdict: "unchecked", detail: expr.none };
  const route = readBack(subject, points, 1);
  if (route.verdict !== "wrong") return route;
  // Some count the places of an array from 0: then all of the LaTeX has to be right in this way.
  const fromZero = readBack(subject, points, 0);
  return fromZero.verdict === "confirmed" ? fromZero : route;
}

/** What the LaTeX of a definition is read as, as far as it is. */
export function expressionsInLatex(subject: Subject): Expression[] {
  return piecesOf(subject, new Vocabulary(subject)).flatMap(({ readings }) =>
    readings.map(({ expression }) => expression),
  );
}

function piecesOf(subject: Subject, vocabulary: Vocabulary): Piece[] {
  const isState = typeof subject.formula.expr !== "string";
  return isState ? stateEquations(subject, vocabulary) : equations(subject, vocabulary);
}

function readBack(subject: Subject, points: readonly unknown[][], firstPlace: 0 | 1): Route {
  const vocabulary = new Vocabulary(subject, firstPlace);
  const pieces = piecesOf(subject, vocabulary);
  for (const { readings } of pieces) {
    for (const reading of readings) {
      const route = hold(subject, vocabulary, reading, points);
      if (route.verdict === "wrong") return route;
    }
  }
  const unread = [...new Set(pieces.flatMap(({ reasons }) => reasons))].join(", ");
  const count = pieces.filter(({ readings }) => readings.length > 0).length;
  if (count === 0) return { route: name, verdict: "unchecked", detail: `not read back: ${unread}` };
  const rest = unread === "" ? "" : `; else ${unread}`;
  const detail = `${count} of ${pieces.length} read back and equal to their expressions${rest}`;
  return { route: name, verdict: "confirmed", detail };
}

/** The formula, its derivatives and the steps of its derivation, each of which may use what those before it define. */
function equations(subject: Subject, vocabulary: Vocabulary): Piece[] {
  const { formula, partials, derivation } = subject;
  const own = equation(
    vocabulary,
    "the formula",
    formula.latex,
    { outer: [], continued: [] },
    (_, variables) => encloseValue(subject, variables, precision).values,
  );
  const outer = own.places;
  const derivatives = partials.map(({ by, partial, expression }) =>
    equation(vocabulary, `the derivative by ${by}`, partial.latex, { outer, continued: [] }, (at, variables) =>
      derivativeAt(subject, partial.value, expression, at, variables),
    ),
  );
  const ofDerivation = derivatives.find((_, i) => partials[i]!.by === derivation?.of.by);
  let continued: readonly string[] = ofDerivation?.places ?? [];
  const steps = isNone(formula.derivation) ? [] : formula.derivation.steps;
  const inSteps = steps.map(({ latex }, i) => {
    const { of, steps: read } = derivation!;
    const step = equation(vocabulary, `step ${i + 1}`, latex, { outer, continued }, (at, variables) =>
      derivativeAt(subject, of.partial.value, read[i]!.expression, at, variables),
    );
    continued = step.places;
    return step;
  });
  return [own, ...derivatives, ...inSteps];
}

/** Letters for places: of the result of the formula, and of the left side that a step goes on from. */
interface Surroundings {
  readonly outer: readonly string[];
  readonly continued: readonly string[];
}

/** The sides of an equation but its first, and the letters for places on its left. */
function equation(
  vocabulary: Vocabulary,
  what: string,
  latex: string,
  { outer, continued }: Surroundings,
  truthsAt: Reading["truthsAt"],
): Piece & { readonly places: readonly string[] } {
  // A step that goes on from the one before has its left side there.
  const goesOn = /^\s*&?\s*=/.test(latex);
  const statements = readWithDefinitions(vocabulary, goesOn ? `f ${latex}` : latex);
  const unread = (reason: string, places = continued) => ({ readings: [], reasons: [reason], places });
  if ("unread" in statements) return unread(statements.unread);
  const { members, relations } = statements[placeOfEquation(statements)] ?? { members: [], relations: [] };
  const [left, ...sides] = members;
  const written = left === undefined || goesOn ? continued : placesOn(vocabulary, left);
  if (written === undefined) return unread("a place on the left that is no letter");
  // ∂zₖ/∂xⱼ names all places by itself, ∂/∂xⱼ only the last ones.
  const stated = written.length > outer.length ? written : [...new Set([...outer, ...written])];
  if (left === undefined || sides.length === 0) return unread("not an equation", stated);
  if (relations.some(({ relation }) => relation !== "=" && relation !== ":=")) {
    return unread("a relation that is no equation", stated);
  }
  const bodies = sides.flatMap(({ read }) => (isUnread(read) ? [] : [read]));
  const reasons = sides.flatMap(({ read }) => (isUnread(read) ? [read.unread] : []));
  // A letter for a place of the result need not be on the left of a derivative by another.
  const more = vocabulary.freeLetters(bodies).filter((letter) => !stated.includes(letter));
  const places = [...more, ...stated];
  const readings = bodies.flatMap((body): Reading[] => {
    const expression = vocabulary.translated(body, places);
    if (!("reason" in expression)) return [{ what, expression, places, unnamed: more.length, truthsAt }];
    reasons.push(expression.reason);
    return [];
  });
  const last = bodies.at(-1);
  if (left.name !== undefined && !goesOn && last !== undefined) vocabulary.abbreviate(left.name, last);
  return { readings, reasons, places: stated };
}

function placesOn(vocabulary: Vocabulary, left: Member): readonly string[] | undefined {
  return left.places?.filter((letter) => !vocabulary.isArgument(letter));
}

/** Of several lines the last is the equation that the others lead to; on one line it comes first. */
function placeOfEquation(statements: readonly Statement[]): number {
  const last = statements.at(-1)?.row;
  return statements.findIndex(({ row }) => row === last);
}

/** Reads statements, some of them as definitions of what the others speak of: by default all but one equation. */
function readWithDefinitions(
  vocabulary: Vocabulary,
  latex: string,
  isDefinition: (statement: Statement, i: number, all: readonly Statement[]) => boolean = (_, i, all) =>
    i !== placeOfEquation(all),
): readonly Statement[] | Unread {
  let statements = readLatex(latex, vocabulary.options);
  if ("unread" in statements) return statements;
  for (let left = statements.length; left > 0; left--) {
    const places = statements[placeOfEquation(statements)]?.members[0]?.places ?? [];
    for (const { members, relations } of statements.filter(isDefinition)) {
      const [defined, body] = members;
      if (relations.length !== 1 || relations[0]!.relation !== "=" || isUnread(body!.read)) continue;
      const { name: written, tuple } = defined!;
      if (tuple !== undefined && tuple.length > 1) vocabulary.divide(tuple, body!.read);
      // "i = 0, …" says how far a place goes.
      else if (written !== undefined && !places.includes(written)) vocabulary.abbreviate(written, body!.read);
    }
    const again = readLatex(latex, vocabulary.options);
    if ("unread" in again) return again;
    statements = again;
  }
  return statements;
}

/** The equations of a new state, each of which may use the new values above it. */
function stateEquations(subject: Subject, vocabulary: Vocabulary): Piece[] {
  const { formula, expressions } = subject;
  const fields = expressions.map(({ field }) => field!);
  const fieldOf = vocabulary.declareFields(fields);
  const isField = ({ members }: Statement) => fieldOf.has(members[0]!.name ?? "");
  const statements = readWithDefinitions(vocabulary, formula.latex, (statement) => !isField(statement));
  if ("unread" in statements) return [{ readings: [], reasons: [statements.unread] }];
  const named = statements.filter(isField);
  const rows = named.length > 0 ? named : statements.filter(({ members }) => members[0]!.name === undefined);
  if (named.length === 0 && rows.length !== fields.length) {
    return [{ readings: [], reasons: ["which field an equation is of is not clear"] }];
  }
  return rows.map(({ members }, i): Piece => {
    const [left, ...sides] = members;
    const field = named.length > 0 ? fieldOf.get(left!.name!)! : fields[i]!;
    const places = placesOn(vocabulary, left!) ?? [];
    const [readings, reasons]: [Reading[], string[]] = [[], []];
    for (const { read } of sides) {
      const expression = isUnread(read) ? { reason: read.unread } : vocabulary.translated(read, places);
      if ("reason" in expression) reasons.push(expression.reason);
      else {
        const truthsAt: Reading["truthsAt"] = (_, variables) => fieldTruths(subject, field, variables);
        readings.push({ what: `the equation for ${field}`, expression, places, unnamed: 0, truthsAt });
      }
    }
    if (named.length > 0) vocabulary.update(field);
    return { readings, reasons };
  });
}

function fieldTruths(subject: Subject, field: string, variables: ReadonlyMap<string, Value<Interval>>): Truths {
  const { values } = encloseValue(subject, variables, precision);
  const prefix = `.${field}`;
  const isOfField = (place: string) => place === prefix || place.startsWith(`${prefix}[`);
  return new Map([...values].filter(([place]) => isOfField(place)));
}

function derivativeAt(
  { functions }: Subject,
  code: (...args: never[]) => unknown,
  expression: Expression,
  at: readonly unknown[],
  variables: ReadonlyMap<string, Value<Interval>>,
): Truths {
  const shape = placesOf((code as (...args: readonly unknown[]) => unknown)(...at));
  const found = encloseDerivative(expression, shape, { variables, functions }, precision);
  return new Map(shape.map(({ place }) => [place, (found.get(place) ?? found.get(""))!]));
}

/** Holds one side against the truth wherever the flags and choices are as the LaTeX, which does not speak of them, has them. */
function hold(subject: Subject, vocabulary: Vocabulary, reading: Reading, points: readonly unknown[][]): Route {
  const { formula } = subject;
  const { what, expression, places, unnamed, truthsAt } = reading;
  const agreement = new Agreement(name, `the LaTeX of ${what}`, "the expression");
  const mentioned = variablesOf(expression);
  const letters = places.filter((letter) => mentioned.has(letter));
  for (const at of points) {
    const given = exactly(bind(formula.args, at));
    if (!hasDefaults(formula.args, at, mentioned)) continue;
    const variables = new Map([...given, ...encloseValue(subject, given, precision).next]);
    const environment = { variables, functions: vocabulary.functions };
    const valueAt = valueByPlace(expression, letters, environment, precision);
    const found = new Map<string, Value<Interval>>();
    for (const [place, truth] of truthsAt(at, given)) {
      const path = indicesOf(place);
      const inLetters = letters.map((letter) => path[places.indexOf(letter)]);
      if (inLetters.includes(undefined) || (unnamed > 0 && places.length > path.length)) {
        const letter = unnamed > 0 ? places[0] : letters[inLetters.indexOf(undefined)];
        return agreement.wrong(at, place, `the LaTeX of ${what} speaks of a place ${letter} that there is not`);
      }
      const key = inLetters.join();
      try {
        if (!found.has(key)) found.set(key, valueAt(inLetters.map((i) => i! + vocabulary.firstPlace)));
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        return agreement.wrong(at, place, `the LaTeX of ${what} does not fit, since ${error.message},`);
      }
      const stated = entryAt(found.get(key)!, path, letters.length);
      if (stated?.toDouble() === Number(noCase)) {
        return agreement.wrong(at, place, `no case of the LaTeX of ${what} holds`);
      }
      agreement.add(at, place, stated, truth);
    }
  }
  return agreement.route("read back");
}

/** The entry that is left to choose when letters stand for the first places; a number stands for all entries. */
function entryAt(value: Value<Interval>, path: readonly number[], taken: number): Interval | undefined {
  let entry: Value<Interval> | undefined = value;
  if (isVector(value)) for (const i of path.slice(taken)) entry = isVector(entry!) ? entry[i] : undefined;
  return entry === undefined || isVector(entry) ? undefined : entry;
}

function hasDefaults(args: readonly Argument[], at: readonly unknown[], mentioned: ReadonlySet<string>): boolean {
  return args.every((argument, i) => {
    if (argument.kind !== "options") return true;
    const options = (at[i] ?? {}) as Readonly<Record<string, unknown>>;
    return argument.settings.every(
      (setting) =>
        (setting.kind !== "flag" && setting.kind !== "choice") ||
        mentioned.has(setting.name) ||
        options[setting.name] === undefined ||
        options[setting.name] === setting.default,
    );
  });
}
