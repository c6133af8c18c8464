import type { Findings } from "./checkDocument.js";
import type { Claim, FileReport } from "./claim.js";
import { summarize } from "./claim.js";
import type { DocumentKind } from "./documents/document.js";
import { placesInString, placesOfElements } from "./documents/json.js";
import type { NotebookText } from "./documents/notebook.js";
import { readNotebook } from "./documents/notebook.js";
import type { Range } from "./documents/range.js";
import { Lines } from "./lines.js";
import type { Notice } from "./silence.js";

/** A document with what was found in it, from which all formats of reports are made. */
export class CheckedFile {
  readonly report: FileReport;
  readonly text: string;
  readonly kind: DocumentKind;
  readonly ignored: number;
  readonly notices: readonly Notice[];
  private readonly lines = new Map<string, Lines>();
  private cells: readonly NotebookText[] | undefined;
  /** Where in the file the cells start. */
  private starts: readonly number[] | undefined;
  /** Where in the file the characters of a cell stand. */
  private readonly places = new Map<number, readonly Range[]>();

  constructor(path: string, text: string, kind: DocumentKind, { claims, ignored, notices }: Findings) {
    this.report = { path, claims, summary: summarize(claims) };
    this.text = text;
    this.kind = kind;
    this.ignored = ignored;
    this.notices = notices;
  }

  /** The path, and in a notebook the cell: `a.ipynb:cells[3]`. */
  place({ cell, output }: Pick<Claim, "cell" | "output">): string {
    const { path } = this.report;
    if (cell === undefined) return path;
    return `${path}:cells[${cell}]${output === undefined ? "" : `.outputs[${output}]`}`;
  }

  /** A line, counted from 1, of the text that a claim stands in. */
  line({ cell, output }: Claim, number: number): string {
    const key = `${cell} ${output}`;
    let lines = this.lines.get(key);
    if (lines === undefined) {
      this.cells ??= this.kind === "notebook" ? readNotebook(this.text) : [];
      const text = this.cells.find((one) => one.cell === cell && one.output === output)?.text;
      lines = new Lines(text ?? this.text);
      this.lines.set(key, lines);
    }
    return lines.line(number);
  }

  /**
   * Where characters of a claim's text stand in the file itself, which for a notebook is JSON. Undefined where that is not
   * one place, as in an output.
   */
  inFile({ cell, output }: Claim, { start, end }: Range): Range | undefined {
    if (this.kind !== "notebook") return { start, end };
    if (output !== undefined || cell === undefined) return undefined;
    let places = this.places.get(cell);
    if (places === undefined) {
      this.starts ??= placesOfElements(this.text, ["cells"]);
      places = placesInString(this.text, ["source"], this.starts[cell]) ?? [];
      this.places.set(cell, places);
    }
    const [first, last] = [places[start], places[end - 1]];
    return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
  }
}
