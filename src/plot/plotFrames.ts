import { axisOver } from "./axisOver.js";
import { Chart } from "./chart.js";
import { framed, packed, reelOf, titled } from "./frames.js";
import { heatColor } from "./heatColor.js";
import { extent } from "./steadyDomain.js";
import { palette } from "./style.js";

export interface FramesOptions {
  /** How a row is drawn; default a line. */
  as?: "line" | "point" | "bar" | "heat";
  /** The columns that lie along the axes; of a heat map `value` is what colours. */
  x: string;
  y: string;
  value?: string;
  /** A column that tells lines, points or bars apart by colour. */
  color?: string;
  /** The column that the slider moves through, such as the epoch. */
  frame: string;
  /** Where the slider stands at first, and what the still image shows; default the last frame. */
  start?: number;
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  xTitle?: string;
  yTitle?: string;
  frameTitle?: string;
  xScale?: "linear" | "log";
  yScale?: "linear" | "log";
  yDomain?: readonly [number, number];
}

type Row = Readonly<Record<string, number | string | null>>;

/**
 * Plots a table of which a slider shows one part at a time: the rows of an epoch, of a step, of a shift. The axes stay
 * where they are.
 *
 * Throws a RangeError when there is no row, a column is missing, or the frames have different numbers of rows; a TypeError
 * where the slider's column holds no numbers.
 */
export function plotFrames(rows: readonly Row[], options: FramesOptions): Chart {
  const { as = "line", x, y, value, color, frame, start, title = `By ${frame}`, xTitle = x, yTitle = y } = options;
  if (rows.length === 0) throw new RangeError("plotFrames: there is no row to plot");
  for (const column of [x, y, value, color, frame]) {
    const missing = column === undefined ? -1 : rows.findIndex((row) => !(column in row));
    if (missing >= 0) throw new RangeError(`plotFrames: row ${missing} has no column ${JSON.stringify(column)}`);
  }
  if (as === "heat" && value === undefined)
    throw new RangeError("plotFrames: a heat map needs value, the column to colour");
  const groups = new Map<number | string | null, Row[]>();
  for (const { [frame]: key, ...row } of rows) groups.set(key!, [...(groups.get(key!) ?? []), row]);
  const at = [...groups.keys()].map((key) => {
    if (typeof key === "number") return key;
    throw new TypeError(`plotFrames: the slider's column ${frame} holds ${JSON.stringify(key)}, which is no number`);
  });
  at.sort((a, b) => a - b);
  const frames = at.map((key) => groups.get(key)!);
  const { frameTitle = frame } = options;
  const reel = reelOf("plotFrames", { slider: frameTitle, at, of: frames, start: start ?? at.at(-1)! });
  const isNumber = (column: string) => rows.every((row) => row[column] === null || typeof row[column] === "number");
  const along = (
    column: string,
    title: string,
    scale: "linear" | "log" = "linear",
    domain?: readonly [number, number],
  ) =>
    isNumber(column) && as !== "heat" && !(as === "bar" && column === x)
      ? measured(column, title, scale, domain ?? ends(rows, column, as === "bar" ? [0] : []), column === y)
      : { field: column, type: "ordinal", sort: null, title, axis: { labelAngle: 0, labelOverlap: true } };
  const legend = { orient: "top", labelLimit: 0 };
  const mark = {
    line: { type: "line", clip: true, tooltip: true },
    point: { type: "point", filled: true, size: 45, opacity: 0.8, clip: true, tooltip: true },
    bar: { type: "bar", clip: true, tooltip: true },
    heat: { type: "rect", tooltip: true },
  }[as];
  return new Chart(`${title}: ${y} along ${x}, ${frameTitle} from ${at[0]} to ${at.at(-1)}`, {
    title: titled(title, reel),
    width: 480,
    height: 280,
    ...framed(reel),
    ...packed("plotFrames", reel, frames),
    mark,
    encoding: {
      x: along(x, xTitle, options.xScale),
      y: along(y, yTitle, options.yScale, options.yDomain),
      ...(value === undefined ? {} : { color: heatColor(value, ends(rows, value)) }),
      ...(color === undefined || value !== undefined
        ? {}
        : { color: { field: color, type: "nominal", title: null, sort: null, legend } }),
      ...(color === undefined && value === undefined ? { color: { value: palette[0] } } : {}),
    },
  });
}

function measured(
  field: string,
  title: string,
  type: "linear" | "log",
  domain: readonly [number, number],
  nice: boolean,
) {
  return { field, type: "quantitative", title, scale: { type, domain, nice }, axis: axisOver(type, domain) };
}

function ends(rows: readonly Row[], column: string, also: readonly number[] = []): [number, number] {
  const numbers = rows.flatMap((row) => (typeof row[column] === "number" ? [row[column]] : []));
  return extent([...also, ...numbers].filter(Number.isFinite));
}
