import type { Findings } from "./checkDocument.js";
import type { Claim, FileReport } from "./claim.js";
import { summarize } from "./claim.js";
import type { DocumentKind } from "./documents/document.js";
import { placesInString } from "./documents/json.js";
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
      const text =
        this.kind === "notebook"
          ? readNotebook(this.text).find((one) => one.cell === cell && one.output === output)?.text
          : this.text;
      lines = new Lines(text ?? "");
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
    const places = placesInString(this.text, ["cells", cell, "source"]);
    const [first, last] = [places?.[start], places?.[end - 1]];
    return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
  }
}
