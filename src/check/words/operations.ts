import type { PhraseFinder } from "./phrase.js";
import { decimal, ending, latexNumber, phrase } from "./phrase.js";

const number = (name: string) => `(?<${name}>${decimal})`;
const is =
  "[ ]*(?:,[ ]*)?(?:is[ ]+|equals[ ]+|=[ ]*|≈[ ]*|gives[ ]+|makes[ ]+)(?:about[ ]+|approximately[ ]+|exactly[ ]+|equal to[ ]+|therefore[ ]+)?";

/** What is computed of one or two numbers, in words and as the LaTeX it is. */
const operations: readonly (readonly [string, (a: string, b: string) => string])[] = [
  [`square root of ${number("a")}`, (a) => `\\sqrt{${a}}`],
  [`cube root of ${number("a")}`, (a) => `\\sqrt[3]{${a}}`],
  [`square of ${number("a")}`, (a) => `${inParentheses(a)}^{2}`],
  [`reciprocal of ${number("a")}`, (a) => `\\frac{1}{${a}}`],
  [`natural log(?:arithm)? of ${number("a")}`, (a) => `\\ln(${a})`],
  [`log(?:arithm)? (?:to )?base(?: |-)(?<b>2|10) of ${number("a")}`, (a, b) => `\\log_{${b}}(${a})`],
  [`base(?: |-)(?<b>2|10) log(?:arithm)? of ${number("a")}`, (a, b) => `\\log_{${b}}(${a})`],
  [`half of ${number("a")}`, (a) => `\\frac{${a}}{2}`],
  [`${number("a")} (?:times|multiplied by) ${number("b")}`, (a, b) => `${a} \\times ${b}`],
  [`${number("a")} divided by ${number("b")}`, (a, b) => `\\frac{${a}}{${b}}`],
  [`${number("a")} plus ${number("b")}`, (a, b) => `${a} + ${b}`],
  [`${number("a")} minus ${number("b")}`, (a, b) => `${a} - ${b}`],
  [`${number("a")} squared`, (a) => `${inParentheses(a)}^{2}`],
  [`${number("a")} to the power (?:of )?${number("b")}`, (a, b) => `${inParentheses(a)}^{${b}}`],
  [`${number("a")}(?: )?% of ${number("b")}`, (a, b) => `${a}\\% \\times ${b}`],
];

/** Nothing before the phrase that belongs to the computation: a sign, or the words of one. */
const beginning =
  "(?<![\\p{L}\\p{N}_.,/%+*^-])(?<!(?:[/%+*^=<>-]|\\b(?:plus|minus|times|by|of|to|than|over|negative|and a))[ ])";

const patterns = operations.map(
  ([words, latex]) =>
    [
      new RegExp(`${beginning}${words.replaceAll(" ", "[ ]+")}${is}${number("result")}${ending}`, "dgiu"),
      latex,
    ] as const,
);

/** What each of the operations has in it, which is found many times as fast as they are. */
const operationAtNumber =
  /(?:root|square|reciprocal|half|log(?:arithm)?|10|2)[ ]+of[ ]+[-−]?\d|%[ ]+of[ ]+[-−]?\d|\d[ ]+(?:times|multiplied|divided|plus|minus|squared|to[ ]+the[ ]+power)/iu;

/** What is said of one or two numbers: the square root of 2 is 1.414. */
export const operationsInWords: PhraseFinder = (sentence) =>
  operationAtNumber.test(sentence)
    ? patterns.flatMap(([pattern, latex]) =>
        [...sentence.matchAll(pattern)].map((match) => {
          const { a = "", b = "", result = "" } = match.groups!;
          const [start, end] = match.indices!.groups!.result!;
          const left = match[0].slice(0, start - match.index).replace(new RegExp(`${is}$`, "i"), "");
          const place = { left: { start: match.index, end: match.index + left.length }, right: { start, end } };
          return phrase(place, latex(latexNumber(a), latexNumber(b)), latexNumber(result), { isDoubtful: false });
        }),
      )
    : [];

function inParentheses(number: string): string {
  return number.startsWith("(") ? number : `{${number}}`;
}

/** a standard deviation of 2 and n = 16 give a standard error of 0.5 */
const error = new RegExp(
  String.raw`\bstandard deviation (?:of |is |was )${number("deviation")}[^.;]{0,40}?(?:\bn ?= ?|\bof |\bwith )(?<count>\d{1,6})\b(?!\.\d)[^.;]{0,60}?\bstandard error(?: of the mean)? (?:of |is |was |= )(?:about |approximately )?${number("error")}${ending}`,
  "dgi",
);

/** The standard error of a mean, from the standard deviation and the number of values. */
export const standardErrors: PhraseFinder = (sentence) =>
  !/standard error/i.test(sentence)
    ? []
    : [...sentence.matchAll(error)].map((match) => {
        const { deviation = "", count = "", error = "" } = match.groups!;
        const groups = match.indices!.groups!;
        const place = {
          left: { start: groups.deviation![0], end: groups.count![1] },
          right: { start: groups.error![0], end: groups.error![1] },
        };
        return phrase(place, `\\frac{${latexNumber(deviation)}}{\\sqrt{${count}}}`, latexNumber(error), {
          isDoubtful: false,
        });
      });
