import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import type { CheckedFile } from "./checkedFile.js";
import type { FileReport, ReportData, Summary } from "./claim.js";
import { total } from "./claim.js";
import { htmlReport } from "./formats/html.js";
import { markdownReport } from "./formats/markdown.js";
import { pretty } from "./formats/pretty.js";
import { defaultSeverities } from "./severity.js";

/** What was found in one or more documents; shows itself in a notebook and prints what is not right. */
export class Report implements ReportData {
  readonly version = 1;
  readonly files: readonly FileReport[];
  readonly #checked: readonly CheckedFile[];

  constructor(files: readonly CheckedFile[]) {
    this.files = files.map(({ report }) => report);
    this.#checked = files;
  }

  /** How many statements there are in all documents, and how many of each verdict. */
  get summary(): Summary {
    return total(this.files.map(({ summary }) => summary));
  }

  /** How many claims are wrong. */
  get wrong(): number {
    return this.summary.wrong;
  }

  /** The report that JSON.stringify writes. */
  toJSON(): ReportData {
    return { version: this.version, files: this.files };
  }

  /** What is not right, each with its line, then the counts. */
  toString(): string {
    const { each, all } = pretty({ severities: defaultSeverities });
    return this.#checked.map((file) => each!(file)).join("") + all!(this.#checked);
  }

  /** A table of what is not right, in Markdown. */
  toMarkdown(): string {
    return markdownReport(this.#checked);
  }

  [displaySymbol](): MimeBundle {
    return {
      "text/html": htmlReport(this.#checked),
      "text/markdown": this.toMarkdown(),
      "text/plain": this.toString(),
    };
  }
}
