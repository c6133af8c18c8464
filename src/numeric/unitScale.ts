/** A power of two that brings the largest of finite numbers close to 1, or as close as a power of two can. */
export function unitScale(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]!);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest === 0 ? 1 : 2 ** -Math.max(-1000, Math.floor(Math.log2(largest)));
}
