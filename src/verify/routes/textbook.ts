import type { AnyFormula } from "../../formula/formula.js";
import { isNone } from "../../formula/none.js";
import { partingInWords, partingOf } from "../parting.js";
import type { Route } from "../report.js";

/** Holds the form that a book prints against the code, and says where it is no longer to be trusted. */
export function textbookRoute(formula: AnyFormula, seed: number): Route {
  const route = "textbook";
  const parting = partingOf(formula, seed);
  if (parting === undefined) {
    const { textbook } = formula;
    return { route, verdict: "unchecked", detail: isNone(textbook) ? textbook.none : "" };
  }
  const verdict = parting.differs === undefined ? "confirmed" : "wrong";
  return { route, verdict, detail: partingInWords(parting) };
}
