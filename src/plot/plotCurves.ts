import { abscissas } from "./abscissas.js";
import { axisOver } from "./axisOver.js";
import { Chart } from "./chart.js";
import { type ChartSliders, lookouts, namedSliders, valuesByName } from "./chartSliders.js";
import { type CurveOf, columnOf, type DrawnCurve, drawnCurve, tabulated } from "./curveColumns.js";
import { type CurveMarks, marksAbove, marksBelow } from "./curveMarks.js";
import { extent, steadyDomain } from "./steadyDomain.js";

type Scale = "linear" | "log";

export interface CurvesOptions extends CurveMarks {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Ends of the horizontal axis; default −6 and 6. */
  from?: number;
  to?: number;
  /** Points a curve is drawn through, evenly spread along the axis; default 241, fewer where a table would be large. */
  samples?: number;
  /** Numbers that a reader moves, by the names that the curves know them by; they need no running kernel. */
  sliders?: ChartSliders;
  xTitle?: string;
  yTitle?: string;
  xScale?: Scale;
  yScale?: Scale;
  /** Ends of the vertical axis; default what the curves reach, which no slider moves. */
  yDomain?: readonly [number, number];
}

/** How many numbers the table of curves that are functions may hold. */
const mostNumbers = 30_000;
const fewestSamples = 41;

/**
 * Plots curves over one real number, each under its name, with sliders, points, tangents, rules and fills. Where a curve
 * is not finite, or not positive on a logarithmic axis, it has a gap. The still image shows where the sliders begin.
 *
 * Throws a RangeError when `from` is not below `to`, a slider does not begin between its ends, or functions with sliders
 * need too large a table; a TypeError for an expression that Vega cannot read, and for a mark on a curve that is not there.
 */
export function plotCurves(curves: Readonly<Record<string, CurveOf>>, options: CurvesOptions = {}): Chart {
  const { from = -6, to = 6, xTitle = "x", yTitle = "y", xScale = "linear", yScale = "linear", yDomain } = options;
  const names = Object.keys(curves);
  if (names.length === 0) throw new RangeError("plotCurves: there is no curve to plot");
  const isTabled = Object.values(curves).some((curve) => typeof curve !== "string");
  const sliders = namedSliders("plotCurves", options.sliders ?? {}, isTabled);
  const parameters = sliders.all.map(({ input }) => input.parameter);
  const drawn = names.map((name, i) => drawnCurve("plotCurves", name, i, curves[name]!, parameters));
  const tables = drawn.filter(({ text }) => text === undefined).length;
  const columns = tables === 0 ? 0 : tables * sliders.combinations.length;
  const x = abscissas("plotCurves", from, to, samplesFor(columns, options.samples), xScale).map((place) =>
    Number(place.toPrecision(12)),
  );
  const isDrawable = (y: number) => Number.isFinite(y) && (yScale === "linear" || y > 0);
  const settings = (columns === 0 ? [] : sliders.combinations).map((values) => valuesByName(sliders, values));

  const looks = lookouts(sliders).map((values) => heights(drawn, x, values, parameters).filter(isDrawable));
  const moves = sliders.all.length > 0;
  const domain = yDomain ?? (moves ? yEnds(yScale, looks[0]!, looks.flat()) : undefined);
  const title = options.title ?? names.join(", ");
  const standing = sliders.all.map(({ input }) => `, ${input.symbol} = ${input.value}`).join("");
  const plotted = { curves: drawn, parameters, x, isLinear: xScale === "linear" && yScale === "linear" };
  return new Chart(`${title}: ${names.join(", ")} from ${from} to ${to}${standing}`, {
    title: moves ? { text: title, subtitle: { expr: sliders.inWords } } : title,
    width: 480,
    height: 280,
    ...(moves ? { params: sliders.params } : {}),
    data: { values: tabulated(drawn, x, settings, isDrawable, options.tangents ?? []) },
    transform: drawn.flatMap((curve) => columnOf(curve, moves, yScale)),
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: xTitle,
        scale: { type: xScale, nice: false, domain: [from, to] },
        axis: axisOver(xScale, [from, to]),
      },
      y: {
        type: "quantitative",
        title: yTitle,
        scale: { type: yScale, ...(domain === undefined ? {} : { domain, nice: yDomain === undefined }) },
        axis: axisOver(yScale, domain ?? extent(looks[0]!)),
      },
    },
    layer: [...marksBelow(plotted, options), lines(names, xTitle, yTitle), ...marksAbove(plotted, options)],
  });
}

/** All curves as one layer, so that its legend shows colour and dashes together. */
function lines(names: readonly string[], xTitle: string, yTitle: string) {
  const legend = names.length > 1 ? { orient: "top", labelLimit: 0 } : null;
  const curve = { field: "curve", type: "nominal", title: null, scale: { domain: names }, legend };
  return {
    transform: [
      { fold: names.map((_, i) => `y${i}`), as: ["key", "y"] },
      { calculate: `${JSON.stringify(names)}[+slice(datum.key, 1)]`, as: "curve" },
    ],
    mark: { type: "line", clip: true, invalid: "break-paths-show-path-domains" },
    encoding: {
      y: { field: "y" },
      color: curve,
      strokeDash: curve,
      tooltip: [
        { field: "curve", type: "nominal" },
        { field: "x", type: "quantitative", title: xTitle },
        { field: "y", type: "quantitative", title: yTitle },
      ],
    },
  };
}

function samplesFor(columns: number, asked = columns === 0 ? 241 : Math.min(241, Math.floor(mostNumbers / columns))) {
  if (columns > 0 && (asked < fewestSamples ? fewestSamples : asked) * columns > mostNumbers) {
    throw new RangeError(
      `plotCurves: a table of ${columns} curves, one for each place of the sliders, is too large for a chart; take larger steps or write the curves as expressions`,
    );
  }
  return asked;
}

function heights(
  curves: readonly DrawnCurve[],
  x: readonly number[],
  values: readonly number[],
  parameters: readonly string[],
): number[] {
  const named = Object.fromEntries(parameters.map((name, i) => [name, values[i]!]));
  const every = Math.max(1, Math.floor(x.length / 80));
  return curves.flatMap(({ at }) => x.filter((_, i) => i % every === 0).map((place) => at(place, named)));
}

function yEnds(
  scale: Scale,
  opening: readonly number[],
  all: readonly number[],
): readonly [number, number] | undefined {
  if (scale === "linear") return steadyDomain(opening, all);
  const [low, high] = extent(all);
  return low < high ? [low, high] : undefined;
}
