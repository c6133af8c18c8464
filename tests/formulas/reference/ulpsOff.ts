import { ulp } from "../../../src/numeric/ulp.js";

/**
 * How far a number is from what `digits` say, in units in the last place of the truth, or of `scale` where that is
 * larger; to a millionth, by whole numbers alone. Infinity where only one of the two is finite, or a zero has the
 * wrong sign: what underflows keeps the sign of the truth.
 */
export function ulpsOff(computed: number, digits: string, scale = 0): number {
  const truth = Number(digits);
  if (Number.isNaN(computed) || Number.isNaN(truth)) return Object.is(computed, truth) ? 0 : Number.POSITIVE_INFINITY;
  if (!Number.isFinite(computed) || digits.endsWith("Infinity")) {
    return computed === truth ? 0 : Number.POSITIVE_INFINITY;
  }
  const hasOtherSign = digits !== "0" && Object.is(computed, -0) !== digits.startsWith("-");
  if (computed === 0 && hasOtherSign && scale === 0) return Number.POSITIVE_INFINITY;
  return ulpsBetween(computed, digits, scale);
}

function ulpsBetween(computed: number, digits: string, scale: number): number {
  const unit = ulp(Math.max(Math.abs(Number(digits)), scale));
  const [first, second, one] = withCommonDenominator([ofDouble(computed), ofDigits(digits), ofDouble(unit)]);
  const difference = first > second ? first - second : second - first;
  const millionths = (difference * 1_000_000n + one - 1n) / one;
  return Number(millionths) / 1e6;
}

/** numerator · 2^twos · 10^tens. */
interface Exact {
  readonly numerator: bigint;
  readonly twos: number;
  readonly tens: number;
}

function ofDouble(x: number): Exact {
  let [numerator, twos] = [x, 0];
  while (!Number.isInteger(numerator)) [numerator, twos] = [numerator * 2, twos - 1];
  return { numerator: BigInt(numerator), twos, tens: 0 };
}

function ofDigits(digits: string): Exact {
  const [mantissa = "0", exponent = "0"] = digits.split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { numerator: BigInt(whole + fraction), twos: 0, tens: Number(exponent) - fraction.length };
}

function withCommonDenominator(numbers: readonly [Exact, Exact, Exact]): [bigint, bigint, bigint] {
  const twos = Math.min(...numbers.map((number) => number.twos));
  const tens = Math.min(...numbers.map((number) => number.tens));
  const whole = (x: Exact) => x.numerator * 2n ** BigInt(x.twos - twos) * 10n ** BigInt(x.tens - tens);
  const [a, b, c] = numbers;
  return [whole(a), whole(b), whole(c)];
}
