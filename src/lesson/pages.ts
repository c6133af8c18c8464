/** The pages that lead into the lessons, made from what the lessons say of themselves. */
import type { Lesson } from "./lesson.js";

/** A lesson and its file, from the folder of the lessons, parts joined by `/`. */
export interface LessonFile {
  readonly file: string;
  readonly lesson: Lesson;
}

/** The pages by file name. */
export function lessonPages(files: readonly LessonFile[]): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", overview(files)],
    ["INDEX.md", index(files)],
  ]);
}

const made = "<!-- Made from the notebooks by `npm run build && node docs/lessons.mjs`. -->";

function overview(files: readonly LessonFile[]): string {
  const folders = grouped(files, ({ file }) => file.split("/")[0]!);
  const minutes = files.reduce((sum, { lesson }) => sum + lesson.minutes, 0);
  const fields = grouped(fieldsOf(files), ([field]) => field).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `# The lessons

${made}

Each lesson asks one question. It takes the minutes given to teach, ${minutes} in all, and its cells run in less than half a minute.
01-activations/01-sigmoid comes first; 03 and 04 build on 01 and 02, 05 on 04, 06 on 03 to 05; 07 is read in any order.
The terms that they explain are in [INDEX.md](INDEX.md), the books and papers in [READING.md](READING.md).

${folders.map(([folder, its]) => section(folder, its)).join("\n")}
## By field of work

| field | lessons |
|---|---|
${fields.map(([field, uses]) => `| ${field} | ${uses.map(([, file]) => link(file)).join(", ")} |`).join("\n")}
`;
}

function section(folder: string, files: readonly LessonFile[]): string {
  const rows = files.map(
    ({ file, lesson }) => `| ${link(file)} | ${lesson.question} | ${lesson.minutes} | ${lesson.needs} |`,
  );
  return `## ${folder}\n\n| lesson | asks | minutes | needs |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function fieldsOf(files: readonly LessonFile[]): (readonly [field: string, file: string])[] {
  return files.flatMap(({ file, lesson }) => lesson.fields.map((field) => [field, file] as const));
}

function link(file: string): string {
  return `[${file.replace(/^.*\/|\.ipynb$/g, "")}](${file})`;
}

/** Every term with the lessons that explain it, in alphabetical order whatever the case. */
function index(files: readonly LessonFile[]): string {
  const uses = files.flatMap(({ file, lesson }) => lesson.terms.map((term) => ({ term, file, lesson })));
  const terms = grouped(uses, ({ term }) => term.toLowerCase()).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  const lines = terms.map(([, its]) => {
    const places = new Map(its.map(({ file, lesson }) => [file, `[${lesson.question}](${file})`]));
    return `- **${its[0]!.term}**: ${[...places.values()].join(" · ")}`;
  });
  return `# Index of terms

${made}

Where a lesson explains a term, it stands in bold.

${lines.join("\n")}
`;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [key: string, items: Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}
