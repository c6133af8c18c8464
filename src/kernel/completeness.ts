/** Whether a piece of TypeScript could run as it stands, or wants another line. */
import { parseSync } from "oxc-parser";

/** What a piece of TypeScript wants: nothing, more lines, or to be mended first. */
export type Standing = "complete" | "incomplete" | "invalid";

/** How a piece of TypeScript stands. */
export function standing(code: string): Standing {
  const { errors } = parseSync("cell.tsx", code, { lang: "ts", sourceType: "module" });
  const error = errors[0];
  if (!error) return "complete";
  if (code.includes("<") && !parseSync("cell.tsx", code, { lang: "tsx", sourceType: "module" }).errors.length) {
    return "complete";
  }
  const end = code.trimEnd().length;
  const reachesEnd =
    (error.labels ?? []).some((label) => label.start >= end) || error.message.includes("Missing catch or finally");
  const isOpen =
    /^Unterminated (string|multiline comment|template)/.test(error.message) &&
    !/^['"]/.test(code.slice(error.labels?.[0]?.start));
  return reachesEnd || isOpen ? "incomplete" : "invalid";
}

/** The indent of the line that follows: that of the last line, and one step more after an opening bracket or arrow. */
export function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)![0];
  return /([{([]|=>)\s*$/.test(last) ? `${indent}  ` : indent;
}
