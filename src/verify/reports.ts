import { escapeHtml } from "../display/escapeHtml.js";
import type { MimeBundle } from "../display/mimeBundle.js";
import { displaySymbol } from "../display/mimeBundle.js";
import type { Report, ReportData, Verdict } from "./report.js";
import { inUlps, isProblem, tally, verdicts } from "./report.js";
import { badge, faint, htmlTable } from "./reportTable.js";

/** The reports of many formulas; shows itself in a notebook as one table, and prints what is not right in full. */
export class Reports implements Iterable<Report> {
  readonly reports: readonly Report[];

  constructor(reports: readonly Report[]) {
    this.reports = reports;
  }

  /** The gravest verdict of any formula. */
  get verdict(): Verdict {
    return verdicts.find((verdict) => this.reports.some((report) => report.verdict === verdict)) ?? "unchecked";
  }

  /** Those of formulas that are not right in all their digits. */
  get problems(): readonly Report[] {
    return this.reports.filter(({ verdict }) => isProblem(verdict));
  }

  /** How many formulas there are of each verdict: `104 formulas: 103 confirmed, 1 wrong`. */
  get summary(): string {
    const { length } = this.reports;
    if (length === 0) return "0 formulas";
    return `${length} ${length === 1 ? "formula" : "formulas"}: ${tally(this.reports.map(({ verdict }) => verdict))}`;
  }

  [Symbol.iterator](): Iterator<Report> {
    return this.reports.values();
  }

  /** What is not right in full, then the summary. */
  toString(): string {
    return [...this.problems.map(String), this.summary].join("\n\n");
  }

  /** What JSON.stringify writes. */
  toJSON(): ReportsData {
    const count = (verdict: Verdict) => this.reports.filter((report) => report.verdict === verdict).length;
    return {
      version: 1,
      formulas: this.reports.map((report) => report.toJSON()),
      summary: {
        formulas: this.reports.length,
        ...(Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>),
      },
    };
  }

  [displaySymbol](): MimeBundle {
    return { "text/html": this.toHtml(), "text/plain": this.toString() };
  }

  private toHtml(): string {
    const rows = this.reports.map((report) => [
      badge(report.verdict),
      `<code>${escapeHtml(report.name)}</code>`,
      largestError(report, (route) => route === "code"),
      largestError(report, (route) => /^∂.*: code$/.test(route)),
      String(report.routes.filter(({ verdict }) => verdict === "confirmed").length),
      report.problems.map(({ route, detail }) => escapeHtml(`${route}: ${detail}`)).join("<br>"),
    ]);
    const titles = ["verdict", "formula", "ulp", "ulp of derivatives", "ways agreed", "what is not right"];
    return htmlTable(`${badge(this.verdict)} ${faint(this.summary)}`, titles, rows);
  }
}

function largestError(report: Report, isMeant: (route: string) => boolean): string {
  const errors = report.routes.flatMap(({ route, ulps }) => (isMeant(route) && ulps !== undefined ? [ulps] : []));
  const error = Math.max(...errors);
  return errors.length === 0 ? "" : Number.isFinite(error) ? inUlps(error) : "∞";
}

/** The reports as data: the shape of the command's JSON. */
export interface ReportsData {
  readonly version: 1;
  readonly formulas: readonly ReportData[];
  /** How many formulas there are, and how many of each verdict. */
  readonly summary: Readonly<Record<Verdict | "formulas", number>>;
}
