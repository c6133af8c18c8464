/** Whether a cell could run as it stands, or wants another line: what a console asks before it sends it. */
import { indentAfter, standing } from "./completeness.js";
import { mayHoldCommands } from "./parts.js";
import type { Json } from "./wire.js";

/** The content of an is_complete_reply. */
export async function isComplete(text: string): Promise<Json> {
  if (!mayHoldCommands(text)) return reply(text);
  const { parts } = await import("./commands/at-cursor.js");
  const last = parts(text).at(-1);
  if (last === undefined) return { status: "complete" };
  if (last.kind === "code") return reply(text.slice(last.start, last.end));
  if (last.kind === "question" || !last.name.startsWith("%%")) return { status: "complete" };
  // As in IPython, a blank line ends what is no code of ours to judge.
  const isEnded = !text.replace(/\n$/, "").split("\n").at(-1)!.trim();
  return isEnded ? { status: "complete" } : { status: "incomplete", indent: "" };
}

function reply(code: string): Json {
  const status = standing(code);
  return status === "incomplete" ? { status, indent: indentAfter(code) } : { status };
}
