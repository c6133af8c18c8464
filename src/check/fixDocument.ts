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

/** The corrections that make their claims right; another reading of the formula may come with other digits. */
function thoseThatHelp(
  file: CheckedFile,
  found: readonly { readonly i: number; readonly correction: Correction }[],
  check: (text: string) => CheckedFile,
): Correction[] {
  const after = check(
    corrected(
      file.text,
      found.map(({ correction }) => correction),
    ),
  ).report.claims;
  if (after.length !== file.report.claims.length) return [];
  return found.filter(({ i }) => after[i]?.verdict === "confirmed").map(({ correction }) => correction);
}
