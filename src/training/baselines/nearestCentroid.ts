import { type Baseline, byClass, checkRows, columnMeans, type Examples } from "./baseline.js";

/** A model that answers the class whose mean row is nearest; of equally near ones, that with the lowest number. */
export function nearestCentroid(data: Examples): Baseline & { readonly centroids: readonly (readonly number[])[] } {
  const classes = byClass("nearestCentroid", data);
  const labels = [...classes.keys()];
  const centroids = [...classes.values()].map(columnMeans);
  return {
    centroids,
    predict(x) {
      checkRows("nearestCentroid", x, centroids[0]!.length);
      return x.map((row) => {
        const distances = centroids.map((centroid) => squaredDistance(row, centroid));
        return labels[distances.indexOf(Math.min(...distances))]!;
      });
    },
  };
}

/** ∑ (aᵢ − bᵢ)² */
export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
