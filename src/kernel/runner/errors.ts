/** What was thrown, as the protocol words it: with the person's frames, its causes and the errors it holds. */
import { inspect, types } from "node:util";
import type { CellError } from "./protocol.js";

// Taken before a cell can change them.
const { Error: AnyError, AggregateError: Aggregate, Set: Seen, String: asText } = globalThis;

/** The description of anything that a cell throws. */
export function describeError(thrown: unknown): CellError {
  if (!isError(thrown)) {
    const text = safely(() => inspect(thrown), "a value that cannot be shown");
    return { ename: "Thrown", evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const ename = safely(() => asText(thrown.name), "Error");
  const evalue = safely(() => asText(thrown.message), "");
  return { ename, evalue, traceback: tracebackOf(thrown, new Seen()) };
}

/** The error of a cell that was stopped. */
export function interrupted(): CellError {
  const evalue = "the cell was stopped; the variables are kept";
  return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}

function tracebackOf(error: Error, seen: Set<unknown>): string[] {
  seen.add(error);
  const lines = safely(() => stackOf(error), "an error that cannot be read").split("\n");
  const inside = (label: string, inner: unknown) => {
    if (seen.has(inner)) return;
    const described = isError(inner) ? tracebackOf(inner, seen) : [safely(() => inspect(inner), "…")];
    lines.push(`${label}: ${described[0]}`, ...described.slice(1));
  };
  const cause = safely(() => error.cause, undefined);
  if (cause !== undefined) inside("Caused by", cause);
  const errors = safely(() => (error instanceof Aggregate ? [...error.errors] : []), []);
  for (const one of errors) inside("One of its errors", one);
  return lines;
}

/** The stack, with the message as it is now: libraries change it after the stack was taken. */
function stackOf(error: Error): string {
  const stack = asText(error.stack ?? "");
  const frames = stack.indexOf("\n    at ");
  const head = `${error.name}: ${error.message}`;
  return stack.includes(error.message) ? stack : head + (frames < 0 ? "" : stack.slice(frames));
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || safely(() => value instanceof AnyError, false);
}

function safely<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise; // A getter or proxy of the person's that throws.
  }
}
