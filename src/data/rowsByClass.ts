import { Dataset } from "./dataset.js";

/** The rows of each class of a dataset. Throws a TypeError that names `caller` where there are no classes. */
export function rowsByClass(caller: string, data: Dataset | readonly unknown[]): number[][] {
  if (!(data instanceof Dataset) || data.classes.length === 0) {
    throw new TypeError(`${caller}: only a dataset with classes can be stratified`);
  }
  const classes: number[][] = data.classes.map(() => []);
  for (const [row, label] of data.y.entries()) classes[label]!.push(row);
  return classes.filter((rows) => rows.length > 0);
}

/** All rows in such an order that every stretch of it has each class in about its share of the whole. */
export function dealt(classes: readonly (readonly number[])[]): number[] {
  return classes
    .flatMap((rows, label) => rows.map((row, i) => ({ row, label, at: (i + 0.5) / rows.length })))
    .sort((a, b) => a.at - b.at || a.label - b.label)
    .map(({ row }) => row);
}
