import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { notebookFiles, notebooks } from "./notebook.js";

interface Cell {
  cell_type: string;
  source: string | string[];
}

test.each(notebookFiles())("no number in the prose of %s is wrong or imprecise", async (file) => {
  const { cells } = JSON.parse(readFileSync(path.join(notebooks, file), "utf8")) as { cells: Cell[] };
  const prose = cells.filter(({ cell_type }) => cell_type === "markdown").map(({ source }) => [source].flat().join(""));
  const [report] = (await checkText(prose.join("\n\n"), { path: file })).files;
  expect(report!.summary.confirmed).toBeGreaterThan(0);
  expect(report!.claims.filter(({ verdict }) => verdict === "wrong" || verdict === "imprecise")).toEqual([]);
});
