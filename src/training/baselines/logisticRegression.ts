import { logSumExp, softmax } from "../../formulas/index.js";
import { byClass, checkRows, type Examples, placeOfLargest } from "./baseline.js";
import { choleskySolve } from "./cholesky.js";
import type { Classifier } from "./linearDiscriminant.js";

export interface LogisticRegressionOptions {
  /** How much half the squares of the weights cost, beside the sum of the losses: λ, 1 unless said otherwise. */
  readonly ridge?: number;
}

export interface LogisticModel extends Classifier {
  /** A row of d weights and the intercept for each class, all 0 for the first of two. */
  readonly weights: readonly (readonly number[])[];
}

const mostSteps = 100;

/**
 * The linear model of the logits with the least ∑ −ln p(yᵢ) + λ/2 ∑ w², the intercepts free, found by Newton's steps.
 *
 * Of two classes only the second has a logit, that of the first being 0; of more, each has one. Throws a RangeError for
 * fewer than two classes and a negative λ, an Error where there is no least loss: without λ, where a plane parts two
 * classes. Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), §4.4.
 */
export function logisticRegression(data: Examples, { ridge = 1 }: LogisticRegressionOptions = {}): LogisticModel {
  const classes = byClass("logisticRegression", data);
  if (classes.size < 2) throw new RangeError("logisticRegression: y has one class but two at least are needed");
  if (!(ridge >= 0 && ridge < Number.POSITIVE_INFINITY))
    throw new RangeError(`logisticRegression: ridge is ${ridge} but has to be from 0`);
  const labels = [...classes.keys()];
  const rows = data.x.map((row) => [...row, 1]);
  const places = data.y.map((label) => labels.indexOf(label));
  const problem = { rows, places, ridge, free: labels.flatMap((_, k) => (labels.length === 2 && k === 0 ? [] : [k])) };
  const weights = leastLoss(
    problem,
    labels.map(() => rows[0]!.map(() => 0)),
  );
  const logits = (x: readonly (readonly number[])[]) => {
    checkRows("logisticRegression", x, rows[0]!.length - 1);
    return x.map((row) => weights.map((own) => logit(own, [...row, 1])));
  };
  return {
    labels,
    weights,
    predict: (x) => logits(x).map((row) => labels[placeOfLargest(row)]!),
    probabilities: (x) => logits(x).map((row) => softmax(row)),
  };
}

interface Problem {
  /** With a 1 behind each, for the intercept. */
  readonly rows: readonly (readonly number[])[];
  readonly places: readonly number[];
  readonly ridge: number;
  /** The classes that have a logit. */
  readonly free: readonly number[];
}

function leastLoss(problem: Problem, start: readonly (readonly number[])[]): number[][] {
  let weights = start.map((row) => [...row]);
  let loss = lossOf(problem, weights);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, direction } = newton(problem, weights);
    if (direction === undefined) break;
    const fall = gradient.reduce((sum, entry, i) => sum + entry * direction[i]!, 0);
    const next = moved(problem, weights, direction, shareOf(problem, weights, direction, { loss, fall }));
    const isLast = fall < 1e-14 * (1 + loss) && largest(direction) < 1e-6 * (1 + largest(weights.flat()));
    weights = next;
    loss = lossOf(problem, weights);
    if (isLast) return weights;
  }
  throw new Error("logisticRegression: there is no least loss, as a plane parts the classes; give a ridge");
}

/** How much of a step to take: all of it, or so little that the loss falls by a quarter of what the step promises. */
function shareOf(
  problem: Problem,
  weights: readonly (readonly number[])[],
  direction: readonly number[],
  { loss, fall }: { readonly loss: number; readonly fall: number },
): number {
  // What is less than the loss's own rounding cannot be seen to fall.
  if (fall < 1e-14 * (1 + loss)) return 1;
  let share = 1;
  while (share > 1e-10 && !(lossOf(problem, moved(problem, weights, direction, share)) <= loss - (share * fall) / 4)) {
    share /= 2;
  }
  return share;
}

function lossOf({ rows, places, ridge }: Problem, weights: readonly (readonly number[])[]): number {
  const losses = rows.map((row, i) => {
    const logits = weights.map((own) => logit(own, row));
    return logSumExp(logits) - logits[places[i]!]!;
  });
  const squares = weights.flatMap((own) => own.slice(0, -1).map((weight) => weight * weight));
  return sum(losses) + (ridge / 2) * sum(squares);
}

/** The gradient of the loss, and the direction H⁻¹ gradient; both for the free classes, one behind the other. */
function newton({ rows, places, ridge, free }: Problem, weights: readonly (readonly number[])[]) {
  const width = rows[0]!.length;
  const gradient = new Float64Array(free.length * width);
  const hessian = Array.from(gradient, () => new Float64Array(gradient.length));
  for (const [i, row] of rows.entries()) {
    const p = softmax(weights.map((own) => logit(own, row)));
    for (const [a, class_] of free.entries()) {
      const error = p[class_]! - (places[i] === class_ ? 1 : 0);
      for (let j = 0; j < width; j++) gradient[a * width + j]! += error * row[j]!;
      for (let b = 0; b <= a; b++)
        addOuter(hessian, a * width, b * width, row, p[class_]! * ((a === b ? 1 : 0) - p[free[b]!]!));
    }
  }
  for (const [a, class_] of free.entries()) {
    for (let j = 0; j < width - 1; j++) {
      gradient[a * width + j]! += ridge * weights[class_]![j]!;
      hessian[a * width + j]![a * width + j]! += ridge;
    }
  }
  settle(hessian, free.length, width, ridge);
  return { gradient, direction: choleskySolve(hessian, gradient) };
}

/** Adds a multiple of row rowᵀ to a block of a matrix. */
function addOuter(
  matrix: readonly Float64Array[],
  top: number,
  left: number,
  row: readonly number[],
  factor: number,
): void {
  for (let j = 0; j < row.length; j++) {
    const line = matrix[top + j]!;
    const scaled = factor * row[j]!;
    for (let k = 0; k < row.length; k++) line[left + k]! += scaled * row[k]!;
  }
}

/**
 * Of three classes or more, the same number added to all intercepts changes nothing (and without λ, to all weights of a
 * column): curvature along that direction keeps the steps from going there, and leaves the least loss where it is.
 */
function settle(hessian: readonly Float64Array[], classes: number, width: number, ridge: number): void {
  if (classes < 2) return;
  for (let j = ridge > 0 ? width - 1 : 0; j < width; j++) {
    for (let a = 0; a < classes; a++) for (let b = 0; b < classes; b++) hessian[a * width + j]![b * width + j]! += 1;
  }
}

function moved(
  { free }: Problem,
  weights: readonly (readonly number[])[],
  direction: readonly number[],
  share: number,
): number[][] {
  return weights.map((own, class_) => {
    const a = free.indexOf(class_);
    return a < 0 ? [...own] : own.map((weight, j) => weight - share * direction[a * own.length + j]!);
  });
}

function logit(weights: readonly number[], row: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += weights[j]! * row[j]!;
  return sum;
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}

function largest(entries: readonly number[]): number {
  return Math.max(...entries.map(Math.abs));
}
