import { inspect } from "node:util";
export type MimeBundle = Record<string, unknown>;
export function toMimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  return value === undefined ? {} : { "text/plain": inspect(value) };
}
