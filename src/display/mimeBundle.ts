/** A value in several forms, each under its MIME type; a front end draws the richest that it knows. */
export type MimeBundle = Record<string, unknown>;

/** The method by which a value shows itself in a notebook; Deno's kernel asks for the same. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** A value that says itself how it is shown. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** The method by which a value that takes several outputs gives what is shown in each, from top to bottom. */
export const partsSymbol: unique symbol = Symbol.for("workings.parts");

/**
 * A value that is shown in several outputs, since a front end draws one form of a bundle only: Markdown, then a chart.
 * Where one bundle has to do, it shows itself in that.
 */
export interface DisplayableInParts extends Displayable {
  [partsSymbol](): readonly Displayable[];
}
