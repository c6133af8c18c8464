import { inspect } from "node:util";
import { escapeHtml } from "./escapeHtml.js";

/** Rows and columns, cut to what can be read. */
export interface Table {
  readonly columns: readonly string[];
  /** What stands before each row. */
  readonly labels: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** The number of all rows, and of all columns. */
  readonly size: readonly [rows: number, columns: number];
}

const mostRows = 50;
const mostColumns = 30;
const widest = 40;
/** How much of a text stands in one cell of HTML. */
const longest = 1000;

/** The table that a data frame or an array of uniform rows is; undefined for any other value. */
export function tableOf(value: object): Table | undefined {
  return frameTable(value) ?? (Array.isArray(value) ? rowsTable(value) : undefined);
}

/** A table as HTML, every cell escaped. */
export function tableHtml(table: Table): string {
  const numeric = table.columns.map((_, i) => table.rows.every((row) => isNumeric(row[i])));
  const cell = (text: string, i: number) =>
    `<td${numeric[i] ? ' style="text-align: right"' : ""}>${escapeHtml(text)}</td>`;
  const head = ["", ...table.columns].map((column) => `<th>${escapeHtml(column)}</th>`).join("");
  const body = table.rows.map(
    (row, i) =>
      `<tr><th>${escapeHtml(table.labels[i]!)}</th>${row.map((one, j) => cell(cellText(one), j)).join("")}</tr>`,
  );
  const left = leftOut(table);
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>${left && `<p>${left}</p>`}`;
}

/** A table as aligned text. */
export function tableText(table: Table): string {
  const numeric = table.columns.map((_, i) => table.rows.every((row) => isNumeric(row[i])));
  const cells = [["", ...table.columns], ...table.rows.map((row, i) => [table.labels[i]!, ...row.map(cellText)])].map(
    (row) => row.map((text) => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text)),
  );
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const lines = cells.map((row) =>
    row
      .map((text, i) => (i > 0 && numeric[i - 1] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd(),
  );
  const left = leftOut(table);
  return [...lines, ...(left ? [left] : [])].join("\n");
}

/** A data frame or series of danfojs, known by its shape. */
function frameTable(value: object): Table | undefined {
  const { columns, index, values, print } = value as Record<string, unknown>;
  if (!Array.isArray(columns) || !Array.isArray(index) || !Array.isArray(values)) return undefined;
  if (typeof print !== "function" || index.length !== values.length) return undefined;
  const rows = values.slice(0, mostRows).map((row: unknown) => (Array.isArray(row) ? row : [row]));
  return cut(columns.map(String), index.slice(0, mostRows).map(String), rows, values.length);
}

/** Objects that all have the same keys, and no objects in them. */
function rowsTable(value: readonly unknown[]): Table | undefined {
  const first = value[0];
  if (!isRow(first)) return undefined;
  const columns = Object.keys(first);
  if (!columns.length) return undefined;
  const shown = value.slice(0, mostRows);
  const uniform = shown.every((row) => isRow(row) && sameKeys(Object.keys(row), columns));
  if (!uniform) return undefined;
  const rows = (shown as Record<string, unknown>[]).map((row) => columns.map((column) => row[column]));
  if (!rows.every((row) => row.every(isSimple))) return undefined;
  const labels = rows.map((_, i) => String(i));
  return cut(columns, labels, rows, value.length);
}

function cut(
  columns: readonly string[],
  labels: readonly string[],
  rows: readonly (readonly unknown[])[],
  all: number,
): Table {
  return {
    columns: columns.slice(0, mostColumns),
    labels,
    rows: rows.map((row) => row.slice(0, mostColumns)),
    size: [all, columns.length],
  };
}

function leftOut({ rows, columns, size }: Table): string {
  const parts = [
    size[0] > rows.length ? `${size[0] - rows.length} more rows` : "",
    size[1] > columns.length ? `${size[1] - columns.length} more columns` : "",
  ].filter(Boolean);
  return parts.length ? `… ${parts.join(" and ")}` : "";
}

function isRow(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function sameKeys(keys: readonly string[], columns: readonly string[]): boolean {
  return keys.length === columns.length && keys.every((key, i) => key === columns[i]);
}

function isSimple(value: unknown): boolean {
  return (typeof value !== "object" && typeof value !== "function") || value === null || value instanceof Date;
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" || value === null || value === undefined;
}

function longTextCut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… ${text.length - longest} more characters` : text;
}

function cellText(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  if (typeof value === "string") return longTextCut(value);
  return value === undefined || value === null
    ? ""
    : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}
