import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

import { formats, labelledDocuments } from "./labels.js";

/** Relations in LaTeX on one line, as they stand in the documents, without those in inline code. */
const relations = labelledDocuments().flatMap(({ name, text, labels }) =>
  labels.filter(
    ({ start, end, source }) =>
      !name.endsWith(".ipynb") &&
      !source.includes("\n") &&
      !source.includes("&") &&
      /[$[(.,]|\s/.test(text[start - 1] ?? "`") &&
      text[end] !== "`",
  ),
);

/** Another way to write the same; undefined where this way does not apply. */
type Rewriting = (source: string) => string | undefined;

const rewritings: readonly Rewriting[] = [
  (source) => source.replaceAll(" ", "   "),
  (source) => source.replaceAll(/ (=|\\approx|<|\+) /g, " \\;$1\\, "),
  (source) => (isArray(source) ? undefined : source.replaceAll("\\cdot", "\\times")),
  (source) => source.replaceAll("\\approx", "≈"),
  (source) => source.replaceAll("\\approx", "\\simeq"),
  (source) => source.replaceAll("\\frac", "\\dfrac"),
  (source) => source.replaceAll("\\le ", "\\leq ").replaceAll("\\ge ", "\\geq "),
  withSizedBrackets,
  withSlashes,
  withSumsReversed,
  withOtherLetters,
];

describe("relations of the documents, written another way", () => {
  test.each(rewritings.map((rewriting, i) => [i, rewriting] as const))(
    "keep their verdicts (way %i)",
    async (_, rewriting) => {
      const pairs = relations.flatMap(({ source }) => {
        const other = rewriting(source);
        return other === undefined || other === source ? [] : [{ source, other }];
      });
      expect(pairs.length).toBeGreaterThan(5);
      const step = Math.ceil(pairs.length / 300);
      await keepVerdicts(pairs.filter((_, i) => i % step === 0));
    },
  );

  test("keep them in any mixture of ways", async () => {
    const pair = fc
      .tuple(fc.constantFrom(...relations), fc.shuffledSubarray([...rewritings], { minLength: 2 }))
      .map(([{ source }, ways]) => ({ source, other: ways.reduce((text, way) => way(text) ?? text, source) }));
    await fc.assert(fc.asyncProperty(fc.array(pair, { minLength: 20, maxLength: 20 }), keepVerdicts), { numRuns: 40 });
  });
});

// A letter for a constant may have been given another meaning.
test("a relation that is right is wrong with other last digits", async () => {
  const right = relations.filter(
    ({ accept, source }) => accept[0] === "confirmed" && /^(?!\\pi |e ).*(?:=|≈|\\approx) -?\d*\.\d+$/.test(source),
  );
  const before = await verdictsOf(right.map(({ source }) => source));
  const confirmed = right.filter((_, i) => before[i] === "confirmed").map(({ source }) => source);
  expect(confirmed.length).toBeGreaterThan(300);
  for (const by of [3, 5, 7]) {
    const changed = confirmed.map((source) => source.replace(/\d$/, (digit) => String((Number(digit) + by) % 10)));
    const after = await verdictsOf(changed);
    // An angle may count degrees, and a logarithm have another base.
    expect(changed.filter((_, i) => after[i] !== "wrong" && after[i] !== "ambiguous")).toEqual([]);
  }
});

describe("relations in another kind of document", () => {
  const kinds: Readonly<Record<string, (source: string) => string>> = {
    "a.md": (source) => `- item\n\n  > \\(${source}\\)\n`,
    "a.tex": (source) =>
      `\\documentclass{article}\n\\begin{document}\n\\begin{equation}\n${source}\n\\end{equation}\n\\end{document}\n`,
    "a.ipynb": (source) =>
      JSON.stringify({
        cells: [{ cell_type: "markdown", metadata: {}, source: [`$$${source}$$`] }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      }),
  };
  test.each(Object.keys(kinds).filter((path) => formats.test(path)))("keep their verdicts in %s", async (path) => {
    const some = relations.filter((_, i) => i % 7 === 0);
    const verdicts = some.map(async ({ source }) => {
      const [file] = (await checkText(kinds[path]!(source), { path })).files;
      return file!.claims.map(({ verdict }) => verdict).join(" ");
    });
    expect(await Promise.all(verdicts)).toEqual(await verdictsOf(some.map(({ source }) => source)));
  });
});

async function keepVerdicts(pairs: readonly { source: string; other: string }[]): Promise<void> {
  const before = await verdictsOf(pairs.map(({ source }) => source));
  const after = await verdictsOf(pairs.map(({ other }) => other));
  expect(pairs.map(({ other }, i) => `${other}: ${after[i]}`)).toEqual(
    pairs.map(({ other }, i) => `${other}: ${before[i]}`),
  );
}

const known = new Map<string, string>();

/** What is found of each formula where it stands alone, so that none sees what another says. */
async function verdictsOf(sources: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const source of sources) {
    if (!known.has(source)) {
      const [file] = (await checkText(`$$${source}$$`)).files;
      known.set(source, file!.claims.map(({ verdict }) => verdict).join(" "));
    }
    found.push(known.get(source)!);
  }
  return found;
}

function isArray(source: string): boolean {
  return /\[|\\begin|\\math(?:bf|rm)|\\vec|\\top|\\\||\^T|\([^()]*,/.test(source);
}

function withSizedBrackets(source: string): string | undefined {
  if (/\\left|\\right|\\big|\\Big|\{[^{}]*\([^()]*\}|\\in/.test(source)) return undefined;
  return source.replaceAll("(", "\\left(").replaceAll(")", "\\right)");
}

function withSlashes(source: string): string | undefined {
  if (/\d\s*\\[dt]?frac|\\frac\{(?:d|\\partial)|\\prod|\\sum|\\int/.test(source)) return undefined;
  return source.replaceAll(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, "(($1) / ($2))");
}

/** The terms of the left side in the other order, where it is a plain sum. */
function withSumsReversed(source: string): string | undefined {
  const relation = /\s(?:=|≈|\\approx|\\simeq)\s/.exec(source);
  const left = source.slice(0, relation?.index ?? 0);
  if (
    relation === null ||
    /[-−|&]|\\(?:pm|left|right|begin|sum|prod|int|lim|cdots)/.test(left.replaceAll(/\{[^{}]*\}|\([^()]*\)/g, ""))
  )
    return undefined;
  const terms: string[] = [""];
  let depth = 0;
  for (const character of left) {
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
    if (character === "+" && depth === 0) terms.push("");
    else terms[terms.length - 1] += character;
  }
  return terms.length < 2 || depth !== 0
    ? undefined
    : terms
        .map((term) => term.trim())
        .reverse()
        .join(" + ") + source.slice(relation.index);
}

const otherLetters: Readonly<Record<string, string>> = { a: "p", b: "q", x: "u", y: "v" };

/** Identities, whose letters stand for any number. */
function withOtherLetters(source: string): string | undefined {
  if (!/[abxy]/.test(source) || /[c-wzA-Z]/.test(source.replaceAll(/\\[a-zA-Z]+|\\?e(?=\^)/g, ""))) return undefined;
  return source.replaceAll(/\\[a-zA-Z]+|[abxy]/g, (found) => otherLetters[found] ?? found);
}
