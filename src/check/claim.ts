import type { Verdict } from "../verify/report.js";

/** What `workings check` finds in documents: the shape of its JSON. */
export interface ReportData {
  readonly version: 1;
  readonly files: readonly FileReport[];
}

export interface FileReport {
  readonly path: string;
  readonly claims: readonly Claim[];
  readonly summary: Summary;
}

/** One relation: two neighbouring members of a chain. */
export interface Claim {
  /** In a notebook, which cell it stands in, counted from 0. */
  readonly cell?: number;
  /** Which output of the cell it stands in, counted from 0, if it does not stand in the cell's own text. */
  readonly output?: number;
  /** From the start of the left side to the end of the right side. */
  readonly start: Position;
  readonly end: Position;
  /** The text between the two. */
  readonly source: string;
  readonly kind: "numeric" | "identity" | "definition" | "binding" | "update";
  readonly relation: string | null;
  /** The right side as written. */
  readonly written: string | null;
  /** What the right side should be, to the places written. */
  readonly computed: string | null;
  /** How the left side was read. */
  readonly reading: string | null;
  /** Null where there is nothing to judge. */
  readonly verdict: Verdict | null;
  readonly reason: string;
  /** The likeliest slip; a hint, never a ground for the verdict. */
  readonly slip?: string;
}

export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** Counted from 0, in UTF-16 units. */
  readonly offset: number;
}

export interface Summary {
  readonly statements: number;
  /** Statements with a verdict other than unchecked. */
  readonly judged: number;
  readonly confirmed: number;
  readonly wrong: number;
  readonly imprecise: number;
  readonly ambiguous: number;
  readonly unchecked: number;
}

/** Counts the claims by verdict; definitions and bindings, which have none, are not counted. */
export function summarize(claims: readonly Claim[]): Summary {
  const count = (verdict: Verdict) => claims.filter((claim) => claim.verdict === verdict).length;
  const statements = claims.filter((claim) => claim.verdict !== null).length;
  const unchecked = count("unchecked");
  return {
    statements,
    judged: statements - unchecked,
    confirmed: count("confirmed"),
    wrong: count("wrong"),
    imprecise: count("imprecise"),
    ambiguous: count("ambiguous"),
    unchecked,
  };
}

/** The counts of several documents together. */
export function total(summaries: readonly Summary[]): Summary {
  const sum = (name: keyof Summary) => summaries.reduce((total, summary) => total + summary[name], 0);
  return {
    statements: sum("statements"),
    judged: sum("judged"),
    confirmed: sum("confirmed"),
    wrong: sum("wrong"),
    imprecise: sum("imprecise"),
    ambiguous: sum("ambiguous"),
    unchecked: sum("unchecked"),
  };
}
