import { seededRandom } from "../numeric/random.js";
import type { Sampler } from "./samplers.js";

/** What a trial is made with, by name. */
export type Parameters = Readonly<Record<string, number | string | boolean>>;

/** Every combination of the values, the last parameter changing first. Throws a RangeError for a parameter without any. */
export function gridPoints<Point extends Parameters>(
  values: {
    readonly [Name in keyof Point]: readonly Point[Name][];
  },
): Point[] {
  let points: Record<string, unknown>[] = [{}];
  for (const [name, choices] of Object.entries<readonly unknown[]>(values)) {
    if (choices.length === 0) throw new RangeError(`gridPoints: there is no value of ${name}`);
    points = points.flatMap((point) => choices.map((value) => ({ ...point, [name]: value })));
  }
  return points as Point[];
}

export interface RandomPointsOptions {
  /** How many points to draw. With a larger count, the first points stay what they are. */
  readonly count: number;
  /** Decides the points. */
  readonly seed: number;
}

/**
 * Points whose parameters are drawn independently of each other: `randomPoints({ rate: logUniform(1e-4, 1), width:
 * choice(16, 32) }, { count: 9, seed: 1 })`.
 *
 * Throws a RangeError for a count that is not a whole number from 1.
 */
export function randomPoints<Point extends Parameters>(
  samplers: { readonly [Name in keyof Point]: Sampler<Point[Name]> },
  { count, seed }: RandomPointsOptions,
): Point[] {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`randomPoints: count is ${count} but has to be a whole number from 1`);
  }
  const random = seededRandom(seed);
  const draw = () => Object.entries<Sampler<unknown>>(samplers).map(([name, sampler]) => [name, sampler(random)]);
  return Array.from({ length: count }, () => Object.fromEntries(draw()) as Point);
}
