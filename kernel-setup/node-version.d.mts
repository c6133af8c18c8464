import type { Step } from "./environment.mjs";

/** Whether this Node is one that the `engines` of the folder's package.json admit. */
export function nodeVersion(root: string): Step;
