import type { Arithmetic, Relation } from "./arithmetic.js";
import { Interval } from "./interval.js";
import { inverseErf } from "./inverseErf.js";
import type { BinaryFunction, Real, Rounding, UnaryFunction } from "./mpfr.js";
import * as mpfr from "./mpfr.js";
import type { Rational } from "./rational.js";
import { parseDecimal } from "./rational.js";

/** Decimals that were read, by precision, since an expression reads the same few again and again. */
const decimals = new Map<number, Map<string, Interval>>();
const mostDecimals = 1000;

/**
 * Arithmetic on intervals whose ends are rounded outwards to `precision` bits: the result of an operation encloses
 * what the operation gives for every choice of numbers from its arguments. Where an argument leaves the domain, the
 * rest of it counts and the result `mayBeUndefined`; where all of it does, the result is empty.
 */
export class IntervalArithmetic implements Arithmetic<Interval> {
  readonly precision: number;

  constructor(precision: number) {
    this.precision = precision;
  }

  /** The exact double. */
  exact(x: number): Interval {
    return Interval.exact(x);
  }

  decimal(text: string): Interval {
    const known = decimals.get(this.precision) ?? new Map<string, Interval>();
    decimals.set(this.precision, known);
    const found = known.get(text) ?? this.rational(parseDecimal(text));
    if (known.size < mostDecimals) known.set(text, found);
    return found;
  }

  rational({ numerator, denominator }: Rational): Interval {
    const magnitude = numerator < 0n ? -numerator : numerator;
    const excess = mpfr.bitLength(magnitude) - mpfr.bitLength(denominator) - this.precision;
    const top = excess < 0 ? numerator << BigInt(-excess) : numerator;
    const bottom = excess > 0 ? denominator << BigInt(excess) : denominator;
    const quotient = top / bottom;
    const rest = top % bottom;
    const below = rest < 0n ? quotient - 1n : quotient;
    const lower = mpfr.fromDyadic(below, excess);
    return new Interval(lower, rest === 0n ? lower : mpfr.fromDyadic(below + 1n, excess));
  }

  constant(name: "pi" | "e"): Interval {
    if (name === "e") return this.exp(Interval.exact(1));
    return new Interval(mpfr.pi(this.precision, mpfr.down), mpfr.pi(this.precision, mpfr.up));
  }

  wholeNumber(a: Interval): number | undefined {
    const value = a.isPoint ? a.toDoubles()[0] : undefined;
    return value !== undefined && Number.isSafeInteger(value) && a.contains(value) ? value : undefined;
  }

  add(a: Interval, b: Interval): Interval {
    return this.endwise("add", a, b, b);
  }

  subtract(a: Interval, b: Interval): Interval {
    return this.endwise("sub", a, b, new Interval(b.upper, b.lower));
  }

  multiply(a: Interval, b: Interval): Interval {
    return propagate([a, b], () => {
      if (isSingle(a) && isSingle(b)) {
        return new Interval(...mpfr.binaryEnds("mul", a.lower, b.lower, this.precision));
      }
      if (mpfr.signOf(a.upper) <= 0 && mpfr.signOf(a.lower) < 0) return this.negate(this.multiply(this.negate(a), b));
      if (mpfr.signOf(a.lower) < 0) {
        if (mpfr.signOf(b.lower) >= 0 || mpfr.signOf(b.upper) <= 0) return this.multiply(b, a);
        return new Interval(
          least(this.product(a.lower, b.upper, mpfr.down), this.product(a.upper, b.lower, mpfr.down)),
          greatest(this.product(a.lower, b.lower, mpfr.up), this.product(a.upper, b.upper, mpfr.up)),
        );
      }
      return new Interval(
        this.product(mpfr.signOf(b.lower) < 0 ? a.upper : a.lower, b.lower, mpfr.down),
        this.product(mpfr.signOf(b.upper) < 0 ? a.lower : a.upper, b.upper, mpfr.up),
      );
    });
  }

  /** Division by an interval that holds 0 gives what the rest of it gives, and `mayBeUndefined`. */
  divide(a: Interval, b: Interval): Interval {
    return propagate([a, b], () => {
      if (isSingle(a) && isSingle(b) && mpfr.signOf(b.lower) !== 0) {
        return new Interval(...mpfr.binaryEnds("div", a.lower, b.lower, this.precision));
      }
      if (mpfr.signOf(b.upper) <= 0 && mpfr.signOf(b.lower) < 0) return this.divide(this.negate(a), this.negate(b));
      if (mpfr.signOf(b.lower) > 0) {
        return new Interval(
          this.binary("div", a.lower, mpfr.signOf(a.lower) < 0 ? b.lower : b.upper, mpfr.down),
          this.binary("div", a.upper, mpfr.signOf(a.upper) < 0 ? b.upper : b.lower, mpfr.up),
        );
      }
      if (mpfr.signOf(b.upper) === 0) return Interval.empty();
      if (mpfr.signOf(b.lower) < 0) return Interval.whole(true);
      const lower = mpfr.signOf(a.lower) < 0 ? mpfr.infinity(-1) : this.binary("div", a.lower, b.upper, mpfr.down);
      const upper = mpfr.signOf(a.upper) > 0 ? mpfr.infinity(1) : this.binary("div", a.upper, b.upper, mpfr.up);
      return new Interval(lower, upper, true);
    });
  }

  /** Whole exponents take any base, 0⁰ being 1; other exponents a base that is not negative. */
  power(base: Interval, exponent: Interval): Interval {
    return propagate([base, exponent], () => {
      if (exponent.isPoint && isWhole(exponent.lower)) return this.wholePower(base, exponent.lower);
      if (mpfr.signOf(base.lower) < 0) {
        if (holdsWhole(exponent)) return Interval.whole(true);
        const rest = this.intersect(base, new Interval(zero(), mpfr.infinity(1)));
        return rest.isEmpty ? rest : maybe(this.power(rest, exponent));
      }
      if (mpfr.signOf(base.upper) === 0 && mpfr.signOf(exponent.upper) < 0) return Interval.empty();
      const corners = [base.lower, base.upper].flatMap((x) =>
        [exponent.lower, exponent.upper].map((y) => [x, y] as const),
      );
      return new Interval(
        corners.map(([x, y]) => this.binary("pow", x, y, mpfr.down)).reduce(least),
        corners.map(([x, y]) => this.binary("pow", x, y, mpfr.up)).reduce(greatest),
        mpfr.signOf(base.lower) === 0 && mpfr.signOf(exponent.lower) <= 0,
      );
    });
  }

  max(a: Interval, b: Interval): Interval {
    return propagate([a, b], () => new Interval(greatest(a.lower, b.lower), greatest(a.upper, b.upper)));
  }

  min(a: Interval, b: Interval): Interval {
    return propagate([a, b], () => new Interval(least(a.lower, b.lower), least(a.upper, b.upper)));
  }

  negate(a: Interval): Interval {
    const lower = mpfr.negate(a.upper);
    return new Interval(lower, isSingle(a) ? lower : mpfr.negate(a.lower), a.mayBeUndefined);
  }

  exp(a: Interval): Interval {
    return this.increasing("exp", a);
  }

  expm1(a: Interval): Interval {
    return this.increasing("expm1", a);
  }

  log(a: Interval): Interval {
    return this.increasingAbove("log", a, zero(), false);
  }

  log1p(a: Interval): Interval {
    return this.increasingAbove("log1p", a, mpfr.fromDouble(-1), false);
  }

  sqrt(a: Interval): Interval {
    return this.increasingAbove("sqrt", a, zero(), true);
  }

  sinh(a: Interval): Interval {
    return this.increasing("sinh", a);
  }

  tanh(a: Interval): Interval {
    return this.increasing("tanh", a);
  }

  cosh(a: Interval): Interval {
    return this.increasing("cosh", this.abs(a));
  }

  abs(a: Interval): Interval {
    return propagate([a], () => {
      if (mpfr.signOf(a.lower) >= 0) return new Interval(a.lower, a.upper);
      if (mpfr.signOf(a.upper) <= 0) return this.negate(a);
      return new Interval(zero(), greatest(mpfr.negate(a.lower), a.upper));
    });
  }

  sign(a: Interval): Interval {
    return propagate(
      [a],
      () => new Interval(mpfr.fromDouble(mpfr.signOf(a.lower)), mpfr.fromDouble(mpfr.signOf(a.upper))),
    );
  }

  sin(a: Interval): Interval {
    return this.wave("sin", a, 1);
  }

  cos(a: Interval): Interval {
    return this.wave("cos", a, 0);
  }

  tan(a: Interval): Interval {
    return propagate([a], () => {
      const quarters = this.quarterTurns(a);
      if (quarters === undefined || holdsQuarter(quarters, 1) || holdsQuarter(quarters, 3)) return Interval.whole(true);
      return this.increasing("tan", a);
    });
  }

  asin(a: Interval): Interval {
    return this.withinOne(a, (within) => this.increasing("asin", within));
  }

  acos(a: Interval): Interval {
    return this.withinOne(a, (within) => this.decreasing("acos", within));
  }

  atan(a: Interval): Interval {
    return this.increasing("atan", a);
  }

  erf(a: Interval): Interval {
    return this.increasing("erf", a);
  }

  erfc(a: Interval): Interval {
    return this.decreasing("erfc", a);
  }

  erfinv(a: Interval): Interval {
    const one = mpfr.fromDouble(1);
    const isPast = (x: Real) => mpfr.compare(x, one) >= 0;
    const end = (x: Real, rounding: Rounding) => {
      if (isPast(x)) return mpfr.infinity(1);
      return isPast(mpfr.negate(x)) ? mpfr.infinity(-1) : inverseErf(x, this.precision, rounding);
    };
    return propagate([a], () => {
      if (mpfr.compare(a.lower, one) > 0 || mpfr.compare(mpfr.negate(a.upper), one) > 0) return Interval.empty();
      const inverse = new Interval(end(a.lower, mpfr.down), end(a.upper, mpfr.up));
      return isPast(a.upper) || isPast(mpfr.negate(a.lower)) ? maybe(inverse) : inverse;
    });
  }

  floor(a: Interval): Interval {
    return this.increasing("rint_floor", a);
  }

  holds(relation: Relation, a: Interval, b: Interval): boolean | undefined {
    if (a.isEmpty || b.isEmpty || a.mayBeUndefined || b.mayBeUndefined) return undefined;
    switch (relation) {
      case "<":
        return mpfr.compare(a.upper, b.lower) < 0 ? true : mpfr.compare(a.lower, b.upper) >= 0 ? false : undefined;
      case "<=":
        return mpfr.compare(a.upper, b.lower) <= 0 ? true : mpfr.compare(a.lower, b.upper) > 0 ? false : undefined;
      case ">":
        return this.holds("<", b, a);
      case ">=":
        return this.holds("<=", b, a);
      case "==":
        if (mpfr.compare(a.upper, b.lower) < 0 || mpfr.compare(b.upper, a.lower) < 0) return false;
        return a.isPoint && b.isPoint ? true : undefined;
      case "!=": {
        const equal = this.holds("==", a, b);
        return equal === undefined ? undefined : !equal;
      }
    }
  }

  /** The least interval that holds both. */
  hull(a: Interval, b: Interval): Interval {
    if (a.isEmpty || b.isEmpty) return maybe(a.isEmpty ? b : a);
    const mayBeUndefined = a.mayBeUndefined || b.mayBeUndefined;
    return new Interval(least(a.lower, b.lower), greatest(a.upper, b.upper), mayBeUndefined);
  }

  /** What both hold; empty where they are apart. */
  private intersect(a: Interval, b: Interval): Interval {
    const [lower, upper] = [greatest(a.lower, b.lower), least(a.upper, b.upper)];
    return mpfr.compare(lower, upper) > 0 ? Interval.empty() : new Interval(lower, upper);
  }

  private unary(name: UnaryFunction, x: Real, rounding: Rounding): Real {
    return mpfr.unary(name, x, this.precision, rounding);
  }

  private binary(name: BinaryFunction, x: Real, y: Real, rounding: Rounding): Real {
    return mpfr.binary(name, x, y, this.precision, rounding);
  }

  /** A product of ends, where 0 × ∞ is 0: the infinity only says that the other number has no bound. */
  private product(x: Real, y: Real, rounding: Rounding): Real {
    return mpfr.isZero(x) || mpfr.isZero(y) ? zero() : this.binary("mul", x, y, rounding);
  }

  private endwise(name: "add" | "sub", a: Interval, b: Interval, ends: { lower: Real; upper: Real }): Interval {
    return propagate([a, b], () => {
      if (isSingle(a) && isSingle(b)) return new Interval(...mpfr.binaryEnds(name, a.lower, b.lower, this.precision));
      return new Interval(
        this.binary(name, a.lower, ends.lower, mpfr.down),
        this.binary(name, a.upper, ends.upper, mpfr.up),
      );
    });
  }

  private increasing(name: UnaryFunction, a: Interval): Interval {
    return propagate([a], () => {
      if (isSingle(a)) return new Interval(...mpfr.unaryEnds(name, a.lower, this.precision));
      return new Interval(this.unary(name, a.lower, mpfr.down), this.unary(name, a.upper, mpfr.up));
    });
  }

  private decreasing(name: UnaryFunction, a: Interval): Interval {
    return propagate([a], () => {
      if (isSingle(a)) return new Interval(...mpfr.unaryEnds(name, a.lower, this.precision));
      return new Interval(this.unary(name, a.upper, mpfr.down), this.unary(name, a.lower, mpfr.up));
    });
  }

  /** A function that increases from `bound` on and is undefined below it, and at it unless `atBound`. */
  private increasingAbove(name: UnaryFunction, a: Interval, bound: Real, atBound: boolean): Interval {
    return propagate([a], () => {
      const fromLower = mpfr.compare(a.lower, bound);
      const fromUpper = mpfr.compare(a.upper, bound);
      if (fromUpper < 0 || (fromUpper === 0 && !atBound)) return Interval.empty();
      if (fromLower > 0 || (fromLower === 0 && atBound)) return this.increasing(name, a);
      return maybe(this.increasing(name, new Interval(bound, a.upper)));
    });
  }

  /** A function that is defined from −1 to 1. */
  private withinOne(a: Interval, inverse: (within: Interval) => Interval): Interval {
    return propagate([a], () => {
      const one = mpfr.fromDouble(1);
      const within = this.intersect(a, new Interval(mpfr.negate(one), one));
      if (within.isEmpty) return within;
      const isInside = mpfr.compare(a.lower, mpfr.negate(one)) >= 0 && mpfr.compare(a.upper, one) <= 0;
      return isInside ? inverse(a) : maybe(inverse(within));
    });
  }

  private wholePower(base: Interval, exponent: Real): Interval {
    if (exponent.sign < 0) return this.divide(Interval.exact(1), this.wholePower(base, mpfr.negate(exponent)));
    const even = isEven(exponent);
    const { lower, upper } = even ? this.abs(base) : base;
    return new Interval(this.binary("pow", lower, exponent, mpfr.down), this.binary("pow", upper, exponent, mpfr.up));
  }

  /** sin or cos: the hull of the ends, with ±1 where a crest or trough may lie between them. */
  private wave(name: "sin" | "cos", a: Interval, crest: 0 | 1): Interval {
    return propagate([a], () => {
      const quarters = this.quarterTurns(a);
      const one = mpfr.fromDouble(1);
      if (quarters === undefined) return new Interval(mpfr.negate(one), one);
      const ends = [a.lower, a.upper];
      return new Interval(
        holdsQuarter(quarters, crest + 2)
          ? mpfr.negate(one)
          : ends.map((end) => this.unary(name, end, mpfr.down)).reduce(least),
        holdsQuarter(quarters, crest) ? one : ends.map((end) => this.unary(name, end, mpfr.up)).reduce(greatest),
      );
    });
  }

  /**
   * The range of whole quarter turns k with k·π/2 possibly inside; none for a single number. Undefined where the
   * interval is unbounded or so large that reducing it would be costly.
   */
  private quarterTurns(a: Interval): { first: number; last: number } | undefined {
    if (!a.isBounded) return undefined;
    const exponent = Math.max(...[a.lower, a.upper].map((end) => (mpfr.isZero(end) ? 0 : end.exponent)));
    if (exponent > 4096) return undefined;
    if (a.isPoint) return { first: 1, last: 0 };
    if (exponent > 50) return undefined;
    const quarter = this.divide(this.constant("pi"), Interval.exact(2));
    const [low, high] = new IntervalArithmetic(Math.max(64, this.precision)).divide(a, quarter).toDoubles();
    return { first: Math.ceil(low), last: Math.floor(high) };
  }
}

/** Whether a multiple k ≡ residue (mod 4) lies in the range. */
function holdsQuarter({ first, last }: { first: number; last: number }, residue: number): boolean {
  return first + ((((residue - first) % 4) + 4) % 4) <= last;
}

/** Empty where an argument is; otherwise the result, which may be undefined where an argument may be. */
function propagate(args: readonly Interval[], operation: () => Interval): Interval {
  if (args.some((a) => a.isEmpty)) return Interval.empty();
  const result = operation();
  return args.some((a) => a.mayBeUndefined) ? maybe(result) : result;
}

function maybe(a: Interval): Interval {
  return a.mayBeUndefined ? a : new Interval(a.lower, a.upper, true);
}

/** Whether both ends are one number, which an operation rounds both ways at once. */
function isSingle({ lower, upper }: Interval): boolean {
  return lower === upper && !mpfr.isInfinite(lower);
}

let zeroOnce: Real | undefined;

function zero(): Real {
  zeroOnce ??= mpfr.fromDyadic(0n, 0);
  return zeroOnce;
}

function least(x: Real, y: Real): Real {
  return mpfr.compare(x, y) <= 0 ? x : y;
}

function greatest(x: Real, y: Real): Real {
  return mpfr.compare(x, y) >= 0 ? x : y;
}

function isWhole(x: Real): boolean {
  if (mpfr.isZero(x)) return true;
  if (mpfr.isInfinite(x)) return false;
  const { significand, exponent } = mpfr.toDyadic(x)!;
  return exponent >= 0 || -exponent >= mpfr.largestPrecision
    ? exponent >= 0
    : significand % (1n << BigInt(-exponent)) === 0n;
}

function isEven(whole: Real): boolean {
  if (mpfr.isZero(whole)) return true;
  const { significand, exponent } = mpfr.toDyadic(whole)!;
  return exponent > 0 || (significand >> BigInt(-exponent)) % 2n === 0n;
}

/** Whether some whole number lies in the interval; told cautiously, so true where it cannot be told cheaply. */
function holdsWhole(a: Interval): boolean {
  const [low, high] = a.toDoubles();
  return Math.ceil(low) <= high;
}
