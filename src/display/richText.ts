import { type Displayable, displaySymbol, type MimeBundle } from "./mimeBundle.js";

/** Text that a notebook shows as Markdown, `$…$` and `$$…$$` in it as mathematics. */
export function markdown(text: string): Displayable {
  return new RichText("text/markdown", text);
}

/** LaTeX that a notebook shows as mathematics; `$$` is put around what has no delimiters. */
export function latex(text: string): Displayable {
  return new RichText("text/latex", /^\s*(\$|\\\(|\\\[|\\begin)/.test(text) ? text : `$$${text}$$`);
}

/** Text that a notebook shows as HTML: it is not escaped. */
export function html(text: string): Displayable {
  return new RichText("text/html", text);
}

/** SVG text that a notebook shows as an image. */
export function svg(text: string): Displayable {
  return new RichText("image/svg+xml", text);
}

class RichText implements Displayable {
  readonly #bundle: MimeBundle;

  constructor(mime: string, text: string) {
    this.#bundle = { [mime]: text, "text/plain": text };
  }

  [displaySymbol](): MimeBundle {
    return { ...this.#bundle };
  }
}
