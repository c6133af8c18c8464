type Vector = ArrayLike<number>;

/** `x · 2^exponent`, in steps of which only the last may round. */
export function timesPowerOfTwo(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * 2 ** half * 2 ** (exponent - half);
}

/** `a · 2^j − b · 2^k`, also where both are beyond all doubles. */
export function alignedDifference(a: number, j: number, b: number, k: number): number {
  const largest = Math.max(a === 0 ? -Infinity : j, b === 0 ? -Infinity : k);
  if (largest === Number.NEGATIVE_INFINITY) return 0;
  return timesPowerOfTwo(timesPowerOfTwo(a, j - largest) - timesPowerOfTwo(b, k - largest), largest);
}

/** The power of two that brings the largest entry near 1; 1 where it is of ordinary size, 0 or infinite. */
export function ordinaryScale(x: Vector): number {
  let largest = 0;
  for (let i = 0, n = x.length; i < n; i++) {
    const size = Math.abs(x[i]!);
    if (size > largest) largest = size;
  }
  return scaleOfSize(largest);
}

/** The same for the size of one entry. */
export function scaleOfSize(size: number): number {
  if ((size >= 2 ** -100 && size <= 2 ** 100) || size === 0 || !Number.isFinite(size)) return 1;
  return 2 ** Math.min(1000, -Math.floor(Math.log2(size)));
}
