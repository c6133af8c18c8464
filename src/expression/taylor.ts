import type { Arithmetic, Relation } from "../numeric/arithmetic.js";
import { EvaluationError } from "./evaluationError.js";

/** The first Taylor coefficients of a function at a place: f(x), f′(x), f″(x)/2 … What is left out is 0. */
export interface Series<T> {
  readonly terms: readonly T[];
}

/** Higher whole powers are not multiplied out. */
const largestPower = 64;

/**
 * Arithmetic on Taylor series up to a degree, by the recurrences of automatic differentiation. On intervals each
 * coefficient is enclosed for every place in the interval that the series stands at. What bends or jumps at a place that
 * is not told from the others is an EvaluationError.
 */
export class TaylorArithmetic<T> implements Arithmetic<Series<T>> {
  private readonly at: Arithmetic<T>;
  private readonly degree: number;

  constructor(at: Arithmetic<T>, degree: number) {
    this.at = at;
    this.degree = degree;
  }

  decimal(text: string): Series<T> {
    return of(this.at.decimal(text));
  }

  constant(name: "pi" | "e"): Series<T> {
    return of(this.at.constant(name));
  }

  wholeNumber(a: Series<T>): number | undefined {
    return a.terms.length === 1 ? this.at.wholeNumber(a.terms[0]!) : undefined;
  }

  add(a: Series<T>, b: Series<T>): Series<T> {
    return this.termwise(a, b, (x, y) => this.at.add(x, y));
  }

  subtract(a: Series<T>, b: Series<T>): Series<T> {
    return this.termwise(a, b, (x, y) => this.at.subtract(x, y));
  }

  multiply(a: Series<T>, b: Series<T>): Series<T> {
    const length = Math.min(this.degree + 1, a.terms.length + b.terms.length - 1);
    return this.series(length, (k) =>
      this.sum(0, k, (j) =>
        j < a.terms.length && k - j < b.terms.length ? this.at.multiply(a.terms[j]!, b.terms[k - j]!) : undefined,
      ),
    );
  }

  divide(a: Series<T>, b: Series<T>): Series<T> {
    if (b.terms.length === 1) return this.mapped(a, (x) => this.at.divide(x, b.terms[0]!));
    return this.recurrence((k, q) => {
      const known = this.sum(1, k, (j) => (j < b.terms.length ? this.at.multiply(b.terms[j]!, q[k - j]!) : undefined));
      return this.at.divide(this.at.subtract(this.term(a, k), known), b.terms[0]!);
    });
  }

  power(base: Series<T>, exponent: Series<T>): Series<T> {
    if (base.terms.length === 1 && exponent.terms.length === 1)
      return of(this.at.power(base.terms[0]!, exponent.terms[0]!));
    const whole = this.wholeNumber(exponent);
    if (whole !== undefined && whole >= 0 && whole <= largestPower) return this.wholePower(base, whole);
    if (exponent.terms.length > 1) return this.exp(this.multiply(exponent, this.log(base)));
    const r = exponent.terms[0]!;
    return this.recurrence((k, p) => {
      if (k === 0) return this.at.power(base.terms[0]!, r);
      const terms = this.sum(1, k, (j) => {
        if (j >= base.terms.length) return undefined;
        const factor = this.at.subtract(this.at.multiply(this.number(j), r), this.number(k - j));
        return this.at.multiply(factor, this.at.multiply(base.terms[j]!, p[k - j]!));
      });
      return this.at.divide(terms, this.at.multiply(this.number(k), base.terms[0]!));
    });
  }

  max(a: Series<T>, b: Series<T>): Series<T> {
    return this.decided(">", a, b) ? a : b;
  }

  min(a: Series<T>, b: Series<T>): Series<T> {
    return this.decided("<", a, b) ? a : b;
  }

  negate(a: Series<T>): Series<T> {
    return this.mapped(a, (x) => this.at.negate(x));
  }

  exp(a: Series<T>): Series<T> {
    if (a.terms.length === 1) return of(this.at.exp(a.terms[0]!));
    return this.recurrence((k, e) => {
      if (k === 0) return this.at.exp(a.terms[0]!);
      return this.at.divide(
        this.derived(a, k, (i) => e[i]!),
        this.number(k),
      );
    });
  }

  expm1(a: Series<T>): Series<T> {
    return this.subtract(this.exp(a), this.decimal("1"));
  }

  log(a: Series<T>): Series<T> {
    if (a.terms.length === 1) return of(this.at.log(a.terms[0]!));
    return this.integrated(this.at.log(a.terms[0]!), this.divide(this.slope(a), a));
  }

  log1p(a: Series<T>): Series<T> {
    return this.log(this.add(a, this.decimal("1")));
  }

  sqrt(a: Series<T>): Series<T> {
    return a.terms.length === 1 ? of(this.at.sqrt(a.terms[0]!)) : this.power(a, of(this.at.decimal("0.5")));
  }

  abs(a: Series<T>): Series<T> {
    if (a.terms.length === 1) return of(this.at.abs(a.terms[0]!));
    return this.decided(">=", a, this.decimal("0")) ? a : this.negate(a);
  }

  sign(a: Series<T>): Series<T> {
    return this.onlyConstant("sign", a, (x) => this.at.sign(x));
  }

  sinh(a: Series<T>): Series<T> {
    return this.half(this.subtract(this.exp(a), this.exp(this.negate(a))));
  }

  cosh(a: Series<T>): Series<T> {
    return this.half(this.add(this.exp(a), this.exp(this.negate(a))));
  }

  tanh(a: Series<T>): Series<T> {
    return a.terms.length === 1 ? of(this.at.tanh(a.terms[0]!)) : this.divide(this.sinh(a), this.cosh(a));
  }

  sin(a: Series<T>): Series<T> {
    return this.wave(a).sin;
  }

  cos(a: Series<T>): Series<T> {
    return this.wave(a).cos;
  }

  tan(a: Series<T>): Series<T> {
    return a.terms.length === 1 ? of(this.at.tan(a.terms[0]!)) : this.divide(this.sin(a), this.cos(a));
  }

  asin(a: Series<T>): Series<T> {
    return this.integrated(this.at.asin(a.terms[0]!), this.divide(this.slope(a), this.rootOfRest(a)));
  }

  acos(a: Series<T>): Series<T> {
    return this.integrated(this.at.acos(a.terms[0]!), this.negate(this.divide(this.slope(a), this.rootOfRest(a))));
  }

  atan(a: Series<T>): Series<T> {
    const divisor = this.add(this.decimal("1"), this.multiply(a, a));
    return this.integrated(this.at.atan(a.terms[0]!), this.divide(this.slope(a), divisor));
  }

  erf(a: Series<T>): Series<T> {
    return this.integrated(this.at.erf(a.terms[0]!), this.slopeOfErf(a));
  }

  erfc(a: Series<T>): Series<T> {
    return this.integrated(this.at.erfc(a.terms[0]!), this.negate(this.slopeOfErf(a)));
  }

  erfinv(a: Series<T>): Series<T> {
    return this.onlyConstant("erfinv", a, (x) => this.at.erfinv(x));
  }

  floor(a: Series<T>): Series<T> {
    return this.onlyConstant("floor", a, (x) => this.at.floor(x));
  }

  holds(relation: Relation, a: Series<T>, b: Series<T>): boolean | undefined {
    return this.at.holds(relation, a.terms[0]!, b.terms[0]!);
  }

  hull(a: Series<T>, b: Series<T>): Series<T> {
    if (a.terms.length === 1 && b.terms.length === 1) return of(this.at.hull(a.terms[0]!, b.terms[0]!));
    throw new EvaluationError("which case holds is not told at a place");
  }

  private wave(a: Series<T>): { sin: Series<T>; cos: Series<T> } {
    const sin: T[] = [this.at.sin(a.terms[0]!)];
    const cos: T[] = [this.at.cos(a.terms[0]!)];
    for (let k = 1; a.terms.length > 1 && k <= this.degree; k++) {
      sin.push(
        this.at.divide(
          this.derived(a, k, (i) => cos[i]!),
          this.number(k),
        ),
      );
      cos.push(
        this.at.negate(
          this.at.divide(
            this.derived(a, k, (i) => sin[i]!),
            this.number(k),
          ),
        ),
      );
    }
    return { sin: { terms: sin }, cos: { terms: cos } };
  }

  private wholePower(base: Series<T>, exponent: number): Series<T> {
    let result: Series<T> = this.decimal("1");
    for (let i = 0; i < exponent; i++) result = this.multiply(result, base);
    return result;
  }

  /** Σ j·aⱼ·f(k − j) for j from 1 to k. */
  private derived(a: Series<T>, k: number, f: (i: number) => T): T {
    return this.sum(1, k, (j) =>
      j < a.terms.length ? this.at.multiply(this.number(j), this.at.multiply(a.terms[j]!, f(k - j))) : undefined,
    );
  }

  private slope(a: Series<T>): Series<T> {
    if (a.terms.length === 1) return this.decimal("0");
    return this.series(a.terms.length - 1, (k) => this.at.multiply(this.number(k + 1), a.terms[k + 1]!));
  }

  /** The series that begins with a value and has a given slope. */
  private integrated(first: T, slope: Series<T>): Series<T> {
    return this.series(Math.min(this.degree, slope.terms.length) + 1, (k) =>
      k === 0 ? first : this.at.divide(slope.terms[k - 1]!, this.number(k)),
    );
  }

  private rootOfRest(a: Series<T>): Series<T> {
    return this.sqrt(this.subtract(this.decimal("1"), this.multiply(a, a)));
  }

  private slopeOfErf(a: Series<T>): Series<T> {
    const factor = this.at.divide(this.at.decimal("2"), this.at.sqrt(this.at.constant("pi")));
    return this.multiply(of(factor), this.multiply(this.slope(a), this.exp(this.negate(this.multiply(a, a)))));
  }

  private half(a: Series<T>): Series<T> {
    return this.mapped(a, (x) => this.at.divide(x, this.number(2)));
  }

  private decided(relation: ">" | "<" | ">=", a: Series<T>, b: Series<T>): boolean {
    const holds = this.at.holds(relation, a.terms[0]!, b.terms[0]!);
    if (holds === undefined) throw new EvaluationError("which of two numbers is greater is not told at a place");
    return holds;
  }

  private onlyConstant(name: string, a: Series<T>, f: (x: T) => T): Series<T> {
    if (a.terms.length > 1) throw new EvaluationError(`${name} has no Taylor series here`);
    return of(f(a.terms[0]!));
  }

  private term(a: Series<T>, k: number): T {
    return a.terms[k] ?? this.number(0);
  }

  private number(n: number): T {
    return this.at.decimal(String(n));
  }

  private sum(from: number, to: number, term: (j: number) => T | undefined): T {
    let result: T | undefined;
    for (let j = from; j <= to; j++) {
      const next = term(j);
      if (next !== undefined) result = result === undefined ? next : this.at.add(result, next);
    }
    return result ?? this.number(0);
  }

  private recurrence(next: (k: number, known: readonly T[]) => T): Series<T> {
    const known: T[] = [];
    for (let k = 0; k <= this.degree; k++) known.push(next(k, known));
    return { terms: known };
  }

  private series(length: number, term: (k: number) => T): Series<T> {
    return { terms: Array.from({ length }, (_, k) => term(k)) };
  }

  private mapped(a: Series<T>, f: (x: T) => T): Series<T> {
    return { terms: a.terms.map(f) };
  }

  private termwise(a: Series<T>, b: Series<T>, f: (x: T, y: T) => T): Series<T> {
    return this.series(Math.max(a.terms.length, b.terms.length), (k) => f(this.term(a, k), this.term(b, k)));
  }
}

function of<T>(constant: T): Series<T> {
  return { terms: [constant] };
}
