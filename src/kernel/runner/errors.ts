/** What was thrown, as the protocol words it: with the person's frames, its causes and the errors it holds. */
import { inspect, types } from "node:util";
import type { CellError } from "./protocol.js";

/** The description of anything that a cell throws. */
export function describeError(thrown: unknown): CellError {
  if (!isError(thrown)) {
    const text = safely(() => inspect(thrown), "a value that cannot be shown");
    return { ename: "Thrown", evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const ename = safely(() => String(thrown.name), "Error");
  const evalue = safely(() => String(thrown.message), "");
  return { ename, evalue, traceback: tracebackOf(thrown, new Set()) };
}

/** The error of a cell that was stopped. */
export function interrupted(): CellError {
  const evalue = "the cell was stopped; the variables are kept";
  return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}

function tracebackOf(error: Error, seen: Set<unknown>): string[] {
  seen.add(error);
  const lines = safely(() => stackOf(error), `${error.name}`).split("\n");
  const inside = (label: string, inner: unknown) => {
    if (seen.has(inner)) return;
    const described = isError(inner) ? tracebackOf(inner, seen) : [safely(() => inspect(inner), "…")];
    lines.push(`${label}: ${described[0]}`, ...described.slice(1));
  };
  if (error.cause !== undefined) inside("Caused by", error.cause);
  if (error instanceof AggregateError) for (const one of error.errors) inside("One of its errors", one);
  return lines;
}

/** The stack, with the message as it is now: libraries change it after the stack was taken. */
function stackOf(error: Error): string {
  const stack = String(error.stack ?? "");
  const frames = stack.indexOf("\n    at ");
  const head = `${error.name}: ${error.message}`;
  return stack.includes(error.message) ? stack : head + (frames < 0 ? "" : stack.slice(frames));
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function safely(read: () => string, otherwise: string): string {
  try {
    return read();
  } catch {
    return otherwise; // A getter or proxy of the person's that throws.
  }
}
