import { seededRandom } from "../numeric/random.js";
import { Dataset } from "./dataset.js";
import { dealt, rowsByClass } from "./rowsByClass.js";

/** Rows to learn from, and rows to test on. */
export interface Parts<Data> {
  readonly train: Data;
  readonly test: Data;
}

export interface SplitOptions {
  /** The share of the rows that the test gets, between 0 and 1, rounded to whole rows. */
  readonly test: number;
  /** Decides which rows go where, and their order. */
  readonly seed?: number;
  /** Whether every class of a dataset has the same share in both parts, as near as whole rows allow. */
  readonly stratified?: boolean;
  /** Whether the rows keep their order and the test gets the last of them, as it has to be where rows follow in time. */
  readonly inOrder?: boolean;
}

/**
 * Parts a dataset, or an array of anything, into rows to learn from and rows to test on.
 *
 * The same seed parts in the same way on every machine. Throws a TypeError unless either a seed is given or the rows keep
 * their order, and a RangeError for a share that leaves one part without rows.
 */
export function split(data: Dataset, options: SplitOptions): Parts<Dataset>;
export function split<Row>(data: readonly Row[], options: SplitOptions): Parts<Row[]>;
export function split<Row>(data: Dataset | readonly Row[], options: SplitOptions): Parts<Dataset> | Parts<Row[]> {
  const { train, test } = splitRows(data, options);
  if (data instanceof Dataset) return { train: data.take(train), test: data.take(test) };
  return { train: train.map((row) => data[row]!), test: test.map((row) => data[row]!) };
}

function splitRows(
  data: Dataset | readonly unknown[],
  { test, seed, stratified = false, inOrder = false }: SplitOptions,
): Parts<number[]> {
  const count = Math.round(test * data.length);
  if (!(count > 0 && count < data.length)) {
    throw new RangeError(
      `split: a test share of ${test} leaves no ${count > 0 ? "training" : "test"} row of ${data.length}`,
    );
  }
  if (inOrder === (seed !== undefined) || (inOrder && stratified)) {
    throw new TypeError("split: give a seed to draw the rows by, or inOrder: true alone to keep their order");
  }
  const rows = Array.from({ length: data.length }, (_, row) => row);
  if (seed === undefined) return { train: rows.slice(0, -count), test: rows.slice(-count) };
  const random = seededRandom(seed);
  if (!stratified) {
    const order = random.shuffle(rows);
    return { train: order.slice(count), test: order.slice(0, count) };
  }
  const order = dealt(rowsByClass("split", data).map((own) => random.shuffle(own)));
  return { train: random.shuffle(order.slice(count)), test: random.shuffle(order.slice(0, count)) };
}
