import type { Range } from "./range.js";

/** A definition of a command; without a name it is one of a kind that is not taken over. */
export interface MacroDefinition {
  readonly name?: string;
  /** What the command stands for, `#1` for its first argument. */
  readonly body: string;
  /** Where the text goes on. */
  readonly end: number;
}

/** Longer ones are not taken over. */
const longest = 1000;
/** What stands in longer braces is not passed over. */
const longestArgument = 2000;
const deepest = 20;

/**
 * The definition that starts with `\newcommand`, `\def`, `\DeclareMathOperator` … at `at`, whose name and body come at
 * `next`. Undefined where the text is not formed as one.
 */
export function definitionAt(text: string, at: number, next: number): MacroDefinition | undefined {
  const head =
    /\\(?:def)\s*(\\[a-zA-Z]+)((?:#\d)*)\s*|\s*(?:\{\s*(\\[a-zA-Z]+)\s*\}|(\\[a-zA-Z]+))\s*((?:\[[^\]]*\]\s*){0,2})/y;
  const isDef = text.startsWith("\\def", at);
  head.lastIndex = isDef ? at : next;
  const found = head.exec(text);
  if (found === null) return undefined;
  const body = argumentAt(text, head.lastIndex);
  if (body === undefined || text[body.start - 1] !== "{") return undefined;
  const content = text.slice(body.start, body.end - 1).replace(/(?<!\\)%[^\n]*\n?/g, "");
  const name = found[1] ?? found[3] ?? found[4];
  // An argument with a default cannot be told from what stands in brackets behind the command.
  const hasDefault = (found[5] ?? "").split("[").length > 2;
  if (name === undefined || hasDefault || content.length > longest) return { body: "", end: body.end };
  const isOperator = text.startsWith("\\DeclareMathOperator", at);
  return { name, body: isOperator ? `\\operatorname{${content}}` : content, end: body.end };
}

/**
 * What stands in the braces or brackets at a place, spaces before them left out: from behind the opening one to behind the
 * closing one.
 */
export function argumentAt(text: string, at: number): Range | undefined {
  const opening = /\s*([{[])/y;
  opening.lastIndex = at;
  const found = opening.exec(text);
  if (found === null) return undefined;
  const closing = found[1] === "{" ? "}" : "]";
  let depth = 0;
  const start = opening.lastIndex;
  const marks = /\\[\s\S]|[{}[\]]/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null && mark.index - start < longestArgument; mark = marks.exec(text)) {
    if (mark[0] === closing && depth === 0) return { start, end: mark.index + 1 };
    if (mark[0] === "{" && ++depth > deepest) return undefined;
    if (mark[0] === "}") depth--;
  }
  return undefined;
}
