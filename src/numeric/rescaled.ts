/**
 * What `compute` gives for numbers that are all multiplied by a scale, which multiplies its result by scale^degree:
 * taken at the scale 1, and where that leaves the doubles on the way, or comes so near to the subnormal numbers that
 * products lose digits, at a power of two at which it does not.
 */
export function rescaled(degree: 1 | 2, compute: (scale: number) => number): number {
  const plain = compute(1);
  if (plain === 0 || isSafe(plain)) return plain;
  for (const scale of Math.abs(plain) < smallestSafe ? [2 ** 600] : [2 ** -100, 2 ** -600]) {
    const result = compute(scale);
    if (isSafe(result)) return degree === 1 ? result / scale : result / scale / scale;
  }
  return plain;
}

const smallestSafe = 2 ** -900;

function isSafe(x: number): boolean {
  return Math.abs(x) >= smallestSafe && Math.abs(x) <= 2 ** 900;
}
