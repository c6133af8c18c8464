import { Chart } from "./chart.js";
import {
  type ChartSliders,
  lookouts,
  namedSliders,
  numberExpression,
  type SliderValues,
  valuesByName,
} from "./chartSliders.js";
import { shorten } from "./plane.js";
import { steadyDomain } from "./steadyDomain.js";
import { palette } from "./style.js";

/** The height of a bar: a number, a Vega expression of the sliders, or a function of their values. */
export type BarOf = number | string | ((sliders: SliderValues) => number);

export interface BarsOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Numbers that a reader moves, by the names that the bars know them by; they need no running kernel. */
  sliders?: ChartSliders;
  xTitle?: string;
  yTitle?: string;
  /** Ends of the vertical axis; default from 0 to what the bars reach, which no slider moves. */
  yDomain?: readonly [number, number];
  /** How the number over each bar is written, as d3-format says it; default three significant digits. */
  format?: string;
}

type Bars = Readonly<Record<string, BarOf>>;

/**
 * Plots numbers as bars, each under its name and with its number written over it, such as the probabilities that softmax
 * gives; or several series of them side by side, `{ p: { a: 0.7, b: 0.3 }, q: { a: 0.8, b: 0.2 } }`.
 *
 * Throws a RangeError where there is no bar, a number is not finite, or a slider does not begin between its ends; a
 * TypeError for an expression that Vega cannot read.
 */
export function plotBars(bars: Bars | Readonly<Record<string, Bars>>, options: BarsOptions = {}): Chart {
  const { title = "Numbers by name", xTitle = "", yTitle = "value", format = ".3~g" } = options;
  const groups = Object.entries(bars).filter(([, bar]) => typeof bar === "object") as [string, Bars][];
  const series = groups.length > 0 ? groups : [["", bars as Bars] as const];
  const all = series.flatMap(([name, of]) =>
    Object.entries(of).map(([bar, height]) => ({ series: name, bar, height })),
  );
  if (all.length === 0) throw new RangeError("plotBars: there is no bar to plot");
  const isTabled = all.some(({ height }) => typeof height === "function");
  const sliders = namedSliders("plotBars", options.sliders ?? {}, isTabled);
  const parameters = sliders.all.map(({ input }) => input.parameter);
  const drawn = all.map((one) => ({ ...one, at: heightOf(one.bar, one.height, parameters) }));
  const looks = lookouts(sliders).map((values) => {
    const named = valuesByName(sliders, values);
    return drawn.map(({ at }) => at(named));
  });
  const moves = sliders.all.length > 0;
  const values = drawn.map(({ series, bar, height, at }, index) => ({
    index,
    bar,
    ...(groups.length > 0 ? { series } : {}),
    ...(moves ? {} : { value: shorten(at({})) }),
    ...(typeof height === "function" && moves
      ? { values: sliders.combinations.map((values) => shorten(at(valuesByName(sliders, values)))) }
      : {}),
  }));
  const texts = drawn.map(({ height }) =>
    typeof height === "string"
      ? height
      : typeof height === "number"
        ? `${height}`
        : "(isValid(datum.values) ? datum.values[setting] : null)",
  );
  const domain = options.yDomain ?? steadyDomain([0, ...looks[0]!], [0, ...looks.flat()]);
  const names = groups.map(([name]) => name);
  const written = drawn
    .slice(0, 6)
    .map(({ bar, series }, i) => `${series}${series && " "}${bar} ${shorten(looks[0]![i]!)}`);
  return new Chart(`${title}: ${written.join(", ")}${drawn.length > 6 ? " …" : ""}`, {
    title: moves ? { text: title, subtitle: { expr: sliders.inWords } } : title,
    width: Math.min(520, Math.max(240, 60 * drawn.length)),
    height: 260,
    ...(moves ? { params: sliders.params } : {}),
    data: { values },
    ...(moves ? { transform: [{ calculate: `[${texts.join(", ")}][datum.index]`, as: "value" }] } : {}),
    encoding: {
      x: { field: "bar", type: "nominal", sort: null, title: xTitle || null, axis: { labelAngle: 0 } },
      y: { field: "value", type: "quantitative", title: yTitle, scale: { domain, nice: true } },
      ...(names.length > 0 ? { xOffset: { field: "series", type: "nominal", sort: null } } : {}),
    },
    layer: [
      {
        mark: { type: "bar", clip: true, tooltip: true },
        encoding: {
          color:
            names.length > 0
              ? {
                  field: "series",
                  type: "nominal",
                  title: null,
                  scale: { domain: names, range: palette.slice(0, names.length) },
                  legend: { orient: "top" },
                }
              : { value: palette[0] },
        },
      },
      {
        mark: { type: "text", dy: -7, fontSize: 11 },
        encoding: { text: { field: "value", type: "quantitative", format } },
      },
    ],
  });
}

function heightOf(name: string, height: BarOf, parameters: readonly string[]): (sliders: SliderValues) => number {
  const what = `the bar ${JSON.stringify(name)}`;
  const evaluate = typeof height === "string" ? numberExpression("plotBars", what, height, parameters) : undefined;
  return (sliders) => {
    const value = typeof height === "function" ? height(sliders) : typeof height === "number" ? height : Number.NaN;
    const found = evaluate === undefined ? value : evaluate(parameters.map((one) => sliders[one]!));
    if (!Number.isFinite(found)) throw new RangeError(`plotBars: ${what} is ${found}`);
    return found;
  };
}
