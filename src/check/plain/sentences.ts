import { isFunctionWord } from "./latex.js";
import type { Token } from "./tokens.js";
import { tokensOf } from "./tokens.js";
import { hasUnit, isAbbreviation, leadsIn, leadsOn } from "./words.js";

/** An equation within a sentence or in a cell of a table. */
export interface Equation {
  readonly start: number;
  readonly end: number;
  /** Whether something beside it leaves a doubt what it is about, so that it is not to be called wrong. */
  readonly isDoubtful: boolean;
  /** Whether it gives a name a value that is not told: one with a unit, or one of several. */
  readonly isUnclear?: boolean;
}

/** More pieces on one line are not looked at. */
const mostTokens = 5_000;

/**
 * The equations that one line of prose holds in plain notation: `MSE = 0.29 / 2 = 0.145`, `α = 0.1`. What is not surely
 * one is left out: ratios, scores, dates, versions, settings, numbers of figures, and sums of money. `before` is the line
 * before it, which may begin what this one ends.
 */
export function equationsIn(line: string, before = ""): Equation[] {
  if (!/[=≈≃\uff1d≔←]/.test(line)) return [];
  const tokens = tokensOf(line);
  if (tokens.length > mostTokens) return [];
  const equations: Equation[] = [];
  let from = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (!startsChain(tokens[i]!)) continue;
    const right = rightOf(tokens, i);
    // What is said in words of another script to be equal is the next member.
    const first = isWordOfAnotherScript(line, tokens[i - 1]) ? i + 1 : leftOf(tokens, i, from);
    if (
      first !== i &&
      tokens.slice(Math.max(first, i), right).some(({ kind }) => kind === "relation") &&
      right > i + 1
    ) {
      const found = equation(line, tokens, first, right);
      const isContinued = found !== undefined && first <= 1 && goesOn.test(before);
      if (found !== undefined) equations.push(isContinued ? { ...found, isDoubtful: true } : found);
    }
    from = Math.max(i + 1, right);
    i = from - 1;
  }
  return equations;
}

/** The end of a line whose last equation is not over, or may not be. */
const goesOn = /[-+*/×·÷^=≈([{&\\,\d)\]]\s*$/;

function isWordOfAnotherScript(line: string, token: Token | undefined): boolean {
  return token?.kind === "stop" && /^\p{L}+$/u.test(line.slice(token.start, token.end));
}

function startsChain({ kind, text }: Token): boolean {
  return kind === "relation" && (text === "=" || text === "\\approx" || text === ":=");
}

/** Where the first member of the chain at a relation begins. */
function leftOf(tokens: readonly Token[], relation: number, from: number): number {
  let depth = 0;
  let at = relation;
  while (at > from) {
    const token = tokens[at - 1]!;
    if (
      token.kind === "stop" ||
      token.kind === "relation" ||
      token.text === "|" ||
      token.text === "{" ||
      token.text === "}"
    )
      break;
    if (token.kind === "comma" && depth === 0) break;
    if (token.kind === "word" && !isFunctionWord(token.text) && at !== relation && !isCall(tokens, at - 1)) break;
    if (token.kind === "close") depth++;
    if (token.kind === "open" && --depth < 0) break;
    if (depth === 0 && at < relation && isApart(token, tokens[at]!)) break;
    at--;
    if (token.kind === "word" && !isFunctionWord(token.text) && at === relation - 1) break;
  }
  // A bullet or a mark of emphasis is no sign; any other sign continues what stands before it.
  while (at < relation && tokens[at]!.kind === "sign" && !opensMember(tokens, at)) {
    const isMark = /^[*^]$/.test(tokens[at]!.text) && tokens[at + 1]!.start === tokens[at]!.end;
    if (!isMark && !(at === 0 && /^[-*]$/.test(tokens[at]!.text))) return relation;
    at++;
  }
  return at;
}

function opensMember(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  return (token.text === "-" || token.text === "√") && next?.start === token.end;
}

/** Behind the last member of the chain at a relation. */
function rightOf(tokens: readonly Token[], relation: number): number {
  let depth = 0;
  let at = relation + 1;
  for (; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind === "stop" || token.text === "|" || token.text === "{" || token.text === "}") break;
    if (token.kind === "comma" && depth === 0) break;
    if (token.kind === "word" && !isFunctionWord(token.text) && !isCall(tokens, at)) break;
    if (token.kind === "open") depth++;
    if (token.kind === "close" && --depth < 0) break;
    if (depth === 0 && isApart(tokens[at - 1]!, token)) break;
  }
  while (at > relation + 1 && (tokens[at - 1]!.kind === "relation" || isOpenSign(tokens[at - 1]!))) at--;
  return at;
}

function isCall(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.text === "(" && tokens[at + 1]!.start === tokens[at]!.end;
}

function isOpenSign({ kind, text }: Token): boolean {
  return kind === "sign" && !["%", "!", "°", "'"].includes(text);
}

/** Whether two pieces stand side by side without a sign, and not as a function and its argument. */
function isApart(before: Token, after: Token): boolean {
  const ends = ["number", "letter", "word", "superscript", "close"].includes(before.kind) || before.text === "%";
  const starts = ["number", "letter", "word", "open"].includes(after.kind) || after.text === "√";
  const isFunction = before.kind === "word" && isFunctionWord(before.text);
  return ends && starts && !isFunction && before.end !== after.start;
}

function equation(line: string, tokens: readonly Token[], left: number, right: number): Equation | undefined {
  const [first, last] = [tokens[left]!, tokens[right - 1]!];
  const own = tokens.slice(left, right);
  const isNamed = first.kind !== "number" && tokens[left + 1]?.kind === "relation";
  if (!isFree(line, first.start, last.end)) return undefined;
  const place = { start: first.start, end: last.end };
  const isBinding = isNamed && first.kind === "letter" && own.filter(({ kind }) => kind === "relation").length === 1;
  if (isBinding && isBetweenNumbers(own)) return { ...place, isDoubtful: true, isUnclear: true };
  if (own.some((token, i) => isRange(own, token, i))) return undefined;
  // Two numbers are no computation, whatever they may be equal in.
  if (!isNamed && !own.some(isComputation)) return undefined;
  const before = wordBefore(line, first.start);
  if (first.kind === "number" && tokens[left + 1]?.kind === "relation" && !leadsIn(before)) return undefined;
  if (first.kind === "word" && !isFunctionWord(first.text) && isSetting(own)) return undefined;
  const rest = line.slice(last.end, last.end + longestRest);
  if (isBinding && (hasUnit(rest) || furtherValues.test(rest))) return { ...place, isDoubtful: true, isUnclear: true };
  const after = wordAfter(line, last.end);
  // What has a unit, or more behind it, is another number than the one written.
  if (!isBinding && after !== "" && !leadsOn(after)) return undefined;
  const isDoubtful =
    (!isNamed && !leadsIn(before)) ||
    furtherResults.test(rest) ||
    own.some((token, i) => isFractionOfCounts(own, token, i));
  return { ...place, isDoubtful };
}

/** Characters behind an equation in which a unit or another value may stand. */
const longestRest = 60;
/** `n = 10, 20 or 30`, `k = 1, …, 5`, `α = 0.1, reduced to 0.01`: a name with several values. */
const furtherValues =
  /^(?:[ \t]*(?:,|;|、|\/|\bor\b|\band\b|\bto\b|\bbis\b|\boder\b|\bou\b|\bo\b|或|至|到|[–—~-])[ \t]*(?:\bor\b|\band\b)?[ \t]*[-−]?(?:\d|…|\.\.)|[^.;]{0,40}\b(?:to|until|or|bis)[ \t]+[-−]?\d)/;

/** `e³, e and e² ≈ 20.09, 2.72 and 7.39`: results of several terms, of which the last stands at the relation. */
const furtherResults = /^[ \t]*(?:[,;、和或]|\b(?:and|or|und|oder|et|ou|y|o)\b)[ \t]*(?:\b(?:and|or)\b[ \t]*)?[-−]?\d/;

/** `k = 3 - 5`: a range, or a difference. */
function isBetweenNumbers([, , first, sign, second, ...more]: readonly Token[]): boolean {
  return first?.kind === "number" && sign?.text === "-" && second?.kind === "number" && more.length === 0;
}

function isComputation({ kind, text }: Token): boolean {
  return kind === "superscript" || kind === "word" || (kind === "sign" && text !== "%" && text !== "'");
}

/** Whether nothing touches the equation that could belong to it: a currency, a hyphen, a further point. */
function isFree(line: string, start: number, end: number): boolean {
  const marks = /[*_]*$/.exec(line.slice(Math.max(0, start - 3), start))![0].length;
  const [before, after] = [line[start - marks - 1] ?? " ", line.slice(end, end + 2)];
  const isOpen = /[\s("'“„«[*_：，。；（、]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}|]/u.test(before);
  return isOpen && /^(?:$|[\s)"'”“»\]*_|：，。；）、？！]|[.,;:!?](?:$|[\s)"'”*_]))/u.test(after);
}

/** `3-2`, `10-12`: a score or a range; and numbers of the kind of 1.2.3. */
function isRange(tokens: readonly Token[], { text, kind, start, end }: Token, i: number): boolean {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  if (kind === "number" && before?.kind === "number") return true;
  if (text !== "-" || before?.kind !== "number" || after?.kind !== "number") return false;
  const isTight = before.end === start && after.start === end;
  return isTight && !/[.,]/.test(before.text + after.text);
}

/** `9/11 = 2001`: a date or a name of something may look like this. */
function isFractionOfCounts(tokens: readonly Token[], { text, start, end }: Token, i: number): boolean {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const isTight = text === "/" && before?.end === start && after?.start === end;
  const last = tokens.at(-1)!;
  return (
    isTight && before?.kind === "number" && after.kind === "number" && last.kind === "number" && !/[.,]/.test(last.text)
  );
}

/** `width=100` and `title = 5`: one word and one number, with nothing computed. */
function isSetting(own: readonly Token[]): boolean {
  return (
    own[1]?.kind === "relation" &&
    !own.slice(1).some(({ kind, text }) => kind === "sign" && text !== "-" && text !== "%")
  );
}

function wordBefore(line: string, at: number): string {
  const before = line.slice(Math.max(0, at - 40), at);
  if (/^[\s>]*(?:\d+[.)]|[-*+])[ \t]+$/.test(before)) return "";
  return /([\p{L}\p{N}.]+)[ \t]*$/u.exec(before)?.[1] ?? "";
}

function wordAfter(line: string, at: number): string {
  const after = /^[ \t]*([\p{L}\p{Sc}]+)/u.exec(line.slice(at, at + 40))?.[1] ?? "";
  return isAbbreviation(after, line.slice(at)) ? "" : after;
}
