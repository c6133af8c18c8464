import { Chart } from "./chart.js";
import { type Framed, framed, type Reel, reelOf, titled } from "./frames.js";
import { heatColor } from "./heatColor.js";
import { shorten } from "./plane.js";
import { extent } from "./steadyDomain.js";
import { palette } from "./style.js";

export type Matrix = readonly ArrayLike<number>[];

export interface HeatmapOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** What rows and columns are called; default their numbers, from 0. */
  rows?: readonly string[];
  columns?: readonly string[];
  /** The class of each column: a strip under the map shows it, and a click on a class in the legend dims the others. */
  classes?: readonly string[];
  xTitle?: string;
  yTitle?: string;
  /** What the numbers are. */
  valueTitle?: string;
  /** Writes the numbers into the cells; default where there is room. */
  written?: boolean;
}

/** How many cells the frames of a chart may hold together. */
const mostCells = 60_000;

/**
 * Plots a matrix (n, m) as a map of colours, a row of it from left to right: what is above 0 blue, what is below orange.
 * Several matrices under names stand side by side; frames of them have a slider. The pointer on a cell tells its number and
 * dims the other rows.
 *
 * Throws a RangeError where a matrix is empty or not rectangular, matrices differ in shape, or names are not as many.
 */
export function plotHeatmap(
  subject: Framed<Matrix | Readonly<Record<string, Matrix>>>,
  options: HeatmapOptions = {},
  caller = "plotHeatmap",
): Chart {
  const reel = reelOf(caller, subject);
  const frames = reel.all.map(panelsOf);
  const { height, width, names } = shapeOf(caller, frames);
  const { rows = numbered(height), columns = numbered(width), classes } = options;
  const { title = "A matrix", xTitle = "column", yTitle = "row", valueTitle = "value" } = options;
  const check = (what: string, given: readonly string[], size: number, of: string) => {
    if (given.length !== size) throw new RangeError(`${caller}: ${what} has ${given.length} entries for ${size} ${of}`);
  };
  check("rows", rows, height, "rows");
  check("columns", columns, width, "columns");
  if (classes !== undefined) check("classes", classes, width, "columns");
  const all = frames.flatMap((panels) => Object.values(panels).flatMap((m) => m.flatMap((row) => Array.from(row))));
  const ends = extent(all.filter(Number.isFinite));
  const largest = Math.max(Math.abs(ends[0]), Math.abs(ends[1])) || 1;
  const { written = height <= 8 && width <= 8 } = options;
  const side = Math.max(3, Math.min(written ? 48 : 26, 560 / (width * names.length), 380 / height));
  const pointed = { name: "pointed", select: { type: "point", on: "mouseover", clear: "mouseout", fields: ["row"] } };
  const isShown = classes === undefined ? { param: "pointed" } : { and: [{ param: "pointed" }, { param: "chosen" }] };
  const lists = ["cells", "column", ...(classes === undefined ? [] : ["class"])];
  const map = {
    width: side * width,
    height: Math.max(side, written ? 30 : 0) * height,
    encoding: {
      x: namedAxis(xTitle, "column", columns, options.columns !== undefined),
      y: namedAxis(yTitle, "row", rows, options.rows !== undefined),
    },
    layer: [
      {
        params: [pointed],
        mark: { type: "rect" },
        encoding: {
          color: heatColor("value", ends, valueTitle),
          opacity: { condition: { test: isShown, value: 1 }, value: 0.25 },
          tooltip: [
            { field: "row", type: "nominal", title: yTitle },
            { field: "column", type: "nominal", title: xTitle },
            ...(classes === undefined ? [] : [{ field: "class", type: "nominal" }]),
            { field: "value", type: "quantitative", title: valueTitle },
          ],
        },
      },
      ...(written ? [numbers(largest)] : []),
    ],
  };
  const isOne = names.length === 1;
  const panels = isOne ? map : { facet: { column: { field: "panel", sort: names, title: null } }, spec: map };
  const shape = `${isOne ? "" : `${names.length} matrices of `}${height} by ${width}`;
  return new Chart(`${title}: ${shape}, ${valueTitle} from ${shorten(ends[0])} to ${shorten(ends[1])}`, {
    title: titled(title, reel),
    ...framed(reel),
    data: { values: cellRows(caller, frames, names, rows, reel) },
    transform: [
      ...(reel.moves ? [{ calculate: "datum.values[setting]", as: "cells" }] : []),
      { calculate: JSON.stringify(columns), as: "column" },
      ...(classes === undefined ? [] : [{ calculate: JSON.stringify(classes), as: "class" }]),
      { flatten: lists, as: ["value", ...lists.slice(1)] },
    ],
    ...(classes === undefined ? panels : { vconcat: [panels, strip(classes, side * width, columns)], spacing: 6 }),
  });
}

/** An axis of names, which are all written where a caller gave them and they are not too many. */
function namedAxis(title: string, field: string, sort: readonly string[], areGiven: boolean) {
  const isLong = field === "column" && sort.some((one) => one.length > 3);
  return {
    field,
    type: "ordinal",
    sort,
    title,
    axis: { labelAngle: isLong ? -45 : 0, labelOverlap: !areGiven || sort.length > 30 },
  };
}

function numbers(largest: number) {
  return {
    mark: { type: "text", fontSize: 11 },
    encoding: {
      text: { field: "value", type: "quantitative", format: ".2~f" },
      color: { condition: { test: `abs(datum.value) > ${0.6 * largest}`, value: "white" }, value: "#222" },
    },
  };
}

/** A cell for each column in the colour of its class; a click on a class in the legend chooses it. */
function strip(classes: readonly string[], width: number, columns: readonly string[]) {
  const domain = [...new Set(classes)];
  const scale = { domain, range: domain.map((_, i) => palette[i % palette.length]) };
  return {
    width,
    height: 12,
    data: { values: columns.map((column, i) => ({ column, class: classes[i] })) },
    params: [{ name: "chosen", select: { type: "point", fields: ["class"] }, bind: "legend" }],
    mark: { type: "rect", tooltip: true },
    encoding: {
      x: { field: "column", type: "ordinal", sort: columns, title: null, axis: null },
      color: { field: "class", type: "nominal", title: "class", scale, legend: { orient: "bottom" } },
    },
  };
}

function panelsOf(subject: Matrix | Readonly<Record<string, Matrix>>): Readonly<Record<string, Matrix>> {
  return Array.isArray(subject) ? { "": subject as Matrix } : (subject as Readonly<Record<string, Matrix>>);
}

/** The shape that all matrices have. */
function shapeOf(caller: string, frames: readonly Readonly<Record<string, Matrix>>[]) {
  const names = Object.keys(frames[0]!);
  const first = frames[0]![names[0]!];
  const [height, width] = [first?.length ?? 0, first?.[0]?.length ?? 0];
  if (height === 0 || width === 0) throw new RangeError(`${caller}: there is no number to plot`);
  for (const panels of frames) {
    for (const name of names) {
      const matrix = panels[name];
      const whose = name === "" ? "" : ` of ${JSON.stringify(name)}`;
      if (matrix?.length !== height)
        throw new RangeError(`${caller}: a matrix${whose} has ${matrix?.length ?? 0} rows but the first has ${height}`);
      const row = matrix.findIndex((entries) => entries.length !== width);
      if (row >= 0)
        throw new RangeError(
          `${caller}: row ${row}${whose} has ${matrix[row]!.length} entries but the first has ${width}`,
        );
    }
  }
  if (height * width * names.length * frames.length > mostCells) {
    throw new RangeError(
      `${caller}: ${frames.length * names.length} matrices of ${height} by ${width} are too many numbers for a chart, which holds ${mostCells} at most`,
    );
  }
  return { height, width, names };
}

function cellRows(
  caller: string,
  frames: readonly Readonly<Record<string, Matrix>>[],
  names: readonly string[],
  rows: readonly string[],
  { moves }: Reel<unknown>,
) {
  const cells = (matrix: Matrix, i: number) => Array.from(matrix[i]!, (value) => finite(caller, value));
  return names.flatMap((panel) =>
    rows.map((row, i) => ({
      ...(panel === "" ? {} : { panel }),
      row,
      ...(moves
        ? { values: frames.map((panels) => cells(panels[panel]!, i)) }
        : { cells: cells(frames[0]![panel]!, i) }),
    })),
  );
}

function finite(caller: string, value: number): number {
  if (Number.isFinite(value)) return shorten(value);
  throw new RangeError(`${caller}: a number is ${value}`);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${i}`);
}
