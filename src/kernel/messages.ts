/** Headers of the messages that a kernel sends, the fields of those it gets, and the Jupyter protocol's version. */
import { randomUUID } from "node:crypto";
import type { Header, Json } from "./wire.js";

/** The version of the Jupyter messaging protocol that the kernel speaks. */
export const protocolVersion = "5.5";

const session = randomUUID();
let count = 0;

/** The header of a new message: its id unique, its session the kernel's own, one per process. */
export function newHeader(type: string): Header {
  return {
    msg_id: `${session}_${count++}`,
    session,
    username: "workings",
    date: new Date().toISOString(),
    msg_type: type,
    version: protocolVersion,
  };
}

/** A request that lacks what it needs; its sender is told. */
export class MalformedRequest extends TypeError {
  override name = "MalformedRequest";
}

/**
 * A field that has to be a text; throws a `MalformedRequest` where it is none.
 *
 * Halves of characters, which no text has and the compiler does not survive, are replaced.
 */
export function textField(content: Json, name: string): string {
  const value = content[name];
  if (typeof value !== "string") throw new MalformedRequest(`${name} is ${kindOf(value)} but has to be a text`);
  return wellFormed(value);
}

/** The text with U+FFFD for each half of a character. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A place in a text, in Unicode code points: its end for a field that names none. */
export function positionField(content: Json, name: string, text: string): number {
  const end = [...text].length;
  const value = content[name];
  return typeof value === "number" && value >= 0 ? Math.min(Math.trunc(value), end) : end;
}

/** A field that has to be an object where it is given; throws a `MalformedRequest` where it is anything else. */
export function objectField(content: Json, name: string): Json {
  const value = content[name] ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new MalformedRequest(`${name} is ${kindOf(value)} but has to be an object`);
  }
  return value as Json;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
