import type { Claim } from "./claim.js";
import type { Part } from "./documents/document.js";
import type { Range } from "./documents/range.js";
import type { Formula } from "./find.js";
import { Lines } from "./lines.js";

/** Something to say of a document besides its claims: a comment to the checker that does not do what it seems to. */
export interface Notice {
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A comment to the checker. */
interface Order {
  readonly part: Part;
  readonly at: number;
  /** `workings-ignore`, and so on. */
  readonly name: string;
  isUsed: boolean;
}

/** A stretch of a part that an order keeps the checker from speaking of. */
interface Silenced extends Range {
  readonly part: Part;
  readonly order: Order;
}

/**
 * The comments of a document that silence the checker: `workings-ignore` the line that it stands on, or, alone on its
 * line, the next one; `workings-ignore-start` and `-end` what is between them; `workings-ignore-file` all.
 */
export class Silence {
  private readonly orders: Order[] = [];
  private readonly silenced: Silenced[] = [];
  private readonly problems: { order: Order; message: string }[] = [];
  private count = 0;

  constructor(parts: readonly Part[]) {
    for (const part of parts) this.read(part, parts);
  }

  /** How many claims were left out. */
  get ignored(): number {
    return this.count;
  }

  /** The claims that remain of a formula's; its definitions are kept. */
  heard(part: Part, formula: Formula, claims: readonly Claim[]): readonly Claim[] {
    const silenced = this.silenced.filter(
      (one) => one.part === part && formula.start >= one.start && formula.start < one.end,
    );
    if (silenced.length === 0) return claims;
    const hasFault = claims.some(({ verdict }) => verdict !== null && verdict !== "confirmed");
    if (hasFault) for (const { order } of silenced) order.isUsed = true;
    this.count += claims.filter(({ verdict }) => verdict !== null).length;
    return claims.filter(({ verdict }) => verdict === null);
  }

  /** What is to be said of the comments when all claims were heard. */
  notices(): Notice[] {
    const unused = this.orders.filter(({ isUsed }) => !isUsed);
    return [...this.problems, ...unused.map((order) => ({ order, message: `${order.name} silences nothing` }))].map(
      ({ order: { part, at }, message }) => {
        const { line, column } = new Lines(part.text).position(at);
        return { ...(part.cell === undefined ? {} : { cell: part.cell }), line, column, message };
      },
    );
  }

  private read(part: Part, all: readonly Part[]): void {
    let open: Order | undefined;
    for (const { start: at, end } of part.comments) {
      const name = /^(?:<!--|%+)\s*(workings-[\w-]+)/.exec(part.text.slice(at, Math.min(end, at + 200)))?.[1];
      if (name === undefined) continue;
      const order: Order = { part, at, name, isUsed: false };
      const keep = () => this.orders.push(order);
      if (name === "workings-ignore") {
        keep();
        this.silenced.push({ part, order, ...silencedLine(part.text, at, end) });
      } else if (name === "workings-ignore-file") {
        keep();
        for (const other of all) this.silenced.push({ part: other, order, start: 0, end: other.text.length });
      } else if (name === "workings-ignore-start") {
        keep();
        if (open === undefined) open = order;
        else this.problems.push({ order, message: `${name} stands within another one` });
      } else if (name === "workings-ignore-end") {
        if (open === undefined) this.problems.push({ order, message: `${name} has no start` });
        else this.silenced.push({ part, order: open, start: open.at, end: at });
        open = undefined;
      } else this.problems.push({ order, message: `${name} is not known: there are ${names}` });
    }
    if (open === undefined) return;
    this.problems.push({ order: open, message: `${open.name} has no end` });
    this.silenced.push({ part, order: open, start: open.at, end: part.text.length });
  }
}

const names = "workings-ignore, workings-ignore-start, workings-ignore-end and workings-ignore-file";

/** The line of a comment, or the next one that is not empty if there is nothing else on it. */
function silencedLine(text: string, start: number, end: number): Range {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const until = endOfLine(text, end);
  const isAlone = /^[\s>\-+*|]*$/.test(text.slice(from, start)) && text.slice(end, until).trim() === "";
  if (!isAlone) return { start: from, end: until };
  const next = /(?:\s*\n)?[ \t>]*/y;
  next.lastIndex = until;
  next.test(text);
  const line = endOfLine(text, next.lastIndex);
  // What stands behind a fence begins on the line after it.
  const opens = /^(?:`{3}|~{3}|:{3})/.test(text.slice(next.lastIndex, line));
  return { start: end, end: opens ? endOfLine(text, line + 1) : line };
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}
