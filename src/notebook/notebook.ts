/** A notebook of nbformat 4, as it lies in a file. What is not named here is kept as it is. */
import { randomUUID } from "node:crypto";
import { parseJson, printJson } from "./json.js";

/** Text in a file: whole, or cut into its lines. */
export type Text = string | readonly string[];

export interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: Record<string, unknown>;
  readonly cells: Cell[];
}

export interface Cell {
  readonly cell_type: string;
  /** From nbformat 4.5 on. */
  id?: string;
  readonly metadata: Record<string, unknown>;
  source: Text;
  readonly attachments?: Readonly<Record<string, Record<string, unknown>>>;
  /** Of code cells. */
  outputs?: Output[];
  execution_count?: number | null;
}

/** What a code cell has put out. */
export type Output = StreamOutput | ShownOutput | ErrorOutput;

export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: string;
  text: Text;
}

export interface ShownOutput {
  readonly output_type: "execute_result" | "display_data";
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  readonly execution_count?: number | null;
}

export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A code cell. */
export interface CodeCell extends Cell {
  readonly cell_type: "code";
  outputs: Output[];
}

/**
 * The notebook that a file's text holds.
 *
 * Throws a `TypeError` that says in one line why it holds none, with the number of the cell where one is broken.
 */
export function parseNotebook(text: string): Notebook {
  const value = parse(text);
  if (!isObject(value) || !("nbformat" in value)) throw new TypeError("it is no notebook: it has no nbformat");
  if (value.nbformat !== 4) {
    throw new TypeError(`it is a notebook of nbformat ${value.nbformat}; only 4 is read, which JupyterLab saves`);
  }
  if (!Array.isArray(value.cells)) throw new TypeError("it is a broken notebook: its cells are no list");
  for (const [index, cell] of value.cells.entries()) {
    const fault = faultOf(cell);
    if (fault) throw new TypeError(`it is a broken notebook: cell ${index + 1} of ${value.cells.length} ${fault}`);
    cell.metadata ??= {};
    if (cell.cell_type === "code") cell.outputs ??= [];
  }
  const metadata = value.metadata ?? {};
  if (!isObject(metadata)) throw new TypeError("it is a broken notebook: its metadata are no object");
  return { ...value, metadata, nbformat_minor: value.nbformat_minor ?? 0 } as Notebook; // All that is relied on is checked.
}

/** The text of a notebook's file, to the byte as nbformat writes it. */
export function printNotebook(notebook: Notebook): string {
  const { orig_nbformat, orig_nbformat_minor, signature, ...metadata } = notebook.metadata;
  const cells = notebook.cells.map((cell) => printed(cell, hasIds(notebook)));
  return `${printJson({ ...notebook, metadata, cells })}\n`;
}

/** Whether the cells of a notebook have ids. */
export function hasIds({ nbformat_minor }: Notebook): boolean {
  return nbformat_minor >= 5;
}

/** A new id for a cell. */
export function newId(): string {
  return randomUUID().slice(0, 8);
}

export function isCode(cell: Cell): cell is CodeCell {
  return cell.cell_type === "code";
}

/** Text of a file as one string. */
export function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}

/** The tags of a cell. */
export function tagsOf({ metadata }: Cell): readonly unknown[] {
  return Array.isArray(metadata.tags) ? metadata.tags : [];
}

function parse(text: string): unknown {
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new TypeError(`it is no notebook: ${(error as Error).message.replaceAll("\n", "\\n")}`);
  }
}

function faultOf(cell: unknown): string | undefined {
  if (!isObject(cell)) return "is no object";
  if (typeof cell.cell_type !== "string") return "has no cell_type";
  if (!isText(cell.source)) return "has no source";
  if (!isObject(cell.metadata ?? {})) return "has metadata that are no object";
  if (cell.cell_type !== "code") return undefined;
  const outputs = cell.outputs ?? [];
  if (!Array.isArray(outputs)) return "has outputs that are no list";
  return outputs.every(isOutput) ? undefined : "has an output that is none";
}

function isOutput(output: unknown): boolean {
  if (!isObject(output)) return false;
  if (output.output_type === "stream") return isText(output.text);
  return output.output_type === "error" || isObject(output.data);
}

function isText(value: unknown): value is Text {
  return typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A cell with its texts cut into lines. */
function printed(cell: Cell, withId: boolean): object {
  const { trusted, ...metadata } = cell.metadata;
  const { attachments, outputs, ...rest } = cell;
  return {
    ...rest,
    ...(withId && { id: cell.id ?? newId() }),
    metadata,
    source: lines(cell.source),
    ...(attachments && { attachments: mapValues(attachments, (bundle) => cut(bundle)) }),
    ...(outputs && { outputs: outputs.map(printedOutput) }),
    ...(isCode(cell) && { execution_count: cell.execution_count ?? null }),
  };
}

function printedOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  return output.output_type === "error" ? output : { ...output, data: cut(output.data) };
}

/** A MIME bundle with the texts in it cut into lines; what is no text, such as an image in base64, stays whole. */
function cut(bundle: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isCut = (mime: string) => /^text\/|^application\/javascript$|^image\/svg\+xml$/.test(mime);
  return mapValues(bundle, (value, mime) => (typeof value === "string" && isCut(mime) ? lines(value) : value));
}

/** Where Python's `splitlines` cuts a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it cuts at
const lineEnd = /(?<=\r\n|[\n\v\f\u001c-\u001e\u0085\u2028\u2029])|(?<=\r)(?!\n)/u;

function lines(text: Text): readonly string[] {
  return typeof text === "string" ? text.split(lineEnd).filter((line) => line !== "") : text;
}

function mapValues<Value, Result>(
  object: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
