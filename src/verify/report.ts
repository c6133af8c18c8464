import { escapeHtml } from "../display/escapeHtml.js";
import type { MimeBundle } from "../display/mimeBundle.js";
import { displaySymbol } from "../display/mimeBundle.js";

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

/** From the gravest to the most welcome. */
const gravity: readonly Verdict[] = ["wrong", "imprecise", "ambiguous", "confirmed", "unchecked"];

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
    return gravity.find((verdict) => this.routes.some((route) => route.verdict === verdict)) ?? "unchecked";
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

  private tally(): string {
    const counts = gravity.map(
      (verdict) => [verdict, this.routes.filter((r) => r.verdict === verdict).length] as const,
    );
    return counts
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(", ");
  }

  private toHtml(): string {
    const rows = this.routes.map(
      (route) =>
        `<tr><td style="${cell};white-space:nowrap">${badge(route.verdict)}</td>` +
        `<td style="${cell};white-space:nowrap">${escapeHtml(route.route)}</td>` +
        `<td style="${cell}">${escapeHtml(sentences(route))}</td></tr>`,
    );
    return (
      `<table style="border-collapse:collapse;color:var(--jp-content-font-color1, inherit)">` +
      `<caption style="text-align:left;padding:4px 0">${badge(this.verdict)} <strong>${escapeHtml(this.name)}</strong> ` +
      `<span style="color:var(--jp-content-font-color2, inherit)">${this.tally()}</span></caption>` +
      `<thead><tr>${["verdict", "route", "what was found"].map((title) => `<th style="${cell}">${title}</th>`).join("")}</tr></thead>` +
      `<tbody>${rows.join("")}</tbody></table>`
    );
  }
}

const cell = "text-align:left;vertical-align:top;padding:3px 10px 3px 0";

/** A sign beside each verdict's colour, for those who cannot tell the colours apart. */
const signs: Record<Verdict, { sign: string; color: string }> = {
  confirmed: { sign: "✓", color: "var(--jp-success-color0, green)" },
  wrong: { sign: "✗", color: "var(--jp-error-color0, crimson)" },
  imprecise: { sign: "≈", color: "var(--jp-warn-color0, darkorange)" },
  ambiguous: { sign: "?", color: "var(--jp-warn-color0, darkorange)" },
  unchecked: { sign: "–", color: "var(--jp-content-font-color2, inherit)" },
};

function badge(verdict: Verdict): string {
  const { sign, color } = signs[verdict];
  return `<span style="color:${color}">${sign} ${verdict}</span>`;
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
