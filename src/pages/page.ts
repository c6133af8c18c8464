import { sections } from "../formula/describe.js";
import type { AnyFormula } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import { partingInWords, partingOf } from "../verify/parting.js";
import type { Report } from "../verify/report.js";
import type { FormulaSource } from "./typescript.js";

/** What a page of docs/formulas needs to know beside the definition. */
export interface PageFacts {
  /** The folder of its file, such as `activations`. */
  readonly topic: string;
  readonly source: FormulaSource;
  /** What verification said; without it the page has no such section. */
  readonly report?: Report | undefined;
  /** Whether there is a plot beside the page. */
  readonly hasPlot: boolean;
  /** The names of all formulas, which a page may point to. */
  readonly names: readonly string[];
}

/** The title of the section whose figures only verification can tell. */
export const verified = "Verified";

/** A formula's page as GitHub renders it. */
export function pageOf(formula: AnyFormula, facts: PageFacts): string {
  const { name } = formula;
  const { topic, hasPlot, report } = facts;
  // GitHub would take apart what stands between dollars as Markdown first.
  const [first, ...rest] = sections(formula, (latex) => `\`\`\`math\n${latex}\n\`\`\``);
  const end = rest.findIndex(({ title }) => title === "Accuracy");
  const blocks = [
    `# ${name}`,
    `[All formulas](README.md) · [${topicTitle(topic)}](README.md#${topic}) · [source](../../src/formulas/${topic}/${name}.ts)`,
    first!.body,
    ...(hasPlot ? [`![${name}, plotted](plots/${name}.svg)`] : []),
    ...[...rest.slice(0, end), code(formula, facts.source), ...rest.slice(end)].flatMap(({ title, body }) => [
      `## ${title}`,
      title === "Accuracy" ? `${capital(body)}.` : body,
      ...(title === "Accuracy" && report !== undefined ? [`## ${verified}`, reportInMarkdown(report)] : []),
    ]),
    ...seeAlso(formula, facts.names),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** A page without what only verification can tell, so that it can be held against the definition at once. */
export function withoutReport(page: string): string {
  return page.replace(new RegExp(`## ${verified}\n[\\s\\S]*?(?=## )`), "");
}

/** `language-models` as it is written over a section. */
export function topicTitle(topic: string): string {
  return capital(topic.replaceAll("-", " "));
}

function code(formula: AnyFormula, { textbook, value }: FormulaSource) {
  const parting = partingOf(formula);
  const printed = isNone(formula.textbook)
    ? [`No book's form stands beside it: ${formula.textbook.none}.`]
    : [`What a book prints ${partingInWords(parting!)}:`, fenced(textbook ?? String(formula.textbook))];
  return { title: "Code", body: [...printed, "What the library computes:", fenced(value)].join("\n\n") };
}

function fenced(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function reportInMarkdown(report: Report): string {
  const rows = report.routes.map(
    ({ verdict, route, detail }) => `| ${verdict} | ${route} | ${detail.replaceAll("|", "\\|")} |`,
  );
  return [
    `\`workings verify ${report.name}\` says: ${report.verdict}.`,
    ["| verdict | route | what was found |", "|:--|:--|:--|", ...rows].join("\n"),
  ].join("\n\n");
}

/** The other formulas that a definition speaks of. */
function seeAlso({ name, expr, laws, partials }: AnyFormula, names: readonly string[]): string[] {
  const texts = JSON.stringify([expr, laws.map(({ law }) => law), partials]);
  const found = names.filter((other) => other !== name && new RegExp(`\\b${other}\\(`).test(texts));
  return found.length === 0 ? [] : [`See also ${found.map((other) => `[${other}](${other}.md)`).join(", ")}.`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
