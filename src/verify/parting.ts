import { literal } from "../formula/describe.js";
import type { AnyFormula } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import { ulp } from "../numeric/unit.js";
import { samplePoints } from "./sample.js";

/** Where the form that a book prints and the code go apart, as far as the points that were tried can tell. */
export interface Parting {
  /** A place in the ordinary range at which they are not the same function, in words. */
  readonly differs: string | undefined;
  /** Where they part beyond it, each place in words; none where they never do. */
  readonly places: readonly string[];
  /** The largest difference everywhere else, in units in the last place. */
  readonly ulps: number;
}

/** Relative difference from which on two numbers are not the same number computed twice. */
const parts = 1e-6;
/** What subnormal numbers may be off without a word, in units in the last place. */
const grains = 4;

type Code = (...args: readonly unknown[]) => unknown;

/** Holds a formula's textbook form against its code; undefined where it has none. */
export function partingOf(formula: AnyFormula, seed = 1): Parting | undefined {
  const { textbook } = formula;
  if (isNone(textbook)) return undefined;
  const compare = (at: readonly unknown[]) => comparison(textbook as Code, formula.value as Code, at);
  const given = new Set([...formula.examples, ...formula.kinks].map(({ at }) => literal([...at])));
  const ordinary = samplePoints(formula, ["range"], 60, seed).filter((at) => !given.has(literal(at)));
  const stranger = strangerAmong(ordinary.map(compare));
  if (stranger !== undefined) {
    return { differs: stranger.words(`at ${literalCall(stranger.at)}`), places: [], ulps: 0 };
  }
  const all = samplePoints(formula, ["range", "domain", "special"], 120, seed).map(compare);
  const parted = all.filter(({ hasParted }) => hasParted);
  const ulps = all.reduce((most, one) => (one.hasParted ? most : Math.max(most, one.ulps)), 0);
  return { differs: undefined, places: ends(formula, all, compare) ?? simplest(parted, compare), ulps };
}

/**
 * A place at which a book's form is that of another function: it throws, or is off by what shows on the scale of the
 * whole range. Where it merely has no number, as 0 / 0, it may lack a convention, unless that is so nearly everywhere.
 */
function strangerAmong(all: readonly Comparison[]): Comparison | undefined {
  const size = all.reduce((most, one) => Math.max(most, one.size), 0);
  const parted = all.filter(({ hasParted }) => hasParted);
  return parted.length > 0.9 * all.length ? parted[0] : parted.find(({ error }) => error > parts * size);
}

/** A parting as a sentence, or part of one. */
export function partingInWords({ differs, places, ulps }: Parting): string {
  if (differs !== undefined) return `not the same function: ${differs}`;
  const within =
    ulps === 0 ? "to the last digit" : `within ${ulps < 100 ? ulps.toFixed(1) : ulps.toExponential(0)} ulp`;
  return places.length === 0
    ? `agrees with the code ${within}`
    : `parts from the code ${places.join("; ")}; else ${within}`;
}

/** The two forms at one place. */
interface Comparison {
  readonly at: readonly unknown[];
  readonly hasParted: boolean;
  /** The largest difference of two numbers, Infinity where the form throws or gives another number of them. */
  readonly error: number;
  /** The largest number that the code gives. */
  readonly size: number;
  readonly ulps: number;
  /** What the two give at a place, which is named in words. */
  words(place: string): string;
}

function comparison(textbook: Code, code: Code, at: readonly unknown[]): Comparison {
  const result = code(...at);
  const truth = numbersOf(result);
  const size = largest(truth);
  const misfit = (what: string): Comparison => {
    const words = (place: string) => `${place} ${what}`;
    return { at, hasParted: true, error: Number.POSITIVE_INFINITY, size, ulps: Number.POSITIVE_INFINITY, words };
  };
  let found: readonly number[];
  try {
    found = numbersOf(textbook(...at));
  } catch (error) {
    return misfit(`it throws: ${(error as Error).message}`);
  }
  if (found.length !== truth.length) return misfit(`it gives ${found.length} numbers instead of ${truth.length}`);
  const differences = truth.map((right, i) => difference(found[i]!, right));
  const worst = differences.reduce((a, b) => (b.relative > a.relative ? b : a), difference(0, 0));
  return {
    at,
    hasParted: worst.hasParted,
    error: largest(differences.map(({ found, right }) => found - right)),
    size,
    ulps: largest(differences.map(({ ulps }) => ulps)),
    words: (place) => {
      const shown = (one: number, other: number) =>
        typeof result === "boolean" ? String(one === 1) : toDiffer(one, other);
      return `${place}: ${shown(worst.found, worst.right)}, the truth is ${shown(worst.right, worst.found)}`;
    },
  };
}

function difference(found: number, right: number) {
  const same = Object.is(found, right) || found === right;
  const error = Math.abs(found - right);
  const relative = same ? 0 : Number.isFinite(error) ? error / Math.abs(right) : Number.POSITIVE_INFINITY;
  const ulps = same ? 0 : Number.isFinite(error) ? error / ulp(right) : Number.POSITIVE_INFINITY;
  return { found, right, relative, ulps, hasParted: relative > parts && ulps > grains };
}

/**
 * Where a function of one number parts at its ends, or near 0: between two neighbours of the points that were tried, of
 * which one agrees, found by halving the way. Undefined for other functions, and where it does not part.
 */
function ends(
  { args }: AnyFormula,
  all: readonly Comparison[],
  compare: (at: readonly unknown[]) => Comparison,
): string[] | undefined {
  const [only, ...others] = args;
  if (only?.kind !== "real" || others.some(({ kind }) => kind !== "options")) return undefined;
  // At 0 itself both forms tend to agree, whatever they do around it.
  const along = all
    .filter(({ at }) => at[0] !== 0 && (at[1] === undefined || Object.keys(at[1] as object).length === 0))
    .map((one) => ({ x: one.at[0] as number, hasParted: one.hasParted }))
    .sort((a, b) => a.x - b.x);
  const places = along.flatMap(({ x, hasParted }, i) => {
    const before = along[i - 1];
    if (before === undefined || before.hasParted === hasParted) return [];
    const [inside, outside] = hasParted ? [before.x, x] : [x, before.x];
    return [boundary(inside, outside, (x) => compare([x]).hasParted)];
  });
  // Far out the two may agree again where both are all but 0, which is no end to a parting around 0.
  const isInward = ({ inside, outside }: Boundary) => {
    if (Math.abs(outside) > Math.abs(inside)) return false;
    const nearer = along.filter(({ x }) => x * outside > 0 && Math.abs(x) < Math.abs(inside));
    return nearer.filter((one) => one.hasParted).length > nearer.length / 2;
  };
  const inward = places.filter(isInward).reduce<Boundary | undefined>(farther, undefined);
  const outward = places.filter(
    ({ inside, outside }) => Math.abs(outside) > Math.abs(inside) && Math.abs(inside) > Math.abs(inward?.inside ?? 0),
  );
  // On either side the place that is met first, coming from 0.
  const told = [
    [outward.filter(({ outside }) => outside < 0).at(-1), "below"],
    [inward, "nearer to 0 than"],
    [outward.find(({ outside }) => outside > 0), "above"],
  ] as const;
  const words = told.flatMap(([place, which]) =>
    place === undefined
      ? []
      : [compare([place.outside]).words(`${which} ${only.name} = ${Number(place.inside.toPrecision(4))}`)],
  );
  return words.length > 0 ? words : undefined;
}

/** Two neighbouring numbers: at the one the two forms agree, at the other they have parted. */
interface Boundary {
  readonly inside: number;
  readonly outside: number;
}

function farther(a: Boundary | undefined, b: Boundary): Boundary {
  return a !== undefined && Math.abs(a.inside) > Math.abs(b.inside) ? a : b;
}

/** Halves the way, in powers of ten where both lie on one side of 0. */
function boundary(inside: number, outside: number, hasParted: (x: number) => boolean): Boundary {
  let [good, bad] = [inside, outside];
  for (let i = 0; i < 80; i++) {
    const middle =
      good * bad > 0 ? Math.sign(good) * Math.sqrt(Math.abs(good)) * Math.sqrt(Math.abs(bad)) : (good + bad) / 2;
    if (middle === good || middle === bad) break;
    if (hasParted(middle)) bad = middle;
    else good = middle;
  }
  return { inside: good, outside: bad };
}

/** The shortest call at which the two part, its numbers rounded where they then part as well. */
function simplest(parted: readonly Comparison[], compare: (at: readonly unknown[]) => Comparison): string[] {
  const calls = parted.map((one) => {
    const rounded = roundedCall(one.at) as readonly unknown[];
    try {
      const again = compare(rounded);
      return again.hasParted ? again : one;
    } catch {
      return one; // Shares that were rounded need not add up, and a formula may say so.
    }
  });
  const [first] = calls.toSorted((a, b) => literalCall(a.at).length - literalCall(b.at).length);
  return first === undefined ? [] : [first.words(`at ${literalCall(first.at)}`)];
}

function roundedCall(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(2));
  if (Array.isArray(value)) return value.map(roundedCall);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, roundedCall(entry)]));
}

function literalCall(at: readonly unknown[]): string {
  return `(${at
    .filter((value) => value !== undefined)
    .map(literal)
    .join(", ")})`;
}

/** A number to two digits, or to as many as tell it from another. */
function toDiffer(value: number, other: number): string {
  for (let digits = 2; digits <= 17; digits++) {
    const [one, two] = [value.toPrecision(digits), other.toPrecision(digits)];
    if (one !== two) return String(Number(one));
  }
  return String(value);
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), 0);
}

/** All numbers in a value, of a record field by field; yes and no are 1 and 0. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number" || typeof value === "boolean") return [Number(value)];
  if (Array.isArray(value)) return value.flatMap(numbersOf);
  const fields = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.flatMap(([, entry]) => numbersOf(entry));
}
