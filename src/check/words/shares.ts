import type { Phrase, PhraseFinder } from "./phrase.js";
import { latexNumber, phrase, spanOf } from "./phrase.js";

const count = String.raw`\d{1,3}(?:,\d{3})+|\d{1,7}`;
const percentage = String.raw`(?<share>\d{1,3}(?:\.\d+)?)[ ]?%`;

/** Words that number a thing before "2 of 3". */
const labels =
  /\b(?:steps?|pages?|parts?|figures?|tables?|chapters?|lessons?|levels?|phases?|stages?|versions?|days?|weeks?|rounds?|folds?|epochs?|layers?|models?|questions?|tasks?|items?|volumes?|slides?|batch(?:es)?|sections?|rank|place|no\.?|to|by|for|least|most|than|scale|rated?) $/i;

const ofTotal: readonly RegExp[] = [
  // 57 of 60 (95%), 57 of the 60 test samples, or 95%
  new RegExp(
    String.raw`(?<![\w.,/-])(?<part>${count})[ ]+(?:out[ ]+)?of[ ]+(?:the[ ]+|all[ ]+)?(?<whole>${count})(?:[ ]+[a-z]+){0,3}[ ]*(?:\([ ]?(?<rough>about[ ]|roughly[ ]|approx(?:imately|\.)[ ]|~|≈)?(?=[\d.]+[ ]?%[ ]?\))|(?:=|≈|,[ ](?:or|i\.e\.,?|that[ ]is,?|which[ ]is)|(?<=\d)[ ]+is)[ ]+)${percentage}`,
    "dg",
  ),
  // 57/60 (95%)
  new RegExp(
    String.raw`(?<![\w.,/-])(?<part>${count})/(?<whole>${count})[ ]?[(（](?<rough>~|≈)?(?=[\d.]+[ ]?%[ ]?[)）])${percentage}`,
    "dg",
  ),
];

/** 95% (57/60), 95% (57 of 60) */
const ofPercentage = new RegExp(
  String.raw`(?<![\w.,/-])${percentage}[ ]?[(（](?<part>${count})(?:/|[ ]+(?:out[ ]+)?of[ ]+)(?<whole>${count})(?:[ ][a-z]+)?[)）]`,
  "dg",
);

/** 60 个样本中有 57 个正确（95%） */
const ofTotalInChinese = new RegExp(
  String.raw`(?<![\d.])(?<whole>\d{1,7})[ ]?[个名张条份只次\p{Script=Han}]{0,5}[中里]有?[ ]?(?<part>\d{1,7})[ ]?[个名张条份只次][\p{Script=Han}]{0,6}[（(，,](?:即|占|准确率为|比例为|占比为)?[ ]?${percentage}`,
  "dgu",
);

/** Shares that are given with both numbers: `57 of 60 (95%)`. */
export const sharesOfTotals: PhraseFinder = (sentence) => {
  if (!sentence.includes("%")) return [];
  return [...ofTotal, ofPercentage, ofTotalInChinese].flatMap((pattern) =>
    [...sentence.matchAll(pattern)].flatMap((match) => shareOfTotal(sentence, match)),
  );
};

function shareOfTotal(sentence: string, match: RegExpExecArray): Phrase[] {
  const { part = "", whole = "", share = "", rough } = match.groups!;
  const [k, n] = [part, whole].map((written) => Number(written.replaceAll(",", ""))) as [number, number];
  if (n === 0 || k > n || labels.test(sentence.slice(Math.max(0, match.index - 20), match.index))) return [];
  const [first, second] = [spanOf(match, "part"), spanOf(match, "whole")];
  const left = { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
  const right = spanOf(match, "share");
  const sign = /^[ ]?%/.exec(sentence.slice(right.end))![0].length;
  // Beside a share of something else, such as those that are left, the percentage may be meant for that.
  const isOfOthers = Math.abs(100 - (100 * k) / n - Number(share)) < 1;
  const isBeside = /[(（]/.test(match[0]) && Math.abs((100 * k) / n - Number(share)) > 5;
  return [
    phrase(
      { left, right: { ...right, end: right.end + sign } },
      `\\frac{${latexNumber(part)}}{${latexNumber(whole)}}`,
      `${share}\\%`,
      {
        isDoubtful: rough !== undefined || isOfOthers || isBeside,
        fault: `${part} of ${whole} is ${shown(k / n, true, share)}`,
      },
    ),
  ];
}

/** Of what an accuracy is a share, and what makes it one of several. */
const samples =
  "(?:test |validation |held-out |evaluation |unseen |labelled |labeled )*(?:samples?|examples?|images?|instances?|observations?|data points|patients|students|people|participants|documents|sentences|questions|items|cases)";
const several =
  /\b(?:mean|averag|fold|cross|seed|runs?\b|balanced|weighted|macro|micro|median|std|bootstrap|top-|expected|estimat|at least|at most|more than|less than|up to|target|goal|per|each|every|respectively|confidence|interval|smooth|improv|increas|decreas|gain|batch)|±|\+\/-/i;
const rate = String.raw`\b(?:accuracy|error rate|misclassification rate)`;
const value = String.raw`(?<share>(?:\d{1,2}\.\d+|\d{1,3})[ ]?%|0\.\d+)`;
const accuracies: readonly RegExp[] = [
  new RegExp(
    `${rate}(?: of| is| was| =|:)?(?: approximately| about)? ${value},? (?:on|over|for) (?:the |a |all |our |its |these )*(?:(?:test |validation )?(?:set|dataset|data set) of )?(?<whole>${count}) ${samples}`,
    "dgi",
  ),
  new RegExp(
    String.raw`\bon (?:the |a |all |our |its |these )*(?:(?:test |validation )?(?:set|dataset) of )?(?<whole>${count}) ${samples},? (?:the |our |its |a |model |classifier |it |achieves? |reach(?:es)? |has |gets? |test )*(?:an )?(?:accuracy|error rate)(?: of| is| was| =|:)(?: approximately| about)? ${value}`,
    "dgi",
  ),
];

/** Shares of so many samples that no whole number of them makes. */
export const sharesOfSamples: PhraseFinder = (sentence) => {
  if (!/accuracy|error rate|classification rate/i.test(sentence) || several.test(sentence)) return [];
  return accuracies.flatMap((pattern) => [...sentence.matchAll(pattern)].flatMap(shareOfSamples));
};

function shareOfSamples(match: RegExpExecArray): Phrase[] {
  const { share = "", whole = "" } = match.groups!;
  const isPercent = share.endsWith("%");
  const digits = share.replace(/[ ]?%$/, "");
  const n = Number(whole.replaceAll(",", ""));
  const places = (digits.split(".")[1] ?? "").length + (isPercent ? 2 : 0);
  const fraction = Number(digits) / (isPercent ? 100 : 1);
  // With as many samples as there are numbers of these digits, every share can be.
  if (n < 1 || n >= 10 ** places || fraction > 1) return [];
  const nearest = Math.round(fraction * n);
  const others = [Math.floor(fraction * n), Math.ceil(fraction * n)].map(
    (k) => `${k} of ${n} is ${shown(k / n, isPercent, digits)}`,
  );
  return [
    phrase(
      { left: spanOf(match, "whole"), right: spanOf(match, "share") },
      `\\frac{${nearest}}{${n}}`,
      isPercent ? `${digits}\\%` : digits,
      { isDoubtful: false, fault: `no share of ${n}: ${[...new Set(others)].join(", ")}` },
    ),
  ];
}

function shown(share: number, isPercent: boolean, digits: string): string {
  const places = (digits.split(".")[1] ?? "").length;
  return isPercent ? `${(100 * share).toFixed(places)}%` : share.toFixed(places);
}
