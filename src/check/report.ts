import { escapeHtml } from "../display/escapeHtml.js";
import { displaySymbol, type MimeBundle } from "../display/mimeBundle.js";
import type { Verdict } from "../verify/report.js";
import type { Claim, FileReport, ReportData } from "./claim.js";
import { Lines } from "./lines.js";

/** What was found in one or more documents: the claims, and how to show them. */
export class Report implements ReportData {
  readonly version = 1;
  readonly files: readonly FileReport[];
  private readonly texts: ReadonlyMap<string, string>;

  /** `texts` are the documents by path, from which the lines of the claims are shown. */
  constructor(files: readonly FileReport[], texts: ReadonlyMap<string, string>) {
    this.files = files;
    this.texts = texts;
  }

  /** How many claims are wrong. */
  get wrong(): number {
    return this.files.reduce((sum, { summary }) => sum + summary.wrong, 0);
  }

  /** The report that JSON.stringify writes. */
  toJSON(): ReportData {
    return { version: this.version, files: this.files };
  }

  toString(): string {
    return this.toText();
  }

  /** For a terminal: what is not right, each with its line, then the counts. */
  toText(options: { color?: boolean } = {}): string {
    const paint = options.color === true ? painted : plain;
    return this.files.map((file) => fileText(file, this.texts.get(file.path) ?? "", paint)).join("\n");
  }

  /** For a notebook. */
  [displaySymbol](): MimeBundle {
    return { "text/html": this.files.map(fileTable).join("\n"), "text/plain": this.toText() };
  }
}

type Style = "bold" | "dim" | Verdict;
type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;
const codes: Readonly<Record<Style, string>> = {
  bold: "1",
  dim: "2",
  confirmed: "32",
  wrong: "1;31",
  imprecise: "33",
  ambiguous: "35",
  unchecked: "2",
};
const painted: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;

function fileText(file: FileReport, text: string, paint: Paint): string {
  const lines = new Lines(text);
  const blocks: string[] = [];
  for (const claim of file.claims) {
    if (claim.verdict === "wrong" || claim.verdict === "imprecise" || claim.verdict === "ambiguous") {
      blocks.push(claimText(file.path, claim, claim.verdict, lines, paint));
    }
  }
  const unchecked = file.claims.filter(({ verdict }) => verdict === "unchecked");
  if (unchecked.length > 0) {
    const rows = unchecked.map(({ start, reason }) =>
      paint("dim", `${file.path}:${start.line}:${start.column}: unchecked: ${reason}`),
    );
    blocks.push(rows.join("\n"));
  }
  blocks.push(summaryText(file, paint));
  return `${blocks.join("\n\n")}\n`;
}

function claimText(path: string, claim: Claim, verdict: Verdict, lines: Lines, paint: Paint): string {
  const { start, end, computed, written, reason, slip } = claim;
  const writtenAt = end.column - (written ?? "").length;
  const gutter = String(end.line);
  const margin = " ".repeat(gutter.length);
  const shown = excerpt(lines.line(end.line), Math.max(0, writtenAt - 1), end.column - 1);
  const right = computed === null || computed === written ? "" : ` ${computed}`;
  return [
    `${paint("bold", `${path}:${start.line}:${start.column}:`)} ${paint(verdict, verdict)}: ${reason}`,
    `${gutter} | ${shown.text}`,
    `${margin} | ${" ".repeat(shown.before)}${paint(verdict, "^".repeat(Math.max(1, shown.marked)))}${paint("bold", right)}`,
    ...(claim.reading === null ? [] : [`${margin} = ${paint("dim", `read as ${shortened(claim.reading)}`)}`]),
    ...(slip === undefined ? [] : [`${margin} = ${slip}`]),
  ].join("\n");
}

/** Columns of a terminal that a line may take. */
const widest = 96;

/** The part of a line around `[from, to)`, and how many columns stand before and under it. */
function excerpt(line: string, from: number, to: number): { text: string; before: number; marked: number } {
  const flat = line.replaceAll("\t", " ");
  const start = columns(flat.slice(0, to)) <= widest ? 0 : Math.max(0, from - 40);
  const head = start > 0 ? "…" : "";
  let end = start;
  while (end < flat.length && columns(flat.slice(start, end + 1)) <= widest) end++;
  return {
    text: `${head}${flat.slice(start, end)}${end < flat.length ? "…" : ""}`,
    before: head.length + columns(flat.slice(start, from)),
    marked: columns(flat.slice(from, Math.min(to, end))),
  };
}

/** How many columns a terminal gives a text: two to a Chinese, Japanese or Korean character. */
function columns(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function summaryText({ path, summary }: FileReport, paint: Paint): string {
  const { statements, judged } = summary;
  if (statements === 0) return `${path}: no statement to check`;
  const verdicts = ["confirmed", "wrong", "imprecise", "ambiguous", "unchecked"] as const;
  const counts = verdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => paint(verdict, `${summary[verdict]} ${verdict}`));
  return `${path}: ${statements} ${statements === 1 ? "statement" : "statements"}, ${judged} judged: ${counts.join(", ")}`;
}

const marks: Readonly<Record<Verdict, string>> = {
  confirmed: "✓",
  wrong: "✗",
  imprecise: "≈",
  ambiguous: "?",
  unchecked: "–",
};

function fileTable(file: FileReport): string {
  const rows = file.claims.flatMap(({ start, source, verdict, computed, reason }) =>
    verdict === null
      ? []
      : [
          `<tr><td>${start.line}</td><td><code>${escapeHtml(source)}</code></td>` +
            `<td>${marks[verdict]} ${verdict}</td><td>${escapeHtml(computed ?? "")}</td><td>${escapeHtml(reason)}</td></tr>`,
        ],
  );
  const caption = `<p>${escapeHtml(summaryText(file, plain))}</p>`;
  if (rows.length === 0) return caption;
  const head = "<tr><th>line</th><th>claim</th><th>verdict</th><th>value</th><th>why</th></tr>";
  return `<table><thead>${head}</thead><tbody>${rows.join("")}</tbody></table>${caption}`;
}
