/** What was thrown, as the protocol words it: with the person's frames, its causes and the errors it holds. */
import { inspect, types } from "node:util";
import type { CellError } from "./protocol.js";
import { personStack } from "./stacks.js";

// Taken before a cell can change them.
const { Error: AnyError, Set: Seen } = globalThis;

const longest = 10_000;
const mostLines = 100;
const mostErrors = 10;
const deepest = 10;

/** The description of anything that a cell throws, whatever its getters do. */
export function describeError(thrown: unknown): CellError {
  if (!isError(thrown)) {
    const text = shown(thrown);
    return { ename: "Thrown", evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const ename = textOf(thrown, "name") || "Error";
  return { ename, evalue: cut(textOf(thrown, "message")), traceback: tracebackOf(thrown, new Seen(), 0) };
}

/** The error of a cell that was stopped. */
export function interrupted(): CellError {
  const evalue = "the cell was stopped; the variables are kept";
  return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
}

function tracebackOf(error: Error, seen: Set<unknown>, depth: number): string[] {
  seen.add(error);
  const lines = stackOf(error).split("\n");
  const inside = (label: string, inner: unknown) => {
    if (seen.has(inner)) lines.push(`${label}: ${headline(inner)}, which is shown above`);
    else if (depth === deepest) lines.push(`${label}: … and so on, deeper than ${deepest}`);
    else {
      const [first, ...rest] = isError(inner) ? tracebackOf(inner, seen, depth + 1) : [shown(inner)];
      lines.push(`${label}: ${first}`, ...rest);
    }
  };
  const cause = property(error, "cause");
  if (cause !== undefined) inside("Caused by", cause);
  const errors = property(error, "errors");
  if (Array.isArray(errors)) {
    for (const one of errors.slice(0, mostErrors)) inside("One of its errors", one);
    if (errors.length > mostErrors) lines.push(`… and ${errors.length - mostErrors} more errors`);
  }
  if (textOf(error, "name") === "SuppressedError") {
    inside("Its error", property(error, "error"));
    inside("It suppressed", property(error, "suppressed"));
  }
  return lines;
}

/** The stack, with the message as it is now: libraries change it after the stack was taken. */
function stackOf(error: Error): string {
  const stack = textOf(error, "stack");
  const message = textOf(error, "message");
  const isOfMessage = stack !== "" && stack.includes(message);
  const start = isOfMessage ? stack.indexOf(message) + message.length : 0;
  const frames = stack.indexOf("\n    at ", start);
  const head = isOfMessage ? stack.slice(0, frames < 0 ? undefined : frames) : headline(error);
  return cut(head) + (frames < 0 ? "" : personStack(stack.slice(frames)));
}

function headline(error: unknown): string {
  if (!isError(error)) return shown(error);
  const name = textOf(error, "name") || "Error";
  const message = textOf(error, "message");
  return cut(message ? `${name}: ${message}` : name);
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || attempt(() => value instanceof AnyError) === true;
}

/** A property as text; empty where it is no text or cannot be read. */
function textOf(error: object, name: string): string {
  const value = property(error, name);
  if (typeof value === "string") return value;
  return value === undefined ? "" : shown(value);
}

function property(value: object, name: string): unknown {
  return attempt(() => (value as Record<string, unknown>)[name]);
}

function shown(value: unknown): string {
  return cut(attempt(() => inspect(value, { maxStringLength: longest })) ?? "a value that cannot be shown");
}

function cut(text: string): string {
  const lines = text.slice(0, longest).split("\n");
  if (lines.length > mostLines) return `${lines.slice(0, mostLines).join("\n")}\n… and more lines`;
  return text.length > longest ? `${text.slice(0, longest)}… and ${text.length - longest} more characters` : text;
}

/** What an action returns; undefined where a getter or a proxy of the person's throws. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
