import { EvaluationError } from "../expression/evaluate.js";
import type { AnyFormula } from "../formula/formula.js";
import { isNone } from "../formula/none.js";
import { formulas } from "../formulas/index.js";
import { loadLatex } from "../latex/katex.js";
import { loadArithmetic } from "../numeric/mpfr.js";
import type { Reader } from "./mathjs.js";
import { loadReader } from "./mathjs.js";
import type { Route } from "./report.js";
import { Report } from "./report.js";
import { backwardRoute } from "./routes/backward.js";
import { codeRoute, partialCodeRoute } from "./routes/code.js";
import { derivationRoutes } from "./routes/derivation.js";
import { differentiationRoute, mathjsRoute } from "./routes/derivative.js";
import { differenceRoute } from "./routes/difference.js";
import { examplesRoute } from "./routes/examples.js";
import { kinksRoutes } from "./routes/kinks.js";
import { latexRoute } from "./routes/latex.js";
import { lawsRoutes } from "./routes/laws.js";
import { misfitRoute } from "./routes/misfit.js";
import { tensorGradientRoute, tensorRoute } from "./routes/tensor.js";
import { textbookRoute } from "./routes/textbook.js";
import { samplePoints } from "./sample.js";
import type { Subject } from "./subject.js";
import { prepare } from "./subject.js";
import { onCpu } from "./tensorflow.js";

/** Goes all routes of a definition. Throws a TypeError for one with a text that cannot be read or does not fit. */
export async function holdFormula(formula: AnyFormula, seed: number): Promise<Report> {
  const [reader] = await Promise.all([loadReader(), loadArithmetic(), loadLatex()]);
  const library: AnyFormula[] = Object.values(formulas);
  const prepared = prepare(formula, library, reader);
  try {
    return new Report(formula.name, await routesOf(prepared, reader, seed));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new TypeError(`verify: an expression of ${formula.name} does not fit: ${error.message}`, { cause: error });
  }
}

async function routesOf(prepared: Subject, reader: Reader, seed: number): Promise<Route[]> {
  const { formula } = prepared;
  const everywhere = samplePoints(formula, ["range", "domain", "special"], 60, seed);
  const ordinary = samplePoints(formula, ["range"], 24, seed);

  const misfit = misfitRoute(prepared, everywhere);
  if (misfit !== undefined) return [misfit];
  const code = codeRoute(prepared, everywhere);
  const { tensor, gradients } = await onCpu((tf) => ({
    tensor: tensorRoute(prepared, ordinary, tf),
    gradients: prepared.partials.map((partial) => tensorGradientRoute(prepared, partial, ordinary, tf)),
  }));
  const ofPartials = prepared.partials.flatMap((partial, i): Route[] => [
    partialCodeRoute(prepared, partial, everywhere),
    ...(isNone(formula.expr)
      ? []
      : [
          differentiationRoute(prepared, partial, ordinary),
          mathjsRoute(prepared, partial, ordinary, reader),
          differenceRoute(prepared, partial, ordinary, code.ulps),
          gradients[i]!,
        ]),
  ]);
  return [
    code,
    latexRoute(prepared, ordinary),
    tensor,
    textbookRoute(formula, seed),
    ...ofPartials,
    ...unstated(formula),
    ...backwardRoute(prepared, ordinary),
    ...derivationRoutes(prepared, ordinary),
    ...kinksRoutes(prepared),
    examplesRoute(prepared),
    ...(await lawsRoutes(prepared, seed)),
  ];
}

/** Derivatives that a definition does not state, with its reasons. */
function unstated({ partials }: AnyFormula): Route[] {
  if (isNone(partials)) return [{ route: "derivatives", verdict: "unchecked", detail: partials.none }];
  return Object.entries(partials).flatMap(([by, partial]): Route[] =>
    isNone(partial) ? [{ route: `∂${by}`, verdict: "unchecked", detail: partial.none }] : [],
  );
}
