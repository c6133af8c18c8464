import { Chart } from "./chart.js";

/**
 * Plots a confusion matrix: a row for each true class, a column for each predicted one, both in the order of `labels`.
 *
 * Throws a RangeError when `counts` is not of shape (k, k) for k labels.
 */
export function plotConfusionMatrix(
  counts: readonly (readonly number[])[],
  labels: readonly string[],
  { title = "Which class was taken for which" }: { title?: string } = {},
): Chart {
  if (counts.length !== labels.length)
    throw new RangeError(
      `plotConfusionMatrix: counts has ${counts.length} rows but labels has ${labels.length} entries`,
    );
  const values = counts.flatMap((row, i) => {
    if (row.length !== labels.length)
      throw new RangeError(`plotConfusionMatrix: row ${i} has ${row.length} entries but labels has ${labels.length}`);
    return row.map((count, j) => ({ actual: labels[i], predicted: labels[j], count }));
  });
  const right = counts.reduce((total, row, i) => total + row[i]!, 0);
  const all = counts.flat().reduce((total, count) => total + count, 0);
  return new Chart(`${title}: ${right} of ${all} right`, {
    title: { text: title, subtitle: `${right} of ${all} on the diagonal` },
    width: 70 * labels.length,
    height: 55 * labels.length,
    data: { values },
    encoding: {
      x: { field: "predicted", type: "nominal", sort: null, title: "predicted", axis: { labelAngle: 0 } },
      y: { field: "actual", type: "nominal", sort: null, title: "true" },
    },
    layer: [
      {
        mark: { type: "rect", tooltip: true },
        encoding: {
          color: { field: "count", type: "quantitative", legend: null, scale: { scheme: "blues", domainMin: 0 } },
        },
      },
      {
        mark: { type: "text", fontSize: 15 },
        encoding: {
          text: { field: "count", type: "quantitative" },
          color: {
            condition: { test: `datum.count > ${Math.max(...counts.flat()) * 0.55}`, value: "white" },
            value: "black",
          },
        },
      },
    ],
  });
}
