import path from "node:path";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { joined } from "../../src/notebook/notebook.js";
import { notebookFiles, notebooks, readNotebook } from "./notebook.js";

test.each(notebookFiles())("no number in the prose of %s is wrong or imprecise", async (file) => {
  const { cells } = readNotebook(path.join(notebooks, file));
  const prose = cells.filter(({ cell_type }) => cell_type === "markdown").map(({ source }) => joined(source));
  const [report] = (await checkText(prose.join("\n\n"), { path: file })).files;
  expect(report!.summary.confirmed).toBeGreaterThan(0);
  expect(report!.claims.filter(({ verdict }) => verdict === "wrong" || verdict === "imprecise")).toEqual([]);
});
