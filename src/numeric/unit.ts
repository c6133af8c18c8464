/** A binary floating-point format of IEEE 754. */
export type Format = "float64" | "float32";

export const formats = {
  float64: { fractionBits: 52, smallestExponent: -1022, largest: Number.MAX_VALUE },
  float32: { fractionBits: 23, smallestExponent: -126, largest: (2 - 2 ** -23) * 2 ** 127 },
};

/**
 * The unit in the last place: the distance between neighbouring numbers of the format that have the size of x. Numbers
 * below the smallest normal one, and 0, have the subnormals' spacing; numbers beyond the largest have its spacing.
 */
export function ulp(x: number, format: Format = "float64"): number {
  if (Number.isNaN(x)) return Number.NaN;
  const { fractionBits, smallestExponent, largest } = formats[format];
  const exponent = binaryExponent(Math.min(Math.abs(x), largest));
  return 2 ** (Math.max(exponent, smallestExponent) - fractionBits);
}

/** The exponent e with 2^e ≤ x < 2^(e + 1), for a finite x ≥ 0; that of the smallest subnormal for 0. */
function binaryExponent(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return ((view.getUint16(0) >> 4) & 0x7ff) - 1023;
}
