import { escapeHtml } from "../display/escapeHtml.js";
import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import { type Table, tableHtml, tableText } from "../display/table.js";

/** What was found of one operation. */
export interface GradientRow {
  readonly op: string;
  /** The largest error of the result, in float32 units in the last place of its largest entry; absent where it threw. */
  readonly valueError?: number;
  /** The same of the gradients by all inputs. */
  readonly gradientError?: number;
  readonly verdict: "confirmed" | "wrong" | "fails";
  /** What was thrown. */
  readonly reason?: string;
}

const signs = { confirmed: "✓ confirmed", wrong: "✗ wrong", fails: "✗ fails" } as const;

/** What a backend of TensorFlow.js computes, held against this library's formulas; shows itself as a table. */
export class GradientReport {
  /** The backend's name as TensorFlow.js has it. */
  readonly backend: string;
  readonly rows: readonly GradientRow[];

  constructor(backend: string, rows: readonly GradientRow[]) {
    this.backend = backend;
    this.rows = rows;
  }

  /** The operations whose value or gradient is not right. */
  get problems(): readonly GradientRow[] {
    return this.rows.filter(({ verdict }) => verdict !== "confirmed");
  }

  /** "wrong" where any operation is, or fails. */
  get verdict(): "confirmed" | "wrong" {
    return this.problems.length === 0 ? "confirmed" : "wrong";
  }

  toString(): string {
    return [this.#summary(), tableText(this.#table()), ...this.#reasons()].join("\n");
  }

  [displaySymbol](): MimeBundle {
    const paragraphs = this.#reasons().map((reason) => `<p>${escapeHtml(reason)}</p>`);
    const html = [`<p>${escapeHtml(this.#summary())}</p>`, tableHtml(this.#table()), ...paragraphs].join("");
    return { "text/html": html, "text/plain": this.toString() };
  }

  /** Each reason once, with the operations that it stopped. */
  #reasons(): string[] {
    const reasons = new Set(this.rows.flatMap(({ reason }) => reason ?? []));
    const stopped = (reason: string) => this.rows.filter((row) => row.reason === reason).map(({ op }) => op);
    return [...reasons].map((reason) => `${stopped(reason).join("; ")}: ${reason}`);
  }

  #summary(): string {
    const right = this.rows.length - this.problems.length;
    return `${this.backend}: ${right} of ${this.rows.length} operations confirmed; errors in float32 ulps of the largest entry`;
  }

  #table(): Table {
    return {
      columns: ["value error", "gradient error", "verdict"],
      labels: this.rows.map(({ op }) => op),
      rows: this.rows.map(({ valueError, gradientError, verdict }) => [
        inWords(valueError),
        inWords(gradientError),
        signs[verdict],
      ]),
      size: [this.rows.length, 3],
    };
  }
}

function inWords(error: number | undefined): string {
  if (error === undefined) return "";
  return error < 100 ? error.toFixed(2) : error.toExponential(1);
}
