/** How two numbers may compare. */
export type Relation = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** What a kind of number offers, so that an expression can be evaluated on it. */
export interface Arithmetic<T> {
  /** A decimal text, never by way of a double. */
  decimal(text: string): T;
  constant(name: "pi" | "e"): T;
  /** The whole number that `a` certainly is, or undefined. */
  wholeNumber(a: T): number | undefined;
  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  power(base: T, exponent: T): T;
  max(a: T, b: T): T;
  min(a: T, b: T): T;
  negate(a: T): T;
  exp(a: T): T;
  expm1(a: T): T;
  log(a: T): T;
  log1p(a: T): T;
  sqrt(a: T): T;
  abs(a: T): T;
  sign(a: T): T;
  sinh(a: T): T;
  cosh(a: T): T;
  tanh(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  tan(a: T): T;
  /** The angle from −π/2 to π/2 whose sine is `a`. */
  asin(a: T): T;
  /** The angle from 0 to π whose cosine is `a`. */
  acos(a: T): T;
  atan(a: T): T;
  erf(a: T): T;
  erfc(a: T): T;
  /** The number whose erf is `a`. */
  erfinv(a: T): T;
  /** The largest whole number that is not above `a`. */
  floor(a: T): T;
  /** Whether the relation holds; undefined where that cannot be told. */
  holds(relation: Relation, a: T, b: T): boolean | undefined;
  /** A value that stands for both: what a piecewise expression gives where its condition cannot be told. */
  hull(a: T, b: T): T;
}
