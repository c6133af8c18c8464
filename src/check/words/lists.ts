import type { Phrase, PhraseFinder, Span } from "./phrase.js";
import { decimal, ending, latexNumber, phrase, spanOf } from "./phrase.js";

const list = String.raw`(?:${decimal}(?:,[ ]+|[ ]*、[ ]*|,?[ ]+(?:and|und|et|y)[ ]+|[ ]*[和与][ ]*)){1,40}${decimal}|\[[ ]*${decimal}(?:,[ ]*${decimal}){0,40}[ ]*\]`;
const reductions =
  "(?:arithmetic )?(?:mean|average)|sum|total|product|median|(?:sample |population )?variance|(?:sample |population )?standard deviation|maximum|minimum|range";

/** the mean of 2, 4 and 9 is 5 */
const reduced = new RegExp(
  String.raw`\b(?<what>${reductions})[ ]+of[ ]+(?:the[ ]+)?(?:numbers[ ]+|values[ ]+|data[ ]+|sample[ ]+|list[ ]+|vector[ ]+)?(?<list>${list})[ ]*(?:is[ ]+|equals[ ]+|was[ ]+|=[ ]*|≈[ ]*)(?:about[ ]+|approximately[ ]+|therefore[ ]+|exactly[ ]+|equal to[ ]+)?(?<result>${decimal})${ending}`,
  "dgi",
);

/** 2、4 和 9 的平均值是 5 */
const reducedInChinese = new RegExp(
  String.raw`(?<list>${list})[ ]*的[ ]*(?<what>平均值|平均数|均值|总和|之和|和|中位数|乘积)[ ]*(?:是|为|等于|=|≈)[ ]*约?[ ]*(?<result>${decimal})(?=[ ]*(?:$|[。，；、,.;）)](?!\d)))`,
  "dgu",
);

const chinese: Readonly<Record<string, string>> = {
  平均值: "mean",
  平均数: "mean",
  均值: "mean",
  总和: "sum",
  之和: "sum",
  和: "sum",
  中位数: "median",
  乘积: "product",
};

/** What is said of listed numbers: their mean, sum, median, variance and so on. */
export const reductionsOfLists: PhraseFinder = (sentence) =>
  !/mean|average|sum|total|product|median|variance|deviation|maximum|minimum|range|的/i.test(sentence)
    ? []
    : [reduced, reducedInChinese].flatMap((pattern) => [...sentence.matchAll(pattern)].flatMap(reductionOf));

function reductionOf(match: RegExpExecArray): Phrase[] {
  const { what = "", list = "", result = "" } = match.groups!;
  const numbers = list.match(new RegExp(decimal, "g"))!;
  const name = (chinese[what] ?? what.toLowerCase()).replace(/^arithmetic |^average$/, "");
  const left = latexOf(name || "mean", numbers, Number(latexNumber(result).replace(/[()]/g, "")));
  if (left === undefined) return [];
  const from = Math.min(spanOf(match, "what").start, spanOf(match, "list").start);
  const to = Math.max(spanOf(match, "what").end, spanOf(match, "list").end);
  const place: { left: Span; right: Span } = { left: { start: from, end: to }, right: spanOf(match, "result") };
  return [phrase(place, left, latexNumber(result), { isDoubtful: false })];
}

function latexOf(what: string, written: readonly string[], result: number): string | undefined {
  const numbers = written.map(latexNumber);
  const values = numbers.map((text) => Number(text.replace(/[()]/g, "")));
  const n = numbers.length;
  const mean = `\\frac{${numbers.join(" + ")}}{${n}}`;
  const sorted = numbers.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const [smallest, largest] = [numbers[sorted[0]!]!, numbers[sorted[n - 1]!]!];
  switch (what) {
    case "mean":
      return mean;
    case "sum":
    case "total":
      return numbers.join(" + ");
    case "product":
      return numbers.join(" \\times ");
    case "maximum":
      return largest;
    case "minimum":
      return smallest;
    case "range":
      return `${largest} - ${smallest}`;
    case "median": {
      const [low, high] = [sorted[(n - 1) >> 1]!, sorted[n >> 1]!];
      return low === high ? numbers[low] : `\\frac{${numbers[low]} + ${numbers[high]}}{2}`;
    }
    default:
      return spread(what, numbers, mean, values, result);
  }
}

/** A variance or a standard deviation; where it is not said which, the one that is closer to what is written. */
function spread(
  what: string,
  numbers: readonly string[],
  mean: string,
  values: readonly number[],
  result: number,
): string | undefined {
  const n = numbers.length;
  if (n < 2) return undefined;
  const average = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const isRoot = what.endsWith("deviation");
  const away = (divisor: number) => Math.abs((isRoot ? Math.sqrt(squares / divisor) : squares / divisor) - result);
  const isOfSample = what.startsWith("sample") || (!what.startsWith("population") && away(n - 1) < away(n));
  const terms = numbers.map((number) => `\\left(${number} - ${mean}\\right)^2`);
  const variance = `\\frac{${terms.join(" + ")}}{${isOfSample ? n - 1 : n}}`;
  return isRoot ? `\\sqrt{${variance}}` : variance;
}

/** 30%, 45% and 25% add up to 100% */
const total =
  /(?<list>(?:\d{1,3}(?:\.\d+)?[ ]?%(?:,[ ]+|,?[ ]+and[ ]+)){1,20}\d{1,3}(?:\.\d+)?[ ]?%)[^.%]{0,20}?\b(?:add[ ]+up|sum|add)[ ]+(?:up[ ]+)?to[ ]+(?<result>\d{1,3}(?:\.\d+)?[ ]?%)/dgi;

/** Percentages that are said to add up; where each may be rounded, so may be their sum. */
export const sumsOfPercentages: PhraseFinder = (sentence) =>
  !sentence.includes("%")
    ? []
    : [...sentence.matchAll(total)].map((match) => {
        const parts = match.groups!.list!.match(/\d+(?:\.\d+)?/g)!;
        const result = /[\d.]+/.exec(match.groups!.result!)![0];
        const places = Math.max(...[...parts, result].map((part) => (part.split(".")[1] ?? "").length));
        const sum = parts.reduce((so, part) => so + Number(part), 0);
        return phrase(
          { left: spanOf(match, "list"), right: spanOf(match, "result") },
          parts.map((part) => `${part}\\%`).join(" + "),
          // Its last zeros are no rounded digits.
          `${result.includes(".") ? result : `${result}.0`}\\%`,
          { isDoubtful: Math.abs(sum - Number(result)) <= (parts.length * 10 ** -places) / 2 },
        );
      });

const whole = /\b(?:integers?|whole numbers?|Likert|dice|die rolls?|rolls of)\b|整数/i;
const meanOf =
  /\b(?:mean|average)(?: [a-z]+){0,2} (?:of|is|was|=)(?: about)? (?<mean>\d{1,3}\.\d+)(?![\d.])[^.;]{0,60}?(?:\bof |\bfor |\bover |\bacross |\bfrom |\bN ?= ?)(?<count>\d{1,4})(?![\d.%])/dgi;

/** Means of so many whole numbers that no sum of them makes. */
export const meansOfWholeNumbers: PhraseFinder = (sentence) => {
  if (!whole.test(sentence) || /\b(?:weighted|trimmed|geometric|moving|scale|items|each|sub)/i.test(sentence))
    return [];
  return [...sentence.matchAll(meanOf)].flatMap((match) => {
    const { mean = "", count = "" } = match.groups!;
    const n = Number(count);
    const places = mean.split(".")[1]!.length;
    if (n < 1 || n >= 10 ** places) return [];
    const sum = Number(mean) * n;
    const near = [Math.floor(sum), Math.ceil(sum)].map((s) => (s / n).toFixed(places));
    return [
      phrase({ left: spanOf(match, "count"), right: spanOf(match, "mean") }, `\\frac{${Math.round(sum)}}{${n}}`, mean, {
        isDoubtful: false,
        fault: `no mean of ${n} whole numbers: the nearest are ${[...new Set(near)].join(" and ")}`,
      }),
    ];
  });
};
