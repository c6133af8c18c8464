import type { Arithmetic, Relation } from "../numeric/arithmetic.js";
import { Interval } from "../numeric/interval.js";
import { IntervalArithmetic } from "../numeric/intervalArithmetic.js";
import type { Environment, Value } from "./evaluate.js";
import { EvaluationError, evaluateOn, isVector, mapNumbers } from "./evaluate.js";
import type { Expression } from "./expression.js";

/**
 * An enclosure of the partial derivative of an expression at a point: with respect to a variable that is a number, or
 * to one entry, counted from 1 along each axis, of one that is a vector or a matrix. A vector-valued expression gives
 * the derivative of each of its entries.
 *
 * Found by automatic differentiation in forward mode on intervals, so it is a bound and not an approximation. At a
 * kink (max at a tie, |x| at 0) it encloses the derivatives of both sides; a piecewise expression has the derivative of
 * the branch it takes. Throws as `evaluateOn` does, and an
 * EvaluationError if the variable is not bound or has no such entry.
 */
export function derivativeAt(
  expression: Expression,
  environment: Environment<Interval>,
  variable: string,
  options: { entry?: number | readonly number[]; precision?: number } = {},
): Value<Interval> {
  const { entry = [], precision = 128 } = options;
  const value = environment.variables?.get(variable);
  if (value === undefined) throw new EvaluationError(`${variable} has no value`);
  const places = typeof entry === "number" ? [entry] : entry;
  const variables = new Map<string, Value<Dual>>();
  for (const [name, bound] of environment.variables ?? []) {
    if (name !== variable) variables.set(name, mapNumbers(bound, constant));
  }
  variables.set(variable, moving(value, places, variable, places));
  const result = evaluateOn(new DualArithmetic(precision), expression, { ...environment, variables });
  return mapNumbers(result, ({ slope }) => slope ?? Interval.exact(0));
}

/** A value of which the number at `places` has the slope 1, and all others none. */
function moving(value: Value<Interval>, places: readonly number[], name: string, all: readonly number[]): Value<Dual> {
  const [place, ...rest] = places;
  if (place === undefined && !isVector(value)) return { value, slope: Interval.exact(1) };
  if (place === undefined || !isVector(value) || value[place - 1] === undefined) {
    const shape = isVector(value) ? `a vector of ${value.length} entries` : "a number";
    const by = all.length === 0 ? "it" : `entry ${all.join(", ")}`;
    throw new EvaluationError(`${name} is ${shape} but the derivative is by ${by}`);
  }
  return value.map((entry, i) => (i === place - 1 ? moving(entry, rest, name, all) : mapNumbers(entry, constant)));
}

/** A number and its derivative; a number that does not depend on the variable has none to reckon with. */
interface Dual {
  readonly value: Interval;
  readonly slope: Interval | undefined;
}

class DualArithmetic implements Arithmetic<Dual> {
  private readonly at: IntervalArithmetic;

  constructor(precision: number) {
    this.at = new IntervalArithmetic(precision);
  }

  decimal(text: string): Dual {
    return constant(this.at.decimal(text));
  }

  constant(name: "pi" | "e"): Dual {
    return constant(this.at.constant(name));
  }

  wholeNumber(a: Dual): number | undefined {
    return this.at.wholeNumber(a.value);
  }

  add(a: Dual, b: Dual): Dual {
    return { value: this.at.add(a.value, b.value), slope: this.sum(a.slope, b.slope) };
  }

  subtract(a: Dual, b: Dual): Dual {
    return { value: this.at.subtract(a.value, b.value), slope: this.sum(a.slope, this.negated(b.slope)) };
  }

  multiply(a: Dual, b: Dual): Dual {
    const slope = this.sum(
      this.times(a.slope, () => b.value),
      this.times(b.slope, () => a.value),
    );
    return { value: this.at.multiply(a.value, b.value), slope };
  }

  divide(a: Dual, b: Dual): Dual {
    const value = this.at.divide(a.value, b.value);
    return {
      value,
      slope: this.over(this.sum(a.slope, this.negated(this.times(b.slope, () => value))), () => b.value),
    };
  }

  power(base: Dual, exponent: Dual): Dual {
    const { at } = this;
    const value = at.power(base.value, exponent.value);
    if (exponent.slope === undefined) {
      if (isZero(exponent.value)) return constant(value);
      const lowered = () => at.power(base.value, at.subtract(exponent.value, Interval.exact(1)));
      return { value, slope: this.times(base.slope, () => at.multiply(exponent.value, lowered())) };
    }
    const byExponent = this.times(exponent.slope, () => at.log(base.value));
    const byBase = this.times(base.slope, () => at.divide(exponent.value, base.value));
    return { value, slope: this.times(this.sum(byExponent, byBase), () => value) };
  }

  max(a: Dual, b: Dual): Dual {
    return { value: this.at.max(a.value, b.value), slope: this.slopeOfGreater(a, b, a.slope, b.slope) };
  }

  min(a: Dual, b: Dual): Dual {
    return { value: this.at.min(a.value, b.value), slope: this.slopeOfGreater(a, b, b.slope, a.slope) };
  }

  negate(a: Dual): Dual {
    return { value: this.at.negate(a.value), slope: this.negated(a.slope) };
  }

  exp(a: Dual): Dual {
    const value = this.at.exp(a.value);
    return { value, slope: this.times(a.slope, () => value) };
  }

  expm1(a: Dual): Dual {
    return { value: this.at.expm1(a.value), slope: this.times(a.slope, () => this.at.exp(a.value)) };
  }

  log(a: Dual): Dual {
    return { value: this.at.log(a.value), slope: this.over(a.slope, () => a.value) };
  }

  log1p(a: Dual): Dual {
    return { value: this.at.log1p(a.value), slope: this.over(a.slope, () => this.at.add(Interval.exact(1), a.value)) };
  }

  sqrt(a: Dual): Dual {
    const value = this.at.sqrt(a.value);
    return { value, slope: this.over(a.slope, () => this.at.multiply(Interval.exact(2), value)) };
  }

  abs(a: Dual): Dual {
    const sides = () =>
      a.value.contains(0) ? this.at.hull(Interval.exact(-1), Interval.exact(1)) : this.at.sign(a.value);
    return { value: this.at.abs(a.value), slope: this.times(a.slope, sides) };
  }

  sign(a: Dual): Dual {
    const slope = () => (a.value.contains(0) ? Interval.whole(true) : Interval.exact(0));
    return { value: this.at.sign(a.value), slope: a.slope === undefined ? undefined : slope() };
  }

  sinh(a: Dual): Dual {
    return { value: this.at.sinh(a.value), slope: this.times(a.slope, () => this.at.cosh(a.value)) };
  }

  cosh(a: Dual): Dual {
    return { value: this.at.cosh(a.value), slope: this.times(a.slope, () => this.at.sinh(a.value)) };
  }

  tanh(a: Dual): Dual {
    return { value: this.at.tanh(a.value), slope: this.over(a.slope, () => this.square(this.at.cosh(a.value))) };
  }

  sin(a: Dual): Dual {
    return { value: this.at.sin(a.value), slope: this.times(a.slope, () => this.at.cos(a.value)) };
  }

  cos(a: Dual): Dual {
    return { value: this.at.cos(a.value), slope: this.times(a.slope, () => this.at.negate(this.at.sin(a.value))) };
  }

  tan(a: Dual): Dual {
    return { value: this.at.tan(a.value), slope: this.over(a.slope, () => this.square(this.at.cos(a.value))) };
  }

  asin(a: Dual): Dual {
    return { value: this.at.asin(a.value), slope: this.over(a.slope, () => this.rootOfRest(a.value)) };
  }

  acos(a: Dual): Dual {
    return {
      value: this.at.acos(a.value),
      slope: this.negated(this.over(a.slope, () => this.rootOfRest(a.value))),
    };
  }

  atan(a: Dual): Dual {
    const divisor = () => this.at.add(Interval.exact(1), this.square(a.value));
    return { value: this.at.atan(a.value), slope: this.over(a.slope, divisor) };
  }

  erf(a: Dual): Dual {
    return { value: this.at.erf(a.value), slope: this.times(a.slope, () => this.slopeOfErf(a.value)) };
  }

  erfc(a: Dual): Dual {
    const slope = () => this.at.negate(this.slopeOfErf(a.value));
    return { value: this.at.erfc(a.value), slope: this.times(a.slope, slope) };
  }

  erfinv(a: Dual): Dual {
    const value = this.at.erfinv(a.value);
    return { value, slope: this.over(a.slope, () => this.slopeOfErf(value)) };
  }

  floor(a: Dual): Dual {
    const value = this.at.floor(a.value);
    // A step is a jump, and between two of them the function is flat.
    const isFlat = value.isPoint && this.at.holds(">", a.value, value) === true;
    const slope = () => (isFlat ? Interval.exact(0) : Interval.whole(true));
    return { value, slope: a.slope === undefined ? undefined : slope() };
  }

  holds(relation: Relation, a: Dual, b: Dual): boolean | undefined {
    return this.at.holds(relation, a.value, b.value);
  }

  hull(a: Dual, b: Dual): Dual {
    return { value: this.at.hull(a.value, b.value), slope: this.hullOfSlopes(a.slope, b.slope) };
  }

  private sum(a: Interval | undefined, b: Interval | undefined): Interval | undefined {
    return a === undefined || b === undefined ? (a ?? b) : this.at.add(a, b);
  }

  private negated(a: Interval | undefined): Interval | undefined {
    return a === undefined ? undefined : this.at.negate(a);
  }

  private times(slope: Interval | undefined, factor: () => Interval): Interval | undefined {
    return slope === undefined ? undefined : this.at.multiply(slope, factor());
  }

  private over(slope: Interval | undefined, divisor: () => Interval): Interval | undefined {
    return slope === undefined ? undefined : this.at.divide(slope, divisor());
  }

  private square(a: Interval): Interval {
    return this.at.power(a, Interval.exact(2));
  }

  /** √(1 − a²). */
  private rootOfRest(a: Interval): Interval {
    return this.at.sqrt(this.at.subtract(Interval.exact(1), this.square(a)));
  }

  /** 2/√π · e^(−a²). */
  private slopeOfErf(a: Interval): Interval {
    const { at } = this;
    const factor = at.divide(Interval.exact(2), at.sqrt(at.constant("pi")));
    return at.multiply(factor, at.exp(at.negate(this.square(a))));
  }

  /** Where a and b cannot be told apart, both slopes. */
  private slopeOfGreater(a: Dual, b: Dual, ifA: Interval | undefined, ifB: Interval | undefined): Interval | undefined {
    if (this.at.holds(">", a.value, b.value) === true) return ifA;
    return this.at.holds("<", a.value, b.value) === true ? ifB : this.hullOfSlopes(ifA, ifB);
  }

  private hullOfSlopes(a: Interval | undefined, b: Interval | undefined): Interval | undefined {
    if (a === undefined && b === undefined) return undefined;
    return this.at.hull(a ?? Interval.exact(0), b ?? Interval.exact(0));
  }
}

function constant(value: Interval): Dual {
  return { value, slope: undefined };
}

function isZero(a: Interval): boolean {
  return a.isPoint && a.contains(0);
}
