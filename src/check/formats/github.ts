import type { CheckedFile } from "../checkedFile.js";
import { Lines } from "../lines.js";
import type { Format, FormatOptions, Shown } from "./format.js";
import { sentence, shownOf } from "./format.js";

/** Commands for GitHub's workflows, which shows them beside the lines that they are about. */
export function github({ severities }: FormatOptions): Format {
  return {
    each: (file) =>
      shownOf(file, severities)
        .map((shown) => command(file, shown))
        .join(""),
  };
}

const commands = { error: "error", warning: "warning", note: "notice" } as const;

function command(file: CheckedFile, { claim, problem, severity }: Shown): string {
  const place = file.inFile(claim, { start: claim.start.offset, end: claim.end.offset });
  const lines = new Lines(file.text);
  const position = place && { start: lines.position(place.start), end: lines.position(place.end) };
  const isOneLine = position?.start.line === position?.end.line;
  const properties = {
    file: file.report.path.replaceAll("\\", "/"),
    ...(position && { line: position.start.line, endLine: position.end.line }),
    // GitHub takes columns only of what stands on one line.
    ...(position && isOneLine ? { col: position.start.column, endColumn: position.end.column } : {}),
    title: `workings: ${problem}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(",")}::${escaped(sentence(claim))}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
