import { inspect } from "node:util";
import type { Displayable, DisplayableInParts, MimeBundle } from "../display/mimeBundle.js";
import { displaySymbol, partsSymbol } from "../display/mimeBundle.js";
import { nearest } from "../display/nearest.js";
import type { Section, WordSection } from "../formula/describe.js";
import { linesOf, sections, wordSections } from "../formula/describe.js";
import type { AnyFormula } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import { formulas } from "../formulas/index.js";
import type { Chart } from "../plot/chart.js";
import { NoCurve, plotFormula } from "../plot/plotFormula.js";
import { partingInWords, partingOf } from "../verify/parting.js";
import type { Verifiable } from "../verify/verify.js";
import { definitionOf } from "../verify/verify.js";
import { sourceOf } from "./source.js";

/**
 * All that there is to say of a formula: what it is, on which conditions, how its derivative is found, how it looks, worked
 * examples, laws, and its code beside what a book prints. In a notebook that is text with a chart in its midst, in a
 * terminal lines of text.
 *
 * Takes a formula's name, its function or its definition. Throws a RangeError for a name that no formula has, with the
 * one that is most like it, and a TypeError for anything else.
 */
export function describe(subject: string | Verifiable): Description {
  return new Description(typeof subject === "string" ? formulaCalled(subject) : definitionOf("describe", subject));
}

/** What `describe` gives. */
export class Description implements DisplayableInParts {
  readonly name: string;
  readonly #formula: AnyFormula;

  constructor(formula: AnyFormula) {
    this.name = formula.name;
    this.#formula = formula;
  }

  /** The chart; undefined for a formula that has no curve, such as a matrix. */
  get chart(): Chart | undefined {
    return chartOf(this.#formula);
  }

  /** The description as lines of text. */
  toString(): string {
    const { name, summary } = this.#formula;
    const { before, after } = this.#words();
    return `${name}: ${summary}\n${linesOf([...before, ...after])}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  /** The description without its chart: one bundle cannot hold both. */
  [displaySymbol](): MimeBundle {
    const { before, after } = this.#sections();
    return { "text/markdown": markdownOf([...before, ...after]), "text/plain": this.toString() };
  }

  [partsSymbol](): readonly Displayable[] {
    const { chart } = this;
    if (chart === undefined) return [this];
    const { before, after } = this.#sections();
    const words = this.#words();
    const { name, summary } = this.#formula;
    return [
      part(markdownOf(before), `${name}: ${summary}\n${linesOf(words.before)}`),
      chart,
      part(markdownOf(after), linesOf(words.after)),
    ];
  }

  /** What stands before the chart, and what after it. */
  #sections(): { before: Section[]; after: Section[] } {
    const all = sections(this.#formula);
    const at = all.findIndex(({ title }) => title === "Examples");
    const code = codeSection(this.#formula);
    const end = all.findIndex(({ title }) => title === "Accuracy");
    return { before: all.slice(0, at), after: [...all.slice(at, end), code, ...all.slice(end)] };
  }

  #words(): { before: WordSection[]; after: WordSection[] } {
    const all = wordSections(this.#formula);
    const at = all.findIndex(({ title }) => title === "examples");
    const end = all.findIndex(({ title }) => title === "accuracy");
    const { derivation } = this.#formula;
    const steps = isNone(derivation) ? [] : derivation.steps.map(({ expr, why }) => `= ${expr}  (${why})`);
    const found = isNone(derivation) ? [] : [{ title: `derivation by ${derivation.of}`, lines: steps }];
    const conventions = all.findIndex(({ title }) => title === "conventions");
    const [last, rest] = conventions < 0 ? [at, []] : [conventions, all.slice(conventions, at)];
    return {
      before: [...all.slice(0, last), ...found, ...rest],
      after: [...all.slice(at, end), ...codeInWords(this.#formula), ...all.slice(end)],
    };
  }
}

/** A formula's chart; undefined where it has none. */
export function chartOf(formula: AnyFormula): Chart | undefined {
  try {
    return plotFormula(formula);
  } catch (error) {
    if (error instanceof NoCurve) return undefined;
    throw error;
  }
}

function formulaCalled(name: string): AnyFormula {
  if (Object.hasOwn(formulas, name)) return (formulas as Readonly<Record<string, AnyFormula>>)[name]!;
  const meant = nearest(name, Object.keys(formulas));
  const hint = meant === undefined ? "Object.keys(formulas) lists all" : `did you mean ${meant}?`;
  throw new RangeError(`describe: no formula is called ${JSON.stringify(name)}; ${hint}`);
}

function codeSection(formula: AnyFormula): Section {
  const { textbook, value } = formula;
  const [printed, computed] = [textbook, value].map((code) => (isNone(code) ? "" : fenced(sourceOf(code))));
  const parting = partingOf(formula);
  const body =
    isNone(textbook) || parting === undefined
      ? `${isNone(textbook) ? `No book's form stands beside it: ${textbook.none}.` : ""}\n\n${computed}`
      : `What a book prints ${partingInWords(parting)}:\n\n${printed}\n\nWhat the library computes:\n\n${computed}`;
  return { title: "Code", body: body.trim() };
}

function codeInWords(formula: AnyFormula): WordSection[] {
  const { textbook, value } = formula;
  const parting = partingOf(formula);
  return [
    ...(isNone(textbook) || parting === undefined
      ? []
      : [{ title: `what a book prints ${partingInWords(parting)}`, lines: sourceOf(textbook).split("\n") }]),
    { title: "what the library computes", lines: sourceOf(value).split("\n") },
  ];
}

function fenced(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}

function markdownOf(all: readonly Section[]): string {
  return all
    .map(({ title, body }, i) =>
      i === 0 && title !== "Examples" ? `### ${title}\n\n${body}` : `**${title}**\n\n${body}`,
    )
    .join("\n\n");
}

function part(markdown: string, text: string): Displayable {
  return { [displaySymbol]: () => ({ "text/markdown": markdown, "text/plain": text }) };
}
