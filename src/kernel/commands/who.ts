import { type Table, tableText } from "../../display/table.js";
import type { Description } from "../compiler/compiler.js";
import type { Command } from "./command.js";

const longest = 200;

/** Lists the names of the session. */
export const who: Command = {
  name: "%who",
  usage: "",
  summary: "Lists the names that cells have declared, with their types.",
  details: "`name?` in the last line of a cell tells all that is known of one of them.",
  async run({ print, show }, kernel) {
    const found = [...(await kernel.names())].sort((a, b) => a.name.localeCompare(b.name));
    if (found.length) show({ "text/markdown": asMarkdown(found), "text/plain": asText(found) });
    else print("no cell has declared a name yet\n");
  },
};

function asText(names: readonly Description[]): string {
  const columns = ["kind", "type"];
  const rows = names.map((one) => [one.kind, typeOf(one)]);
  const table: Table = { columns, labels: names.map(({ name }) => name), rows, size: [rows.length, columns.length] };
  return tableText(table);
}

function asMarkdown(names: readonly Description[]): string {
  const rows = names.map((one) => `| ${code(one.name)} | ${one.kind} | ${code(typeOf(one))} |`);
  return ["| name | kind | type |", "|---|---|---|", ...rows].join("\n");
}

function typeOf({ type }: Description): string {
  const line = type.replaceAll(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Code in a cell of a table, which ends at the next bar, in whatever that is. */
function code(text: string): string {
  const safe = text.replaceAll("|", "\\|");
  return text.includes("`") ? `\`\` ${safe} \`\`` : `\`${safe}\``;
}
