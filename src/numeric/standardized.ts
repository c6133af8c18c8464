import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide } from "./doubleDouble.js";
import { fromAfar, plainCentredSquares, ratio, scaledBy, scaledDeviations, squareRoot } from "./moments.js";
import { dotInParts, hasNonFinite } from "./sums.js";
import { unitScale } from "./unitScale.js";

type Vector = ArrayLike<number>;

/** Numbers divided by `root`, which is the root of their mean square and of what was added to that. */
export interface Standardized {
  readonly entries: number[];
  readonly root: number;
}

/**
 * The entries' distances from their mean, divided by the root of their mean square plus `epsilon`, times `factorAt` their
 * place; right though all entries be near to each other, huge or tiny. One infinity among them outweighs all others.
 */
export function standardized(x: Vector, epsilon: number, factorAt: (i: number) => number = one): Standardized {
  if (hasNonFinite(x)) return fromFar(x, factorAt, standardized);
  const { scaled, scale } = rescaled(x);
  const squares = plainCentredSquares(scaled);
  // To find that no entry is anywhere but at the mean takes long.
  if (squares[0] === 0) return overRoot(new Float64Array(x.length), undefined, squares, scale, epsilon, factorAt);
  const { high, low } = scaledDeviations(scaled, 1);
  return overRoot(high, low, squares, scale, epsilon, factorAt);
}

/** The entries divided by the root of their mean square plus `epsilon`; as `standardized`, but from 0. */
export function overRootMeanSquare(x: Vector, epsilon: number, factorAt: (i: number) => number = one): Standardized {
  if (hasNonFinite(x)) return fromFar(x, factorAt, overRootMeanSquare);
  const { scaled, scale } = rescaled(x);
  const { high, low } = dotInParts(scaled, scaled);
  return overRoot(scaled, undefined, [high, low], scale, epsilon, factorAt);
}

function one(): number {
  return 1;
}

function fromFar(x: Vector, factorAt: (i: number) => number, standardize: typeof standardized): Standardized {
  const far = fromAfar(x);
  const entries = Number.isNaN(far[0]) ? far : standardize(far, 0, factorAt).entries;
  return { entries, root: entries.includes(Number.NaN) ? Number.NaN : Number.POSITIVE_INFINITY };
}

/** The entries times a power of two that brings the largest to 2⁹⁰, beside which no entry that matters is subnormal. */
function rescaled(x: Vector): { scaled: Vector; scale: number } {
  const scale = Math.min(2 ** 1023, 2 ** 90 * unitScale(x));
  return { scaled: scaledBy(x, scale), scale };
}

/** `squares` and the entries are what they are of numbers `scale` times as large. */
function overRoot(
  high: Vector,
  low: Vector | undefined,
  squares: DoubleDouble,
  scale: number,
  epsilon: number,
  factorAt: (i: number) => number,
): Standardized {
  const added = epsilon * scale * scale;
  // Either there are no squares, or beside an epsilon that large they are nothing.
  const isAlone = squares[0] === 0 || !Number.isFinite(added);
  const root = squareRoot(isAlone ? [epsilon, 0] : add(divide(squares, [high.length, 0]), [added, 0]));
  const entries: number[] = [];
  for (let i = 0; i < high.length; i++) {
    const factor = factorAt(i);
    const entry = high[i]!;
    const quotient =
      entry === 0 || !Number.isFinite(root[0]) ? entry / (root[0] || 1) : ratio(entry, low?.[i] ?? 0, root);
    const unscaled = isAlone ? quotient / scale : quotient;
    // A subnormal entry would lose digits that the factor may bring to light.
    const isSubnormal = Math.abs(unscaled) < 2 ** -1022 && entry !== 0;
    entries.push(isSubnormal ? (entry * factor) / root[0] / (isAlone ? scale : 1) : unscaled * factor);
  }
  return { entries, root: isAlone ? root[0] : root[0] / scale };
}
