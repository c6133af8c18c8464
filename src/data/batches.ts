import { seededRandom } from "../numeric/random.js";
import { Dataset } from "./dataset.js";

export interface BatchesOptions {
  /** Rows a batch; the last has what is left. */
  readonly size: number;
  /** Decides the order of the rows, which is their own unless a seed is given. */
  readonly seed?: number;
}

/** A dataset, or an array of anything, in batches. Throws a RangeError for a size that is not a whole number from 1. */
export function batches(data: Dataset, options: BatchesOptions): Dataset[];
export function batches<Row>(data: readonly Row[], options: BatchesOptions): Row[][];
export function batches<Row>(data: Dataset | readonly Row[], { size, seed }: BatchesOptions): Dataset[] | Row[][] {
  if (!(Number.isInteger(size) && size >= 1)) {
    throw new RangeError(`batches: size is ${size} but has to be a whole number from 1`);
  }
  const rows = Array.from({ length: data.length }, (_, row) => row);
  const order = seed === undefined ? rows : seededRandom(seed).shuffle(rows);
  const parts = Array.from({ length: Math.ceil(order.length / size) }, (_, i) => order.slice(i * size, (i + 1) * size));
  if (data instanceof Dataset) return parts.map((part) => data.take(part));
  return parts.map((part) => part.map((row) => data[row]!));
}
