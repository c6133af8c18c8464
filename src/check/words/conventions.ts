import { sentencesWith } from "./sentences.js";

/** What `log` without a base stands for. */
export type LogarithmBase = 2 | 10 | "e";

/** The base of the logarithm that a text says it uses, and from where on. */
export interface Convention {
  readonly base: LogarithmBase;
  readonly from: number;
}

/**
 * What a document says of its logarithms. Said once, or always the same, it holds for the whole document; otherwise each
 * holds from its sentence on.
 */
export function conventionsIn(prose: string): Convention[] {
  const logarithm = /log|对数/i;
  if (!logarithm.test(prose)) return [];
  const found: Convention[] = [];
  for (const { text, start } of sentencesWith(logarithm, prose)) {
    const base = baseIn(text.replace(/[`*$]/g, " "));
    if (base !== undefined) found.push({ base, from: start });
  }
  const [first] = found;
  return first !== undefined && found.every(({ base }) => base === first.base) ? [{ ...first, from: 0 }] : found;
}

const kinds = "natural|binary|common|decimal|base[- ]?(?:2|two|10|ten|e)\\b";
const patterns: readonly RegExp[] = [
  // log denotes the natural logarithm; all logarithms are to base 2
  new RegExp(
    `\\b(?:log(?:\\(\\w\\))?|logs|logarithms?)\\s+(?:always |here |throughout |also )*(?:denotes?|means?|stands? for|refers? to|(?:is|are)(?: taken| always| understood| meant| all)*)\\s+(?:the |a |an |to |in |with |as )*(${kinds})`,
    "i",
  ),
  // we use base-2 logarithms; using the natural log
  new RegExp(`\\b(?:use|using|take|taking|with)\\s+(?:the |a )*(${kinds})[- ]log`, "i"),
  // we use logarithms to base 2
  /\b(?:use|using|take|taking)\s+log(?:arithm)?s?\s+(?:to |in |of |with )?(?:the )?(base[- ]?(?:2|two|10|ten|e)\b)/i,
  // log 以 2 为底
  /(?:log|对数)[^，。]{0,12}(以\s*(?:2|10|e|自然常数)\s*为底)/,
  /log[^，。]{0,6}(?:表示|指|是|为)[^，。]{0,6}(自然对数)/,
  /\blog\s+(?:bezeichnet|ist|steht für)\s+(?:den |der )?(natürliche|dekadische|binäre)/,
  /\blog\s+(?:désigne|est)\s+le\s+logarithme\s+(naturel|népérien|décimal|binaire)/,
];

/** The base that a sentence says is meant, if it does. */
function baseIn(sentence: string): LogarithmBase | undefined {
  for (const pattern of patterns) {
    const kind = pattern.exec(sentence)?.[1]?.toLowerCase();
    if (kind === undefined) continue;
    if (/natur|népér|自然|e$|以\s*e/.test(kind) && !/two|base[- ]?(?:2|10)/.test(kind)) return "e";
    return /bin|2|two/.test(kind) ? 2 : 10;
  }
  return undefined;
}
