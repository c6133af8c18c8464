import { beforeAll, expect, test } from "vitest";
import type { AnyFormula, AnyPartial } from "../../src/formula/formula.js";
import { formulas } from "../../src/formulas/index.js";
import { loadLatex } from "../../src/latex/katex.js";
import { loadArithmetic } from "../../src/numeric/mpfr.js";
import type { Reader } from "../../src/verify/mathjs.js";
import { loadReader } from "../../src/verify/mathjs.js";
import { latexRoute } from "../../src/verify/routes/latex.js";
import { samplePoints } from "../../src/verify/sample.js";
import { prepare } from "../../src/verify/subject.js";

let reader: Reader;

beforeAll(async () => {
  [reader] = await Promise.all([loadReader(), loadArithmetic(), loadLatex()]);
});

/** Attention where every query sees every key. */
const unmasked: AnyFormula = {
  ...formulas.scaledDotProductAttention,
  args: formulas.scaledDotProductAttention.args.slice(0, 3),
  examples: [],
  laws: [],
  expr: `table(i, length(queries), table(c, length(values[1]),
    sum(j, length(keys), softmax(table(k, length(keys), sum(queries[i] * keys[k]) / sqrt(length(queries[1]))))[j] * values[j, c])))`,
};

/** What is said of a definition with other LaTeX, and with nothing else that is read back. */
function said(formula: AnyFormula, latex: string, partials: AnyFormula["partials"] = { none: "" }): string {
  const changed = { ...formula, latex, partials, derivation: { none: "" }, kinks: [] };
  const subject = prepare(changed, Object.values(formulas), reader);
  const { verdict, detail } = latexRoute(subject, samplePoints(changed, ["range"], 12, 1));
  return `${verdict}: ${detail}`;
}

function withPartial({ partials }: AnyFormula, by: string, latex: string): AnyFormula["partials"] {
  return { [by]: { ...(partials as Record<string, AnyPartial>)[by]!, latex } };
}

const { softmax, leakyRelu, crossEntropy, lstmCell, standardScale, meanSquaredError, adamStep, smoothLabels } =
  formulas;
const right = "confirmed: 1 of 1 read back and equal to their expressions";

test.each<[string, AnyFormula, string]>([
  ["places counted from 0", softmax, "p_i = e^{z_i} / \\sum_{j=0}^{n-1} e^{z_j}"],
  [
    "a definition beside the equation",
    softmax,
    "p_i = \\frac{e^{z_i}}{s} \\quad\\text{with}\\quad s = \\sum_k e^{z_k}",
  ],
  ["a definition with a place", softmax, "p_i = \\frac{u_i}{\\sum_k u_k}, \\quad u_i = e^{z_i}"],
  ["definitions on the lines before", softmax, "\\begin{aligned} u &= e^z \\\\ p &= u / \\sum_k u_k \\end{aligned}"],
  ["a whole vector", meanSquaredError, "L = \\frac{1}{n} \\lVert y - \\hat{y} \\rVert^2"],
  [
    "a chain of sides",
    meanSquaredError,
    "L = \\frac{1}{n} \\sum_i (y_i - \\hat{y}_i)^2 = \\frac{1}{n} (y - \\hat{y})^\\top (y - \\hat{y})",
  ],
  [
    "a function of a vector, row by row",
    unmasked,
    "A = \\mathrm{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{d}}\\right) V",
  ],
  [
    "a mean by its bar",
    standardScale,
    "z_i = \\frac{x_i - \\bar{x}}{s}, \\; s = \\sqrt{\\frac{1}{n} \\sum_k (x_k - \\bar{x})^2}",
  ],
  ["the gates of a cell", lstmCell, lstmCell.latex],
  [
    "new values by their primes",
    lstmCell,
    lstmCell.latex.replace("c &\\leftarrow", "c' &=").replace("\\tanh c\n", "\\tanh c'\n"),
  ],
])("%s: read back", (_what, formula, latex) => {
  expect(said(formula, latex)).toMatch(formula === lstmCell ? /^confirmed: 2 of 2/ : right);
});

test.each<[string, AnyFormula, string, RegExp]>([
  ["the lower bound of a sum", softmax, "p_i = e^{z_i} / \\sum_{j=2}^{n} e^{z_j}", /^wrong/],
  ["a place that there is not", softmax, "p_i = e^{z_{i+1}} / \\sum_j e^{z_j}", /^wrong: .* does not fit/],
  [
    "cases that leave a gap",
    leakyRelu,
    "f(x) = \\begin{cases} x & x > 0 \\\\ \\alpha x & x \\le -1 \\end{cases}",
    /^wrong: no case of the LaTeX of the formula holds/,
  ],
  [
    "a side of a chain",
    meanSquaredError,
    "L = \\frac{1}{n} \\sum_i (y_i - \\hat{y}_i)^2 = (y - \\hat{y})^\\top (y - \\hat{y})",
    /^wrong/,
  ],
  [
    "gates in another order",
    lstmCell,
    lstmCell.latex.replace("(a_i, a_f", "(a_f, a_i"),
    /^wrong: the LaTeX of the equation for c/,
  ],
  [
    "a new value in the place of the old one",
    adamStep,
    adamStep.latex.replace("t &\\leftarrow t + 1 \\\\", ""),
    /^wrong/,
  ],
  [
    "a letter that nothing declares",
    softmax,
    "p_i = e^{z_i} / S",
    /^unchecked: .* S is neither an argument nor a formula/,
  ],
])("%s: found", (_what, formula, latex, found) => expect(said(formula, latex)).toMatch(found));

test("a letter for a place has to be on the left, or a place of the result", () => {
  const slipped = withPartial(crossEntropy, "q", "\\frac{\\partial H}{\\partial q_i} = -\\frac{p_k}{q_k}");
  expect(said(crossEntropy, crossEntropy.latex, slipped)).toMatch(/speaks of a place k that there is not/);
  const diagonal = withPartial(smoothLabels, "p", "\\frac{\\partial}{\\partial p_j} = (1 - \\varepsilon) [i = j]");
  expect(said(smoothLabels, smoothLabels.latex, diagonal)).toMatch(/^confirmed: 2 of 2/);
});
