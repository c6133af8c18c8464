/** A value in several forms, each under its MIME type; a front end draws the richest that it knows. */
export type MimeBundle = Record<string, unknown>;

/** The method by which a value shows itself in a notebook; Deno's kernel asks for the same. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

/** A value that says itself how it is shown. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}
