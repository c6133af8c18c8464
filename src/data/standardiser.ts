import { centredSquares, ratio } from "../numeric/moments.js";
import { accurateMean } from "../numeric/sums.js";
import { Dataset } from "./dataset.js";

/** What a standardiser has learnt: the mean and the standard deviation of every column, both of shape `(d)`. */
export interface StandardiserFields {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Moves every column to mean 0 and standard deviation 1, by what it has learnt from the training rows: other rows are
 * moved and shrunk by the same numbers, so that nothing of them leaks into the training.
 *
 * It is stored as JSON with a model: `new Standardiser(JSON.parse(text))` does exactly the same. The deviation is that of
 * the rows themselves, divided by n, as in scikit-learn; a column of equal entries keeps its size.
 */
export class Standardiser implements StandardiserFields {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];

  constructor({ mean, deviation }: StandardiserFields) {
    if (mean.length !== deviation.length) {
      throw new RangeError(`Standardiser: mean has ${mean.length} entries but deviation has ${deviation.length}`);
    }
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Learns from rows of shape `(n, d)`, or from a dataset's. Throws a RangeError where there is no row. */
  static fit(data: Dataset | readonly (readonly number[])[]): Standardiser {
    const rows = data instanceof Dataset ? data.x : data;
    if (rows.length === 0) throw new RangeError("Standardiser.fit: there is no row to learn from");
    const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!));
    return new Standardiser({
      mean: columns.map((column) => accurateMean(column)),
      deviation: columns.map((column) => deviationOf(column) || 1),
    });
  }

  /** Rows as the model sees them. Throws a RangeError for a row with another number of entries. */
  apply(data: Dataset): Dataset;
  apply(rows: readonly (readonly number[])[]): number[][];
  apply(data: Dataset | readonly (readonly number[])[]): Dataset | number[][] {
    return this.#each("apply", data, (entry, j) => (entry - this.mean[j]!) / this.deviation[j]!);
  }

  /** Rows in their own units again. Throws as `apply` does. */
  invert(data: Dataset): Dataset;
  invert(rows: readonly (readonly number[])[]): number[][];
  invert(data: Dataset | readonly (readonly number[])[]): Dataset | number[][] {
    return this.#each("invert", data, (entry, j) => entry * this.deviation[j]! + this.mean[j]!);
  }

  #each(
    caller: string,
    data: Dataset | readonly (readonly number[])[],
    change: (entry: number, column: number) => number,
  ): Dataset | number[][] {
    if (data instanceof Dataset) return data.withInputs(this.#each(caller, data.x, change) as number[][]);
    return data.map((row, i) => {
      if (row.length === this.mean.length) return row.map(change);
      throw new RangeError(`${caller}: row ${i} has ${row.length} entries but ${this.mean.length} columns were learnt`);
    });
  }
}

function deviationOf(column: readonly number[]): number {
  const { parts, scale } = centredSquares(column);
  return Math.sqrt(ratio(parts[0], parts[1], [column.length, 0])) / scale;
}
