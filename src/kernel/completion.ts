/** Completion requests: what could stand at the cursor, with the kind of each. */
import { parseCell } from "./cell.js";
import type { Compiler, Completion } from "./compiler/compiler.js";
import { positionField, textField } from "./messages.js";
import { mayHoldCommands } from "./parts.js";
import type { Json } from "./wire.js";

/**
 * The content of a complete_reply; positions count Unicode code points, as the protocol has it. `folder` is where the
 * names of files are looked for.
 */
export async function completions(compiler: Compiler, content: Json, folder: string): Promise<Json> {
  const text = textField(content, "code");
  const cursor = positionField(content, "cursor_pos", text);
  const offset = [...text].slice(0, cursor).join("").length;
  if (!mayHoldCommands(text)) return inCode(compiler, text, offset, cursor);
  const { codeOf, continuations } = await import("./commands/at-cursor.js");
  const found = continuations(text, offset, folder);
  if (!found) return inCode(compiler, codeOf(text), offset, cursor);
  const start = cursor - [...text.slice(found.start, offset)].length;
  return reply(
    found.names.map((name) => ({ name, type: found.type })),
    start,
    cursor,
  );
}

async function inCode(compiler: Compiler, text: string, offset: number, cursor: number): Promise<Json> {
  const word = /[\p{ID_Continue}$\u200c\u200d]*$/u.exec(text.slice(0, offset))![0];
  const start = cursor - [...word].length;
  const found = await compiler.complete(parseCell(text), offset);
  const fits = found.filter(({ name }) => name.startsWith(word) && name !== word);
  const close = fits.length ? fits : found.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()));
  return reply([...new Map(close.map((one) => [one.name, one])).values()], start, cursor);
}

function reply(found: readonly Completion[], start: number, cursor: number): Json {
  return {
    status: "ok",
    matches: found.map((one) => one.name),
    cursor_start: start,
    cursor_end: cursor,
    metadata: {
      _jupyter_types_experimental: found.map((one) => ({ text: one.name, type: one.type, start, end: cursor })),
    },
  };
}
