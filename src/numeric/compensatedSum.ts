/**
 * A running sum that carries what each addition rounds away, as if it were kept in twice the precision.
 *
 * Error: half a unit in the last place of the sum, and n²·2⁻¹⁰⁶ of the sum of the terms' sizes. Source: Ogita, Rump &
 * Oishi, Accurate sum and dot product (2005), algorithms 4.4 and 5.3.
 */
export class CompensatedSum {
  private high = 0;
  private low = 0;

  add(x: number): void {
    const sum = this.high + x;
    const shadow = sum - this.high;
    this.low += this.high - (sum - shadow) + (x - shadow);
    this.high = sum;
  }

  /** Adds a number that is carried in two parts. */
  addParts(high: number, low: number): void {
    this.add(high);
    this.low += low;
  }

  /** Adds `a - b` without rounding it first, short of overflow. */
  addDifference(a: number, b: number): void {
    const difference = a - b;
    const shadow = difference - a;
    this.addParts(difference, a - (difference - shadow) - (b + shadow));
  }

  /**
   * Adds `a · b + rest` without rounding the product first, short of overflow and underflow; the rest is far smaller.
   */
  addProduct(a: number, b: number, rest = 0): void {
    const product = a * b;
    this.add(product);
    // Veltkamp's split of both factors: their upper 26 bits and the rest.
    const aShifted = a * 134217729;
    const aHigh = aShifted - (aShifted - a);
    const aLow = a - aHigh;
    const bShifted = b * 134217729;
    const bHigh = bShifted - (bShifted - b);
    const bLow = b - bHigh;
    this.low += aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow) + rest;
  }

  /** The sum, rounded once. */
  get value(): number {
    return Number.isFinite(this.high) ? this.high + this.low : this.high;
  }

  /** The sum divided by `n`, rounded once. */
  over(n: number): number {
    const sum = this.value;
    const quotient = sum / n;
    if (!Number.isFinite(quotient) || !Number.isFinite(quotient * 134217729)) return quotient;
    // What the quotient leaves of the sum, exactly: n times it, taken off in two parts.
    const shifted = quotient * 134217729;
    const upper = shifted - (shifted - quotient);
    const rest = this.high - upper * n - (quotient - upper) * n + this.low;
    return quotient + rest / n;
  }
}
