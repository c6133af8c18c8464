import { bitLength } from "./mpfr.js";

/** The double nearest to `numerator / denominator · 2^exponent`, ties to even; `denominator` is positive. */
export function nearestDouble(numerator: bigint, denominator: bigint, exponent: number): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // A quotient of 64 bits or one more or less, whose last bit says whether anything follows.
  const shift = 64 - bitLength(magnitude) + bitLength(denominator);
  const dividend = shift > 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = (dividend / divisor) | (dividend % divisor === 0n ? 0n : 1n);
  const unit = exponent - shift;
  // Subnormal numbers end at 2⁻¹⁰⁷⁴, others after 53 bits.
  const dropped = BigInt(Math.min(80, Math.max(bitLength(quotient) - 53, -1074 - unit)));
  const half = 1n << (dropped - 1n);
  const below = quotient >> dropped;
  const rest = quotient - (below << dropped);
  const rounded = rest > half || (rest === half && below % 2n === 1n) ? below + 1n : below;
  const size = Number(rounded) * 2 ** (unit + Number(dropped));
  return numerator < 0n ? -size : size;
}
