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
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, j) => ({
      actual: labels[i],
      predicted: labels[j],
      count,
      "of its row": share(count, total),
    }));
  });
  const right = counts.reduce((total, row, i) => total + row[i]!, 0);
  const all = counts.flat().reduce((total, count) => total + count, 0);
  const side = labels.length > 5 ? 60 : 96;
  const totals = labels.map((label, i) => {
    const [own, row] = [counts[i]![i]!, counts[i]!.reduce((total, count) => total + count, 0)];
    const column = counts.reduce((total, other) => total + other[i]!, 0);
    return { label, found: share(own, row), right: labels.length > 5 ? percent(own, column) : share(own, column) };
  });
  return new Chart(`${title}: ${right} of ${all} right`, {
    title: {
      text: title,
      subtitle: [
        `${right} of ${all} on the diagonal (${percent(right, all)})`,
        "beside a row: its recall; over a column: its precision",
      ],
    },
    width: side * labels.length,
    height: 55 * labels.length,
    data: { values },
    encoding: {
      x: { field: "predicted", type: "nominal", sort: null, title: "predicted", axis: { labelAngle: 0 } },
      y: { field: "actual", type: "nominal", sort: null, title: "true" },
    },
    layer: [
      {
        mark: { type: "rect", tooltip: { content: "data" } },
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
      {
        data: { values: totals },
        mark: { type: "text", align: "left", dx: 8, fontSize: 11 },
        encoding: {
          x: { value: side * labels.length },
          y: { field: "label", type: "nominal", sort: null },
          text: { field: "found" },
        },
      },
      {
        data: { values: totals },
        mark: { type: "text", dy: -10, fontSize: 11 },
        encoding: { x: { field: "label", type: "nominal", sort: null }, y: { value: 0 }, text: { field: "right" } },
      },
    ],
  });
}

function share(part: number, whole: number): string {
  return whole === 0 ? "of none" : `${part}/${whole} = ${percent(part, whole)}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "of none" : `${((100 * part) / whole).toFixed(1)} %`;
}
