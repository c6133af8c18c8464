import type { Token } from "./tokens.js";
import { tokensOf } from "./tokens.js";

/** How a formula is written: as LaTeX, as programs and plain texts write it, or in words. */
export type Notation = "latex" | "plain" | "words";

/**
 * Which notation an inline code is an equation in, if it surely is one: `σ(x) = 1 / (1 + exp(-x))`, `x = 2` and
 * `\alpha = 0.1` are; commands, comparisons and assignments of programs, addresses and settings are not.
 */
export function notationOfCode(code: string): "latex" | "plain" | undefined {
  if (code.length > longest || !/[=≈<>≤≥←≔\uff1d]/.test(code)) return undefined;
  if (code.includes("\\")) return isLatex(code) ? "latex" : undefined;
  const tokens = tokensOf(code);
  return isEquation(tokens) ? "plain" : undefined;
}

const longest = 1_000;

/** Commands that tell LaTeX from paths and escapes. */
const commands =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|lambda|mu|rho|sigma|phi|pi|hat|bar|tilde|frac|sqrt|exp|ln|log|tanh|max|min|cdot|times|approx|le|ge|leq|geq|mathrm|text|mathbf|left|right|sum|nabla)$/;

function isLatex(code: string): boolean {
  const found = [...code.matchAll(/\\([a-zA-Z]+|[\s\S]?)/g)].map(([, command]) => command!);
  return (
    /=|\\approx/.test(code) &&
    !/[$;#]|==/.test(code) &&
    found.every((command) => commands.test(command) || /^[,!%{}]$/.test(command))
  );
}

function isEquation(tokens: readonly Token[]): boolean {
  if (tokens.some(({ kind }) => kind === "stop")) return false;
  // Two numbers may be equal in many ways, such as 16 and its bits 10000.
  if (tokens.every(({ kind }) => kind === "number" || kind === "relation")) return false;
  const relations = tokens.filter(({ kind }) => kind === "relation");
  if (relations.length === 0 || !relations.some(({ text }) => ["=", "\\approx", ":="].includes(text))) {
    return relations.length > 0 && !tokens.some(isName);
  }
  const isOfProgram = tokens.some(isOfPrograms) || hasPlace(tokens) || isIncrement(tokens);
  return !isOpen(tokens, relations) && !isOfProgram && !isSetting(tokens, relations);
}

function isName({ kind }: Token): boolean {
  return kind === "letter" || kind === "word";
}

/** Whether a relation stands at an end, where a side of it is missing. */
function isOpen(tokens: readonly Token[], relations: readonly Token[]): boolean {
  return tokens[0] === relations[0] || tokens.at(-1) === relations.at(-1);
}

function isOfPrograms({ kind, text }: Token): boolean {
  return kind === "word" && programs.has(text);
}

/** Words that programs call or declare, and mathematics does not. */
const programs = new Set(
  "len range print int float str list dict set type input open map filter zip round sorted id input let const var val return if for while def lambda import export set use run echo true false null None True False auto".split(
    " ",
  ),
);

/** Whether a name has a bracket right behind it, as `a[0]` has, where programs count from 0. */
function hasPlace(tokens: readonly Token[]): boolean {
  return tokens.some(({ text, start }, i) => {
    const before = tokens[i - 1];
    return text === "[" && before !== undefined && isName(before) && before.end === start;
  });
}

/** `batch_size = 32`, `width=100`, `n=5`: a name and a value is a statement of mathematics only for a letter. */
function isSetting(tokens: readonly Token[], relations: readonly Token[]): boolean {
  if (relations.length !== 1 || tokens[0]!.kind !== "word" || tokens[1] !== relations[0]) return false;
  return (
    /_/.test(tokens[0]!.text) ||
    !tokens.slice(2).some(({ kind, text }) => kind === "sign" && text !== "-" && text !== "%")
  );
}

/** `i = i + 1`, which no number solves, is a step of a program. */
function isIncrement([first, second, ...others]: readonly Token[]): boolean {
  return first?.kind === "letter" && second?.text === "=" && others.some(({ text }) => text === first.text);
}
