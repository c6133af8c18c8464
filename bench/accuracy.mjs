/**
 * How far from the truth is each formula and each of its derivatives, over all doubles, and how far is the form that a
 * textbook prints? The same seeded points for all, subnormal and huge numbers among them; errors in units in the last
 * place against enclosures of the true value at rising precision: npm run bench -- accuracy [points] [seed]
 */
import process from "node:process";
import { formulas } from "../dist/formulas/index.js";
import { loadArithmetic } from "../dist/numeric/mpfr.js";
import { loadReader } from "../dist/verify/mathjs.js";
import { codeRoute, partialCodeRoute } from "../dist/verify/routes/code.js";
import { samplePoints } from "../dist/verify/sample.js";
import { prepare } from "../dist/verify/subject.js";

const points = Number(process.argv[2] ?? 2000);
const seed = Number(process.argv[3] ?? 42);

/** What one would write down from a book, or take from the language. */
const textbook = {
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
  leakyRelu: (x, { alpha = 0.01 } = {}) => (x > 0 ? x : alpha * x),
  softmax: (z) => {
    const powers = z.map(Math.exp);
    const total = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / total);
  },
  meanSquaredError: (y, p) => y.reduce((sum, x, i) => sum + (x - p[i]) ** 2, 0) / y.length,
  meanAbsoluteError: (y, p) => y.reduce((sum, x, i) => sum + Math.abs(x - p[i]), 0) / y.length,
  crossEntropy: (p, q) => -p.reduce((sum, x, i) => sum + x * Math.log(q[i]), 0),
  hinge: (y, s) => y.reduce((sum, x, i) => sum + Math.max(0, 1 - x * s[i]), 0) / y.length,
  gradientDescentStep: (p, g, rate) => p.map((x, i) => x - rate * g[i]),
};

await loadArithmetic();
const reader = await loadReader();
const library = Object.values(formulas);

row("", "largest error", "claimed", "textbook form", "numbers", "worst at");
for (const formula of library) {
  const subject = prepare(formula, library, reader);
  const at = samplePoints(formula, ["range", "domain", "special"], points, seed);
  const naive = textbook[formula.name];
  const besides = naive && codeRoute({ ...subject, formula: { ...formula, value: naive } }, at);
  print(formula.name, codeRoute(subject, at), formula.accuracy.value, besides);
  for (const partial of subject.partials) {
    print(`  by ${partial.by}`, partialCodeRoute(subject, partial, at), formula.accuracy.partials);
  }
}

function print(name, { ulps = Number.NaN, detail, worst }, claimed, besides) {
  const count = /(\d+) numbers/.exec(detail)?.[1] ?? "";
  row(name, inUlps(ulps), String(claimed), besides === undefined ? "" : inUlps(besides.ulps), count, worst?.at ?? "");
}

function inUlps(ulps) {
  if (ulps === Number.POSITIVE_INFINITY) return "lost";
  return ulps < 1000 ? ulps.toFixed(2) : ulps.toExponential(1);
}

function row(name, ours, claimed, besides, count, at) {
  const cells = [name.padEnd(22), ours.padStart(14), claimed.padStart(8), besides.padStart(14), count.padStart(8)];
  process.stdout.write(`${cells.join(" ")}  ${at.length > 50 ? `${at.slice(0, 49)}…` : at}\n`);
}
