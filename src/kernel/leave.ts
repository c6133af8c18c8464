/** What a person types to leave a console. */
import type { CellError } from "./runner/protocol.js";

/** Has a console end, and its kernel with it; other front ends pass over it. */
export const leaving = { source: "ask_exit", keepkernel: false } as const;

/** Whether a cell that failed was a wish to leave: it is `exit` or `quit`, a name that no cell has declared. */
export function asksToLeave(code: string, { evalue }: CellError): boolean {
  const name = /^\s*(exit|quit)\s*(?:\(\s*\))?\s*;?\s*$/.exec(code)?.[1];
  return name !== undefined && evalue.includes(`Cannot find name '${name}'`);
}
