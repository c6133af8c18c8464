import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";
import type { Label, Verdict } from "./labels.js";
import type { Found } from "./score.js";
import { figures, reasons, score, together } from "./score.js";

interface Row {
  readonly accept: Label["accept"];
  readonly kind: string;
  readonly value: string | undefined;
  /** What the document says before, in Markdown. */
  readonly said: string;
  readonly source: string;
}

const rows = readFileSync(new URL("generate/claims.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line): Row => {
    const [verdicts, kind, value, said, source] = line.split("\t") as [string, string, string, string, string];
    return { accept: verdicts.split("/") as [Verdict, ...Verdict[]], kind, value: value || undefined, said, source };
  });

/** The ways in which documents set a formula, with the place that it has in each. */
const settings: readonly ((source: string) => string)[] = [
  (source) => `So $${source}$ here.`,
  (source) => `$$${source}$$`,
  (source) => `- it follows that \\(${source}\\),`,
  (source) => `\\[\n  ${source}\n\\]`,
  (source) => `$$\n${source}.\n$$`,
  (source) => `\`\`\`math\n${source}\n\`\`\``,
  (source) => `> $$\n> ${source}\n> $$`,
  (source) => (source.includes("|") ? `1. thus $${source}$` : `| what |\n|---|\n| $${source}$ |`),
  (source) => `因此$${source}$。`,
  (source) => `**Daher** $${source}$; und so weiter.`,
];

/** A document of claims under headings of their own, and where each stands. */
function documentOf(claims: readonly Row[], seed: number): { text: string; labels: Label[] } {
  let text = "";
  const labels = claims.map(({ accept, kind, value, said, source }, i) => {
    const setting =
      kind === "code" ? (code: string) => `The value is \`${code}\`.` : settings[(seed + i) % settings.length]!;
    text += `## Example ${i + 1}\n\n${said}\n\n`;
    const start = text.length + setting(source).indexOf(source);
    text += `${setting(source)}\n\n`;
    return { cell: undefined, start, end: start + source.length, source, accept, value };
  });
  return { text, labels };
}

const perDocument = 25;
const documents = Array.from({ length: Math.ceil(rows.length / perDocument) }, (_, i) =>
  documentOf(rows.slice(i * perDocument, (i + 1) * perDocument), i),
);
const scores = await Promise.all(
  documents.map(async ({ text, labels }, i) => {
    const [file] = (await checkText(text)).files;
    // What is said before the claims has no labels, and nothing in it is judged.
    return score(`document ${i}`, labels, file!.claims as readonly Found[]);
  }),
);
const whole = together(scores);
console.log(`${figures(whole)}\n${reasons(whole)}`);

describe("generated claims", () => {
  test("are many", () => expect(rows.length).toBeGreaterThan(2000));

  test("nothing right is called wrong", () => expect(whole.falseAccusations).toEqual([]));

  test("nothing is judged otherwise than the mathematics says", () => expect(whole.misjudged).toEqual([]));

  test("the values told are right", () => expect(whole.miscomputed).toEqual([]));

  test("what is judged stands where it says", () => expect(whole.misplaced).toEqual([]));

  test("errors are found, and most claims are judged", () => {
    expect(whole.errorsFound / whole.errors).toBeGreaterThanOrEqual(0.99);
    expect(whole.judged / whole.readable).toBeGreaterThanOrEqual(0.99);
  });
});
