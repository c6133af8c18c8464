import type { Piece } from "../plain/latex.js";
import { latexOf, PlainError } from "../plain/latex.js";
import { tokensOf } from "../plain/tokens.js";
import type { Span } from "./phrase.js";

/** What a table says: the values of names, or what a column is computed to from the others, row by row. */
export interface TableFormula extends Span {
  readonly pieces: readonly Piece[];
  /** Whether the table is only taken at its word where most of its rows bear out how it is read. */
  readonly needsEvidence: boolean;
  /** Whether the results stand before what they are computed from. */
  readonly isTurned: boolean;
}

interface Cell extends Span {
  readonly text: string;
}

interface Table {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What the tables of a text say, in order. */
export function formulasOfTables(prose: string): TableFormula[] {
  return tablesIn(prose).flatMap((table) => {
    const values = valuesOfNames(table);
    return values !== undefined ? [values] : [...computedColumns(table)];
  });
}

/** More rows, or columns, are not looked at. */
const [mostRows, mostColumns] = [200, 12];
const delimiterRow = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$/;

function tablesIn(prose: string): Table[] {
  const tables: Table[] = [];
  for (let at = prose.indexOf("-|"); at !== -1 && at < prose.length; ) {
    const start = prose.lastIndexOf("\n", at) + 1;
    const end = lineEnd(prose, at);
    let next = end + 1;
    const before = prose.lastIndexOf("\n", start - 2) + 1;
    const isDelimiter = start > 0 && end - start < 2_000 && delimiterRow.test(prose.slice(start, end));
    if (isDelimiter && prose.slice(before, start).includes("|")) {
      const header = cellsOf(prose, before, start - 1);
      const rows: Cell[][] = [];
      while (next < prose.length && rows.length <= mostRows) {
        const stop = lineEnd(prose, next);
        if (!prose.slice(next, stop).includes("|")) break;
        rows.push(cellsOf(prose, next, stop));
        next = stop + 1;
      }
      const isWhole = rows.length <= mostRows && header.length <= mostColumns;
      if (isWhole && rows.every(({ length }) => length === header.length)) tables.push({ header, rows });
    }
    at = prose.indexOf("-|", next);
  }
  return tables;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}

function cellsOf(text: string, from: number, to: number): Cell[] {
  const line = text.slice(from, to);
  const cells: Cell[] = [];
  const inner = /^[ \t>]*\|?/.exec(line)![0].length;
  const end = line.replace(/\|?[ \t\r]*$/, "").length;
  let start = inner;
  for (let i = inner; i <= end; i++) {
    if (i < end && (line[i] !== "|" || line[i - 1] === "\\")) continue;
    const raw = line.slice(start, i);
    const text = raw.trim();
    const at = from + start + raw.length - raw.trimStart().length;
    cells.push({ text, start: at, end: at + text.length });
    start = i + 1;
  }
  return cells;
}

const named =
  /^[*_]*(?:symbols?|parameters?|hyperparameters?|variables?|quantity|符号|参数|变量|超参数|Größe|paramètre|parámetro)[*_]*$/i;
const valued = /^[*_]*(?:values?|value used|setting|值|取值|数值|Wert|valeur|valor)[*_]*$/i;

/** A table of names with a number each; one with units or several values is left alone. */
function valuesOfNames({ header, rows }: Table): TableFormula | undefined {
  const [name, value] = [named, valued].map((kind) => header.findIndex(({ text }) => kind.test(text))) as [
    number,
    number,
  ];
  if (name === -1 || value === -1 || name > value || header.some(({ text }) => /unit|单位|Einheit|unité/i.test(text)))
    return undefined;
  const pieces = rows.flatMap((row) => {
    const [letter, number] = [nameOf(row[name]!), numberOf(row[value]!)];
    return letter === undefined || number === undefined
      ? []
      : [statement(row[name]!, letter, "=", row[value]!, number)];
  });
  return joined(pieces, { needsEvidence: false, isTurned: false });
}

/** Columns whose heading is computed from letters that head other columns: `x`, `σ(x)`. */
function* computedColumns({ header, rows }: Table): Generator<TableFormula> {
  const letters = new Map<string, number>();
  for (const [i, cell] of header.entries()) {
    const letter = nameOf(cell);
    if (letter !== undefined && !letters.has(letter)) letters.set(letter, i);
  }
  if (letters.size === 0) return;
  for (const [i, cell] of header.entries()) {
    const heading = latexOfCell(cell);
    if (heading === undefined || letters.has(heading) || !/[-+/^(]|\\(?:frac|sqrt|cdot|times)/.test(heading)) continue;
    const used = [...letters].filter(([letter]) => within(letter).test(heading));
    const others = used.reduce((text, [letter]) => text.replace(within(letter), ""), heading);
    if (used.length === 0 || hasLetters(others)) continue;
    const statements = rows.flatMap((row) => {
      const result = numberOf(row[i]!);
      const values = used.map(([letter, j]) => [letter, row[j]!, numberOf(row[j]!)] as const);
      if (result === undefined || values.some(([, , value]) => value === undefined)) return [];
      const left = values.reduce(
        (text, [letter, , value]) => text.replace(within(letter), () => `{(${value})}`),
        heading,
      );
      return [statement(values[0]![1], left, "\\approx", row[i]!, result)];
    });
    const column = joined(statements, { needsEvidence: true, isTurned: i < used[0]![1] });
    if (column !== undefined) yield column;
  }
}

/** Whether a heading has letters, besides functions and Euler's number, that head no column. */
function hasLetters(heading: string): boolean {
  return /[a-zA-Z](?! ?\()/.test(heading.replace(/\\?[a-zA-Z]{2,}/g, "").replace(/e(?= ?\^)/g, ""));
}

/** A letter in a formula, but for those of commands and words and those with something below. */
function within(letter: string): RegExp {
  return new RegExp(String.raw`(?<![a-zA-Z\\_{]|\\[a-zA-Z]+)${letter.replaceAll("\\", "\\\\")}(?![a-zA-Z_])`, "g");
}

/** Three pieces for the parts of a relation; where the result comes first, it stands first. */
function statement(left: Cell, leftLatex: string, relation: string, right: Cell, rightLatex: string): Piece[] {
  const sides = [
    { latex: leftLatex, start: left.start, end: left.end },
    { latex: rightLatex, start: right.start, end: right.end },
  ].sort((a, b) => a.start - b.start) as [Piece, Piece];
  return [sides[0], { latex: relation, start: sides[0].end, end: sides[1].start }, sides[1]];
}

function joined(
  statements: readonly (readonly Piece[])[],
  how: Pick<TableFormula, "needsEvidence" | "isTurned">,
): TableFormula | undefined {
  if (statements.length === 0) return undefined;
  const pieces = statements.flatMap((own, i) =>
    i === 0 ? own : [{ latex: ",\\quad", start: own[0]!.start, end: own[0]!.start }, ...own],
  );
  const [start, end] = [Math.min(...pieces.map((piece) => piece.start)), Math.max(...pieces.map((piece) => piece.end))];
  return { start, end, pieces, ...how };
}

/** The LaTeX of a cell that holds a formula or plain notation. */
function latexOfCell({ text }: Cell): string | undefined {
  const inside = text.replace(/^[*_]{1,3}|[*_]{1,3}$/g, "");
  const formula = /^\$([^$]{1,200})\$$/.exec(inside)?.[1];
  if (formula !== undefined) return formula.trim();
  const plain = /^`([^`]+)`$/.exec(inside)?.[1] ?? inside;
  if (plain === "" || plain.length > 100) return undefined;
  try {
    return latexOf(tokensOf(plain))
      .map(({ latex }) => latex)
      .join(" ");
  } catch (error) {
    if (error instanceof PlainError) return undefined;
    throw error;
  }
}

function nameOf(cell: Cell): string | undefined {
  const latex = latexOfCell(cell);
  return latex !== undefined &&
    /^(?:[a-zA-Z]|\\[a-z]+|[\u03b1-\u03c9])(?:_(?:\{?\w\}?|\{\d+\}))?$|^\\(?:hat|bar|tilde)\{?[a-zA-Z]\}?$/.test(latex)
    ? latex
    : undefined;
}

function numberOf({ text }: Cell): string | undefined {
  return /^\$?[-−]?\d+(?:\.\d+)?\$?$/.test(text) ? text.replaceAll("$", "").replace("−", "-") : undefined;
}
