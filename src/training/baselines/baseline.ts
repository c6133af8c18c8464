/** What a baseline learns from: rows of shape `(n, d)` and an answer to each, such as a dataset has them. */
export interface Examples {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
}

/** What any model has to be better than. */
export interface Baseline {
  /** An answer to each row of shape `(n, d)`. */
  predict(x: readonly (readonly number[])[]): number[];
}

/** Throws a RangeError unless there is a row, all rows have as many entries, and there is an answer to each. */
export function checkExamples(caller: string, { x, y }: Examples): void {
  if (x.length === 0) throw new RangeError(`${caller}: there is no row to learn from`);
  if (x.length !== y.length) throw new RangeError(`${caller}: x has ${x.length} rows but y has ${y.length} entries`);
  checkRows(caller, x, x[0]!.length);
}

/** Throws a RangeError for a row that has not this many entries, all of them finite. */
export function checkRows(caller: string, x: readonly (readonly number[])[], width: number): void {
  for (const [i, row] of x.entries()) {
    if (row.length !== width)
      throw new RangeError(`${caller}: row ${i} has ${row.length} entries but ${width} are needed`);
    const bad = row.findIndex((entry) => !Number.isFinite(entry));
    if (bad >= 0) throw new RangeError(`${caller}: row ${i} has ${row[bad]} at ${bad}, which is no finite number`);
  }
}

/** The rows of each class, by class number; throws as `checkExamples` does, and for what is no class number. */
export function byClass(caller: string, { x, y }: Examples): Map<number, (readonly number[])[]> {
  checkExamples(caller, { x, y });
  const bad = y.find((label) => !Number.isInteger(label));
  if (bad !== undefined) throw new RangeError(`${caller}: y has ${bad}, which is no class number`);
  const labels = [...new Set(y)].sort((a, b) => a - b);
  return new Map(labels.map((label) => [label, x.filter((_, i) => y[i] === label)]));
}

/** The mean of every column. */
export function columnMeans(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
}

/** The place of the largest entry, the first of equal ones. */
export function placeOfLargest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}
