import { literal } from "../formula/describe.js";
import { Chart } from "./chart.js";
import { shorten } from "./plane.js";
import type { PlottedFormula } from "./plotFormula.js";

/** A matrix up to this many rows and columns has its numbers written into it. */
const mostWritten = 8;

/** The rows of a result that is a matrix, or of an image's first channel; undefined for any other. */
export function matrixOf(result: unknown): number[][] | undefined {
  if (!isArray(result) || !result.every(isArray)) return undefined;
  const rows = result.map((row) => row.map((entry) => (isArray(entry) ? entry[0] : entry)));
  return rows.every((row) => row.every((entry) => typeof entry === "number")) ? (rows as number[][]) : undefined;
}

/** Draws what a call gives, a matrix, as a field of colours: a number above 0 blue, one below 0 orange. */
export function plotMatrix(
  { name }: PlottedFormula,
  at: readonly unknown[],
  matrix: readonly (readonly number[])[],
  { title }: { title?: string },
): Chart {
  const given = at.filter((value) => value !== undefined).map(literal);
  const call = `${name}(${given.join(", ")})`;
  const heading = title ?? `What ${call.length > 70 ? name : call} gives`;
  const values = matrix.flatMap((row, i) => row.map((value, j) => ({ row: i, column: j, value: shorten(value) })));
  const largest = Math.max(...values.map(({ value }) => Math.abs(value)).filter(Number.isFinite)) || 1;
  const columns = Math.max(...matrix.map((row) => row.length));
  const isWritten = matrix.length <= mostWritten && columns <= mostWritten;
  const side = isWritten ? 60 : Math.min(24, 480 / columns, 300 / matrix.length);
  const axis = { type: "ordinal", axis: { labelAngle: 0, labelOverlap: true } };
  return new Chart(`${heading}: ${counted(matrix.length, "row")}, ${counted(columns, "column")}`, {
    title: heading,
    width: side * columns,
    height: (isWritten ? 36 : side) * matrix.length,
    data: { values },
    encoding: {
      x: { field: "column", title: "column", ...axis },
      y: { field: "row", title: "row", ...axis },
    },
    layer: [
      {
        mark: { type: "rect", tooltip: true },
        encoding: {
          color: {
            field: "value",
            type: "quantitative",
            title: null,
            legend: isWritten ? null : {},
            scale: { interpolate: "rgb", domain: [-largest, 0, largest], range: ["#E69F00", "#ffffff", "#56B4E9"] },
          },
        },
      },
      ...(isWritten
        ? [{ mark: "text", encoding: { text: { field: "value", type: "quantitative", format: ".4~g" } } }]
        : []),
    ],
  });
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
