import { type Table, tableHtml, tableText } from "../../display/table.js";
import type { Command } from "./command.js";

/** Lists the names of the session. */
export const who: Command = {
  name: "%who",
  usage: "",
  summary: "Lists the names that cells have declared, with their types.",
  details: "`name?` in the last line of a cell tells all that is known of one of them.",
  async run({ print, show }, kernel) {
    const found = [...(await kernel.names())].sort((a, b) => a.name.localeCompare(b.name));
    if (!found.length) {
      print("no cell has declared a name yet\n");
      return;
    }
    const rows = found.map(({ kind, type }) => [kind, type.replaceAll(/\s+/g, " ")]);
    const columns = ["kind", "type"];
    const table: Table = { columns, labels: found.map(({ name }) => name), rows, size: [rows.length, columns.length] };
    show({ "text/html": tableHtml(table), "text/plain": tableText(table) });
  },
};
