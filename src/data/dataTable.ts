import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { nearest } from "../display/nearest.js";
import { toMimeBundle } from "../display/toMimeBundle.js";

/** A data frame of danfojs, or of another library that has columns and rows of values. */
export interface Frame {
  readonly columns: readonly (string | number)[];
  readonly values: readonly unknown[];
}

/** What a table can be made from: itself, a data frame, or an array of objects with the same keys. */
export type TableSource = DataTable | Frame | readonly object[];

/** Rows under named columns, of texts and numbers; shows itself as a table. */
export class DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly #places: readonly string[];

  /** `places` says where each row comes from, for errors. */
  constructor(
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    places: readonly string[] = rows.map((_, row) => `row ${row}`),
  ) {
    this.columns = columns;
    this.rows = rows;
    this.#places = places;
  }

  /** The number of rows. */
  get length(): number {
    return this.rows.length;
  }

  /**
   * A column's entries as numbers.
   *
   * Throws a RangeError for a column that is not there, and a TypeError that names the place of an entry that is empty or
   * no finite number.
   */
  numbers(column: string): number[] {
    const at = this.#indexOf(column);
    return this.rows.map((row, i) => {
      const entry = row[at];
      const value = typeof entry === "string" && entry !== "" ? Number(entry) : entry;
      if (typeof value === "number" && Number.isFinite(value)) return value;
      const what = isMissing(entry) ? "there is no number" : `${JSON.stringify(entry)} is no finite number`;
      throw new TypeError(`${this.#places[i]}, column ${JSON.stringify(column)}: ${what}`);
    });
  }

  /** A column's entries as texts. Throws a RangeError for a column that is not there, a TypeError for an empty entry. */
  texts(column: string): string[] {
    const at = this.#indexOf(column);
    return this.rows.map((row, i) => {
      if (!isMissing(row[at])) return String(row[at]);
      throw new TypeError(`${this.#places[i]}, column ${JSON.stringify(column)}: there is no text`);
    });
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return toMimeBundle(this.rows.map((row) => Object.fromEntries(this.columns.map((name, i) => [name, row[i]]))));
  }

  #indexOf(column: string): number {
    const at = this.columns.indexOf(column);
    if (at >= 0) return at;
    const meant = nearest(column, [...this.columns]);
    const hint = meant === undefined ? `there are ${this.columns.join(", ")}` : `did you mean ${meant}?`;
    throw new RangeError(`there is no column ${JSON.stringify(column)}; ${hint}`);
  }
}

/** The table that a source is. Throws a TypeError for what is none. */
export function tableFrom(source: TableSource): DataTable {
  if (source instanceof DataTable) return source;
  if (Array.isArray(source)) {
    const columns = Object.keys((source[0] as object | undefined) ?? {});
    return new DataTable(
      columns,
      source.map((row: Record<string, unknown>) => columns.map((name) => row[name])),
    );
  }
  const { columns, values } = source as Frame;
  if (!Array.isArray(columns) || !Array.isArray(values)) {
    throw new TypeError("it is neither a table, nor a data frame, nor an array of objects");
  }
  return new DataTable(
    columns.map(String),
    values.map((row: unknown) => (Array.isArray(row) ? row : [row])),
  );
}

function isMissing(entry: unknown): boolean {
  return entry === undefined || entry === null || entry === "" || Number.isNaN(entry);
}
