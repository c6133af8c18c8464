import { formulaOf } from "../formula/defineFormula.js";
import type { AnyFormula } from "../formula/formula.js";
import type { Report } from "./report.js";

/** A formula's function, or its definition. */
export type Verifiable = AnyFormula | ((...args: never[]) => unknown);

export interface VerifyOptions {
  /** Decides which points are tried; 1 unless said otherwise. */
  readonly seed?: number;
}

/**
 * Holds a formula against every independent way to the same numbers: its code and its derivatives' code against their
 * expressions on rigorous intervals, the derivatives against differentiation of the expression, against mathjs and
 * against difference quotients, each step of the derivation against the one before it, the LaTeX read back, the tensor
 * version and its gradient, the examples, the laws and the conventions at kinks.
 *
 * Throws a TypeError for a function that is no formula, and for a definition with a text that cannot be read.
 */
export async function verify(subject: Verifiable, { seed = 1 }: VerifyOptions = {}): Promise<Report> {
  const formula = definitionOf("verify", subject);
  const { holdFormula } = await import("./holdFormula.js");
  return holdFormula(formula, seed);
}

/** The definition that is meant; a TypeError in the name of `caller` where there is none. */
export function definitionOf(caller: string, subject: Verifiable): AnyFormula {
  const formula = formulaOf(subject);
  if (formula !== undefined) return formula;
  throw new TypeError(
    `${caller}: ${shown(subject)} is not a formula; pass one of workings' functions, or a definition`,
  );
}

function shown(value: unknown): string {
  if (typeof value === "function") return value.name === "" ? "this function" : `the function ${value.name}`;
  if (typeof value === "object" && value !== null) return "this object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
