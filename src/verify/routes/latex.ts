import { apply, operation, symbol } from "../../expression/construct.js";
import type { Value } from "../../expression/evaluate.js";
import type { Expression } from "../../expression/expression.js";
import { rewrite } from "../../expression/rewrite.js";
import { functionsOf, variablesOf } from "../../expression/walk.js";
import type { Argument, Setting } from "../../formula/argument.js";
import type { AnyFormula } from "../../formula/formula.js";
import { isNone } from "../../formula/none.js";
import type { ReadOptions } from "../../latex/member.js";
import { isUnread, readLatex } from "../../latex/read.js";
import type { Interval } from "../../numeric/interval.js";
import { Agreement } from "../agreement.js";
import { bind, exactly, variableNames } from "../bindings.js";
import type { Route } from "../report.js";
import type { Place, Subject } from "../subject.js";
import { encloseDerivative, encloseValue, placesOf } from "../subject.js";

const precision = 256;
const name = "LaTeX";

/** A piece of LaTeX, and the expression that it has to agree with. */
interface Piece {
  readonly what: string;
  readonly latex: string;
  /** Undefined for the formula itself. */
  readonly expression: Expression | undefined;
}

/** Reads the LaTeX of formula, derivatives and derivation back, and holds each against the expression beside it. */
export function latexRoute(subject: Subject, points: readonly unknown[][]): Route {
  const { expr } = subject.formula;
  if (isNone(expr)) return { route: name, verdict: "unchecked", detail: expr.none };
  if (typeof expr !== "string") {
    return { route: name, verdict: "unchecked", detail: "the equations of a new state are not read back" };
  }
  const pieces = piecesOf(subject);
  const reasons: string[] = [];
  let count = 0;
  for (const piece of pieces) {
    const read = readPiece(subject, piece.latex);
    if ("reason" in read) {
      reasons.push(read.reason);
      continue;
    }
    const route = hold(subject, piece, read, points);
    if (route.verdict === "wrong") return route;
    count++;
  }
  const unread = [...new Set(reasons)].join(", ");
  if (count === 0) return { route: name, verdict: "unchecked", detail: `not read back: ${unread}` };
  const rest = reasons.length === 0 ? "" : `; else ${unread}`;
  const detail = `${count} of ${pieces.length} read back and equal to their expressions${rest}`;
  return { route: name, verdict: "confirmed", detail };
}

function piecesOf({ formula, partials, derivation }: Subject): Piece[] {
  const steps = isNone(formula.derivation) ? [] : formula.derivation.steps;
  return [
    { what: "the formula", latex: formula.latex, expression: undefined },
    ...partials.map(({ by, partial, expression }) => ({
      what: `the derivative by ${by}`,
      latex: partial.latex,
      expression,
    })),
    ...steps.map(({ latex }, i) => ({ what: `step ${i + 1}`, latex, expression: derivation!.steps[i]!.expression })),
  ];
}

function hold(subject: Subject, { what, expression }: Piece, read: Expression, points: readonly unknown[][]): Route {
  const { formula, functions } = subject;
  const agreement = new Agreement(name, `the LaTeX of ${what}`, "the expression");
  for (const at of points) {
    const variables = exactly(bind(formula.args, at));
    const environment = { variables, functions };
    const [truths, shape] =
      expression === undefined ? valueAt(subject, variables) : derivativeAt(subject, expression, at, variables);
    const found = encloseDerivative(read, shape, environment, precision);
    for (const { place } of shape) {
      agreement.add(at, place, found.get(place) ?? found.get(""), truths.get(place) ?? truths.get("")!);
    }
  }
  return agreement.route("read back");
}

type Truths = [truths: ReadonlyMap<string, Interval>, shape: readonly Place<unknown>[]];

function valueAt(subject: Subject, variables: ReadonlyMap<string, Value<Interval>>): Truths {
  const { values } = encloseValue(subject, variables, precision);
  return [values, [...values].map(([place, value]) => ({ place, value }))];
}

function derivativeAt(
  { functions, partials, derivation }: Subject,
  expression: Expression,
  at: readonly unknown[],
  variables: ReadonlyMap<string, Value<Interval>>,
): Truths {
  const { partial } = partials.find((one) => one.expression === expression) ?? derivation!.of;
  const shape = placesOf((partial.value as (...args: readonly unknown[]) => unknown)(...at));
  return [encloseDerivative(expression, shape, { variables, functions }, precision), shape];
}

/** The last side of an equation, in the names of the formula's arguments. */
function readPiece({ formula, formulas }: Subject, latex: string): Expression | { reason: string } {
  const variables = variablesByName(formula.args);
  const calls = new Map(
    [...formulas.values()].flatMap((one) => namesOfCall(one).map((written) => [written, one.name])),
  );
  const options: ReadOptions = {
    isVariable: (written) => variables.has(written),
    isFunction: (written) => calls.has(written),
    comma: "thousands",
  };
  // A step that goes on from the one before has its left side there.
  const statements = readLatex(latex.startsWith("=") ? `f ${latex}` : latex, options);
  if ("unread" in statements) return { reason: statements.unread };
  const [, right, ...others] = statements[0]?.members ?? [];
  if (statements.length !== 1 || right === undefined || others.length > 0) return { reason: "not one equation" };
  if (isUnread(right.read)) return { reason: right.read.unread };
  const renamed = rewrite(right.read, (part) => {
    if (part.kind === "symbol") return variables.get(part.name) ?? part;
    if (part.kind !== "apply") return part;
    return part.name === "sign"
      ? operation("sign", ...part.args)
      : apply(calls.get(part.name) ?? part.name, ...part.args);
  });
  const known = new Set([...variableNames(formula.args), ...formulas.keys(), "i", "j", "pi", "e"]);
  const unknown = [...variablesOf(renamed), ...functionsOf(renamed)].find((one) => !known.has(one));
  return unknown === undefined ? renamed : { reason: `${unknown} is neither an argument nor a formula` };
}

/** What the reader calls each argument and its entries, and what that is in expressions. */
function variablesByName(args: readonly Argument[]): Map<string, Expression> {
  const variables = new Map<string, Expression>();
  const all = args.flatMap((one): readonly (Argument | Setting)[] => (one.kind === "options" ? one.settings : [one]));
  for (const argument of all) {
    if (argument.kind === "state" || argument.kind === "options") continue;
    const itself = symbol(argument.name);
    variables.set(nameOf(argument.latex), itself);
    if (argument.kind !== "vector" && argument.kind !== "probabilities" && argument.kind !== "signs") continue;
    for (const index of ["i", "j"]) {
      variables.set(nameOf(`${argument.latex}_${index}`), operation("index", itself, symbol(index)));
    }
    if (!variables.has("n")) variables.set("n", operation("length", itself));
  }
  return variables;
}

/** What a formula is called on the left side of its own equation. */
function namesOfCall({ latex }: AnyFormula): string[] {
  const statements = readLatex(latex, { isVariable: () => true, isFunction: () => false, comma: "thousands" });
  if ("unread" in statements) return [];
  const written = statements[0]?.members[0]?.signature?.name;
  return written === undefined ? [] : [written];
}

function nameOf(latex: string): string {
  const statements = readLatex(latex, { isVariable: () => true, isFunction: () => false, comma: "thousands" });
  return "unread" in statements ? latex : (statements[0]?.members[0]?.name ?? latex);
}
