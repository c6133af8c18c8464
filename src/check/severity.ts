import type { Verdict } from "../verify/report.js";

/** How much a verdict matters: an error makes the command fail; what is off is counted, but not shown. */
export type Severity = "error" | "warning" | "note" | "off";

/** Verdicts that say that something is not right, or that it is not known. */
export type Problem = Exclude<Verdict, "confirmed">;

export type Severities = Readonly<Record<Problem, Severity>>;

export const defaultSeverities: Severities = {
  wrong: "error",
  imprecise: "warning",
  ambiguous: "warning",
  unchecked: "off",
};
