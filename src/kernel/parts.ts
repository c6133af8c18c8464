/**
 * A cell as its parts, from top to bottom: pieces of TypeScript, and the commands between them.
 *
 * No TypeScript ever changes its meaning. What is valid as a whole holds no commands; elsewhere a line is one where the
 * parser has taken in all that stands above it and nothing can go on with a `%` there, or not with this line.
 */
import { parseCell } from "./cell.js";
import { standing } from "./completeness.js";

/** A place in the text of a cell. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** TypeScript. */
export interface CodePart extends Span {
  readonly kind: "code";
}

/** A line such as `%npm install d3`, or a whole cell that begins with a line such as `%%bash`. */
export interface CommandPart extends Span {
  readonly kind: "command";
  /** Its name, percent signs included. */
  readonly name: string;
  /** What follows the name in its line. */
  readonly argument: Span;
  /** What follows that line, for a command that takes the whole cell. */
  readonly body: Span;
}

/** A last line such as `name?`, which asks what is known of a name; `name??` asks for its source too. */
export interface QuestionPart extends Span {
  readonly kind: "question";
  readonly name: string;
  readonly source: boolean;
}

export type Part = CodePart | CommandPart | QuestionPart;

const sign = /^[ \t]*%|^[ \t]*\?|\?[ \t\r]*$/m;
const commandLine = /^([ \t]*)(%%?\p{ID_Start}\p{ID_Continue}*)(?![\p{ID_Continue}?])/u;
const dotted = String.raw`%{0,2}[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_#][\p{ID_Continue}$]*)*`;
const questionLine = new RegExp(String.raw`^[ \t]*(?:(\?\??)(${dotted})|(${dotted})(\?\??))[ \t\r]*$`, "u");

/** Whether a cell may hold anything but TypeScript: a quick look, which is often wrong where the answer is yes. */
export function mayHoldCommands(text: string): boolean {
  return sign.test(text);
}

/** The parts of a cell; `isKnown` tells whether a name, percent signs included, is a command's. */
export function partsOf(text: string, isKnown: (name: string) => boolean): Part[] {
  const blank = /^\s*$/.test(text);
  const whole: CodePart = { kind: "code", start: 0, end: text.length };
  if (blank || !mayHoldCommands(text)) return blank ? [] : [whole];
  const lines = linesOf(text);
  const first = lines.find((line) => !isBlank(text, line))!;
  const taking = commandIn(text, first);
  if (taking?.name.startsWith("%%"))
    return [{ ...taking, end: text.length, body: { start: first.end, end: text.length } }];
  if (!parseCell(text).syntaxError) return [whole];

  const last = lines.findLast((line) => !isBlank(text, line))!;
  const parts: Part[] = [];
  let start = 0;
  for (const line of lines) {
    const above = text.slice(start, line.start);
    const command = commandIn(text, line);
    const question = line === last && !command ? questionIn(text, line) : undefined;
    const found = command ?? question;
    if (!found || standing(above) !== "complete") continue;
    if (command && !isCommandBelow(above, text.slice(line.start, line.end), isKnown(command.name))) continue;
    parts.push({ kind: "code", start, end: line.start }, found);
    start = line.end;
  }
  parts.push({ kind: "code", start, end: text.length });
  const full = parts.filter((part) => part.kind !== "code" || !isEmpty(text, part));
  return full.length ? full : [whole];
}

/** A text in which all but some places is blank: what stays, stays where it is. */
export function masked(text: string, spans: readonly Span[]): string {
  const blank = (from: number, to: number) => text.slice(from, to).replace(/[^\r\n]/g, " ");
  let made = "";
  let at = 0;
  for (const { start, end } of spans) {
    made += blank(at, start) + text.slice(start, end);
    at = end;
  }
  return made + blank(at, text.length);
}

/** Whether a command could begin in the line after some text, of which the last part is TypeScript. */
export function mayBeginCommand(above: string): boolean {
  return standing(above) === "complete" && standing(`${above}%0`) !== "complete";
}

/** Where a `%` can go on with what is above, a line is a command only if its name is one and it is no TypeScript. */
function isCommandBelow(above: string, line: string, isKnown: boolean): boolean {
  return mayBeginCommand(above) || (isKnown && standing(above + line) === "invalid");
}

function commandIn(text: string, { start, end }: Span): CommandPart | undefined {
  const [before, indent = "", name = ""] = commandLine.exec(text.slice(start, end)) ?? [];
  if (before === undefined) return undefined;
  const argument = trimmed(text, { start: start + before.length, end });
  return { kind: "command", start: start + indent.length, end, name, argument, body: { start: end, end } };
}

function questionIn(text: string, { start, end }: Span): QuestionPart | undefined {
  const [found, marksBefore, nameBehind, nameBefore, marksBehind] =
    questionLine.exec(text.slice(start, end).trimEnd()) ?? [];
  if (found === undefined) return undefined;
  const source = (marksBefore ?? marksBehind) === "??";
  return { kind: "question", start, end, name: (nameBehind ?? nameBefore)!, source };
}

/** The lines of a text, each with the break that ends it. */
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start) + 1 || text.length;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

function isBlank(text: string, { start, end }: Span): boolean {
  return !text.slice(start, end).trim();
}

/** Whether there is nothing to run in some TypeScript. */
function isEmpty(text: string, part: Span): boolean {
  if (isBlank(text, part)) return true;
  const { body, syntaxError } = parseCell(text.slice(part.start, part.end));
  return !body.length && !syntaxError;
}
