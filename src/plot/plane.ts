import { abscissas } from "./abscissas.js";

/** A rectangle of the plane, with a title for each axis. */
export interface Plane {
  /** Ends of the axes, as [low, high]. */
  x: readonly [number, number];
  y: readonly [number, number];
  xTitle?: string;
  yTitle?: string;
}

const tilesAcross = 44;

/** The centres of the tiles that a plane is cut into. */
export function tileCentres({ x, y }: Plane): [number, number][] {
  return centres(y).flatMap((v) => centres(x).map((u): [number, number] => [u, v]));
}

/**
 * A layer that fills each tile of a plane; `facts` says of each centre, in their order, what the encoding needs, which
 * `transform` may make of it first.
 */
export function tileLayer(
  plane: Plane,
  facts: readonly Readonly<Record<string, unknown>>[],
  encoding: Readonly<Record<string, unknown>>,
  transform: readonly Readonly<Record<string, unknown>>[] = [],
) {
  const { x, y, xTitle = "x", yTitle = "y" } = plane;
  const values = tileCentres(plane).map(([u, v], i) => ({ x: shorten(u), y: shorten(v), ...facts[i] }));
  const edges = (field: "x" | "y", ends: readonly [number, number]) =>
    ["-", "+"].map((sign, i) => ({ calculate: `datum.${field} ${sign} ${width(ends) / 2}`, as: `${field}${i + 1}` }));
  return {
    data: { values },
    transform: [...transform, ...edges("x", x), ...edges("y", y)],
    mark: { type: "rect", tooltip: { content: "data" }, strokeWidth: 0 },
    encoding: {
      x: { field: "x1", type: "quantitative", title: xTitle, axis: { grid: false }, scale: { domain: x, nice: false } },
      x2: { field: "x2" },
      y: { field: "y1", type: "quantitative", title: yTitle, axis: { grid: false }, scale: { domain: y, nice: false } },
      y2: { field: "y2" },
      ...encoding,
    },
  };
}

/** Five digits are more than a screen can show, and keep a notebook small. */
export function shorten(value: number): number {
  return Number(value.toPrecision(5));
}

function width([low, high]: readonly [number, number]): number {
  return (high - low) / tilesAcross;
}

function centres(ends: readonly [number, number]): number[] {
  return abscissas("plane", ends[0] + width(ends) / 2, ends[1] - width(ends) / 2, tilesAcross);
}
