/**
 * The x with the least squared error of A x = b, for A of shape `(n, d)`, by Householder's reflections; undefined where
 * columns depend on each other, as far as doubles can tell.
 *
 * Unlike the normal equations, it does not square A's condition. Source: Golub & Van Loan, Matrix Computations (2013),
 * §5.3.2.
 */
export function leastSquaresByQr(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const width = a[0]!.length;
  const rows = a.map((row, i) => [...row, b[i]!]);
  if (rows.length < width) return undefined;
  const sizes = a[0]!.map((_, j) => Math.hypot(...a.map((row) => row[j]!)));
  for (let j = 0; j < width; j++) {
    const below = rows.slice(j).map((row) => row[j]!);
    const size = Math.hypot(...below);
    if (!(size > rows.length * Number.EPSILON * sizes[j]!)) return undefined;
    const alpha = below[0]! > 0 ? -size : size;
    reflect(rows, j, alpha, below);
  }
  return backSubstituted(rows, width);
}

/** Reflects all rows from `j` on such that column j of them becomes (alpha, 0, 0, …). */
function reflect(rows: number[][], j: number, alpha: number, below: readonly number[]): void {
  const normal = [below[0]! - alpha, ...below.slice(1)];
  const square = normal.reduce((sum, entry) => sum + entry * entry, 0);
  for (let k = j; k < rows[0]!.length; k++) {
    const along = normal.reduce((sum, entry, i) => sum + entry * rows[j + i]![k]!, 0);
    for (const [i, entry] of normal.entries()) rows[j + i]![k]! -= (2 * along * entry) / square;
  }
}

function backSubstituted(rows: readonly (readonly number[])[], width: number): number[] {
  const x = new Array<number>(width).fill(0);
  for (let i = width - 1; i >= 0; i--) {
    let rest = rows[i]![width]!;
    for (let j = i + 1; j < width; j++) rest -= rows[i]![j]! * x[j]!;
    x[i] = rest / rows[i]![i]!;
  }
  return x;
}
