/** Completion requests: what could stand at the cursor, with the kind of each. */
import { parseCell } from "./cell.js";
import type { Compiler } from "./compiler/compiler.js";
import type { Json } from "./wire.js";

/** The content of a complete_reply; positions count Unicode code points, as the protocol has it. */
export async function completions(compiler: Compiler, code: string, cursor: number): Promise<Json> {
  const offset = [...code].slice(0, cursor).join("").length;
  const word = /[\p{ID_Continue}$\u200c\u200d]*$/u.exec(code.slice(0, offset))![0];
  const start = cursor - [...word].length;
  const found = await compiler.complete(parseCell(code), offset);
  const fits = found.filter(({ name }) => name.startsWith(word) && name !== word);
  const close = fits.length ? fits : found.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()));
  const unique = [...new Map(close.map((one) => [one.name, one])).values()];
  return {
    status: "ok",
    matches: unique.map((one) => one.name),
    cursor_start: start,
    cursor_end: cursor,
    metadata: {
      _jupyter_types_experimental: unique.map((one) => ({ text: one.name, type: one.type, start, end: cursor })),
    },
  };
}
