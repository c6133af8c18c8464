import type { MimeBundle } from "../display/mimeBundle.js";
import type { Approximation } from "./approx.js";
import type { Argument, Setting } from "./argument.js";
import type { AnyExample, AnyFormula, AnyPartial } from "./formula.js";
import { isNone } from "./none.js";

/** A definition as Markdown with rendered mathematics, and as plain text. */
export function describe(formula: AnyFormula): MimeBundle {
  return { "text/markdown": inMarkdown(formula), "text/plain": inWords(formula) };
}

function inMarkdown(formula: AnyFormula): string {
  const { name, summary, latex, args, derivation, kinks, examples, laws, sources } = formula;
  const derivatives = partialsOf(formula);
  return [
    `### ${name}`,
    summary,
    display(latex),
    `where ${inList(args.flatMap(conditions))}.`,
    ...defaults(args),
    ...(derivatives.length > 0 ? ["**Derivatives**", ...derivatives.map(([, partial]) => display(partial.latex))] : []),
    ...(isNone(derivation) ? [] : ["**Derivation**", ...derivation.steps.map(step)]),
    ...(kinks.length > 0 ? ["**Conventions**", bullets(kinks.map((kink) => conventionInMarkdown(name, kink)))] : []),
    "**Examples**",
    ["| | gives | because |", "|:--|:--|:--|", ...examples.map((example) => row(name, example))].join("\n"),
    ...(laws.length > 0 ? ["**Laws**", bullets(laws.map(({ law, because }) => `\`${law}\`: ${because}`))] : []),
    "**Accuracy**",
    accuracyInWords(formula),
    "**Sources**",
    bullets(sources),
  ].join("\n\n");
}

/** A definition as lines for a terminal. */
export function inWords(formula: AnyFormula): string {
  const { name, summary, args, expr, kinks, examples, laws, sources } = formula;
  const texts = isNone(expr)
    ? []
    : typeof expr === "string"
      ? [`${call(name, args)} = ${expr}`]
      : Object.entries(expr).map(equation);
  return [
    `${name}: ${summary}`,
    ...section("formula", texts),
    ...section("arguments", args.flatMap(inPlainWords)),
    ...section(
      "derivatives",
      partialsOf(formula).map(([by, { expr }]) => `by ${by}: ${expr}`),
    ),
    ...section(
      "conventions",
      kinks.map((kink) => `${evaluation(name, kink)} where ${kink.where} (${kink.because})`),
    ),
    ...section(
      "examples",
      examples.map((example) => `${evaluation(name, example)} (${example.because})`),
    ),
    ...section(
      "laws",
      laws.map(({ law, because }) => `${law} (${because})`),
    ),
    ...section("accuracy", [accuracyInWords(formula)]),
    ...section("sources", sources),
  ].join("\n");
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

function step({ why, latex }: { why: string; latex: string }): string {
  return `${why}:\n\n${display(latex)}`;
}

function row(name: string, example: AnyExample): string {
  const [left, relation, right] = evaluation(name, example).split(/ ([=≈]) /);
  return `| \`${left}\` | ${relation} \`${right}\` | ${example.because} |`;
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
    setting.kind === "required" ? [] : [`${symbolAndName(setting.latex, setting.name)} = ${setting.default}`],
  );
  if (values.length === 0) return [];
  return [`Unless said otherwise, ${inList(values)}.`];
}

function inPlainWords(argument: Argument): string[] {
  switch (argument.kind) {
    case "state":
      return argument.fields.flatMap(inPlainWords).map((line) => `${argument.name}.${line}`);
    case "options":
      return argument.settings.map((setting: Setting) =>
        setting.kind === "required"
          ? `options.${setting.name}: a ${setting.whole ? "whole " : ""}number`
          : `options.${setting.name}: ${setting.default} by default`,
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
  const { value, partials } = formula.accuracy;
  const words = (ulps: number) => (ulps === 0 ? "exact" : `within ${ulps} ulp of the truth`);
  const ofDerivatives = partialsOf(formula).length === 0 ? "" : `; derivatives ${words(partials)}`;
  return `${words(value)}${ofDerivatives}, over all doubles`;
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

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

function display(latex: string): string {
  return `$$${latex}$$`;
}

function inList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** A value as a person would type it. */
export function literal(value: unknown): string {
  if (isApproximation(value)) return value.approximately;
  if (Object.is(value, -0)) return "-0";
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
