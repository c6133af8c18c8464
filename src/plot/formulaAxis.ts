/** How far the upright axis of a formula's chart reaches. */
import type { Curve } from "./curve.js";
import { extent, steadyDomain } from "./steadyDomain.js";

/** Whether the slopes are so small beside the values that they would lie along the axis. */
export function isFlat({ values, slopes }: Curve): boolean {
  const sizes = slopes.flat().map((slope) => Math.abs(slope ?? 0));
  return sizes.length > 0 && Math.max(...sizes) < 0.02 * height(extent(finite(values)));
}

export function withoutSlopes(curve: Curve): Curve {
  return { ...curve, slopes: [], kinks: [] };
}

/** An axis that no slider moves, and that what leaves the curve at the beginning far behind does not stretch. */
export function yScale(curves: readonly Curve[], opening: Curve, xScale: "linear" | "log") {
  const values = extent(finite(opening.values));
  if (xScale === "log" && values[0] > 0 && values[1] / values[0] > 1000) return { type: "log", domain: values };
  if (values[0] > values[1]) return {}; // There is nothing to draw.
  const slopes = extent(finite(opening.slopes));
  const [low, high] =
    height(slopes) <= 3 * height(values) ? extent([...values, ...slopes].filter(Number.isFinite)) : values;
  const all = curves.flatMap((curve) => [...finite(curve.values), ...finite(curve.slopes)]);
  return { nice: true, domain: steadyDomain([low, high], all) };
}

function finite(rows: readonly (readonly (number | null)[])[]): number[] {
  return rows.flat().filter((y) => y !== null);
}

function height([low, high]: readonly [number, number]): number {
  return Math.max(0, high - low);
}
