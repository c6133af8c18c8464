import { Chart } from "./chart.js";
import { type ChartSliders, namedSliders, type SliderValues, valuesByName } from "./chartSliders.js";
import { packed } from "./frames.js";
import { type Plane, shorten, tileCentres, tileLayer } from "./plane.js";

export interface PathsOptions extends Plane {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Numbers that a reader moves, such as a rate, where paths are a function of them; they need no running kernel. */
  sliders?: ChartSliders;
}

/** Paths under their names, each a list of places. */
export type Paths = Readonly<Record<string, readonly (readonly [number, number])[]>>;

/**
 * Plots paths over a surface seen from above, such as an optimizer's steps on a loss. The surface is shaded by the rank
 * of its height, in ten bands of equal area, so that narrow valleys show. Paths that are a function of the sliders' values
 * are in the chart for each of them; where a path is no longer finite it ends.
 *
 * Throws a RangeError where paths are under other names for some values, or all are too much for a chart.
 */
export function plotPaths(
  surface: (x: number, y: number) => number,
  paths: Paths | ((sliders: SliderValues) => Paths),
  options: PathsOptions,
): Chart {
  const { title = "Paths over a surface" } = options;
  const sliders = namedSliders("plotPaths", options.sliders ?? {}, true);
  const moves = sliders.all.length > 0;
  const pathsAt = (values: readonly number[]) =>
    typeof paths === "function" ? paths(valuesByName(sliders, values)) : paths;
  const all = sliders.combinations.map(pathsAt);
  const shown = all[sliders.opening]!;
  const names = Object.keys(shown);
  const heights = tileCentres(options).map(([x, y]) => surface(x, y));
  const ascending = [...heights].sort((a, b) => a - b);
  const facts = heights.map((height) => ({
    height: shorten(height),
    band: Math.floor((ascending.indexOf(height) / heights.length) * 10),
  }));
  const standing = sliders.all.map(({ input }) => `, ${input.symbol} = ${input.value}`).join("");
  const lengths = names.map((name) => `${name} in ${shown[name]!.length - 1} steps`).join(", ");
  return new Chart(`${title}: ${lengths}${standing}`, {
    title: moves ? { text: title, subtitle: { expr: sliders.inWords } } : title,
    width: 460,
    height: 320,
    ...(moves ? { params: sliders.params } : {}),
    resolve: { scale: { color: "independent" } },
    layer: [
      tileLayer(options, facts, {
        color: { field: "band", type: "quantitative", legend: null, scale: { range: ["#f7f7f7", "#8a8a8a"] } },
      }),
      {
        ...packed("plotPaths", { at: sliders.combinations.map((_, i) => i), moves }, stepRows(all, names)),
        mark: {
          type: "line",
          clip: true,
          strokeJoin: "round",
          tooltip: true,
          point: { size: 28, filled: true },
          invalid: "break-paths-show-path-domains",
        },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "y", type: "quantitative" },
          order: { field: "step" },
          color: {
            field: "path",
            type: "nominal",
            title: null,
            scale: { domain: names },
            legend: { orient: "top", labelLimit: 0 },
          },
        },
      },
    ],
  });
}

/** The steps of all paths in each setting, shorter paths filled up with steps that are nowhere. */
function stepRows(all: readonly Paths[], names: readonly string[]) {
  const longest = names.map((name) => Math.max(...all.map((paths) => paths[name]?.length ?? 0)));
  return all.map((paths) => {
    const other = Object.keys(paths).find((name) => !names.includes(name)) ?? names.find((name) => !(name in paths));
    if (other !== undefined)
      throw new RangeError(`plotPaths: the path ${JSON.stringify(other)} is there for some values only`);
    return names.flatMap((path, i) =>
      Array.from({ length: longest[i]! }, (_, step) => {
        const [x, y] = paths[path]![step] ?? [Number.NaN, Number.NaN];
        const isThere = Math.abs(x) < 1e6 && Math.abs(y) < 1e6;
        return { path, step, x: isThere ? x : null, y: isThere ? y : null };
      }),
    );
  });
}
