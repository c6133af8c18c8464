import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("./corpus/documents/", import.meta.url);

/** The kinds of documents that checkText reads. */
export const formats = /\.(?:md|tex|ipynb)$/;

export type Verdict = "confirmed" | "wrong" | "imprecise" | "ambiguous" | "unchecked" | "null";

/** A relation of a document and what is true of it. */
export interface Label {
  /** The cell of a notebook; undefined in other documents. */
  readonly cell: number | undefined;
  /** `[start, end)` in the document or the cell, from the left side to the right side. */
  readonly start: number;
  readonly end: number;
  readonly source: string;
  /** The truth, and then whatever else is no mistake. */
  readonly accept: readonly [Verdict, ...Verdict[]];
  /** What the left side is, to 18 digits, worked out by corpus/truth.py; undefined where nothing is to be computed. */
  readonly value: string | undefined;
}

export interface LabelledDocument {
  readonly name: string;
  readonly text: string;
  readonly labels: readonly Label[];
}

/** The documents of tests/check/corpus/documents, each with its labels. */
export function labelledDocuments(): LabelledDocument[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith(".labels"))
    .map((name) => {
      const read = (file: string) => readFileSync(new URL(file, folder), "utf8");
      const text = read(name);
      return { name, text, labels: labelsIn(name, text, read(`${name}.labels`)) };
    });
}

/** What a checker reads: the whole text, or the Markdown cells of a notebook with their numbers. */
export function readableTexts(name: string, text: string): { cell: number | undefined; text: string }[] {
  if (!name.endsWith(".ipynb")) return [{ cell: undefined, text }];
  const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string[] }[] };
  return cells.flatMap(({ cell_type, source }, cell) =>
    cell_type === "markdown" ? [{ cell, text: source.join("") }] : [],
  );
}

/**
 * The labels of a document, one a line, in the order of the document, so that each is looked for behind the start of the one
 * before: `wrong/imprecise  \sqrt{37} \approx 18.5 ## sqrt(37) → 6.08276253029821969`. In the text there may be more space.
 */
function labelsIn(name: string, text: string, labels: string): Label[] {
  const texts = readableTexts(name, text);
  const found: Label[] = [];
  let [at, from] = [0, 0];
  for (const line of labels.split("\n")) {
    const parts = /^(?<verdicts>[a-z/]+) {2}(?<source>.*?)(?: ## (?<truth>.*))?$/u.exec(line)?.groups;
    if (parts === undefined) continue;
    const { verdicts, source, truth } = parts as { verdicts: string; source: string; truth?: string };
    let place = placeOf(source, texts[at]!.text, from);
    while (place === undefined && at + 1 < texts.length) place = placeOf(source, texts[++at]!.text, 0);
    if (place === undefined)
      throw new Error(`${name}.labels: ${source} is not in the document, behind the label before`);
    from = place.start + 1;
    const accept = verdicts.split("/") as [Verdict, ...Verdict[]];
    found.push({ ...place, cell: texts[at]!.cell, accept, value: truth?.split(" → ")[1] });
  }
  return found;
}

function placeOf(
  source: string,
  text: string,
  from: number,
): { start: number; end: number; source: string } | undefined {
  const words = source.split(" ").map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(?<![a-zA-Z\\d.])${words.join("(?:\\s|\\n *>)+")}(?![a-zA-Z\\d])`, "gu");
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length, source: match[0] };
}
