/**
 * The x that solves A x = b for a symmetric positive definite A of shape `(n, n)`, of which the lower half is read;
 * undefined where A is not positive definite, as far as doubles can tell.
 *
 * Source: Golub & Van Loan, Matrix Computations (2013), §4.2.
 */
export function choleskySolve(a: readonly ArrayLike<number>[], b: ArrayLike<number>): number[] | undefined {
  const lower = choleskyFactor(a);
  if (lower === undefined) return undefined;
  const n = lower.length;
  const x = Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i]! -= lower[i]![j]! * x[j]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= lower[j]![i]! * x[j]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/** The lower triangular L with L Lᵀ = A. */
function choleskyFactor(a: readonly ArrayLike<number>[]): Float64Array[] | undefined {
  const n = a.length;
  const lower = Array.from({ length: n }, () => new Float64Array(n));
  for (let j = 0; j < n; j++) {
    const own = lower[j]!;
    let pivot = a[j]![j]!;
    for (let k = 0; k < j; k++) pivot -= own[k]! ** 2;
    // What rounding leaves of a column that the others determine.
    if (!(pivot > n * Number.EPSILON * a[j]![j]!)) return undefined;
    own[j] = Math.sqrt(pivot);
    for (let i = j + 1; i < n; i++) {
      const other = lower[i]!;
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= other[k]! * own[k]!;
      other[j] = sum / own[j]!;
    }
  }
  return lower;
}
