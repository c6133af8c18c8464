import { beforeAll, describe, expect, test } from "vitest";
import { EvaluationError } from "../../src/expression/evaluate.js";
import { print } from "../../src/expression/print.js";
import type { AnyFormula } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import { loadLatex } from "../../src/latex/katex.js";
import type { Interval } from "../../src/numeric/interval.js";
import { IntervalArithmetic } from "../../src/numeric/intervalArithmetic.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import { seededRandom } from "../../src/numeric/random.js";
import { bind, exactly } from "../../src/verify/bindings.js";
import { holdFormula } from "../../src/verify/holdFormula.js";
import type { Reader } from "../../src/verify/mathjs.js";
import { loadReader } from "../../src/verify/mathjs.js";
import type { Route } from "../../src/verify/report.js";
import { codeRoute, partialCodeRoute } from "../../src/verify/routes/code.js";
import { derivationRoutes } from "../../src/verify/routes/derivation.js";
import { differentiationRoute } from "../../src/verify/routes/derivative.js";
import { examplesRoute } from "../../src/verify/routes/examples.js";
import { kinksRoutes } from "../../src/verify/routes/kinks.js";
import { expressionsInLatex, latexRoute } from "../../src/verify/routes/latex.js";
import { lawsRoutes } from "../../src/verify/routes/laws.js";
import { misfitRoute } from "../../src/verify/routes/misfit.js";
import { tensorRoute } from "../../src/verify/routes/tensor.js";
import { textbookRoute } from "../../src/verify/routes/textbook.js";
import { samplePoints } from "../../src/verify/sample.js";
import type { Subject } from "../../src/verify/subject.js";
import { encloseDerivative, encloseValue, placesOf, prepare } from "../../src/verify/subject.js";
import { onCpu } from "../../src/verify/tensorflow.js";
import type { Mutant, Part } from "./mutations.js";
import { mutantsOf } from "./mutations.js";

const seed = 1;
const tried: Part[] = [];
const library: AnyFormula[] = Object.values(formulas);
let reader: Reader;

beforeAll(async () => {
  [reader] = await Promise.all([loadReader(), loadArithmetic(), loadLatex()]);
});

describe("a fault is caught", () => {
  test.each(library.map((formula) => [formula.name, formula] as const))("in %s", async (_name, formula) => {
    const original = prepare(formula, library, reader);
    const survivors: string[] = [];
    for (const mutant of chosen(original)) {
      tried.push(mutant.part);
      if (!(await isCaught(mutant)) && !isOtherWords(original, mutant)) {
        survivors.push(`${mutant.part}: ${mutant.fault}`);
      }
    }
    expect(survivors).toEqual([]);
  });

  test("of every kind, many times", () => {
    for (const part of Object.keys(routesOf)) expect(tried.filter((one) => one === part).length).toBeGreaterThan(10);
    expect(tried.length).toBeGreaterThan(6 * library.length);
  });
});

/** One fault in each part of a definition; none that leaves the meaning as it is. The same for the same formula. */
function chosen(original: Subject): Mutant[] {
  const { formula } = original;
  const hash = [...formula.name].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 2 ** 32, 0);
  const random = seededRandom(hash);
  const mutants = mutantsOf(formula);
  const parts = [...new Set(mutants.map(({ part }) => part))];
  return parts.flatMap((part) => {
    const ofPart = random.shuffle(mutants.filter((one) => one.part === part));
    return ofPart.find((mutant) => isFault(original, mutant)) ?? [];
  });
}

const routesOf: Readonly<Record<Part, (subject: Subject) => readonly Route[] | Promise<readonly Route[]>>> = {
  expression: (subject) => [codeRoute(subject, few(subject))],
  code: (subject) => [codeRoute(subject, few(subject))],
  LaTeX: (subject) => [latexRoute(subject, ordinary(subject))],
  derivative: (subject) => subject.partials.map((partial) => differentiationRoute(subject, partial, ordinary(subject))),
  "derivative's code": (subject) => subject.partials.map((partial) => partialCodeRoute(subject, partial, few(subject))),
  "derivative's LaTeX": (subject) => [latexRoute(subject, ordinary(subject))],
  step: (subject) => derivationRoutes(subject, ordinary(subject)),
  "step's LaTeX": (subject) => [latexRoute(subject, ordinary(subject))],
  convention: kinksRoutes,
  example: (subject) => [examplesRoute(subject)],
  law: (subject) => lawsRoutes(subject, seed),
  textbook: ({ formula }) => [textbookRoute(formula, seed)],
  tensor: (subject) => onCpu((tf) => [tensorRoute(subject, ordinary(subject), tf)]),
};

/** Some of the points that verification tries. */
const few = ({ formula }: Subject) => samplePoints(formula, ["range"], 12, seed);
const ordinary = ({ formula }: Subject) => samplePoints(formula, ["range"], 24, seed);

/** Whether the route that looks at the part, or else any other, says that something is wrong. */
async function isCaught({ formula, part }: Mutant): Promise<boolean> {
  try {
    const subject = prepare(formula, library, reader);
    const misfit = misfitRoute(subject, few(subject));
    const routes = misfit === undefined ? await routesOf[part](subject) : [misfit];
    if (routes.some(({ verdict }) => verdict === "wrong" || verdict === "imprecise")) return true;
    const { verdict } = await holdFormula(formula, seed);
    return verdict === "wrong" || verdict === "imprecise";
  } catch (error) {
    // A text that is not read, or does not fit, is said to be wrong.
    return error instanceof TypeError || error instanceof EvaluationError;
  }
}

/** Whether a changed text means something else at all; of what is not read back nothing can be said. */
function isFault(original: Subject, { formula, part }: Mutant): boolean {
  if (part.endsWith("LaTeX")) return isReadBack(original);
  if (part !== "expression" && part !== "derivative" && part !== "step") return true;
  try {
    return meansAnother(original, prepare(formula, library, reader), part);
  } catch (error) {
    return error instanceof TypeError || error instanceof EvaluationError;
  }
}

function isReadBack(subject: Subject): boolean {
  const { verdict, detail } = latexRoute(subject, few(subject).slice(0, 4));
  return verdict === "confirmed" && !detail.includes("else");
}

/** Whether a piece of LaTeX is another one that is equal: a sum of what adds up to 0 may have either sign. */
function isOtherWords(original: Subject, { formula, part }: Mutant): boolean {
  if (!part.endsWith("LaTeX")) return false;
  const texts = (subject: Subject) => expressionsInLatex(subject).map(print).join("\n");
  return texts(prepare(formula, library, reader)) !== texts(original);
}

const arithmetic = new IntervalArithmetic(128);

function meansAnother(original: Subject, changed: Subject, part: Part): boolean {
  return ordinary(original).some((at) => {
    const [before, after] = [original, changed].map((subject) => numbersOf(subject, part, at));
    return before!.some((numbers, i) =>
      [...numbers].some(([place, number]) => {
        const other = after![i]?.get(place);
        return other !== undefined && arithmetic.holds("==", number, other) === false;
      }),
    );
  });
}

/** What the expressions of a part give at a point. */
function numbersOf(subject: Subject, part: Part, at: readonly unknown[]): ReadonlyMap<string, Interval>[] {
  const variables = exactly(bind(subject.formula.args, at));
  if (part === "expression") return [encloseValue(subject, variables, 128).values];
  const { partials, derivation, functions } = subject;
  const expressions =
    part === "derivative"
      ? partials.map(({ partial, expression }) => [partial, expression] as const)
      : derivation!.steps.map(({ expression }) => [derivation!.of.partial, expression] as const);
  return expressions.map(([{ value }, expression]) => {
    const shape = placesOf((value as (...args: readonly unknown[]) => unknown)(...at));
    return encloseDerivative(expression, shape, { variables, functions }, 128);
  });
}
