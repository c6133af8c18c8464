/**
 * Taylor series of erf and of erfc about a point c, which have the same coefficients but for the first and the sign: two
 * doubles for the value at c, then 10 coefficients, one after another in a table.
 */
export const termCount = 12;

/** The series at a distance `h` from its point. */
export function sumOfSeries(taylor: Float64Array, at: number, h: number): number {
  const h2 = h * h;
  const h4 = h2 * h2;
  const first = h * taylor[at + 2]! + h2 * (taylor[at + 3]! + h * taylor[at + 4]!);
  const second = taylor[at + 5]! + h * taylor[at + 6]! + h2 * (taylor[at + 7]! + h * taylor[at + 8]!);
  const third = taylor[at + 9]! + h * taylor[at + 10]! + h2 * taylor[at + 11]!;
  return taylor[at]! + (taylor[at + 1]! + first + h4 * (second + h4 * third));
}

/** The coefficients behind the value, from the slope at c: f″ = −2x f′ gives (n+2)(n+1) aₙ₊₂ = −2c (n+1) aₙ₊₁ − 2n aₙ. */
export function coefficientsFrom(slope: number, c: number): number[] {
  const coefficients = [slope];
  for (let n = 0; n < termCount - 3; n++) {
    const before = n === 0 ? 0 : coefficients[n - 1]!;
    coefficients.push((-2 * c * (n + 1) * coefficients[n]! - 2 * n * before) / ((n + 2) * (n + 1)));
  }
  return coefficients;
}
