import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import { notebookFiles, notebooks } from "./notebook.js";

test.each(notebookFiles())("no number in the prose of %s is wrong or imprecise", async (file) => {
  const text = readFileSync(path.join(notebooks, file), "utf8");
  const [report] = (await checkText(text, { path: file })).files;
  expect(report!.summary.confirmed).toBeGreaterThan(0);
  expect(report!.claims.filter(({ verdict }) => verdict === "wrong" || verdict === "imprecise")).toEqual([]);
});
