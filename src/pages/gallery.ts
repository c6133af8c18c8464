import { topicTitle } from "./page.js";

/** What the gallery shows of a formula. */
export interface GalleryEntry {
  readonly name: string;
  readonly topic: string;
  readonly summary: string;
  readonly hasPlot: boolean;
}

/** The list of all formulas, by topic, each with a small plot if it has one. */
export function gallery(entries: readonly GalleryEntry[]): string {
  const topics = [...new Set(entries.map(({ topic }) => topic))];
  return `${[
    "# The formulas",
    `${entries.length} functions, each written once as a definition and held against every independent way to the same numbers. ` +
      "An ulp is a unit in the last place, the distance from one double to the next. " +
      "These pages are made from the definitions by `node docs/generate.mjs`.",
    topics.map((topic) => `[${topicTitle(topic)}](#${topic})`).join(" · "),
    ...topics.flatMap((topic) => [
      `## ${topicTitle(topic)}`,
      ["| | | |", "|:--|:--|:--|", ...entries.filter((entry) => entry.topic === topic).map(row)].join("\n"),
    ]),
  ].join("\n\n")}\n`;
}

function row({ name, summary, hasPlot }: GalleryEntry): string {
  const plot = hasPlot ? `<a href="${name}.md"><img src="plots/${name}-small.svg" width="140" alt=""></a>` : "";
  return `| ${plot} | [${name}](${name}.md) | ${summary.replaceAll("|", "\\|")} |`;
}
