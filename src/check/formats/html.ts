import { escapeHtml } from "../../display/escapeHtml.js";
import { badge, faint, htmlTable } from "../../verify/reportTable.js";
import type { CheckedFile } from "../checkedFile.js";
import type { Claim } from "../claim.js";
import { summaryText } from "./pretty.js";

/** A table of each document's statements in the colours of a notebook's theme, what is not right first. */
export function htmlReport(files: readonly CheckedFile[]): string {
  return files.map(fileTable).join("\n");
}

const order = ["wrong", "imprecise", "ambiguous", "unchecked", "confirmed"] as const;
/** A longer table is cut; what is confirmed comes last. */
const mostRows = 200;

function fileTable(file: CheckedFile): string {
  const { path, claims, summary } = file.report;
  const caption = `<strong>${escapeHtml(path)}</strong> ${faint(summaryText(summary, file.ignored))}`;
  const sorted = order.flatMap((verdict) => claims.filter((claim) => claim.verdict === verdict));
  const rows = sorted.slice(0, mostRows).map((claim) => row(file, claim));
  const more = sorted.length > mostRows ? `<p>${faint(`and ${sorted.length - mostRows} more`)}</p>` : "";
  if (rows.length === 0) return `<p>${caption}</p>`;
  return htmlTable(caption, ["verdict", "line", "statement", "value", "why"], rows) + more;
}

function row(file: CheckedFile, claim: Claim): string[] {
  const { start, source, verdict, computed, reason, slip } = claim;
  const cell = file.place(claim).slice(file.report.path.length + 1);
  return [
    badge(verdict!),
    escapeHtml(`${cell === "" ? "" : `${cell}:`}${start.line}`),
    `<code>${escapeHtml(source)}</code>`,
    escapeHtml(computed ?? ""),
    escapeHtml(slip === undefined ? reason : `${reason} (${slip})`),
  ];
}
