import { softmax } from "../../formulas/index.js";
import { type Baseline, byClass, checkRows, columnMeans, type Examples, placeOfLargest } from "./baseline.js";
import { choleskySolve } from "./cholesky.js";

export interface Classifier extends Baseline {
  /** The class numbers, in the order in which `probabilities` has them. */
  readonly labels: readonly number[];
  /** How likely each class is for each row of shape `(n, d)`; of shape `(n, k)`. */
  probabilities(x: readonly (readonly number[])[]): number[][];
}

/**
 * Fisher's linear discriminant: the likeliest class, were each a normal distribution about its own mean, all of them with
 * one covariance.
 *
 * The covariance is that within classes, divided by n, and a class is as likely beforehand as it is frequent, both as in
 * scikit-learn. Throws a RangeError for fewer than two classes, an Error where columns depend on each other within the
 * classes. Source: R. A.
 * Fisher, The use of multiple measurements in taxonomic problems (1936); Bishop, Pattern Recognition and Machine
 * Learning (2006), §4.2.2.
 */
export function linearDiscriminant(data: Examples): Classifier {
  const classes = byClass("linearDiscriminant", data);
  if (classes.size < 2) throw new RangeError("linearDiscriminant: y has one class but two at least are needed");
  const labels = [...classes.keys()];
  const means = [...classes.values()].map(columnMeans);
  const covariance = within([...classes.values()], means, data.x.length);
  const directions = means.map((mean) => {
    const direction = choleskySolve(covariance, mean);
    if (direction !== undefined) return direction;
    throw new Error(
      "linearDiscriminant: within the classes, columns of x are constant or depend on each other; leave one out",
    );
  });
  const offsets = labels.map((label, i) => {
    const share = classes.get(label)!.length / data.x.length;
    return Math.log(share) - dot(directions[i]!, means[i]!) / 2;
  });
  const scores = (x: readonly (readonly number[])[]) => {
    checkRows("linearDiscriminant", x, means[0]!.length);
    return x.map((row) => directions.map((direction, i) => dot(direction, row) + offsets[i]!));
  };
  return {
    labels,
    predict: (x) => scores(x).map((row) => labels[placeOfLargest(row)]!),
    probabilities: (x) => scores(x).map((row) => softmax(row)),
  };
}

/** ∑ over classes and their rows of (x − mean)(x − mean)ᵀ, divided by a count. */
function within(
  classes: readonly (readonly (readonly number[])[])[],
  means: readonly (readonly number[])[],
  count: number,
): number[][] {
  const size = means[0]!.length;
  const sums = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [k, rows] of classes.entries()) {
    for (const row of rows) {
      const away = row.map((entry, j) => entry - means[k]![j]!);
      for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) sums[i]![j]! += away[i]! * away[j]!;
    }
  }
  return sums.map((row) => row.map((sum) => sum / count));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
}
