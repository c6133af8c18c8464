import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import type { FileReport } from "../../src/check/claim.js";
import { isCode } from "../../src/notebook/notebook.js";
import { notebookFiles, notebooks, readNotebook } from "./notebook.js";

describe.each(notebookFiles())("%s", (file) => {
  test("states no number, in prose and outputs, that is wrong, imprecise or right only in another convention", async () => {
    const report = await checked(readFileSync(path.join(notebooks, file), "utf8"), file);
    expect(report.summary.confirmed).toBeGreaterThan(0);
    expect(told(report, ["wrong", "imprecise", "ambiguous"])).toEqual([]);
  });

  test("has at least 95 % of what its prose states judged", async () => {
    const notebook = readNotebook(path.join(notebooks, file));
    // The formulas that cells show are the definitions', which `verify` judges.
    const prose = { ...notebook, cells: notebook.cells.filter((cell) => !isCode(cell)) };
    const report = await checked(JSON.stringify(prose), file);
    const { judged, statements } = report.summary;
    expect(judged / statements, told(report, ["unchecked"]).join("\n")).toBeGreaterThanOrEqual(0.95);
  });
});

async function checked(text: string, file: string): Promise<FileReport> {
  return (await checkText(text, { path: file })).files[0]!;
}

function told({ claims }: FileReport, verdicts: string[]): string[] {
  const found = claims.filter(({ verdict }) => verdicts.includes(verdict ?? ""));
  return found.map(({ verdict, source, reason }) => `${verdict}: ${source}: ${reason}`);
}
