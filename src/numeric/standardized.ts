import { safeScale } from "./compensatedMean.js";
import type { DoubleDouble } from "./doubleDouble.js";
import { add, divide } from "./doubleDouble.js";
import { centredSquares, fromAfar, ratio, scaledDeviations, squareRoot } from "./moments.js";
import { dotInParts, hasNonFinite } from "./sums.js";

type Vector = ArrayLike<number>;

/** Numbers divided by `root`, which is the root of their mean square and of what was added to that. */
export interface Standardized {
  readonly entries: number[];
  readonly root: number;
}

/**
 * The entries' distances from their mean, divided by the root of their mean square plus `epsilon`; each right to its last
 * bit, though all entries be near to each other, huge or tiny. One infinity among the entries outweighs all others.
 */
export function standardized(x: Vector, epsilon: number): Standardized {
  if (hasNonFinite(x)) return fromFar(x, standardized);
  const { parts, scale } = centredSquares(x);
  const { high, low } = scaledDeviations(x, scale);
  return overRoot(high, low, parts, scale, epsilon);
}

/** The entries divided by the root of their mean square plus `epsilon`; as `standardized`, but from 0. */
export function overRootMeanSquare(x: Vector, epsilon: number): Standardized {
  if (hasNonFinite(x)) return fromFar(x, overRootMeanSquare);
  const scale = safeScale(x);
  const scaled = scale === 1 ? x : Float64Array.from(x, (entry) => entry * scale);
  const squares = dotInParts(scaled, scaled);
  return overRoot(scaled, undefined, [squares.high, squares.low], scale, epsilon);
}

function fromFar(x: Vector, standardize: (x: Vector, epsilon: number) => Standardized): Standardized {
  const far = fromAfar(x);
  const entries = Number.isNaN(far[0]) ? far : standardize(far, 0).entries;
  return { entries, root: entries.includes(Number.NaN) ? Number.NaN : Number.POSITIVE_INFINITY };
}

/** `squares` and the entries are what they are of numbers `scale` times as large. */
function overRoot(
  high: Vector,
  low: Vector | undefined,
  squares: DoubleDouble,
  scale: number,
  epsilon: number,
): Standardized {
  const added = epsilon * scale * scale;
  // Either there are no squares, or beside an epsilon that large they are nothing.
  const isAlone = squares[0] === 0 || !Number.isFinite(added);
  const root = squareRoot(isAlone ? [epsilon, 0] : add(divide(squares, [high.length, 0]), [added, 0]));
  const entries = Array.from(high, (entry, i) => {
    if (entry === 0 || !Number.isFinite(root[0])) return entry / (root[0] || 1);
    const quotient = ratio(entry, low === undefined ? 0 : low[i]!, root);
    return isAlone ? quotient / scale : quotient;
  });
  return { entries, root: isAlone ? root[0] : root[0] / scale };
}
