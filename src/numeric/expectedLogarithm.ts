import type { CompensatedSum } from "./compensatedSum.js";
import { log } from "./logarithm.js";
import { rest } from "./twofold.js";

/** Adds Σ pᵢ ln qᵢ, times a scale, to a sum; where pᵢ is 0 nothing, though the logarithm be infinite. */
export function addExpectedLogarithm(
  sum: CompensatedSum,
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  scale: number,
): void {
  for (let i = 0, n = p.length; i < n; i++) {
    if (p[i] === 0 && !Number.isNaN(q[i]!)) continue;
    const weight = p[i]! * scale;
    const logarithm = log(q[i]!);
    sum.addProduct(weight, logarithm, weight * rest.low);
  }
}
