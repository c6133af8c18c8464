// What other libraries offer under the formulas' names, called as ours are. The packages are bench/'s own:
// npm install --prefix bench
import ddot from "@stdlib/blas-base-ddot";
import dnrm2 from "@stdlib/blas-base-dnrm2";
import dsum from "@stdlib/blas-ext-base-dsum";
import stdlibErf from "@stdlib/math-base-special-erf";
import stdlibErfc from "@stdlib/math-base-special-erfc";
import expit from "@stdlib/math-base-special-expit";
import log1pexp from "@stdlib/math-base-special-log1pexp";
import stdlibLogit from "@stdlib/math-base-special-logit";
import stdlibTanh from "@stdlib/math-base-special-tanh";
import stridedMean from "@stdlib/stats-strided-mean";
import stridedDeviation from "@stdlib/stats-strided-stdev";
import stridedVariance from "@stdlib/stats-strided-variance";
import { all, create } from "mathjs";
import mlMean from "ml-array-mean";
import mlDeviation from "ml-array-standard-deviation";
import mlSum from "ml-array-sum";
import mlVariance from "ml-array-variance";
import { ConfusionMatrix } from "ml-confusion-matrix";
import { distance, similarity } from "ml-distance";
import { Matrix } from "ml-matrix";

const math = create(all);

/** A function of the names, by mathjs's own language, compiled once. */
function byMathjs(text, ...names) {
  const compiled = math.compile(text);
  return (...values) => compiled.evaluate(Object.fromEntries(names.map((name, i) => [name, values[i]])));
}

const softmaxByMathjs = byMathjs("map(z, exp) / sum(map(z, exp))", "z");
const logs = (entries) => math.map(entries, (x) => math.log(x));
const float64 = (x) => (x instanceof Float64Array ? x : Float64Array.from(x));

/** mathjs: its functions where it has them, else the formula in its language. */
export const mathjs = {
  sigmoid: byMathjs("1 / (1 + exp(-x))", "x"),
  logSigmoid: byMathjs("-log1p(exp(-x))", "x"),
  logit: byMathjs("log(p / (1 - p))", "p"),
  tanh: (x) => math.tanh(x),
  relu: (x) => math.max(0, x),
  leakyRelu: byMathjs("x > 0 ? x : 0.01 * x", "x"),
  elu: byMathjs("x > 0 ? x : expm1(x)", "x"),
  selu: byMathjs("1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * expm1(x))", "x"),
  gelu: byMathjs("x / 2 * (1 + erf(x / sqrt(2)))", "x"),
  geluTanh: byMathjs("x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))", "x"),
  silu: byMathjs("x / (1 + exp(-x))", "x"),
  mish: byMathjs("x * tanh(log1p(exp(x)))", "x"),
  softplus: byMathjs("log1p(exp(x))", "x"),
  softsign: byMathjs("x / (1 + abs(x))", "x"),
  hardSigmoid: byMathjs("max(0, min(1, x / 6 + 0.5))", "x"),
  erf: (x) => math.erf(x),
  erfc: (x) => 1 - math.erf(x),
  softmax: softmaxByMathjs,
  logSoftmax: (z) => logs(softmaxByMathjs(z)),
  logSumExp: byMathjs("log(sum(map(z, exp)))", "z"),
  entropy: (p) => -math.sum(math.dotMultiply(p, logs(p))),
  crossEntropy: (p, q) => -math.sum(math.dotMultiply(p, logs(q))),
  klDivergence: (p, q) => math.kldivergence(p, q),
  meanSquaredError: byMathjs("mean((y - p).^2)", "y", "p"),
  meanAbsoluteError: byMathjs("mean(abs(y - p))", "y", "p"),
  rootMeanSquaredError: byMathjs("sqrt(mean((y - p).^2))", "y", "p"),
  logCosh: (y, p) => math.mean(logs(math.map(math.subtract(y, p), math.cosh))),
  binaryCrossEntropy: (y, p) =>
    -math.mean(y.map((label, i) => label * math.log(p[i]) + (1 - label) * math.log1p(-p[i]))),
  gradientDescentStep: byMathjs("p - rate * g", "p", "g", "rate"),
  sum: (x) => math.sum(x),
  mean: (x) => math.mean(x),
  variance: (x) => math.variance(x, "uncorrected"),
  standardDeviation: (x) => math.std(x, "uncorrected"),
  dot: (a, b) => math.dot(a, b),
  norm: (x) => math.norm(x),
  matMul: (a, b) => math.multiply(a, b),
  transpose: (a) => math.transpose(a),
  cosineSimilarity: byMathjs("dot(a, b) / (norm(a) * norm(b))", "a", "b"),
};

export const stdlib = {
  sigmoid: expit,
  logSigmoid: (x) => -log1pexp(-x),
  softplus: log1pexp,
  logit: stdlibLogit,
  tanh: stdlibTanh,
  erf: stdlibErf,
  erfc: stdlibErfc,
  sum: (x) => dsum(x.length, float64(x), 1),
  mean: (x) => stridedMean(x.length, x, 1),
  variance: (x) => stridedVariance(x.length, 0, x, 1),
  standardDeviation: (x) => stridedDeviation(x.length, 0, x, 1),
  dot: (a, b) => ddot(a.length, float64(a), 1, float64(b), 1),
  norm: (x) => dnrm2(x.length, float64(x), 1),
};

const confusion = (yTrue, yPred) => ConfusionMatrix.fromLabels(Array.from(yTrue), Array.from(yPred));

/** The ml-* packages. */
export const ml = {
  sum: mlSum,
  mean: mlMean,
  variance: (x) => mlVariance(x, { unbiased: false }),
  standardDeviation: (x) => mlDeviation(x, { unbiased: false }),
  matMul: (a, b) => new Matrix(a).mmul(new Matrix(b)).to2DArray(),
  transpose: (a) => new Matrix(a).transpose().to2DArray(),
  cosineSimilarity: (a, b) => similarity.cosine(a, b),
  norm: (x) => distance.euclidean(x, new Array(x.length).fill(0)),
  accuracy: (yTrue, yPred) => confusion(yTrue, yPred).getAccuracy(),
  precision: (yTrue, yPred) => confusion(yTrue, yPred).getPositivePredictiveValue(1),
  recall: (yTrue, yPred) => confusion(yTrue, yPred).getTruePositiveRate(1),
  f1Score: (yTrue, yPred) => confusion(yTrue, yPred).getF1Score(1),
  matthewsCorrelation: (yTrue, yPred) => confusion(yTrue, yPred).getMatthewsCorrelationCoefficient(1),
};
