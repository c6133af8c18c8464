import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { AnyFormula } from "../formula/formula.js";
import { formulas } from "../formulas/index.js";
import type { Report } from "../verify/report.js";
import { chartOf } from "./describe.js";
import { gallery } from "./gallery.js";
import { pageOf } from "./page.js";
import { plotOf, smallPlotOf } from "./plots.js";
import { formulaSource } from "./typescript.js";

/**
 * The files of docs/formulas by their places in it: a page and two plots for each formula, and the list of all. `root` is
 * the project's folder, whose sources the pages quote; `reports` are what verification said of them, by name.
 */
export function formulaPages(root: string, reports: ReadonlyMap<string, Report> = new Map()): Map<string, string> {
  const folder = path.join(root, "src", "formulas");
  const topics = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const entries = topics.flatMap(({ name: topic }) =>
    readdirSync(path.join(folder, topic)).map((file) => ({ topic, file: path.join(folder, topic, file) })),
  );
  const library: Readonly<Record<string, AnyFormula>> = formulas;
  const names = Object.keys(library);
  const found = entries
    .map(({ topic, file }) => ({ topic, file, formula: library[path.basename(file, ".ts")]! }))
    .map((entry) => ({ ...entry, chart: chartOf(entry.formula) }));

  const files = new Map<string, string>();
  files.set(
    "README.md",
    gallery(
      found.map(({ topic, formula: { name, summary }, chart }) => ({
        name,
        topic,
        summary,
        hasPlot: chart !== undefined,
      })),
    ),
  );
  for (const { topic, file, formula, chart } of found) {
    const { name } = formula;
    const source = formulaSource(name, readFileSync(file, "utf8"));
    const hasPlot = chart !== undefined;
    files.set(`${name}.md`, pageOf(formula, { topic, source, report: reports.get(name), hasPlot, names }));
    if (chart === undefined) continue;
    files.set(`plots/${name}.svg`, `${plotOf(chart)}\n`);
    files.set(`plots/${name}-small.svg`, `${smallPlotOf(chart)}\n`);
  }
  return files;
}
