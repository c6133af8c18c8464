import { Chart } from "./chart.js";
import { type Plane, shorten, tileCentres, tileLayer } from "./plane.js";

export interface PathsOptions extends Plane {
  title?: string;
}

/**
 * Plots paths over a surface seen from above, such as an optimizer's steps on a loss. The surface is shaded by the rank
 * of its height, in ten bands of equal area, so that narrow valleys show.
 */
export function plotPaths(
  surface: (x: number, y: number) => number,
  paths: Readonly<Record<string, readonly (readonly [number, number])[]>>,
  options: PathsOptions,
): Chart {
  const { title = "Paths over a surface" } = options;
  const names = Object.keys(paths);
  const heights = tileCentres(options).map(([x, y]) => surface(x, y));
  const ascending = [...heights].sort((a, b) => a - b);
  const facts = heights.map((height) => ({
    height: shorten(height),
    band: Math.floor((ascending.indexOf(height) / heights.length) * 10),
  }));
  const steps = names.flatMap((path) =>
    paths[path]!.map(([x, y], step) => ({ x: shorten(x), y: shorten(y), path, step })),
  );
  return new Chart(`${title}: ${names.map((name) => `${name} in ${paths[name]!.length - 1} steps`).join(", ")}`, {
    title,
    width: 460,
    height: 320,
    resolve: { scale: { color: "independent" } },
    layer: [
      tileLayer(options, facts, {
        color: { field: "band", type: "quantitative", legend: null, scale: { range: ["#f7f7f7", "#8a8a8a"] } },
      }),
      {
        data: { values: steps },
        mark: { type: "line", clip: true, strokeJoin: "round", tooltip: true, point: { size: 28, filled: true } },
        encoding: {
          x: { field: "x", type: "quantitative" },
          y: { field: "y", type: "quantitative" },
          order: { field: "step" },
          color: { field: "path", type: "nominal", title: null, sort: null, legend: { orient: "top" } },
        },
      },
    ],
  });
}
