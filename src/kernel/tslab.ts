/**
 * What `import * as tslab from "tslab"` is in our kernel: tslab's own interface, shown by this kernel's display.
 *
 * A notebook that was written for tslab runs unchanged; tslab itself need not be installed.
 */
import { randomUUID } from "node:crypto";
import process from "node:process";
import { inspect } from "node:util";
import { type DisplayOptions, display as show } from "../display/display.js";
import { type Displayable, displaySymbol } from "../display/mimeBundle.js";
import { typescriptVersion } from "./compiler/connection.js";

/** Shows what it is given as an output of one MIME type. */
export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  raw(contentType: string, b: string | Uint8Array): void;
}

/** Versions: of tslab, the one whose interface this is; of TypeScript and Node, those that run the cells. */
export const versions: { tslab: string; typescript: string; node: string } = {
  tslab: "1.0.22",
  typescript: typescriptVersion,
  node: process.version,
};

/** Shows rich contents, each as an output of its own. */
export const display: Display = displayBy(() => ({}));

/** A display with one output, which each further call overwrites, whichever cell it is in. */
export function newDisplay(): Display {
  const id = randomUUID();
  let isShown = false;
  return displayBy(() => {
    const options = { id, update: isShown };
    isShown = true;
    return options;
  });
}

function displayBy(options: () => DisplayOptions): Display {
  const raw = (contentType: string, b: string | Uint8Array): void => {
    void show(displayable(contentType, b), options());
  };
  const as = (contentType: string) => (b: string | Uint8Array) => raw(contentType, b);
  return {
    javascript: as("text/javascript"),
    html: as("text/html"),
    markdown: as("text/markdown"),
    latex: as("text/latex"),
    svg: as("image/svg+xml"),
    png: as("image/png"),
    jpeg: as("image/jpeg"),
    gif: as("image/gif"),
    pdf: as("application/pdf"),
    text: as("text/plain"),
    raw,
  };
}

/** Bytes are sent in base64. What a front end that draws nothing shows is the text, or how much there is of what. */
function displayable(contentType: string, content: unknown): Displayable {
  const isBytes = content instanceof Uint8Array;
  const data = isBytes ? Buffer.from(content).toString("base64") : content;
  const text = isBytes ? `${contentType}, ${content.length} bytes` : content;
  return {
    [displaySymbol]: () => ({ "text/plain": typeof text === "string" ? text : inspect(text), [contentType]: data }),
  };
}
