/** What a front end asks about a place in a cell that holds commands. */
import { type CommandPart, masked, mayBeginCommand, type Part, partsOf, type Span } from "../parts.js";
import type { Command } from "./command.js";
import { commandOf, commands } from "./table.js";

/** What could stand where a word begins. */
export interface Continuations {
  /** Where in the cell the word begins. */
  readonly start: number;
  readonly names: readonly string[];
  /** What they are, in a word. */
  readonly type: string;
}

/** The commands or arguments that could stand at an offset; undefined where that is in TypeScript. */
export function continuations(text: string, offset: number, folder: string): Continuations | undefined {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  const begun = /^[ \t]*(%%?\p{ID_Continue}*)$/u.exec(text.slice(line, offset))?.[1];
  if (begun !== undefined && mayBeginCommand(codeAbove(text.slice(0, line)))) {
    const isFirst = !text.slice(0, line).trim();
    const names = commands.map(({ name }) => name).filter((name) => isFirst || !name.startsWith("%%"));
    const fitting = names.filter((name) => name.startsWith(begun) || name.startsWith(`%${begun}`));
    return { start: offset - begun.length, names: fitting, type: "magic" };
  }
  const part = commandAround(text, offset);
  const command = part && commandOf(part.name);
  if (!command || isIn(codeOfCommand(part, command), offset)) return undefined;
  const typed = text.slice(part.start + part.name.length, offset);
  const word = /\S*$/.exec(typed)![0];
  const before = typed.slice(0, typed.length - word.length).trim();
  const isInLine = offset <= part.argument.end || !typed.includes("\n");
  const names = isInLine ? (command.complete?.(word, before ? before.split(/\s+/) : [], folder) ?? []) : [];
  const fitting = names.filter((name) => name.startsWith(word));
  return { start: offset - word.length, names: fitting, type: "text" };
}

/** The command that an offset is in; undefined where that is in TypeScript. */
export function commandAt(text: string, offset: number): Command | undefined {
  const part = commandAround(text, offset);
  const command = part && commandOf(part.name);
  return command && !isIn(codeOfCommand(part, command), offset) ? command : undefined;
}

/** The TypeScript of a cell: all that is none is blank. */
export function codeOf(text: string): string {
  const spans = parts(text).flatMap((part): readonly Span[] => {
    if (part.kind === "code") return [part];
    if (part.kind === "question") return [];
    const command = commandOf(part.name);
    const code = command && codeOfCommand(part, command);
    return code ? [code] : [];
  });
  return masked(text, spans);
}

/** The parts of a cell, the names of our commands known. */
export function parts(text: string): Part[] {
  return partsOf(text, (name) => commandOf(name) !== undefined);
}

function commandAround(text: string, offset: number): CommandPart | undefined {
  return parts(text).find((part): part is CommandPart => {
    if (part.kind !== "command") return false;
    const end = text[part.end - 1] === "\n" && part.end < text.length ? part.end - 1 : part.end;
    return part.start < offset && offset <= end;
  });
}

/** The TypeScript that a command takes. */
function codeOfCommand(part: CommandPart, { takesCode }: Command): Span | undefined {
  if (!takesCode) return undefined;
  return part.name.startsWith("%%") ? part.body : part.argument;
}

function isIn(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start <= offset && offset <= span.end;
}

/** The TypeScript that a text ends with. */
function codeAbove(text: string): string {
  const last = parts(text).at(-1);
  return last?.kind === "code" ? text.slice(last.start, last.end) : "";
}
