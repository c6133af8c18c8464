import type { Arithmetic, Relation } from "./arithmetic.js";
import { bitLength } from "./mpfr.js";
import type { Rational } from "./rational.js";
import {
  addRational,
  compareRational,
  divideRational,
  multiplyRational,
  negateRational,
  parseDecimal,
  powerRational,
  rational,
  subtractRational,
} from "./rational.js";

type Maybe = Rational | undefined;

/** Numbers with more binary digits than this are given up. */
const largestSize = 16_384;
const bound = 1n << BigInt(largestSize);
/** Fractions, which are reduced at every step, are given up earlier: at most so many binary digits below the line. */
const denominatorBound = 1n << 4096n;

/** Fractions that were read, since an expression reads the same few decimals again and again. */
const decimals = new Map<string, Maybe>();
const mostDecimals = 1000;

/**
 * Exact arithmetic on fractions. What is not a fraction (a root, an exponential), does not exist (1/0), or would grow
 * beyond bounds, is undefined, and so is what is computed from it.
 */
export class RationalArithmetic implements Arithmetic<Maybe> {
  decimal(text: string): Maybe {
    if (decimals.has(text)) return decimals.get(text);
    const value = bounded(parseDecimal(text));
    if (decimals.size < mostDecimals) decimals.set(text, value);
    return value;
  }

  constant(): Maybe {
    return undefined;
  }

  wholeNumber(a: Maybe): number | undefined {
    if (a === undefined || a.denominator !== 1n) return undefined;
    const value = Number(a.numerator);
    return Number.isSafeInteger(value) ? value : undefined;
  }

  add(a: Maybe, b: Maybe): Maybe {
    return lift(addRational, a, b);
  }

  subtract(a: Maybe, b: Maybe): Maybe {
    return lift(subtractRational, a, b);
  }

  multiply(a: Maybe, b: Maybe): Maybe {
    return lift(multiplyRational, a, b);
  }

  divide(a: Maybe, b: Maybe): Maybe {
    return b?.numerator === 0n ? undefined : lift(divideRational, a, b);
  }

  power(base: Maybe, exponent: Maybe): Maybe {
    const n = this.wholeNumber(exponent);
    if (base === undefined || n === undefined || (base.numerator === 0n && n < 0)) return undefined;
    const size = Math.max(sizeOf(base.numerator), sizeOf(base.denominator));
    return size * Math.abs(n) > largestSize ? undefined : powerRational(base, n);
  }

  max(a: Maybe, b: Maybe): Maybe {
    return lift((x, y) => (compareRational(x, y) >= 0 ? x : y), a, b);
  }

  min(a: Maybe, b: Maybe): Maybe {
    return lift((x, y) => (compareRational(x, y) <= 0 ? x : y), a, b);
  }

  negate(a: Maybe): Maybe {
    return a === undefined ? undefined : negateRational(a);
  }

  abs(a: Maybe): Maybe {
    return a !== undefined && a.numerator < 0n ? negateRational(a) : a;
  }

  sign(a: Maybe): Maybe {
    return a === undefined ? undefined : rational(a.numerator < 0n ? -1n : a.numerator > 0n ? 1n : 0n);
  }

  /** Where the answer is a fraction: squares of fractions. */
  sqrt(a: Maybe): Maybe {
    if (a === undefined || a.numerator < 0n) return undefined;
    const [top, bottom] = [wholeRoot(a.numerator), wholeRoot(a.denominator)];
    return top === undefined || bottom === undefined ? undefined : rational(top, bottom);
  }

  exp(a: Maybe): Maybe {
    return atZero(a, 1n);
  }

  expm1(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  log(a: Maybe): Maybe {
    return a === undefined ? undefined : atZero(subtractRational(a, rational(1n)), 0n);
  }

  log1p(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  sinh(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  cosh(a: Maybe): Maybe {
    return atZero(a, 1n);
  }

  tanh(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  sin(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  cos(a: Maybe): Maybe {
    return atZero(a, 1n);
  }

  tan(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  asin(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  acos(a: Maybe): Maybe {
    return a === undefined ? undefined : atZero(subtractRational(a, rational(1n)), 0n);
  }

  atan(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  erf(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  erfc(a: Maybe): Maybe {
    return atZero(a, 1n);
  }

  erfinv(a: Maybe): Maybe {
    return atZero(a, 0n);
  }

  floor(a: Maybe): Maybe {
    if (a === undefined) return undefined;
    const whole = a.numerator / a.denominator;
    return rational(whole * a.denominator > a.numerator ? whole - 1n : whole);
  }

  holds(relation: Relation, a: Maybe, b: Maybe): boolean | undefined {
    if (a === undefined || b === undefined) return undefined;
    const order = compareRational(a, b);
    switch (relation) {
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
      case "==":
        return order === 0;
      case "!=":
        return order !== 0;
    }
  }

  hull(a: Maybe, b: Maybe): Maybe {
    return a !== undefined && b !== undefined && compareRational(a, b) === 0 ? a : undefined;
  }
}

function lift(operation: (x: Rational, y: Rational) => Rational, a: Maybe, b: Maybe): Maybe {
  return a === undefined || b === undefined ? undefined : bounded(operation(a, b));
}

function bounded(a: Rational): Maybe {
  return a.denominator < denominatorBound && a.numerator < bound && -a.numerator < bound ? a : undefined;
}

/** Where a transcendental function of a fraction is a fraction: at 0 alone. */
function atZero(a: Maybe, value: bigint): Maybe {
  return a?.numerator === 0n ? rational(value) : undefined;
}

function sizeOf(n: bigint): number {
  return bitLength(n < 0n ? -n : n);
}

/** The whole root of a square, by Newton's method from above. */
function wholeRoot(square: bigint): bigint | undefined {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(bitLength(square) / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) break;
    root = next;
  }
  return root * root === square ? root : undefined;
}
