import { type Baseline, checkExamples, checkRows, columnMeans, type Examples } from "./baseline.js";
import { leastSquaresByQr } from "./qr.js";

export interface LeastSquaresOptions {
  /** How much the squares of the weights cost, beside the squared errors: λ, from 0, which it is unless said otherwise. */
  readonly ridge?: number;
}

export interface LinearModel extends Baseline {
  /** Of shape `(d)`. */
  readonly weights: readonly number[];
  readonly intercept: number;
}

/**
 * The linear model with the least ∑ (yᵢ − w·xᵢ − b)² + λ ∑ wⱼ²; the intercept b costs nothing.
 *
 * Throws a RangeError for a negative λ, and an Error where columns depend on each other and no λ decides between them.
 * Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), §3.2 and §3.4.1.
 */
export function leastSquares(data: Examples, { ridge = 0 }: LeastSquaresOptions = {}): LinearModel {
  checkExamples("leastSquares", data);
  if (!(ridge >= 0 && ridge < Number.POSITIVE_INFINITY))
    throw new RangeError(`leastSquares: ridge is ${ridge} but has to be from 0`);
  const [means, [mean]] = [columnMeans(data.x), columnMeans(data.y.map((y) => [y]))] as [number[], [number]];
  const rows = data.x.map((row) => row.map((entry, j) => entry - means[j]!));
  const answers = data.y.map((y) => y - mean);
  // λ ∑ wⱼ² is the squared error of rows √λ eⱼ whose answers are 0.
  const penalties = ridge === 0 ? [] : means.map((_, j) => means.map((_, k) => (j === k ? Math.sqrt(ridge) : 0)));
  const weights = leastSquaresByQr([...rows, ...penalties], [...answers, ...penalties.map(() => 0)]);
  if (weights === undefined) {
    throw new Error("leastSquares: the columns of x depend on each other; leave one out, or give a ridge");
  }
  const intercept = mean - dot(weights, means);
  return {
    weights,
    intercept,
    predict(x) {
      checkRows("leastSquares", x, weights.length);
      return x.map((row) => dot(weights, row) + intercept);
    },
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
}
