import type { Verdict } from "../../verify/report.js";
import type { CheckedFile } from "../checkedFile.js";
import type { Summary } from "../claim.js";
import { total } from "../claim.js";
import { excerpt, printable } from "./excerpt.js";
import type { Format, FormatOptions, Shown } from "./format.js";
import { shownOf } from "./format.js";

/** For people: what is not right, each with its line, then how much was checked. */
export function pretty({ severities, color = false, verbose = false }: FormatOptions): Format {
  const paint = color ? painted : plain;
  let isFirst = true;
  const apart = (text: string) => {
    const gap = isFirst ? "" : "\n";
    isFirst = false;
    return `${gap}${text}\n`;
  };
  return {
    each: (file) => {
      const listed = verbose ? { ...severities, unchecked: atLeastNote(severities.unchecked) } : severities;
      return shownOf(file, listed)
        .map((shown) => apart(claimText(file, shown, paint)))
        .join("");
    },
    all: (files) => {
      const lines = files.length === 1 || verbose ? files.flatMap((file) => fileLines(file, paint)) : [];
      if (files.length > 1) lines.push(...totalLines(files, paint));
      return lines.length === 0 ? "" : apart(lines.join("\n"));
    },
  };
}

function atLeastNote<S extends string>(severity: S): S | "note" {
  return severity === "off" ? "note" : severity;
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

function claimText(file: CheckedFile, { claim, problem }: Shown, paint: Paint): string {
  const { start, end, computed, written, reading, reason, slip } = claim;
  const place = `${file.place(claim)}:${start.line}:${start.column}:`;
  const head = `${paint("bold", printable(place))} ${paint(problem, problem)}: ${printable(reason)}`;
  const writtenAt = end.column - (written ?? claim.source).length;
  const gutter = String(end.line);
  const margin = " ".repeat(gutter.length);
  const shown = excerpt(file.line(claim, end.line), Math.max(0, writtenAt - 1), end.column - 1);
  const right = computed === null || computed === written ? "" : ` ${computed}`;
  const carets = paint(problem, "^".repeat(Math.max(1, shown.marked)));
  return [
    head,
    `${paint("dim", `${gutter} |`)} ${shown.text}`,
    `${paint("dim", `${margin} |`)} ${" ".repeat(shown.before)}${carets}${paint("bold", right)}`,
    ...(reading === null ? [] : [paint("dim", `${margin} = read as ${shortened(reading)}`)]),
    ...(slip === undefined ? [] : [`${paint("dim", `${margin} =`)} ${slip}`]),
  ].join("\n");
}

function shortened(reading: string): string {
  return printable(reading.length > 80 ? `${reading.slice(0, 79)}…` : reading);
}

/** How much of a document was checked, and why the rest was not. */
function fileLines(file: CheckedFile, paint: Paint): string[] {
  return [
    `${printable(file.report.path)}: ${summaryText(file.report.summary, file.ignored, paint)}`,
    ...reasonLines([file], paint),
  ];
}

function totalLines(files: readonly CheckedFile[], paint: Paint): string[] {
  const ignored = files.reduce((sum, file) => sum + file.ignored, 0);
  const summary = total(files.map(({ report }) => report.summary));
  return [`${files.length} files: ${summaryText(summary, ignored, paint)}`, ...reasonLines(files, paint)];
}

/** The counts of a summary in words. */
export function summaryText(summary: Summary, ignored: number, paint: Paint = plain): string {
  const { statements, judged } = summary;
  const left = ignored === 0 ? "" : `; ${ignored} ignored`;
  if (statements === 0) return `no statement to check${left}`;
  const verdicts = ["confirmed", "wrong", "imprecise", "ambiguous", "unchecked"] as const;
  const counts = verdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => paint(verdict, `${summary[verdict]} ${verdict}`));
  return `${statements} ${statements === 1 ? "statement" : "statements"}, ${judged} judged: ${counts.join(", ")}${left}`;
}

const mostReasons = 8;
const mostPlaces = 4;

/** Why statements are unchecked, the most frequent reason first, with the places of some. */
function reasonLines(files: readonly CheckedFile[], paint: Paint): string[] {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const claim of file.report.claims) {
      if (claim.verdict !== "unchecked") continue;
      const place = files.length === 1 ? file.place(claim).slice(file.report.path.length + 1) : file.place(claim);
      const list = places.get(claim.reason) ?? [];
      list.push(`${place === "" ? "" : `${place}:`}${claim.start.line}`);
      places.set(claim.reason, list);
    }
  }
  const reasons = [...places].sort(([, a], [, b]) => b.length - a.length);
  const lines = reasons.slice(0, mostReasons).map(([reason, found]) => {
    const some = [...new Set(found)].slice(0, mostPlaces).join(", ");
    const isPlural = found.length > 1;
    const more = new Set(found).size > mostPlaces ? ", …" : "";
    const where = files.length === 1 ? `${isPlural ? "lines" : "line"} ${some}` : some;
    return paint("dim", `  ${found.length} unchecked: ${printable(reason)} (${where}${more})`);
  });
  const rest = reasons.slice(mostReasons).reduce((sum, [, found]) => sum + found.length, 0);
  return rest === 0 ? lines : [...lines, paint("dim", `  ${rest} unchecked for other reasons; --verbose lists them`)];
}
