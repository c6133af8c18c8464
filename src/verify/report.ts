import { escapeHtml } from "../display/escapeHtml.js";
import type { MimeBundle } from "../display/mimeBundle.js";
import { displaySymbol } from "../display/mimeBundle.js";
import { badge, faint, htmlTable } from "./reportTable.js";

/**
 * What verification and checking say of a number: right; wrong; right but for the last digits; right only under another
 * convention; or not checked, for the reason given.
 */
export type Verdict = "confirmed" | "wrong" | "imprecise" | "ambiguous" | "unchecked";

/** One independent way to the same numbers, and what came of going it. */
export interface Route {
  /** What was held against what. */
  readonly route: string;
  readonly verdict: Verdict;
  /** How the verdict came about, or why there is none. */
  readonly detail: string;
  /** The largest error found, in units in the last place. */
  readonly ulps?: number;
  /** Where the error is largest. */
  readonly worst?: WorstPoint;
}

export interface WorstPoint {
  /** The arguments, as one would type them. */
  readonly at: string;
  /** What was found there. */
  readonly found: string;
  /** What is true there. */
  readonly truth: string;
}

/** A report as data: the shape of the command's JSON. */
export interface ReportData {
  readonly name: string;
  readonly verdict: Verdict;
  readonly routes: readonly RouteData[];
}

/** A route as data. */
export interface RouteData {
  readonly route: string;
  readonly verdict: Verdict;
  readonly detail: string;
  /** Null where nothing was measured, or where the error is past counting. */
  readonly ulps: number | null;
  readonly worst: WorstPoint | null;
}

/** From the gravest to the most welcome. */
export const verdicts: readonly Verdict[] = ["wrong", "imprecise", "ambiguous", "confirmed", "unchecked"];

const columns = 100;

/** What all routes said of one formula; shows itself in a notebook and prints as a table. */
export class Report {
  /** The formula's name. */
  readonly name: string;
  readonly routes: readonly Route[];

  constructor(name: string, routes: readonly Route[]) {
    this.name = name;
    this.routes = routes;
  }

  /** The gravest verdict of any route; routes that could not be gone do not count where others could. */
  get verdict(): Verdict {
    return verdicts.find((verdict) => this.routes.some((route) => route.verdict === verdict)) ?? "unchecked";
  }

  /** The routes on which something is not right. */
  get problems(): readonly Route[] {
    return this.routes.filter(({ verdict }) => isProblem(verdict));
  }

  /** A table of at most 100 columns. */
  toString(): string {
    const nameWidth = Math.max(...this.routes.map(({ route }) => route.length));
    const indent = " ".repeat(2 + "imprecise".length + 2 + nameWidth + 2);
    const lines = this.routes.map((route) => {
      const head = `  ${route.verdict.padEnd("imprecise".length)}  ${route.route.padEnd(nameWidth)}  `;
      const width = columns - indent.length;
      return head + wrapped(sentences(route, width), width).join(`\n${indent}`);
    });
    return [`${this.name}: ${this.verdict} (${this.tally()})`, ...lines].join("\n");
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.toHtml(), "text/plain": this.toString() };
  }

  /** What JSON.stringify writes. */
  toJSON(): ReportData {
    const routes = this.routes.map(({ route, verdict, detail, ulps, worst }) => ({
      route,
      verdict,
      detail,
      ulps: ulps !== undefined && Number.isFinite(ulps) ? ulps : null,
      worst: worst ?? null,
    }));
    return { name: this.name, verdict: this.verdict, routes };
  }

  private tally(): string {
    return tally(this.routes.map(({ verdict }) => verdict));
  }

  private toHtml(): string {
    const caption = `${badge(this.verdict)} <strong>${escapeHtml(this.name)}</strong> ${faint(this.tally())}`;
    const rows = this.routes.map(({ route, verdict, detail, worst }) => [
      badge(verdict),
      `<span style="white-space:nowrap">${escapeHtml(route)}</span>`,
      escapeHtml(detail),
      worst === undefined
        ? ""
        : `<code>${escapeHtml(worst.at)}</code>: ${escapeHtml(worst.found)}, the truth is ${escapeHtml(worst.truth)}`,
    ]);
    return htmlTable(caption, ["verdict", "route", "what was found", "worst point"], rows);
  }
}

/** How often each verdict occurs, in words. */
export function tally(found: readonly Verdict[]): string {
  return verdicts
    .map((verdict) => [verdict, found.filter((one) => one === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(", ");
}

/** Whether a verdict is one to mend something for. */
export function isProblem(verdict: Verdict): boolean {
  return verdict === "wrong" || verdict === "imprecise" || verdict === "ambiguous";
}

/** An error in units in the last place, in words. */
export function inUlps(ulps: number): string {
  if (ulps === Number.POSITIVE_INFINITY) return "any number of";
  return ulps === 0 ? "0" : ulps < 100 ? ulps.toFixed(2) : ulps.toExponential(1);
}

/** What is to be said of a route; where the error is largest only if it fits, or if something is wrong there. */
function sentences({ detail, verdict, worst }: Route, width = 100): string {
  if (worst === undefined) return detail;
  if (verdict === "confirmed") {
    const full = `${detail}, worst at ${worst.at}`;
    return full.length > width ? detail : full;
  }
  return `${detail}: ${worst.found} at ${worst.at}, where the truth is ${worst.truth}`;
}

/** Lines of at most `width` columns, broken between words where there is a word's end. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
