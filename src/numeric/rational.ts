/** An exact fraction in lowest terms with a positive denominator. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** numerator / denominator in lowest terms; a denominator of 0 is a RangeError. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 1n) return { numerator: top, denominator: bottom };
  if (bottom === 0n) throw new RangeError("rational: the denominator is 0");
  const divisor = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;
/** Decimals with a longer power of ten are refused, so that no text asks for a number of a million digits. */
const largestDecimalExponent = 10_000;

/** A decimal text (`"0.0900"`, `"-1e-8"`) exactly; anything else, or an exponent beyond ±10 000, is a RangeError. */
export function parseDecimal(text: string): Rational {
  const match = decimalPattern.exec(text);
  const [, sign, whole = "", fraction = "", power = "0"] = match ?? [];
  if (match === null || whole + fraction === "") {
    throw new RangeError(`parseDecimal: ${JSON.stringify(text.slice(0, 40))} is not a decimal number`);
  }
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > largestDecimalExponent) {
    throw new RangeError(`parseDecimal: ${JSON.stringify(text.slice(0, 40))} has an exponent beyond ±10 000`);
  }
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
}

/** The exact value of a finite double. */
export function rationalOfDouble(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`rationalOfDouble: ${x} is not a real number`);
  let [significand, exponent] = [x, 0];
  while (!Number.isInteger(significand)) {
    significand *= 2;
    exponent++;
  }
  return rational(BigInt(significand), 2n ** BigInt(exponent));
}

/**
 * The sum, whose only factors to be taken out are those that the denominators share: where one term is short, none of
 * the divisions is between two long numbers.
 */
export function addRational(a: Rational, b: Rational): Rational {
  const shared = greatestCommonDivisor(a.denominator, b.denominator);
  const [ofA, ofB] = [a.denominator / shared, b.denominator / shared];
  const sum = a.numerator * ofB + b.numerator * ofA;
  const divisor = greatestCommonDivisor(sum, shared);
  return { numerator: sum / divisor, denominator: ofA * (b.denominator / divisor) };
}

export function subtractRational(a: Rational, b: Rational): Rational {
  return addRational(a, negateRational(b));
}

/** The product, reduced crosswise: where one factor is short, none of the divisions is between two long numbers. */
export function multiplyRational(a: Rational, b: Rational): Rational {
  const first = greatestCommonDivisor(a.numerator, b.denominator);
  const second = greatestCommonDivisor(b.numerator, a.denominator);
  return {
    numerator: (a.numerator / first) * (b.numerator / second),
    denominator: (a.denominator / second) * (b.denominator / first),
  };
}

/** a / b; division by 0 is a RangeError. */
export function divideRational(a: Rational, b: Rational): Rational {
  const { numerator, denominator } = b;
  if (numerator === 0n) throw new RangeError("divideRational: the divisor is 0");
  const isNegative = numerator < 0n;
  return multiplyRational(a, {
    numerator: isNegative ? -denominator : denominator,
    denominator: isNegative ? -numerator : numerator,
  });
}

export function negateRational(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** A whole power, 0⁰ being 1; a negative power of 0 is a RangeError. */
export function powerRational(base: Rational, exponent: number): Rational {
  const n = BigInt(Math.abs(exponent));
  const power = { numerator: base.numerator ** n, denominator: base.denominator ** n };
  return exponent < 0 ? divideRational(rational(1n), power) : power;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareRational(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export interface Rounded {
  /** The decimal to the places asked for, ties away from zero. */
  readonly text: string;
  /** The other neighbour, where the value lies exactly between two decimals. */
  readonly tie: string | undefined;
  /** Whether the decimal is the value itself. */
  readonly exact: boolean;
}

/** The best decimal approximation with `places` digits after the point, which may be negative (−3: thousands). */
export function roundRational(x: Rational, places: number): Rounded {
  const magnitude = x.numerator < 0n ? -x.numerator : x.numerator;
  const scaled = places >= 0 ? magnitude * 10n ** BigInt(places) : magnitude;
  const unit = places >= 0 ? x.denominator : x.denominator * 10n ** BigInt(-places);
  const below = scaled / unit;
  const rest = scaled % unit;
  const away = 2n * rest >= unit;
  const text = (digits: bigint) => decimalText(x.numerator < 0n ? -digits : digits, places);
  return {
    text: text(away ? below + 1n : below),
    tie: 2n * rest === unit ? text(below) : undefined,
    exact: rest === 0n,
  };
}

/** digits × 10^−places written out. */
export function decimalText(digits: bigint, places: number): string {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits);
  if (places <= 0) return digits === 0n ? "0" : sign + text + "0".repeat(-places);
  const padded = text.padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  if (a === 1n || b === 1n) return 1n;
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > safe) [x, y] = [y, x % y];
  if (y === 0n) return x;
  let [small, rest] = [Number(y), Number(x % y)];
  while (rest !== 0) [small, rest] = [rest, small % rest];
  return BigInt(small);
}

/** Up to here a double divides as a bigint does, and many times as fast. */
const safe = BigInt(Number.MAX_SAFE_INTEGER);
