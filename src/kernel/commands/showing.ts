import { type Displayable, displaySymbol, type MimeBundle } from "../../display/mimeBundle.js";
import { html, latex, markdown } from "../../display/richText.js";
import type { Command } from "./command.js";

/** The commands that show the text of their cell. */
export const showing: readonly Command[] = [
  shows("%%html", "Shows the text of the cell as HTML.", html),
  shows("%%markdown", "Shows the text of the cell as Markdown, `$…$` in it as mathematics.", markdown),
  shows("%%latex", "Shows the text of the cell, which is LaTeX, as mathematics.", latex),
];

function shows(name: string, summary: string, display: (text: string) => Displayable): Command {
  return {
    name,
    usage: "",
    summary,
    async run({ body, show }) {
      show(display(body)[displaySymbol]() as MimeBundle);
    },
  };
}
