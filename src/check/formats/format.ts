import type { CheckedFile } from "../checkedFile.js";
import type { Claim } from "../claim.js";
import type { Problem, Severities, Severity } from "../severity.js";

/** A way to write what was found. */
export interface Format {
  /** What is written of a document as soon as it and those before it are checked. */
  each?(file: CheckedFile): string;
  /** What is written when all are checked. */
  all?(files: readonly CheckedFile[]): string;
}

export interface FormatOptions {
  readonly severities: Severities;
  /** Whether the text is for a terminal that shows colours. */
  readonly color?: boolean;
  /** Whether what could not be checked is listed, and each document named. */
  readonly verbose?: boolean;
  /** The version of Workings. */
  readonly version?: string;
}

/** A claim that is to be shown, since its verdict is none of those that are off. */
export interface Shown {
  readonly claim: Claim;
  readonly problem: Problem;
  readonly severity: Exclude<Severity, "off">;
}

/** The claims of a document that are to be shown, in order. */
export function shownOf({ report }: CheckedFile, severities: Severities): Shown[] {
  return report.claims.flatMap((claim) => {
    if (claim.verdict === null || claim.verdict === "confirmed") return [];
    const severity = severities[claim.verdict];
    return severity === "off" ? [] : [{ claim, problem: claim.verdict, severity }];
  });
}

/** A claim in one sentence: what is written, what is right, and why. */
export function sentence({ written, computed, reason, slip }: Claim): string {
  const value =
    computed === null || computed === written || reason.includes(computed) ? "" : `: the value is ${computed}`;
  return `${written === null ? "" : `${written}: `}${reason}${value}${slip === undefined ? "" : ` (${slip})`}`;
}
