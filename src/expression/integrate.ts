import type { Arithmetic } from "../numeric/arithmetic.js";
import { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import { RationalArithmetic } from "../numeric/rationalArithmetic.js";
import { writtenOut } from "./differentiate.js";
import type { FunctionDefinition, Value } from "./evaluate.js";
import { evaluateOn, isVector, mapNumbers } from "./evaluate.js";
import { EvaluationError } from "./evaluationError.js";
import type { Expression } from "./expression.js";
import type { Series } from "./taylor.js";
import { TaylorArithmetic } from "./taylor.js";
import { variablesOf, walk } from "./walk.js";

/** Longer integrands are not integrated. */
const mostParts = 120;
/** Polynomials of a higher degree are integrated as other functions are. */
const largestDegree = 24;
/** The degree to which other functions are replaced by polynomials, piece by piece. */
const degree = 8;
/** Into how many pieces an integral is cut, by the bits that are asked for; with more bits it is not worked out. */
const pieces: ReadonlyMap<number, number> = new Map([
  [64, 8],
  [128, 16],
  [256, 40],
]);

interface Surroundings<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly variables: ReadonlyMap<string, Value<T>>;
}

/**
 * The integral of an expression between two numbers: of a polynomial as exactly as the arithmetic goes, on intervals an
 * enclosure for other functions too. It encloses what may be undefined where the integrand is not smooth, or not told to
 * exist, everywhere between the two.
 */
export function integrate<T>(
  body: Expression,
  variable: string,
  [from, to]: readonly [T, T],
  { arithmetic, functions, variables }: Surroundings<T>,
): T {
  const written = writtenOut(body, functions, 0);
  const parts = [...walk(written)];
  const isLong = parts.length > mostParts;
  if (isLong || parts.some(({ kind }) => kind === "integral" || kind === "counted" || kind === "vector")) {
    throw new EvaluationError("this integral is not worked out");
  }
  const width = arithmetic.subtract(to, from);
  const others = [...variables].map(
    ([name, value]) => [name, mapNumbers(value, (number): Series<T> => ({ terms: [number] }))] as const,
  );
  /** The integrand at a place: 0 stands for the first of the two numbers, 1 for the last. */
  const series = (place: T, order: number): Series<T> => {
    const moving: Series<T> = { terms: [arithmetic.add(from, arithmetic.multiply(width, place)), width] };
    const at = new TaylorArithmetic(arithmetic, order);
    const value = evaluateOn(at, written, { variables: new Map([...others, [variable, moving]]) });
    if (isVector(value)) throw new EvaluationError("what is integrated is a vector but has to be a number");
    return value;
  };
  const exact = degreeOf(written, variable);
  if (exact !== undefined && exact <= largestDegree) {
    const { terms } = series(arithmetic.decimal("0"), exact);
    const parts = terms.map((term, k) => arithmetic.divide(term, arithmetic.decimal(String(k + 1))));
    return arithmetic.multiply(
      width,
      parts.reduce((sum, part) => arithmetic.add(sum, part)),
    );
  }
  if (arithmetic instanceof RationalArithmetic) return undefined as T;
  if (!(arithmetic instanceof IntervalArithmetic)) throw new EvaluationError("this integral is not worked out");
  // The arithmetic is one of intervals, so that T is Interval, which the compiler does not conclude.
  const enclose = series as unknown as (place: Interval, order: number) => Series<Interval>;
  return arithmetic.multiply(width, quadrature(arithmetic, enclose) as T);
}

/** The integral from 0 to 1, piece by piece: that of the Taylor polynomial at the middle, and of what it leaves out. */
function quadrature(at: IntervalArithmetic, series: (place: Interval, order: number) => Series<Interval>): Interval {
  const count = pieces.get(at.precision);
  if (count === undefined) return Interval.whole(true);
  const half = at.divide(Interval.exact(1), Interval.exact(2 * count));
  let sum = Interval.exact(0);
  for (let i = 0; i < count; i++) {
    const [first, last] = [2 * i, 2 * i + 2].map((steps) => at.multiply(half, Interval.exact(steps)));
    const around = series(at.hull(first!, last!), degree).terms;
    const middle = series(at.multiply(half, Interval.exact(2 * i + 1)), degree - 1).terms;
    if (around.some((term) => term.mayBeUndefined)) return Interval.whole(true);
    for (let k = 0; k <= degree; k += 2) {
      const term = k === degree ? around[k] : middle[k];
      if (term === undefined) continue;
      const weight = at.divide(at.power(half, Interval.exact(k + 1)), Interval.exact(k + 1));
      sum = at.add(sum, at.multiply(Interval.exact(2), at.multiply(term, weight)));
    }
  }
  return sum;
}

/** The degree of a polynomial in a variable; undefined where an expression is none. */
function degreeOf(expression: Expression, variable: string): number | undefined {
  if (!variablesOf(expression).has(variable)) return 0;
  if (expression.kind === "symbol") return 1;
  if (expression.kind !== "operation") return undefined;
  const { operation, args } = expression;
  const [a, b] = args.map((part) => degreeOf(part, variable));
  switch (operation) {
    case "negate":
      return a;
    case "add":
    case "subtract":
      return a === undefined || b === undefined ? undefined : Math.max(a, b);
    case "multiply":
    case "matrixProduct":
      return a === undefined || b === undefined ? undefined : a + b;
    case "divide":
      return b === 0 ? a : undefined;
    case "power":
    case "matrixPower": {
      const exponent = args[1]!;
      const isWhole = exponent.kind === "number" && /^\d{1,2}$/.test(exponent.text);
      return a === undefined || !isWhole ? undefined : a * Number(exponent.text);
    }
    default:
      return undefined;
  }
}
