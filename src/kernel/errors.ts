/** Errors of the kernel's own, as the protocol words them. */
import type { CellError } from "./runner/protocol.js";

/** The error of a cell that was stopped before any of it ran. */
export const notBegun: CellError = stopped("the cell was stopped before it ran");

/** The error of a cell that was stopped while a command was at work. */
export const interrupted: CellError = stopped("the cell was stopped; the variables are kept");

/** An error that is shown without a stack, which would hold no frames of a cell. */
export function asCellError(error: unknown): CellError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

function stopped(evalue: string): CellError {
  return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}
