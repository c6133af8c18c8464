import { operation } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { print } from "../expression/print.js";
import { units } from "../latex/unitNames.js";
import type { Rational } from "../numeric/rational.js";
import {
  decimalText,
  divideRational,
  multiplyRational,
  parseDecimal,
  powerRational,
  rational,
} from "../numeric/rational.js";
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
  /** Whether dots say that the digits go on, so that they are cut off and not rounded. */
  readonly goesOn?: true;
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
    if (expression.name === "\\…") {
      const number = writtenNumber(expression.args[0]!);
      return number && { ...number, goesOn: true, withDigits: (digits) => `${number.withDigits(digits)}…` };
    }
    const number = expression.name === "\\percent" ? writtenNumber(expression.args[0]!) : undefined;
    return number && scaled(number, rational(1, 100), (digits) => `${digits}%`);
  }
  if (expression.kind !== "operation") return undefined;
  const [first, second] = expression.args;
  if (expression.operation === "negate") {
    const number = writtenNumber(first!);
    return number && { ...number, value: rational(-number.value.numerator, number.value.denominator) };
  }
  // 2 × 10^9 Hz: the unit stands behind the power of ten.
  const behind = second?.kind === "operation" && second.operation === "multiply" ? second.args : undefined;
  if (expression.operation === "multiply" && behind !== undefined && powerOfTen(behind[0]!) !== undefined) {
    const number = operation("multiply", first!, behind[0]!);
    return writtenNumber(operation("multiply", number, behind[1]!));
  }
  const unit = expression.operation === "multiply" ? unitFactor(second!) : undefined;
  if (unit !== undefined) {
    const number = writtenNumber(first!);
    return number && scaled(number, unit, (digits) => `${digits} ${print(second!)}`);
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

/** How much a product of units is in those that nothing is made of; undefined for anything else. */
function unitFactor(expression: Expression): Rational | undefined {
  if (expression.kind === "apply" && expression.name.startsWith("\\unit ")) {
    const unit = units.get(expression.name.slice("\\unit ".length));
    return unit && parseDecimal(unit.factor);
  }
  if (expression.kind !== "operation") return undefined;
  const { operation, args } = expression;
  const [left, right] = [unitFactor(args[0]!), args[1] && unitFactor(args[1])];
  if (left === undefined) return undefined;
  if (operation === "multiply" && right !== undefined) return multiplyRational(left, right);
  if (operation === "divide" && right !== undefined) return divideRational(left, right);
  const exponent = operation === "power" ? writtenNumber(args[1]!) : undefined;
  const isSmall = exponent?.value.denominator === 1n && exponent.value.numerator ** 2n <= 16n;
  return isSmall ? powerRational(left, Number(exponent!.value.numerator)) : undefined;
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
