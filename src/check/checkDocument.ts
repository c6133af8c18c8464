import type { Claim } from "./claim.js";
import type { CheckOptions } from "./document.js";
import { claimsOf } from "./document.js";
import type { DocumentKind } from "./documents/document.js";
import { partsOf } from "./documents/document.js";
import type { Notice } from "./silence.js";
import { Silence } from "./silence.js";

/** What is found in one document. */
export interface Findings {
  readonly claims: readonly Claim[];
  /** How many statements a comment of the document keeps out of the claims. */
  readonly ignored: number;
  readonly notices: readonly Notice[];
}

/** Checks a document; `loadLatex` and `loadArithmetic` come before. Throws a SyntaxError if it is not of its kind. */
export function checkDocument(text: string, kind: DocumentKind, options: CheckOptions = {}): Findings {
  const parts = partsOf(text, kind);
  const silence = new Silence(parts);
  const claims = claimsOf(parts, options).flatMap(({ part, formula, claims }) => silence.heard(part, formula, claims));
  return { claims, ignored: silence.ignored, notices: silence.notices() };
}
