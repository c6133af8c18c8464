import { inspect } from "node:util";
import { escapeHtml } from "../display/escapeHtml.js";
import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";

/** What became of an answer: there is none; it is wrong in a way that is known; it is wrong; it is right. */
export type Mark = "missing" | "almost" | "not yet" | "correct";

/** Colours of marks, dark enough to be read on white and told apart by who sees no red. */
const colours: Readonly<Record<Mark, string>> = {
  missing: "#555555",
  almost: "#8a5a00",
  "not yet": "#b3261e",
  correct: "#00695c",
};

/** What is said of an answer; shows itself in a notebook and prints as one line. */
export class Feedback {
  readonly mark: Mark;
  /** What to do next, or nothing where the answer is correct. */
  readonly sentence: string;

  constructor(mark: Mark, sentence = "") {
    this.mark = mark;
    this.sentence = sentence;
  }

  toString(): string {
    return this.sentence ? `${this.mark}: ${this.sentence}` : this.mark;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  [displaySymbol](): MimeBundle {
    const badge = `<b style="color:white;background:${colours[this.mark]};padding:2px 8px;border-radius:3px">${this.mark}</b>`;
    return {
      "text/html": this.sentence ? `${badge} ${escapeHtml(this.sentence)}` : badge,
      "text/plain": this.toString(),
    };
  }
}
