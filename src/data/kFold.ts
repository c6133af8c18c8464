import { seededRandom } from "../numeric/random.js";
import { Dataset } from "./dataset.js";
import { dealt, rowsByClass } from "./rowsByClass.js";
import type { Parts } from "./split.js";

export interface KFoldOptions {
  /** The number of parts, each of which is the test once; from 2. */
  readonly folds: number;
  /** Decides which rows go where, and their order. */
  readonly seed: number;
  /** Whether every class of a dataset has about its share in every part. */
  readonly stratified?: boolean;
}

/**
 * Parts the rows as many times as there are folds, such that every row is tested once and learnt from all other times.
 *
 * Throws a RangeError for a number of folds that is not a whole one from 2 to the number of rows.
 */
export function kFold(data: Dataset, options: KFoldOptions): Parts<Dataset>[];
export function kFold<Row>(data: readonly Row[], options: KFoldOptions): Parts<Row[]>[];
export function kFold<Row>(
  data: Dataset | readonly Row[],
  { folds, seed, stratified = false }: KFoldOptions,
): Parts<Dataset>[] | Parts<Row[]>[] {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= data.length)) {
    throw new RangeError(`kFold: folds is ${folds} but has to be a whole number from 2 to ${data.length}, the rows`);
  }
  const random = seededRandom(seed);
  const order = stratified
    ? dealt(rowsByClass("kFold", data).map((rows) => random.shuffle(rows)))
    : random.shuffle(Array.from({ length: data.length }, (_, row) => row));
  const parts = Array.from({ length: folds }, (_, fold) => ({
    train: random.shuffle(order.filter((_, i) => i % folds !== fold)),
    test: order.filter((_, i) => i % folds === fold),
  }));
  if (data instanceof Dataset)
    return parts.map(({ train, test }) => ({ train: data.take(train), test: data.take(test) }));
  const rowsOf = (rows: readonly number[]) => rows.map((row) => data[row]!);
  return parts.map(({ train, test }) => ({ train: rowsOf(train), test: rowsOf(test) }));
}
