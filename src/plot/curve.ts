import type { AnyFunction } from "../formula/definition.js";
import type { Input } from "./inputs.js";

/** What is drawn along an input: what the formula gives, and how steeply that changes, entry by entry. */
export interface Curve {
  readonly x: readonly number[];
  /** For each entry of the result, its value at each x; null where there is nothing to draw. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The same of the derivative; empty where none is stated. */
  readonly slopes: readonly (readonly (number | null)[])[];
  readonly kinks: readonly PlottedKink[];
}

/** A place where the slope is a convention. */
export interface PlottedKink {
  readonly entry: number;
  readonly x: number;
  readonly value: number;
  readonly slope: number;
  readonly before: number;
  readonly after: number;
}

/** The code of a formula and, if it states one, of its derivative. */
export interface CurveCode {
  readonly value: AnyFunction;
  readonly partial: AnyFunction | undefined;
  readonly hasKinks: boolean;
  /** How many numbers the formula gives; undefined where it gives one by itself. */
  readonly length: number | undefined;
}

type Code = (...args: readonly unknown[]) => unknown;

/** What a formula gives along an input, where the rest of a call stays as it is. */
export function curveAlong(
  { value, partial, hasKinks, length }: CurveCode,
  input: Input,
  at: readonly unknown[],
  x: readonly number[],
): Curve {
  const valuesAt = (one: number) => {
    const result = resultOf(value, input.with(at, one));
    return result === undefined ? entries.map(() => Number.NaN) : entriesOf(result);
  };
  const entries = Array.from({ length: length ?? 1 }, (_, entry) => entry);
  const slopeAt = (entry: number) => (one: number) => {
    const derivative = resultOf(partial!, input.with(at, one));
    return derivative === undefined ? Number.NaN : slopeOf(derivative, length === undefined ? [] : [entry], input);
  };
  const values = entries.map((entry) => x.map((one) => valuesAt(one)[entry]!));
  const slopes = partial === undefined ? [] : entries.map((entry) => x.map(slopeAt(entry)));
  const kinks = hasKinks
    ? slopes.flatMap((along, entry) =>
        kinksIn(slopeAt(entry), x, along).map((kink) => ({ entry, value: valuesAt(kink.x)[entry]!, ...kink })),
      )
    : [];
  const reach = (x.at(-1)! - x[0]!) / (x.length - 1) / 2;
  const isAtKink = (one: number, entry: number) =>
    kinks.some((kink) => kink.entry === entry && Math.abs(kink.x - one) <= reach * (1 + 1e-9));
  return {
    x,
    values: values.map((along) => along.map(drawable)),
    // The slope jumps at a kink, and a line from one side to the other would be a slope that it never has.
    slopes: slopes.map((along, entry) => along.map((slope, i) => (isAtKink(x[i]!, entry) ? null : drawable(slope)))),
    kinks: kinks.filter((kink) => Object.values(kink).every(Number.isFinite)),
  };
}

/** What code gives; undefined where it refuses its arguments, such as a share of classes that are not there. */
function resultOf(code: AnyFunction, at: readonly unknown[]): unknown {
  try {
    return (code as Code)(...at);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The numbers of a result that is a number or a vector. */
function entriesOf(result: unknown): number[] {
  return typeof result === "number" ? [result] : (result as number[]);
}

/** The derivative of an entry of the result along an input, which may move several entries of its argument. */
function slopeOf(derivative: unknown, entry: readonly number[], { moves }: Input): number {
  const along = (indices: readonly number[]) =>
    indices.reduce<unknown>((part, i) => (part as readonly unknown[])[i], derivative) as number;
  return moves.reduce((sum, { indices, rate }) => sum + rate * along([...entry, ...indices]), 0);
}

/** The places between the points at which the slope jumps: bisection does not make the jump smaller there. */
function kinksIn(slopeAt: (x: number) => number, x: readonly number[], slopes: readonly number[]) {
  const width = x.at(-1)! - x[0]!;
  const finite = slopes.filter(Number.isFinite);
  const size = Math.max(...finite) - Math.min(...finite);
  const found = new Map<number, { x: number; slope: number; before: number; after: number }>();
  for (let i = 1; i < x.length; i++) {
    const jump = Math.abs(slopes[i]! - slopes[i - 1]!);
    if (!(jump > 1e-3 * size)) continue;
    const place = jumpBetween(slopeAt, x[i - 1]!, x[i]!, jump);
    if (place === undefined) continue;
    const at = Math.abs(place) < 1e-9 * width ? 0 : Number(place.toPrecision(9));
    const [before, after] = [slopeAt(at - 1e-7 * width), slopeAt(at + 1e-7 * width)];
    found.set(at, { x: at, slope: slopeAt(at), before, after });
  }
  return [...found.values()];
}

function jumpBetween(slopeAt: (x: number) => number, low: number, high: number, jump: number): number | undefined {
  let [left, right, before, after] = [low, high, slopeAt(low), slopeAt(high)];
  for (let i = 0; i < 44; i++) {
    const middle = (left + right) / 2;
    const slope = slopeAt(middle);
    if (Math.abs(slope - before) >= Math.abs(after - slope)) [right, after] = [middle, slope];
    else [left, before] = [middle, slope];
    if (Math.abs(after - before) < jump / 8 && i > 6) return undefined;
  }
  return Math.abs(left) < Math.abs(right) ? left : right;
}

function drawable(y: number): number | null {
  return Number.isFinite(y) ? y : null;
}
