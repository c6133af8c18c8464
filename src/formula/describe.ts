import type { MimeBundle } from "../display/mimeBundle.js";
import type { Approximation } from "./approx.js";
import type { Argument, Setting } from "./argument.js";
import type { AnyExample, AnyFormula, AnyPartial } from "./formula.js";
import { isNone } from "./none.js";

/** A definition as Markdown with rendered mathematics, and as plain text. */
export function bundleOf(formula: AnyFormula): MimeBundle {
  return { "text/markdown": inMarkdown(formula), "text/plain": inWords(formula) };
}

function inMarkdown(formula: AnyFormula): string {
  const [title, ...rest] = sections(formula);
  return [`### ${title!.title}`, title!.body, ...rest.flatMap(({ title, body }) => [`**${title}**`, body])].join(
    "\n\n",
  );
}

/** A part of a description: its title, and its text as Markdown. */
export interface Section {
  readonly title: string;
  readonly body: string;
}

/** A definition in parts, the first under its name; `display` sets a formula on a line of its own. */
export function sections(formula: AnyFormula, display = (latex: string) => `$$${latex}$$`): Section[] {
  const { name, summary, latex, args, derivation, kinks, examples, laws, sources } = formula;
  const derivatives = partialsOf(formula).map(([, partial]) => display(partial.latex));
  const steps = isNone(derivation) ? [] : derivation.steps.map(({ why, latex }) => `${why}:\n\n${display(latex)}`);
  const first = [summary, display(latex), `where ${inList(args.flatMap(conditions))}.`, ...defaults(args)];
  const table = ["| | gives | because |", "|:--|:--|:--|", ...examples.map((example) => row(name, example))];
  return [
    { title: name, body: first.join("\n\n") },
    { title: "Derivatives", body: derivatives.join("\n\n") },
    { title: "Derivation", body: steps.join("\n\n") },
    { title: "Conventions", body: bullets(kinks.map((kink) => conventionInMarkdown(name, kink))) },
    { title: "Examples", body: table.join("\n") },
    { title: "Laws", body: bullets(laws.map(({ law, because }) => `\`${law}\`: ${because}`)) },
    { title: "Accuracy", body: accuracyInWords(formula) },
    { title: "Sources", body: bullets(sources) },
  ].filter(({ body }) => body !== "");
}

/** A definition as lines for a terminal. */
export function inWords(formula: AnyFormula): string {
  return `${formula.name}: ${formula.summary}\n${linesOf(wordSections(formula))}`;
}

/** Sections as indented lines. */
export function linesOf(all: readonly WordSection[]): string {
  return all.flatMap(({ title, lines }) => [`  ${title}`, ...lines.map((line) => `    ${line}`)]).join("\n");
}

/** A part of a description for a terminal. */
export interface WordSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A definition in parts for a terminal. */
export function wordSections(formula: AnyFormula): WordSection[] {
  const { name, args, expr, kinks, examples, laws, sources } = formula;
  const stated = typeof expr === "string" ? [`${call(name, args)} = ${expr}`] : Object.entries(expr).map(equation);
  return [
    { title: "formula", lines: isNone(expr) ? [] : stated },
    { title: "arguments", lines: args.flatMap(inPlainWords) },
    { title: "derivatives", lines: partialsOf(formula).map(([by, { expr }]) => `by ${by}: ${expr}`) },
    {
      title: "conventions",
      lines: kinks.map((kink) => `${evaluation(name, kink)} where ${kink.where} (${kink.because})`),
    },
    { title: "examples", lines: examples.map((example) => `${evaluation(name, example)} (${example.because})`) },
    { title: "laws", lines: laws.map(({ law, because }) => `${law} (${because})`) },
    { title: "accuracy", lines: [accuracyInWords(formula)] },
    { title: "sources", lines: sources },
  ].filter(({ lines }) => lines.length > 0);
}

/** The derivatives that a formula states, with the name each is taken by. */
export function partialsOf(formula: AnyFormula): [string, AnyPartial][] {
  if (isNone(formula.partials)) return [];
  return Object.entries(formula.partials).filter(
    (entry): entry is [string, AnyPartial] => entry[1] !== undefined && !isNone(entry[1]),
  );
}

/** A call with its result: `sigmoid(2) ≈ 0.8808`. */
export function evaluation(name: string, { of, at, gives }: AnyExample): string {
  const relation = containsApproximation(gives) ? "≈" : "=";
  return `${of === undefined ? name : `∂${name}/∂${of}`}(${at.map(literal).join(", ")}) ${relation} ${literal(gives)}`;
}

function row(name: string, example: AnyExample): string {
  const [left, relation, right] = evaluation(name, example).split(/ ([=≈]) /);
  return `| \`${left}\` | ${relation} \`${right}\` | ${example.because.replaceAll("|", "\\|")} |`;
}

function conventionInMarkdown(name: string, kink: AnyExample & { where: string }): string {
  return `where \`${kink.where}\`, the derivative is a convention: \`${evaluation(name, kink)}\`, ${kink.because}`;
}

function conditions(argument: Argument): string[] {
  switch (argument.kind) {
    case "state":
      return argument.fields.flatMap(conditions);
    case "options":
      return [];
    default:
      return [`${symbolAndName(argument.latex, argument.name)} is ${kindInWords(argument)}`];
  }
}

function defaults(args: readonly Argument[]): string[] {
  const settings = args.flatMap((argument) => (argument.kind === "options" ? argument.settings : []));
  const values = settings.flatMap((setting) =>
    setting.kind === "required" ? [] : [`${symbolAndName(setting.latex, setting.name)} = ${defaultInWords(setting)}`],
  );
  if (values.length === 0) return [];
  return [`Unless said otherwise, ${inList(values)}.`];
}

function defaultInWords(setting: Exclude<Setting, { kind: "required" }>): string {
  return "like" in setting && setting.like !== undefined ? setting.like : String(setting.default);
}

function inPlainWords(argument: Argument): string[] {
  switch (argument.kind) {
    case "state":
      return argument.fields.flatMap(inPlainWords).map((line) => `${argument.name}.${line}`);
    case "options":
      return argument.settings.map((setting: Setting) =>
        setting.kind === "required"
          ? `options.${setting.name}: a ${setting.whole ? "whole " : ""}number`
          : `options.${setting.name}: ${defaultInWords(setting)} by default`,
      );
    default:
      return [`${argument.name}: ${kindInWords(argument)}`];
  }
}

function kindInWords(argument: Exclude<Argument, { kind: "state" | "options" }>): string {
  if (argument.kind === "text") return "a text";
  const [low, high] = argument.domain;
  const range =
    high < Number.MAX_SAFE_INTEGER ? ` from ${low} to ${high}` : low === Number.NEGATIVE_INFINITY ? "" : ` ≥ ${low}`;
  switch (argument.kind) {
    case "real":
      return `a real number${range}`;
    case "vector":
      return range === "" ? "a vector of real numbers" : `a vector of numbers${range}`;
    case "probabilities":
      return "a vector of probabilities";
    case "signs":
      return "a vector of labels −1 or 1";
    case "count":
      return `a whole number${range}`;
    case "array":
      return `${arrayNouns[argument.axes.length]}${range === "" ? "" : ` of numbers${range}`}, shape (${argument.axes.join(", ")})`;
    case "distributions":
      return `a matrix whose rows are distributions, shape (${argument.axes.join(", ")})`;
    case "labels":
      return "a vector of class numbers from 0";
    case "label":
      return "a class number from 0";
  }
}

/** What arrays of two, three and four axes are called. */
const arrayNouns: readonly string[] = ["", "", "a matrix", "an image", "a convolution kernel"];

function accuracyInWords(formula: AnyFormula): string {
  const { value, partials, cancels } = formula.accuracy;
  const words = (ulps: number) => (ulps === 0 ? "exact" : `within ${ulps} ulp of the truth`);
  const ofDerivatives = partialsOf(formula).length === 0 ? "" : `; derivatives ${words(partials)}`;
  const ofTerms = cancels === undefined ? "" : `; where terms cancel, of the largest of them (${cancels})`;
  return `${words(value)}${ofDerivatives}, over all doubles${ofTerms}`;
}

function symbolAndName(latex: string, name: string): string {
  return latex === name ? `$${latex}$` : `$${latex}$ (\`${name}\`)`;
}

function call(name: string, args: readonly Argument[]): string {
  return `${name}(${args
    .filter(({ kind }) => kind !== "options")
    .map((argument) => argument.name)
    .join(", ")})`;
}

function equation([left, right]: readonly [string, string]): string {
  return `next.${left} = ${right}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

function inList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** A value as a person would type it. */
export function literal(value: unknown): string {
  if (isApproximation(value)) return value.approximately;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, entry]) => `${name}: ${literal(entry)}`)
      .join(", ")} }`;
  }
  return String(value);
}

/** Whether a result is stated, in whole or in part, to the digits written. */
export function containsApproximation(value: unknown): boolean {
  if (isApproximation(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsApproximation);
}

function isApproximation(value: unknown): value is Approximation {
  return typeof value === "object" && value !== null && "approximately" in value;
}
