import { parseDecimal, rational } from "../numeric/rational.js";
import type { CheckedFile } from "./checkedFile.js";
import type { Claim } from "./claim.js";
import type { Range } from "./documents/range.js";
import { shortDecimal } from "./written.js";

/** What has to be written where in a file, so that a claim is right. */
export interface Correction extends Range {
  readonly text: string;
}

/** A number as it is written in a formula: sign, digits, and a percent sign or a power of ten. */
const writtenForm = /^([-−]?)(\d+(?:\.\d+)?)(\s*\\?%|\s*(?:\\times|\\cdot|×|·)\s*10\^(?:\{\s*[-−]?\d+\s*\}|\d))?$/;
/** The same as reports write it. */
const computedForm = /^(-?)(\d+(?:\.\d+)?)(%| × 10\^-?\d+)?$/;

/** The digits that make a claim right, or why it is left as it is. Undefined where there is nothing to correct. */
export function correctionOf(file: CheckedFile, claim: Claim): Correction | string | undefined {
  if (claim.verdict === "ambiguous") return "another convention would make it right";
  if (claim.verdict !== "wrong" && claim.verdict !== "imprecise") return undefined;
  const digits = rightDigits(claim);
  if (digits === undefined) return "what stands there is not a plain number";
  if (digits.text === claim.written?.slice(digits.start, digits.end)) {
    return `the digits are right, and ${claim.relation} is not`;
  }
  const from = claim.end.offset - claim.written!.length;
  const place = file.inFile(claim, { start: from + digits.start, end: from + digits.end });
  return place === undefined ? "it is an output, which its cell has to put out anew" : { ...place, text: digits.text };
}

/** Which characters of the right side to replace by which: sign and digits, and nothing around them. */
function rightDigits({ written, computed }: Claim): Correction | undefined {
  const before = writtenForm.exec(written ?? "");
  const after = computedForm.exec(computed ?? "");
  if (before === null || after === null) return undefined;
  const [, oldSign = "", oldDigits = "", oldUnit] = before;
  const [, sign = "", newDigits = "", unit] = after;
  const digits =
    unitOf(oldUnit) === unitOf(unit) ? newDigits : unit === undefined && inUnit(newDigits, unitOf(oldUnit));
  if (!digits) return undefined;
  return { start: 0, end: oldSign.length + oldDigits.length, text: (sign && (oldSign || sign)) + digits };
}

/** A percent sign or a power of ten, in whichever way it is written. */
function unitOf(written = ""): string {
  return /%/.test(written) ? "%" : (/10\^\{?\s*([-−]?\d+)/.exec(written)?.[1]?.replace("−", "-") ?? "");
}

/** A plain decimal as so many per cent or so many of a power of ten. */
function inUnit(digits: string, unit: string): string | undefined {
  const { numerator, denominator } = parseDecimal(digits);
  const power = parseDecimal(`1e${unit === "%" ? -2 : unit}`);
  return shortDecimal(rational(numerator * power.denominator, denominator * power.numerator));
}

/** A text in which each of the corrections, which do not overlap, was made. */
export function corrected(text: string, corrections: readonly Correction[]): string {
  return [...corrections]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}
