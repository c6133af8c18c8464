import { containsApproximation, evaluation } from "../../formula/describe.js";
import type { AnyExample } from "../../formula/formula.js";
import { Interval } from "../../numeric/interval.js";
import { IntervalArithmetic } from "../../numeric/intervalArithmetic.js";
import { allFinite, asWritten, bind } from "../bindings.js";
import { truthText } from "../measure.js";
import type { Route, Verdict } from "../report.js";
import type { Subject } from "../subject.js";
import { encloseDerivative, encloseValue, placesOf } from "../subject.js";

const arithmetic = new IntervalArithmetic(512);

/**
 * Holds each worked example against the expression at the numbers as they are written, and against the code. A number
 * is claimed exactly, `approx("0.8808")` to its last digit; infinities, NaN and zeros by continuity are the code's alone.
 */
export function examplesRoute(subject: Subject): Route {
  const { examples, name } = subject.formula;
  const failures = examples.flatMap((example) => judge(subject, example));
  const gravest = failures.find(({ verdict }) => verdict === "wrong") ?? failures[0];
  if (gravest !== undefined) return gravest;
  if (examples.length === 0) return { route, verdict: "unchecked", detail: "the definition has none" };
  const shown = evaluation(name, examples.find(({ gives }) => containsApproximation(gives)) ?? examples[0]!);
  return { route, verdict: "confirmed", detail: `all ${examples.length}, ${shown} among them` };
}

const route = "examples";

type Code = (...args: readonly unknown[]) => unknown;

/** Every number of an example that is not confirmed. */
function judge(subject: Subject, example: AnyExample): Route[] {
  const { formula } = subject;
  const partial = subject.partials.find(({ by }) => by === example.of);
  const computed = placesOf(((partial?.partial.value ?? formula.value) as Code)(...example.at));
  const truths = enclosures(subject, example, computed);
  return claimsOf(example.gives).flatMap(({ place, claim }): Route[] => {
    const code = computed.find((one) => one.place === place)?.value;
    if (code === undefined) {
      return [failure(formula.name, example, "wrong", `the code gives no number at ${place || "this place"}`)];
    }
    const truth = truths.get(place) ?? truths.get("");
    const verdicts = [
      { what: "the code gives", verdict: agreesWithCode(claim, code), value: String(code) },
      ...(truth === undefined || truth.mayBeUndefined || !Number.isFinite(Number(claim.digits))
        ? []
        : [{ what: "the expression gives", verdict: agreesWithTruth(claim, truth), value: truthText(truth) }]),
    ];
    return verdicts
      .filter(({ verdict }) => verdict !== "confirmed")
      .map(({ what, verdict, value }) => {
        const where = place === "" ? "" : ` at ${place}`;
        return failure(formula.name, example, verdict, `${what} ${value}${where}`);
      });
  });
}

function enclosures(
  subject: Subject,
  { of, at }: AnyExample,
  shape: ReturnType<typeof placesOf>,
): Map<string, Interval> {
  const bindings = bind(subject.formula.args, at);
  if (!allFinite(bindings)) return new Map();
  const variables = asWritten(bindings, arithmetic);
  const partial = subject.partials.find(({ by }) => by === of);
  return partial === undefined
    ? encloseValue(subject, variables, arithmetic.precision).values
    : encloseDerivative(partial.expression, shape, { variables, functions: subject.functions }, arithmetic.precision);
}

function failure(name: string, example: AnyExample, verdict: Verdict, problem: string): Route {
  return {
    route,
    verdict,
    detail: `${evaluation(name, example)}, but ${problem}`,
  };
}

/** A number as an example claims it. */
interface Claim {
  readonly digits: string;
  readonly isExact: boolean;
}

function claimsOf(gives: unknown, place = ""): { place: string; claim: Claim }[] {
  if (typeof gives === "boolean") return [{ place, claim: { digits: gives ? "1" : "0", isExact: true } }];
  if (typeof gives === "number") {
    return [{ place, claim: { digits: Object.is(gives, -0) ? "-0" : String(gives), isExact: true } }];
  }
  const entries = Array.isArray(gives)
    ? gives.map((entry, i) => [`[${i}]`, entry] as const)
    : Object.entries(gives as object).map(([field, entry]) => [`.${field}`, entry] as const);
  if (!Array.isArray(gives) && "approximately" in (gives as object)) {
    const digits = (gives as { approximately: string }).approximately;
    return [{ place, claim: { digits, isExact: false } }];
  }
  return entries.flatMap(([step, entry]) => claimsOf(entry, place + step));
}

function agreesWithTruth({ digits, isExact }: Claim, truth: Interval): Verdict {
  const distance = arithmetic.abs(arithmetic.subtract(truth, arithmetic.decimal(digits)));
  const unit = unitOf(digits);
  if (isExact) {
    if (arithmetic.holds(">", distance, Interval.exact(0)) !== true) return "confirmed";
  } else if (arithmetic.holds(">", distance, arithmetic.multiply(unit, Interval.exact(0.5))) !== true) {
    return "confirmed";
  }
  return arithmetic.holds(">", distance, unit) === true ? "wrong" : "imprecise";
}

/** The code rounds, and reads 0.1 as the double beside it: a few units in the last place are its own. */
function agreesWithCode({ digits, isExact }: Claim, code: number): Verdict {
  const claimed = Number(digits);
  if (!Number.isFinite(claimed) || claimed === 0) {
    return Object.is(code, claimed) || (claimed === 0 && Math.abs(code) < 1e-15 && code !== 0) ? "confirmed" : "wrong";
  }
  const rounding = 64 * Number.EPSILON * Math.abs(claimed);
  const half = isExact ? 0 : unitOf(digits).toDoubles()[1] / 2;
  const error = Math.abs(code - claimed);
  if (error <= half + rounding) return "confirmed";
  return !isExact && error <= 2 * half + rounding ? "imprecise" : "wrong";
}

/** One unit in the last place written: 0.0001 for 0.8808. */
function unitOf(digits: string): Interval {
  const [mantissa, exponent = "0"] = digits.split("e") as [string, string?];
  const places = mantissa.split(".")[1]?.length ?? 0;
  return arithmetic.decimal(`1e${Number(exponent) - places}`);
}
