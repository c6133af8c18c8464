import type { CheckedFile } from "../checkedFile.js";
import { defaultSeverities } from "../severity.js";
import { sentence, shownOf } from "./format.js";
import { summaryText } from "./pretty.js";

/** A heading line and a table of what is not right for each document, as for a comment on a code host. */
export function markdownReport(files: readonly CheckedFile[]): string {
  return files.map(fileTable).join("\n");
}

function fileTable(file: CheckedFile): string {
  const { path, summary } = file.report;
  const head = `**${escaped(path)}**: ${summaryText(summary, file.ignored)}\n`;
  const rows = shownOf(file, defaultSeverities).map(({ claim, problem }) => {
    const place = file.place(claim).slice(path.length + 1);
    const line = `${place === "" ? "" : `${place}:`}${claim.start.line}`;
    return `| ${line} | ${problem} | ${code(claim.source)} | ${escaped(sentence(claim))} |\n`;
  });
  return rows.length === 0
    ? head
    : `${head}\n| line | verdict | statement | why |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

/** Text in which nothing is a mark of Markdown or HTML. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>()#+!|$~&-]/g, "\\$&");
}

/** Code in a cell of a table, where a bar would end the cell. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const ticks = "`".repeat(1 + Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)));
  return `${ticks}${ticks.length > 1 ? " " : ""}${flat}${ticks.length > 1 ? " " : ""}${ticks}`;
}
