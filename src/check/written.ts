import type { Expression } from "../expression/expression.js";
import type { Rational } from "../numeric/rational.js";
import { decimalText, parseDecimal, rational } from "../numeric/rational.js";
import { placesOf } from "./quantity.js";

/** A number as it is written, with the digits that it claims. */
export interface Written {
  readonly value: Rational;
  /** Digits after the point, before scaling. */
  readonly places: number;
  /** What the digits count: 1, a hundredth before a percent sign, a power of ten. */
  readonly scale: Rational;
  /** Zeros at the end of a whole number, which may stand for digits that are not claimed. */
  readonly trailingZeros: number;
  /** The number with other digits, in the notation it is written in. */
  withDigits(digits: string): string;
}

/** The number that an expression writes down, if it is one: `-0.0900`, `1.2 × 10^-3`, `10^6`, `7.2 %`. */
export function writtenNumber(expression: Expression): Written | undefined {
  if (expression.kind === "number") {
    const places = placesOf(expression.text);
    const zeros = places === 0 && !/^0+$/.test(expression.text) ? /0*$/.exec(expression.text)![0].length : 0;
    const value = parseDecimal(expression.text);
    return { value, places, scale: rational(1), trailingZeros: zeros, withDigits: (digits) => digits };
  }
  if (expression.kind === "apply") {
    const number = expression.name === "percent" ? writtenNumber(expression.args[0]!) : undefined;
    return number && scaled(number, rational(1, 100), (digits) => `${digits}%`);
  }
  if (expression.kind !== "operation") return undefined;
  const [first, second] = expression.args;
  if (expression.operation === "negate") {
    const number = writtenNumber(first!);
    return number && { ...number, value: rational(-number.value.numerator, number.value.denominator) };
  }
  const power = powerOfTen(expression.operation === "multiply" ? second! : expression);
  if (power === undefined) return undefined;
  const mantissa: Written | undefined =
    expression.operation === "multiply"
      ? writtenNumber(first!)
      : { value: rational(1), places: 0, scale: rational(1), trailingZeros: 0, withDigits: (digits) => digits };
  return mantissa && scaled(mantissa, parseDecimal(`1e${power}`), (digits) => `${digits} × 10^${power}`);
}

/** One unit in the last place written. */
export function unitOf({ places, scale }: Written): Rational {
  const unit = parseDecimal(`1e${-places}`);
  return rational(unit.numerator * scale.numerator, unit.denominator * scale.denominator);
}

/** A fraction in as many decimals as it needs, if that is not more than 30. */
export function shortDecimal(value: Rational): string | undefined {
  for (let places = 0; places <= 30; places++) {
    const digits = value.numerator * 10n ** BigInt(places);
    if (digits % value.denominator === 0n) return decimalText(digits / value.denominator, places);
  }
  return undefined;
}

function scaled(number: Written, factor: Rational, notation: (digits: string) => string): Written {
  return {
    ...number,
    value: rational(number.value.numerator * factor.numerator, number.value.denominator * factor.denominator),
    scale: rational(number.scale.numerator * factor.numerator, number.scale.denominator * factor.denominator),
    withDigits: (digits) => notation(number.withDigits(digits)),
  };
}

function powerOfTen(expression: Expression): number | undefined {
  if (expression.kind !== "operation" || expression.operation !== "power") return undefined;
  const [base, exponent] = expression.args;
  if (base?.kind !== "number" || base.text !== "10" || exponent === undefined) return undefined;
  const isNegative = exponent.kind === "operation" && exponent.operation === "negate";
  const digits = isNegative ? exponent.args[0]! : exponent;
  if (digits.kind !== "number" || !/^\d{1,3}$/.test(digits.text)) return undefined;
  return isNegative ? -Number(digits.text) : Number(digits.text);
}
