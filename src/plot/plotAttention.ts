import type { Chart } from "./chart.js";
import { type Framed, reelOf } from "./frames.js";
import { type HeatmapOptions, type Matrix, plotHeatmap } from "./plotHeatmap.js";

/**
 * Plots attention weights (n, n) over n tokens: a row for each token that asks, a column for each that is asked. Heads
 * under names stand side by side, frames have a slider, and the pointer on a token dims the others.
 *
 * Throws a RangeError where a row does not sum to 1, or there are not as many tokens as rows.
 */
export function plotAttention(
  weights: Framed<Matrix | Readonly<Record<string, Matrix>>>,
  tokens: readonly string[],
  { title = "Which token asks which" }: Pick<HeatmapOptions, "title"> = {},
): Chart {
  for (const heads of reelOf("plotAttention", weights).all) {
    for (const head of Array.isArray(heads) ? [heads as Matrix] : Object.values(heads as Record<string, Matrix>)) {
      for (const [i, row] of head.entries()) {
        const sum = Array.from(row).reduce((sum, weight) => sum + weight, 0);
        if (!(Math.abs(sum - 1) < 1e-3)) throw new RangeError(`plotAttention: row ${i} sums to ${sum}, not to 1`);
      }
    }
  }
  // A token may come twice, and its place tells which one is meant.
  const names = tokens.map((token, i) => `${i + 1} ${token}`);
  const titles = { title, xTitle: "is asked", yTitle: "asks", valueTitle: "weight" };
  return plotHeatmap(weights, { ...titles, rows: names, columns: names }, "plotAttention");
}
