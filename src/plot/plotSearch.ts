import { Chart } from "./chart.js";
import { shorten } from "./plane.js";
import { extent } from "./steadyDomain.js";

export interface SearchOptions {
  /** The column that says how good a trial was. */
  score: string;
  /** The columns that were searched; default all others. */
  settings?: readonly string[];
  /** Those of them that are spread over powers of ten. */
  logarithmic?: readonly string[];
  /** Says what the chart shows; best the finding itself. */
  title?: string;
}

type Trial = Readonly<Record<string, number>>;

/**
 * Plots the trials of a search twice: as lines from axis to axis, one for each setting and the last for the score, and each
 * setting against the score. Dragging over one of the lower charts picks trials out of all of them; a slider leaves out
 * those that scored less.
 *
 * Throws a RangeError where there is no trial, a trial lacks a number, or a logarithmic setting is not positive.
 */
export function plotSearch(trials: readonly Trial[], options: SearchOptions): Chart {
  const { score, logarithmic = [], title = "Which settings did well" } = options;
  if (trials.length === 0) throw new RangeError("plotSearch: there is no trial to plot");
  const settings = options.settings ?? Object.keys(trials[0]!).filter((column) => column !== score);
  const columns = [...settings, score];
  const axes = columns.map((column) => axisOf(column, trials, logarithmic.includes(column)));
  const values = trials.map((trial, id) => ({
    trial: id,
    ...Object.fromEntries(axes.map(({ column }) => [column, shorten(trial[column]!)])),
    ...Object.fromEntries(axes.map(({ column, place }, i) => [`at${i}`, shorten(place(trial[column]!))])),
  }));
  const best = trials.reduce((best, trial, i) => (trial[score]! > trials[best]![score]! ? i : best), 0);
  const named = settings.map((setting) => `${setting} ${short(trials[best]![setting]!)}`).join(", ");
  const [low, high] = axes.at(-1)!.ends;
  const step = Number(((high - low) / 100 || 1).toPrecision(1));
  const isPicked = { and: [{ param: "picked" }, `datum[${JSON.stringify(score)}] >= least`] };
  const color = {
    field: score,
    type: "quantitative",
    title: score,
    scale: { scheme: { name: "viridis", extent: [0, 0.9] } },
  };
  const x = {
    type: "nominal",
    sort: columns,
    title: null,
    axis: { labelAngle: 0, labelFontSize: 12, orient: "top", domain: false, ticks: false },
  };
  const flat = { type: "quantitative", axis: null, scale: { domain: [-0.08, 1.08], nice: false } };
  const width = 150 * settings.length;
  return new Chart(`${title}: ${trials.length} trials, best ${score} ${short(trials[best]![score]!)} at ${named}`, {
    title: {
      text: title,
      subtitle: `best of ${trials.length}: ${score} ${short(trials[best]![score]!)} at ${named}`,
    },
    params: [
      {
        name: "least",
        value: floorTo(low, step),
        bind: { input: "range", min: floorTo(low, step), max: high, step, name: `${score} at least ` },
      },
      {
        name: "picked",
        select: { type: "interval", resolve: "global" },
        views: settings.map((_, i) => `setting${i}`),
      },
    ],
    data: { values },
    vconcat: [
      {
        width,
        height: 200,
        view: { stroke: null },
        layer: [
          {
            transform: [
              { fold: axes.map((_, i) => `at${i}`), as: ["key", "place"] },
              { calculate: "+slice(datum.key, 2)", as: "order" },
              { calculate: `${JSON.stringify(columns)}[datum.order]`, as: "column" },
            ],
            mark: { type: "line", strokeWidth: 1.5 },
            encoding: {
              x: { field: "column", ...x },
              y: { field: "place", ...flat },
              detail: { field: "trial", type: "nominal" },
              order: { field: "order", type: "quantitative" },
              color,
              opacity: { condition: { test: isPicked, value: 0.85 }, value: 0.06 },
              tooltip: columns.map((field) => ({ field, type: "quantitative" })),
            },
          },
          {
            data: { values: axes.map(({ column }) => ({ column })) },
            mark: { type: "rule", color: "#888" },
            encoding: { x: { field: "column", ...x } },
          },
          {
            data: {
              values: axes.flatMap(({ column, ends }) =>
                ends.map((end, i) => ({ column, place: i === 0 ? -0.05 : 1.05, end: short(end) })),
              ),
            },
            mark: { type: "text", fontSize: 11, align: "left", dx: 5 },
            encoding: { x: { field: "column", ...x }, y: { field: "place", ...flat }, text: { field: "end" } },
          },
        ],
      },
      {
        hconcat: settings.map((setting, i) => ({
          name: `setting${i}`,
          width: Math.min(200, width / settings.length - 20),
          height: 130,
          mark: { type: "point", filled: true, size: 40 },
          encoding: {
            x: {
              field: setting,
              type: "quantitative",
              title: setting,
              scale: logarithmic.includes(setting)
                ? { type: "log", nice: false, domain: axes[i]!.ends }
                : { zero: false },
              axis: { tickCount: 4, labelOverlap: true, ...(logarithmic.includes(setting) ? { format: ".0e" } : {}) },
            },
            y: { field: score, type: "quantitative", title: score, scale: { zero: false } },
            color: { condition: { test: isPicked, ...color }, value: "#ccc" },
            tooltip: columns.map((field) => ({ field, type: "quantitative" })),
          },
        })),
      },
    ],
    resolve: { scale: { color: "shared" } },
  });
}

/** A column's ends, and where along its axis, from 0 to 1, a value of it stands. */
function axisOf(column: string, trials: readonly Trial[], isLogarithmic: boolean) {
  const numbers = trials.map((trial, i) => {
    const value = trial[column];
    if (typeof value !== "number" || !Number.isFinite(value))
      throw new RangeError(`plotSearch: trial ${i} has ${value} for ${JSON.stringify(column)}`);
    if (isLogarithmic && value <= 0)
      throw new RangeError(
        `plotSearch: trial ${i} has ${value} for ${JSON.stringify(column)}, which is no number for a logarithmic axis`,
      );
    return value;
  });
  const ends = extent(numbers);
  const scale = (value: number) => (isLogarithmic ? Math.log(value) : value);
  const width = scale(ends[1]) - scale(ends[0]) || 1;
  return { column, ends, place: (value: number) => (scale(value) - scale(ends[0])) / width };
}

function floorTo(value: number, step: number): number {
  return shorten(Math.floor(value / step) * step);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
