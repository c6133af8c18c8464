import { checkDocument } from "./checkDocument.js";
import { CheckedFile } from "./checkedFile.js";
import type { CheckOptions } from "./document.js";
import type { DocumentKind } from "./documents/document.js";
import type { Correction } from "./fix.js";
import { corrected, correctionOf } from "./fix.js";

export interface FixedDocument {
  /** The document as it is after the corrections. */
  readonly file: CheckedFile;
  /** How many numbers were corrected. */
  readonly count: number;
}

/** What follows from a corrected number has to be corrected too, so long and no longer. */
const mostRounds = 20;

/**
 * Writes the right digits in place of the wrong and imprecise ones, where that is safe: each number at most once, and
 * none whose claim would not be right afterwards. `loadLatex` and `loadArithmetic` come before.
 */
export function fixDocument(path: string, text: string, kind: DocumentKind, options: CheckOptions = {}): FixedDocument {
  const check = (now: string) => new CheckedFile(path, now, kind, checkDocument(now, kind, options));
  let file = check(text);
  const tried = new Set<number>();
  let count = 0;
  for (let round = 0; round < mostRounds; round++) {
    const found = file.report.claims.flatMap((claim, i) => {
      const correction = tried.has(i) ? undefined : correctionOf(file, claim);
      return typeof correction === "object" ? [{ i, correction }] : [];
    });
    if (found.length === 0) break;
    for (const { i } of found) tried.add(i);
    const kept = thoseThatHelp(file, found, check);
    if (kept.length === 0) continue;
    count += kept.length;
    file = check(corrected(file.text, kept));
  }
  return { file, count };
}

interface Found {
  /** Which claim it is for. */
  readonly i: number;
  readonly correction: Correction;
}

/** More corrections are not tried one by one. */
const mostTrials = 50;

/**
 * The corrections that make their claims right, since another reading of the formula may come with other digits, and
 * break no other claim that cannot be corrected in its turn.
 */
function thoseThatHelp(file: CheckedFile, found: readonly Found[], check: (text: string) => CheckedFile): Correction[] {
  const helping = (some: readonly Found[]) => {
    const after = check(
      corrected(
        file.text,
        some.map(({ correction }) => correction),
      ),
    );
    return breaks(file, after) ? [] : some.filter(({ i }) => after.report.claims[i]?.verdict === "confirmed");
  };
  let kept = helping(found);
  if (kept.length === 0 && found.length <= mostTrials) {
    for (const one of found) if (helping([...kept, one]).length > kept.length) kept = [...kept, one];
  }
  return kept.map(({ correction }) => correction);
}

/** Whether a claim that was right is no longer, and cannot be corrected. */
function breaks(before: CheckedFile, after: CheckedFile): boolean {
  const claims = after.report.claims;
  if (claims.length !== before.report.claims.length) return true;
  return before.report.claims.some(
    ({ verdict }, i) =>
      verdict === "confirmed" &&
      claims[i]!.verdict !== "confirmed" &&
      typeof correctionOf(after, claims[i]!) !== "object",
  );
}
