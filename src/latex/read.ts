import type { Expression } from "../expression/expression.js";
import { inResidues, withoutModulus } from "./congruences.js";
import { ReadingError } from "./cursor.js";
import { LatexError, parseLatex } from "./katex.js";
import type { ReadOptions } from "./member.js";
import { lettersOfPlaces } from "./names.js";
import type { Node, Place } from "./nodes.js";
import { splitAtCommas } from "./parts.js";
import { readMember } from "./readings.js";
import type { Relation } from "./relations.js";
import { depthChange, isRelation, relations } from "./relations.js";
import { alignedRows, rowsOf, trimmed } from "./rows.js";
import { readSet } from "./sets.js";
import type { Signature } from "./sides.js";
import { memberName, signatureAt, signatureOf } from "./sides.js";

/** A statement: its members, and what each is said to be to the one before it. */
export interface Statement {
  readonly members: readonly Member[];
  /** One fewer than members. */
  readonly relations: readonly WrittenRelation[];
  /** The line that it begins on, counted from 0. */
  readonly row: number;
  /** Whether it goes on over several lines, each of which follows from the one before. */
  readonly isDerivation?: true;
}

/** One side of a relation. */
export interface Member extends Place {
  readonly source: string;
  readonly read: Expression | Unread;
  /** What it can be read as besides. */
  readonly otherReadings: readonly Expression[];
  /** The name, where the member is nothing else. */
  readonly name: string | undefined;
  /** Name and parameters, where the member could be the left side of a definition: `f(x, y)`. */
  readonly signature: Signature | undefined;
  /** The letters in its subscripts, in order, where names are declared: i and j in ∂pᵢ/∂zⱼ. Undefined for 2i. */
  readonly places: readonly string[] | undefined;
  /** The names in parentheses, where names are declared and the member is nothing else: (a, b). */
  readonly tuple: readonly string[] | undefined;
}

/** Why something was not read, and where in the source the reader stopped. */
export interface Unread {
  readonly unread: string;
  readonly at: number;
}

export interface WrittenRelation extends Place {
  readonly relation: Relation;
}

/** Whether a member, or what is made of it, was not read. */
export function isUnread(read: Expression | Unread): read is Unread {
  return "unread" in read;
}

/**
 * Reads a formula, without its delimiters, as statements. Places are offsets in `source`. What is not known to the
 * reader is not guessed: the member, or the whole formula, is unread with the reason.
 */
export function readLatex(source: string, options: ReadOptions): Statement[] | Unread {
  let nodes: Node[];
  try {
    nodes = parseLatex(source, options.macros);
  } catch (error) {
    if (error instanceof LatexError) return { unread: error.message, at: error.at };
    throw error;
  }
  const [only] = nodes;
  if (nodes.length === 1 && only?.kind === "other") return { unread: `${only.name} is not read`, at: only.start };
  if (nodes.length === 1 && only?.kind === "table" && only.left === "" && alignedRows(only) === undefined) {
    return { unread: "a table is not read", at: only.start };
  }
  const statements: Statement[] = [];
  for (const [i, row] of rowsOf(nodes).entries()) {
    const previous = statements.at(-1);
    const first = row[0];
    const continues = first?.kind === "glyph" && first.role === "relation" && previous !== undefined;
    const isSign = first?.kind === "glyph" && first.role === "binary";
    if (isSign && previous !== undefined && options.declared === undefined) {
      return { unread: "how a line that opens with a sign goes on from the one before is not clear", at: first.start };
    }
    const read = readRow(source, row, options, continues ? previous : undefined);
    if ("unread" in read) return read;
    if (continues) statements.pop();
    const from = continues ? previous!.row : i;
    const isDerivation = continues ? ({ isDerivation: true } as const) : {};
    statements.push(...read.map((statement, j) => ({ ...statement, row: from, ...(j === 0 ? isDerivation : {}) })));
  }
  return statements;
}

function readRow(
  source: string,
  row: readonly Node[],
  options: ReadOptions,
  continued: Statement | undefined,
): Statement[] | Unread {
  if (options.declared !== undefined) return readDeclaredRow(source, row, options, continued);
  const parts = splitAtCommas(trimmed(row).map(asDivider));
  if (parts.length > 1 && !parts.every((part) => part.some(isRelation))) {
    return { unread: "a list, of which only parts are statements", at: row[0]!.start };
  }
  const statements: Statement[] = [];
  for (const [i, part] of parts.entries()) {
    const read = readStatement(source, part, options, i === 0 ? continued : undefined);
    if ("unread" in read) return read;
    statements.push(read);
  }
  return statements;
}

const implications = new Set(["\\Rightarrow", "\\implies", "\\Longrightarrow", "⇒", "\\therefore"]);

/** What follows from something is a statement of its own. */
function asDivider(node: Node): Node {
  return node.kind === "glyph" && implications.has(node.text)
    ? { kind: "glyph", text: ";", role: "punctuation", start: node.start, end: node.end }
    : node;
}

/** Words between a statement and what is said besides: a definition, or for which numbers it holds. */
const introductions = new Set(["with", "where", "for", "if", "and", "when", "so that", "then"]);

/** The statement that a row begins with, and the definitions behind it; remarks of another kind are left out. */
function readDeclaredRow(
  source: string,
  row: readonly Node[],
  options: ReadOptions,
  continued: Statement | undefined,
): Statement[] | Unread {
  const divided = trimmed(row).flatMap((node): Node[] =>
    node.kind === "word" && introductions.has(node.text)
      ? [{ kind: "glyph", text: ";", role: "punctuation", start: node.start, end: node.end }]
      : [node],
  );
  const [first, ...others] = splitAtCommas(divided);
  const statement = readStatement(source, first!, options, continued);
  if ("unread" in statement) return statement;
  const definitions = others.flatMap((part) => {
    const read = part.some(isRelation) ? readStatement(source, part, options, undefined) : undefined;
    return read === undefined || "unread" in read ? [] : [read];
  });
  return [statement, ...definitions];
}

function readStatement(
  source: string,
  given: readonly Node[],
  options: ReadOptions,
  continued: Statement | undefined,
): Statement | Unread {
  const { nodes, modulus } = withoutModulus(given, source, options);
  const read = readChain(source, nodes, options, continued);
  return modulus === undefined || "unread" in read ? read : inResidues(read, modulus);
}

function readChain(
  source: string,
  nodes: readonly Node[],
  options: ReadOptions,
  continued: Statement | undefined,
): Statement | Unread {
  const members = [...(continued?.members ?? [])];
  const found = [...(continued?.relations ?? [])];
  let from = 0;
  let depth = 0;
  for (let i = 0; i <= nodes.length; i++) {
    const node = nodes[i];
    depth += node === undefined ? 0 : depthChange(node);
    if (node !== undefined && !(isRelation(node) && depth <= 0)) continue;
    const part = trimmed(nodes.slice(from, i));
    if (part.length === 0) {
      // A line that continues the one before opens with its relation.
      if (!(i === 0 && continued !== undefined)) return { unread: "a relation without a side", at: node?.start ?? 0 };
    } else {
      const start = startOf(source, part[0]!.start, found.at(-1)?.end ?? 0, options.macros);
      const end = endOf(source, start, node?.start ?? endOfPart(source, part.at(-1)!.end));
      const isSet = ["∈", "∉"].includes(found.at(-1)?.relation ?? "") && options.declared === undefined;
      members.push(readSide(source, part, start, end, options, isSet ? readSet : readMember));
    }
    if (node?.kind === "glyph") {
      if (node.start === node.end)
        return { unread: `the sign ${node.text} is written in a way not known`, at: node.start };
      if (node.text === ":") return { unread: "a ratio or a colon is not read", at: node.start };
      found.push({ relation: relations.get(node.text) ?? "other", start: node.start, end: node.end });
    }
    from = i + 1;
  }
  return { members, relations: found, row: 0 };
}

export function readSide(
  source: string,
  nodes: readonly Node[],
  start: number,
  end: number,
  options: ReadOptions,
  readAs = readMember,
): Member {
  const text = source.slice(start, end);
  const name = memberName(nodes, source, options);
  const signature = signatureAt(nodes, options);
  let read: Expression | Unread;
  let otherReadings: readonly Expression[] = [];
  try {
    [read, ...otherReadings] = readAs(nodes, source, options);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    read = { unread: error.message, at: error.at };
  }
  return {
    source: text,
    start,
    end,
    read,
    otherReadings,
    name: name?.next === nodes.length ? name.name : undefined,
    signature,
    places: options.declared === undefined ? [] : lettersOfPlaces(nodes),
    tuple: options.declared === undefined ? undefined : signatureOf("", nodes)?.parameters,
  };
}

/** The start of a member whose first piece starts at `start`: before the command whose argument that piece may be. */
function startOf(source: string, start: number, from: number, macros: ReadOptions["macros"] = {}): number {
  const before = /^[\s&]*(\\[a-zA-Z]+)[^=\\]*$/.exec(source.slice(Math.min(from, start), start));
  if (before !== null && Object.hasOwn(macros, before[1]!)) return from + before[0].indexOf("\\");
  return start + /^\s*/.exec(source.slice(start))![0].length;
}

/** The end of a member whose last sign ends by `before`: without space and closing punctuation. */
function endOf(source: string, start: number, before: number): number {
  return (
    start + source.slice(start, before).replace(/(?:\s|\\[,;:! ]|\\q?quad(?![a-zA-Z])|[,;.。，&~]|\\\\)+$/, "").length
  );
}

/** Where the last member of a statement ends at the latest. */
function endOfPart(source: string, lastSeen: number): number {
  const after = /[,;⇒]|\\\\|\\end\{|\\(?:Rightarrow|implies|Longrightarrow|therefore|p?mod|pod)(?![a-zA-Z])/.exec(
    source.slice(lastSeen),
  );
  return after === null ? source.length : lastSeen + after.index;
}
