import { type Baseline, byClass, checkRows, type Examples } from "./baseline.js";
import { squaredDistance } from "./nearestCentroid.js";

/**
 * A model that answers the class that most of the `k` nearest training rows have, of equally common ones that with the
 * lowest number. Of rows equally far, those that come first count.
 *
 * Throws a RangeError for a k that is not a whole number from 1 to the number of rows.
 */
export function kNearest(data: Examples, k: number): Baseline {
  const classes = byClass("kNearest", data);
  if (!(Number.isInteger(k) && k >= 1 && k <= data.x.length)) {
    throw new RangeError(`kNearest: k is ${k} but has to be a whole number from 1 to ${data.x.length}, the rows`);
  }
  const labels = [...classes.keys()];
  return {
    predict(x) {
      checkRows("kNearest", x, data.x[0]!.length);
      return x.map((row) => {
        const near = nearestRows(row, data.x, k).map((i) => data.y[i]!);
        const votes = labels.map((label) => near.filter((one) => one === label).length);
        return labels[votes.indexOf(Math.max(...votes))]!;
      });
    },
  };
}

function nearestRows(row: readonly number[], rows: readonly (readonly number[])[], k: number): number[] {
  const distances = rows.map((other) => squaredDistance(row, other));
  return rows
    .map((_, i) => i)
    .sort((a, b) => distances[a]! - distances[b]! || a - b)
    .slice(0, k);
}
