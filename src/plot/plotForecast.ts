import { Chart } from "./chart.js";
import { shorten } from "./plane.js";
import { quantile } from "./quantile.js";
import { extent } from "./steadyDomain.js";
import { palette } from "./style.js";

export interface ForecastOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  xTitle?: string;
  yTitle?: string;
  /** The place of the first actual value on the time axis; default 1. */
  start?: number;
  /** Actual less forecast on rows held back, of which the band is made; default those of the first forecast itself. */
  residuals?: readonly number[];
  /** The share of the residuals that the band holds; default 0.95. */
  level?: number;
}

/**
 * Plots a series with forecasts of it under their names, and a band round the first: as far above and below as the middle
 * share of its residuals. The lower chart shows all of it; dragging over it chooses what the upper one shows. A forecast of
 * null is one that was not made.
 *
 * Throws a RangeError where a forecast is not as long as the series, or nothing was forecast.
 */
export function plotForecast(
  actual: readonly number[],
  forecasts: Readonly<Record<string, readonly (number | null)[]>>,
  options: ForecastOptions = {},
): Chart {
  const { title = "A series and its forecast", xTitle = "day", yTitle = "value", start = 1, level = 0.95 } = options;
  const names = Object.keys(forecasts);
  const [first] = names;
  if (actual.length === 0 || first === undefined)
    throw new RangeError("plotForecast: there is no series or no forecast");
  if (!(level > 0 && level < 1))
    throw new RangeError(`plotForecast: level is ${level}, which is no share between 0 and 1`);
  for (const name of names) {
    if (forecasts[name]!.length !== actual.length)
      throw new RangeError(
        `plotForecast: ${JSON.stringify(name)} has ${forecasts[name]!.length} entries but actual has ${actual.length}`,
      );
  }
  for (const [name, values] of Object.entries({ actual, ...forecasts })) {
    const strange = values.findIndex((value) => value !== null && !Number.isFinite(value));
    if (strange >= 0) {
      throw new RangeError(
        `plotForecast: the value of ${JSON.stringify(name)} at ${start + strange} is ${values[strange]}`,
      );
    }
  }
  const own = forecasts[first]!.flatMap((one, i) => (one === null ? [] : [actual[i]! - one]));
  const residuals = [...(options.residuals ?? own)].sort((a, b) => a - b);
  if (residuals.length === 0) throw new RangeError(`plotForecast: ${JSON.stringify(first)} forecasts nothing`);
  const [below, above] = [quantile(residuals, (1 - level) / 2), quantile(residuals, (1 + level) / 2)];
  const series = { actual, ...forecasts };
  const lines = Object.entries(series).flatMap(([name, values]) =>
    values.flatMap((value, i) => (value === null ? [] : [{ time: start + i, series: name, value: shorten(value) }])),
  );
  const band = forecasts[first]!.flatMap((value, i) =>
    value === null ? [] : [{ time: start + i, low: shorten(value + below), high: shorten(value + above) }],
  );
  const inside = own.filter((residual) => residual >= below && residual <= above).length;
  const percent = `${shorten(level * 100)} %`;
  const whose = options.residuals === undefined ? "of its own residuals" : "of residuals held back";
  const note = `band: the middle ${percent} ${whose}; ${inside} of ${own.length} values lie in it`;
  const end = start + actual.length - 1;
  const domain = [...new Set(["actual", ...names])];
  const range = ["#222", ...palette].slice(0, domain.length);
  const color = {
    field: "series",
    type: "nominal",
    title: null,
    scale: { domain, range },
    legend: { orient: "top", labelLimit: 0 },
  };
  const x = { field: "time", type: "quantitative", title: xTitle };
  const y = {
    type: "quantitative",
    title: yTitle,
    scale: {
      domain: extent([...lines.map(({ value }) => value), ...band.flatMap(({ low, high }) => [low, high])]),
      nice: true,
      zero: false,
    },
  };
  const shown = [Math.max(start, Math.round(end - Math.max(28, actual.length / 5))), end];
  return new Chart(`${title}: ${names.join(", ")} from ${start} to ${end}, ${note}`, {
    title: { text: title, subtitle: note },
    vconcat: [
      {
        width: 520,
        height: 230,
        encoding: { x: { ...x, scale: { domain: { param: "shown", encoding: "x" }, nice: false } } },
        layer: [
          {
            data: { values: band },
            mark: { type: "area", color: palette[0], fillOpacity: 0.18, clip: true },
            encoding: { y: { field: "low", ...y }, y2: { field: "high" } },
          },
          {
            data: { values: lines },
            mark: { type: "line", strokeWidth: 2, clip: true, tooltip: true },
            encoding: { y: { field: "value", ...y }, color, strokeDash: { ...color, scale: { domain } } },
          },
        ],
      },
      {
        width: 520,
        height: 50,
        data: { values: lines.filter(({ series }) => series === "actual") },
        params: [{ name: "shown", select: { type: "interval", encodings: ["x"] }, value: { x: shown } }],
        mark: { type: "line", strokeWidth: 1, color: "#222" },
        encoding: {
          x: { ...x, title: `${xTitle}: drag over this to choose what is shown above`, scale: { nice: false } },
          y: { field: "value", type: "quantitative", title: null, axis: null, scale: { zero: false } },
        },
      },
    ],
  });
}
