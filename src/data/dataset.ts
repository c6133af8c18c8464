import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { toMimeBundle } from "../display/toMimeBundle.js";
import { type TableSource, tableFrom } from "./dataTable.js";

/** What a model learns from: rows of numbers, and an answer to each. */
export interface DatasetFields {
  /** The inputs, of shape `(n, d)`. */
  readonly x: number[][];
  /** The answers, of shape `(n)`: class numbers from 0 where there are classes, else quantities. */
  readonly y: number[];
  /** What the columns of `x` are called. */
  readonly features: readonly string[];
  /** What `y` is called. */
  readonly target: string;
  /** What each class number stands for; empty where `y` is a quantity. */
  readonly classes: readonly string[];
}

/** Inputs and answers, row by row; shows itself as a table. */
export class Dataset implements DatasetFields {
  readonly x: number[][];
  readonly y: number[];
  readonly features: readonly string[];
  readonly target: string;
  readonly classes: readonly string[];

  constructor({ x, y, features, target, classes }: DatasetFields) {
    if (x.length !== y.length) throw new RangeError(`Dataset: x has ${x.length} rows but y has ${y.length} entries`);
    this.x = x;
    this.y = y;
    this.features = features;
    this.target = target;
    this.classes = classes;
  }

  /** The number of rows. */
  get length(): number {
    return this.x.length;
  }

  /** The rows of these numbers, counted from 0, in this order. Throws a RangeError for a row that is not there. */
  take(rows: readonly number[]): Dataset {
    const missing = rows.find((row) => this.x[row] === undefined);
    if (missing !== undefined) throw new RangeError(`take: there is no row ${missing}; there are ${this.length}`);
    return new Dataset({ ...this, x: rows.map((row) => this.x[row]!), y: rows.map((row) => this.y[row]!) });
  }

  /** The rows from one to before another, as an array's `slice` gives them: `slice(-24)` are the last 24. */
  slice(start?: number, end?: number): Dataset {
    return new Dataset({ ...this, x: this.x.slice(start, end), y: this.y.slice(start, end) });
  }

  /** The same answers to other inputs, such as standardised ones. */
  withInputs(x: number[][], features: readonly string[] = this.features): Dataset {
    return new Dataset({ ...this, x, features });
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return toMimeBundle(
      this.x.map((row, i) => ({
        ...Object.fromEntries(this.features.map((name, j) => [name, row[j]])),
        [this.target]: this.classes[this.y[i]!] ?? this.y[i],
      })),
    );
  }
}

export interface DatasetOptions {
  /** The column that names the class of each row. Classes are numbered in the order of their names. */
  readonly label?: string;
  /** The column with the quantity to predict, where there are no classes. */
  readonly target?: string;
  /** The columns that go in; all others unless said otherwise. */
  readonly features?: readonly string[];
}

/**
 * Inputs and answers from a table: one of `readTable`, a data frame of danfojs, or an array of objects.
 *
 * Throws a TypeError unless exactly one of `label` and `target` is given, or where an entry is no number, whose place it
 * names; a RangeError for a column that is not there.
 */
export function dataset(source: TableSource, { label, target, features }: DatasetOptions): Dataset {
  const answer = label ?? target;
  if (answer === undefined || (label !== undefined && target !== undefined)) {
    throw new TypeError("dataset: give either label, the column of classes, or target, the column of a quantity");
  }
  try {
    const table = tableFrom(source);
    const { y, classes } =
      label === undefined ? { y: table.numbers(answer), classes: [] } : numbered(table.texts(label));
    const inputs = features ?? table.columns.filter((name) => name !== answer);
    const columns = inputs.map((name) => table.numbers(name));
    const x = table.rows.map((_, row) => columns.map((column) => column[row]!));
    return new Dataset({ x, y, features: inputs, target: answer, classes });
  } catch (error) {
    const { name, message } = error as Error;
    throw new (name === "RangeError" ? RangeError : TypeError)(`dataset: ${message}`);
  }
}

function numbered(names: readonly string[]): { y: number[]; classes: string[] } {
  const classes = [...new Set(names)].sort(new Intl.Collator("en", { numeric: true }).compare);
  const numbers = new Map(classes.map((name, number) => [name, number]));
  return { y: names.map((name) => numbers.get(name)!), classes };
}
