import { blanked } from "../informal.js";
import type { Range } from "./range.js";

/**
 * The sentences of a LaTeX document with all places as they are: its text outside of the ranges, with spaces for the
 * commands that only set it, and nothing to read where other commands and their arguments stand.
 */
export function sentencesOfTex(text: string, closed: readonly Range[]): string {
  const prose = blanked(text, closed);
  const pieces: string[] = [];
  const open: Braces[] = [];
  let hidden = 0;
  /** What braces that open right here would be. */
  let next: { readonly at: number; readonly braces: Braces } = { at: -1, braces: "group" };
  let at = 0;
  const write = (piece: string, end: number) => {
    pieces.push(hidden === 0 ? piece : nothing(piece));
    at = end;
  };
  for (const { 0: found, 1: name, index } of prose.matchAll(sign)) {
    write(prose.slice(at, index), index);
    const end = index + found.length;
    const braces: Braces | undefined =
      found === "{" ? (next.at === index ? next.braces : "group") : found === "}" ? open.pop() : undefined;
    if (found === "{") open.push(braces!);
    if (found === "{" && braces === "argument") hidden++;
    write(braces === "text" ? " " : name === undefined ? written(found) : command(name, found), end);
    if (found === "}" && braces === "argument") hidden--;
    if (name !== undefined) next = { at: end, braces: setting.get(name) === undefined ? "argument" : "text" };
    else if (found === "}" && braces === "argument") next = { at: end, braces };
  }
  write(prose.slice(at), prose.length);
  return pieces.join("");
}

/** Whose braces: those of text that is set in some way, of what a command needs besides, or nobody's. */
type Braces = "text" | "argument" | "group";

const sign = /\\([a-zA-Z]+)\*?(?:\[[^\][\n]{0,200}\])?|\\[\s\S]|--+|[~{}]/g;

/** Commands that set text, by the mark with which Markdown begins such a block; none within a sentence. */
const setting: ReadonlyMap<string, string> = new Map([
  ...[
    "emph",
    "textbf",
    "textit",
    "textrm",
    "textsf",
    "textsc",
    "underline",
    "footnote",
    "caption",
    "mbox",
    "noindent",
  ].map((name) => [name, " "] as const),
  ...["chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "title"].map(
    (name) => [name, "#"] as const,
  ),
  ["item", "*"],
]);

function command(name: string, found: string): string {
  const mark = setting.get(name);
  if (mark !== undefined && !found.endsWith("]")) return mark.padEnd(found.length);
  return name === "dots" || name === "ldots" ? "…".padEnd(found.length, "\0") : nothing(found);
}

/** What a sign that is no command is in a sentence. */
function written(found: string): string {
  if (found === "~" || found === "\\ ") return " ".repeat(found.length);
  return found === "\\%" ? " %" : nothing(found);
}

function nothing(text: string): string {
  return text.replace(/[^\r\n]/g, "\0");
}
