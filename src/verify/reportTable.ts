import { escapeHtml } from "../display/escapeHtml.js";
import type { Verdict } from "./report.js";

/** A sign beside each verdict's colour, for those who cannot tell the colours apart. */
const signs: Record<Verdict, { sign: string; color: string }> = {
  confirmed: { sign: "✓", color: "var(--jp-success-color0, green)" },
  wrong: { sign: "✗", color: "var(--jp-error-color0, crimson)" },
  imprecise: { sign: "≈", color: "var(--jp-warn-color0, darkorange)" },
  ambiguous: { sign: "?", color: "var(--jp-warn-color0, darkorange)" },
  unchecked: { sign: "–", color: "var(--jp-content-font-color2, inherit)" },
};

/** A verdict in its colour, as HTML. */
export function badge(verdict: Verdict): string {
  const { sign, color } = signs[verdict];
  return `<span style="color:${color};white-space:nowrap">${sign} ${verdict}</span>`;
}

/** Text in the fainter colour of a notebook's theme, as HTML. */
export function faint(text: string): string {
  return `<span style="color:var(--jp-content-font-color2, inherit)">${escapeHtml(text)}</span>`;
}

/** A table in the colours of a notebook's theme. Caption and cells are HTML. */
export function htmlTable(caption: string, titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const style = "text-align:left;vertical-align:top;padding:3px 10px 3px 0";
  const cells = (kind: "td" | "th", row: readonly string[]) =>
    `<tr>${row.map((content) => `<${kind} style="${style}">${content}</${kind}>`).join("")}</tr>`;
  return (
    `<table style="border-collapse:collapse;color:var(--jp-content-font-color1, inherit)">` +
    `<caption style="text-align:left;padding:4px 0">${caption}</caption>` +
    `<thead>${cells("th", titles)}</thead><tbody>${rows.map((row) => cells("td", row)).join("")}</tbody></table>`
  );
}
