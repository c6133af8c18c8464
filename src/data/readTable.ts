import { readFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "./csv.js";
import { DataTable } from "./dataTable.js";

export interface ReadTableOptions {
  /** What parts the fields of a line: a comma unless said otherwise. */
  readonly separator?: string;
}

/**
 * The table in a CSV file, whose first line names the columns. A relative path starts from the folder of the notebook.
 *
 * Throws an Error that says where it looked for a file that is not there, and a SyntaxError that names the line of a row
 * with too few or too many fields.
 */
export function readTable(file: string, { separator = "," }: ReadTableOptions = {}): DataTable {
  const [header, ...records] = recordsOf(file, separator);
  if (header === undefined) throw new SyntaxError(`readTable: ${file} is empty`);
  const twice = header.fields.find((name, i) => header.fields.indexOf(name) !== i);
  if (twice !== undefined) throw new SyntaxError(`readTable: ${file} has two columns ${JSON.stringify(twice)}`);
  for (const { line, fields } of records) {
    if (fields.length === header.fields.length) continue;
    const columns = header.fields.length;
    throw new SyntaxError(`readTable: ${file}, line ${line} has ${fields.length} fields but the header has ${columns}`);
  }
  return new DataTable(
    header.fields,
    records.map(({ fields }) => fields.map(entryOf)),
    records.map(({ line }) => `${file}, line ${line}`),
  );
}

function recordsOf(file: string, separator: string) {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const where = path.isAbsolute(file) ? "" : ` in ${process.cwd()}: put it there, or give its path from there`;
    throw new Error(`readTable: there is no file ${file}${where}`);
  }
  try {
    return parseCsv(text, separator);
  } catch (error) {
    throw new SyntaxError(`readTable: ${file}, ${(error as Error).message}`);
  }
}

/** A number where the field is the usual text of one; "007" and "1e999" stay texts. */
function entryOf(field: string): string | number {
  return /^[+-]?(\d|[1-9]\d+|\d+\.\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(field) ? Number(field) : field;
}
