import { apply } from "../expression/construct.js";
import type { Expression } from "../expression/expression.js";
import { isGlyph, ReadingError } from "./cursor.js";
import { LatexError, parseLatex } from "./katex.js";
import type { ReadOptions } from "./member.js";
import { readMember } from "./member.js";
import type { Name } from "./names.js";
import { lettersOfPlaces, nameAt, primedName, stemAt } from "./names.js";
import type { Node, Place } from "./nodes.js";
import { opaqueNameAt } from "./opaque.js";
import type { Relation } from "./relations.js";
import { depthChange, isRelation, relations } from "./relations.js";
import { isSpecialFunction } from "./special.js";

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
  readonly signature: { readonly name: string; readonly parameters: readonly string[] } | undefined;
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
    const read = readRow(source, row, options, continues ? previous : undefined);
    if ("unread" in read) return read;
    if (continues) statements.pop();
    const from = continues ? previous!.row : i;
    const isDerivation = continues ? ({ isDerivation: true } as const) : {};
    statements.push(...read.map((statement, j) => ({ ...statement, row: from, ...(j === 0 ? isDerivation : {}) })));
  }
  return statements;
}

/** The lines of a formula: those of its only environment, or the whole. */
function rowsOf(nodes: readonly Node[]): (readonly Node[])[] {
  const solid = nodes.filter((node) => node.kind !== "space");
  const [only] = solid;
  const rows = only?.kind === "rows" ? only.rows : only?.kind === "table" ? alignedRows(only) : undefined;
  if (solid.length === 1 && rows !== undefined) return joined(rows.flatMap((row) => rowsOf(row)));
  return solid.length === 0 ? [] : [trimmed(nodes)];
}

/** The lines of a table that aligns relations, each in a cell of its own; undefined for other tables. */
function alignedRows({ cells, left }: Extract<Node, { kind: "table" }>): Node[][] | undefined {
  if (left !== "" || cells.length === 0) return undefined;
  const isAligned = cells.every((row) => row.length === 3 && row[1]!.length === 1 && isRelation(row[1]![0]!));
  return isAligned ? cells.map((row) => row.flat()) : undefined;
}

/** Rows of which those that go on with a term or a factor of the row before are part of it. */
function joined(rows: readonly (readonly Node[])[]): (readonly Node[])[] {
  const result: (readonly Node[])[] = [];
  for (const row of rows) {
    const first = row[0];
    const isSign = first?.kind === "glyph" && first.role === "binary";
    const mayBegin = isGlyph(first, "-") || isGlyph(first, "−");
    const goesOn = isSign && !(mayBegin && row.some(isRelation)) && result.length > 0;
    if (goesOn) result.push([...result.pop()!, ...row]);
    else result.push(row);
  }
  return result;
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

const implications = new Set([
  "\\Rightarrow",
  "\\implies",
  "\\Longrightarrow",
  "⇒",
  "\\therefore",
  "\\iff",
  "\\Leftrightarrow",
  "⇔",
]);

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

/** What stands before `\\pmod{12}`, and the 12. */
function withoutModulus(nodes: readonly Node[], source: string, options: ReadOptions) {
  const at = nodes.findIndex((node) => isModulus(node));
  const behind = nodes.slice(at + 1).filter(({ kind }) => kind !== "space");
  if (at < 0 || options.declared !== undefined) return { nodes, modulus: undefined };
  const from = isGlyph(nodes[at - 1], "(") && isGlyph(behind.at(-1), ")") ? at - 1 : at;
  const inside = from < at ? behind.slice(0, -1) : behind;
  const modulus = member(source, inside, nodes[at]!.start, nodes[at]!.end, options).read;
  return { nodes: trimmed(nodes.slice(0, from)), modulus };
}

function isModulus(node: Node): boolean {
  return ["\\pmod", "\\mod", "\\pod"].some((command) => isGlyph(node, command));
}

/** The same statement about what is left over after division. */
function inResidues(statement: Statement, modulus: Expression | Unread): Statement {
  const members = statement.members.map((one): Member => {
    const [read, ...otherReadings] = isUnread(one.read) ? [one.read] : [one.read, ...one.otherReadings];
    if (isUnread(modulus)) return { ...one, read: modulus, otherReadings: [], name: undefined, signature: undefined };
    const left = (value: Expression) => apply("\\mod", value, modulus);
    return {
      ...one,
      read: isUnread(read!) ? read! : left(read!),
      otherReadings: otherReadings.map((value) => left(value as Expression)),
      name: undefined,
      signature: undefined,
    };
  });
  const relations = statement.relations.map((one) => ({
    ...one,
    relation: one.relation === "≡" ? ("=" as const) : one.relation,
  }));
  return { ...statement, members, relations };
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
      members.push(member(source, part, start, end, options));
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

function member(source: string, nodes: readonly Node[], start: number, end: number, options: ReadOptions): Member {
  const text = source.slice(start, end);
  const name = memberName(nodes, source, options);
  const signature = signatureAt(nodes, options);
  let read: Expression | Unread;
  let otherReadings: readonly Expression[] = [];
  try {
    [read, ...otherReadings] = readMember(nodes, source, options);
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

/** The name that a side begins with; f' is one only where f is no function, whose derivative it would be. */
function memberName(nodes: readonly Node[], source: string, options: ReadOptions): Name | undefined {
  const anyWord = () => true;
  const plain = nameAt(nodes, 0, anyWord);
  if (options.declared !== undefined) return primedName(nodes) ?? plain;
  const opaque = opaqueNameAt(nodes, 0, source);
  const isCall = plain !== undefined && options.isFunction(plain.name);
  if (opaque?.next === nodes.length && !isCall) return opaque;
  return primedName(nodes) === undefined ? plain : primedFunction(nodes, options);
}

function primedFunction(nodes: readonly Node[], options: ReadOptions): Name | undefined {
  const stem = stemAt(nodes, 0, () => true);
  return stem !== undefined && options.isFunction(stem.name) ? undefined : primedName(nodes);
}

/** Name and parameters, where a side could be the left one of a definition; what is said of a variable is none. */
function signatureAt(nodes: readonly Node[], options: ReadOptions): Member["signature"] {
  const plain = nameAt(nodes, 0, () => true);
  const isPrimed = primedName(nodes) !== undefined;
  const name =
    options.declared !== undefined ? (primedName(nodes) ?? plain) : isPrimed ? primedFunction(nodes, options) : plain;
  const signature = name === undefined ? undefined : signatureOf(name.name, nodes.slice(name.next));
  if (signature === undefined || options.declared !== undefined || !isSpecialFunction(signature.name)) return signature;
  return signature.parameters.some((parameter) => options.isVariable(parameter)) ? undefined : signature;
}

function signatureOf(name: string, nodes: readonly Node[]): Member["signature"] {
  const [only] = nodes;
  let inside: readonly Node[];
  if (nodes.length === 1 && only?.kind === "fence" && only.left === "(" && only.right === ")") inside = only.body;
  else if (isGlyph(only, "(") && isGlyph(nodes.at(-1), ")")) inside = nodes.slice(1, -1);
  else return undefined;
  const parameters: string[] = [];
  for (const part of splitAtCommas(trimmed(inside))) {
    const parameter = nameAt(part, 0, () => false);
    if (parameter === undefined || parameter.next !== part.length || parameters.includes(parameter.name))
      return undefined;
    parameters.push(parameter.name);
  }
  return parameters.length === 0 ? undefined : { name, parameters };
}

/** The parts between commas, semicolons and wide spaces that no bracket encloses. */
function splitAtCommas(nodes: readonly Node[]): (readonly Node[])[] {
  const parts: Node[][] = [[]];
  let depth = 0;
  for (const [i, node] of nodes.entries()) {
    depth += depthChange(node);
    const isMark = (isGlyph(node, ",") || isGlyph(node, ";")) && !joinsDigits(nodes, i);
    const divides = depth <= 0 && (isMark || dividesBySpace(nodes, i));
    if (divides) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts.map(trimmed).filter((part, i) => part.length > 0 || i === 0);
}

/** Whether a wide space stands between two things, and not merely around a relation. */
function dividesBySpace(nodes: readonly Node[], at: number): boolean {
  const node = nodes[at]!;
  if (node.kind !== "space" || !node.isWide) return false;
  const isSolid = (other: Node) => other.kind !== "space";
  const before = nodes.slice(0, at).findLast(isSolid);
  const after = nodes.slice(at).find(isSolid);
  return before !== undefined && after !== undefined && !isRelation(before) && !isRelation(after);
}

/** Whether a comma stands between two digits without space, and so may belong to a number. */
function joinsDigits(nodes: readonly Node[], at: number): boolean {
  const [before, comma, after] = [nodes[at - 1], nodes[at]!, nodes[at + 1]];
  const isDigit = (node: Node | undefined) => node?.kind === "glyph" && /^\d$/.test(node.text);
  return isDigit(before) && isDigit(after) && before!.end === comma.start && comma.end === after!.start;
}

/** Without the spaces around it, and without the punctuation that a sentence puts after a formula. */
function trimmed(nodes: readonly Node[]): readonly Node[] {
  let [from, to] = [0, nodes.length];
  while (from < to && nodes[from]!.kind === "space") from++;
  while (
    to > from &&
    (nodes[to - 1]!.kind === "space" || [",", ".", ";", "。", "，"].some((mark) => isGlyph(nodes[to - 1], mark)))
  )
    to--;
  return nodes.slice(from, to);
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
  const after =
    /[,;⇒⇔]|\\\\|\\end\{|\\(?:Rightarrow|implies|Longrightarrow|therefore|iff|Leftrightarrow|p?mod|pod)(?![a-zA-Z])/.exec(
      source.slice(lastSeen),
    );
  return after === null ? source.length : lastSeen + after.index;
}
