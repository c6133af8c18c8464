import { type Displayable, displaySymbol, type MimeBundle } from "../../display/mimeBundle.js";
import { html, latex, markdown } from "../../display/richText.js";
import type { Command } from "./command.js";

/** The commands that show the text of their cell. */
export const showing: readonly Command[] = [
  shows("%%html", "HTML", html),
  shows("%%markdown", "Markdown, `$…$` in it as mathematics", markdown),
  shows("%%latex", "LaTeX as mathematics", latex),
];

function shows(name: string, what: string, display: (text: string) => Displayable): Command {
  return {
    name,
    usage: "",
    summary: `Shows the text of the cell, which is ${what}.`,
    async run({ body, show }) {
      show(display(body)[displaySymbol]() as MimeBundle);
    },
  };
}
