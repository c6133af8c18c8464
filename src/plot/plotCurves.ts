import { abscissas } from "./abscissas.js";
import { Chart } from "./chart.js";

export interface CurvesOptions {
  /** Says what the chart shows; best the finding itself. */
  title?: string;
  /** Ends of the horizontal axis; default −6 and 6. */
  from?: number;
  to?: number;
  /** Points a curve is drawn through, evenly spread along the axis; default 241. */
  samples?: number;
  xTitle?: string;
  yTitle?: string;
  xScale?: "linear" | "log";
  yScale?: "linear" | "log";
}

/**
 * Plots functions of one real number, each under its name. Where a function is not finite, or not positive on a
 * logarithmic axis, its curve has a gap.
 *
 * Throws a RangeError when `from` is not below `to`.
 */
export function plotCurves(
  curves: Readonly<Record<string, (x: number) => number>>,
  options: CurvesOptions = {},
): Chart {
  const {
    from = -6,
    to = 6,
    samples = 241,
    xTitle = "x",
    yTitle = "y",
    xScale = "linear",
    yScale = "linear",
  } = options;
  const names = Object.keys(curves);
  const title = options.title ?? names.join(", ");
  const values = abscissas("plotCurves", from, to, samples, xScale).flatMap((x) =>
    names.map((curve) => ({ x, y: drawable(curves[curve]!(x), yScale), curve })),
  );
  const legend = names.length > 1 ? { orient: "top" } : null;
  const curve = { field: "curve", type: "nominal", title: null, sort: null, legend };
  return new Chart(`${title}: ${names.join(", ")} from ${from} to ${to}`, {
    title,
    width: 480,
    height: 280,
    data: { values },
    mark: { type: "line", tooltip: true, invalid: "break-paths-show-path-domains" },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: xTitle,
        scale: { type: xScale, nice: false },
        axis: axis(xScale, [from, to]),
      },
      y: {
        field: "y",
        type: "quantitative",
        title: yTitle,
        scale: { type: yScale },
        axis: axis(yScale, extent(values.map(({ y }) => y))),
      },
      color: curve,
      strokeDash: curve,
    },
  });
}

function drawable(y: number, scale: "linear" | "log"): number | null {
  return Number.isFinite(y) && (scale === "linear" || y > 0) ? y : null;
}

/** A logarithmic axis over many powers of ten has a line for each of them and none between. */
function axis(scale: "linear" | "log", [low, high]: readonly [number, number]) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (scale === "linear" || last - first < 3) return {};
  const stride = Math.ceil((last - first) / 8);
  const powers = Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
  return { values: powers, format: ".0e" };
}

function extent(values: readonly (number | null)[]): [number, number] {
  const finite = values.filter((value) => value !== null);
  return [Math.min(...finite), Math.max(...finite)];
}
