/** Whether a piece of code could run as it stands, or wants another line: what a console asks before it sends it. */
import { parseSync } from "oxc-parser";
import type { Json } from "./wire.js";

/** The content of an is_complete_reply. */
export function completeness(code: string): Json {
  const { errors } = parseSync("cell.tsx", code, { lang: "ts", sourceType: "module" });
  const error = errors[0];
  if (!error) return { status: "complete" };
  const end = code.trimEnd().length;
  const reachesEnd =
    (error.labels ?? []).some((label) => label.start >= end) || error.message.includes("Missing catch or finally");
  const isOpen =
    /^Unterminated (string|multiline comment|template)/.test(error.message) &&
    !/^['"]/.test(code.slice(error.labels?.[0]?.start));
  if (!reachesEnd && !isOpen) return { status: "invalid" };
  return { status: "incomplete", indent: indentAfter(code) };
}

/** The indent of the line that follows: that of the last line, and one step more after an opening bracket or arrow. */
function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)![0];
  return /([{([]|=>)\s*$/.test(last) ? `${indent}  ` : indent;
}
