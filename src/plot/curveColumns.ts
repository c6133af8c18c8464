import { numberExpression, type SliderValues } from "./chartSliders.js";
import { shorten } from "./plane.js";

/**
 * A curve: a Vega expression of `x` and of the sliders, such as `"1 / (1 + exp(-a * x))"`, which follows them wherever
 * they stand; or a function of x and of the sliders' values, of which the chart holds a table.
 */
export type CurveOf = string | ((x: number, sliders: SliderValues) => number);

/** A curve that is drawn: column `y0`, `y1`, … of the chart's rows. */
export interface DrawnCurve {
  readonly name: string;
  readonly index: number;
  /** Its expression; undefined where it is a function, of which there is a table. */
  readonly text: string | undefined;
  readonly at: (x: number, sliders: SliderValues) => number;
}

/** A curve with what it gives at a place. Throws a TypeError for an expression that Vega cannot read. */
export function drawnCurve(
  caller: string,
  name: string,
  index: number,
  curve: CurveOf,
  parameters: readonly string[],
): DrawnCurve {
  if (typeof curve !== "string") return { name, index, text: undefined, at: curve };
  const evaluate = numberExpression(caller, `the curve ${JSON.stringify(name)}`, curve, ["x", ...parameters]);
  return { name, index, text: curve, at: (x, of) => evaluate([x, ...parameters.map((one) => of[one]!)]) };
}

/** An expression with something else in the place of `x`. */
export function withX(text: string, place: string): string {
  return text.replace(/(?<![\w.$'"])x(?![\w$'"(:])/g, `(${place})`);
}

/** How far from a place the slope is measured, as a share of the axis. */
export const slopeReach = 1e-5;

type Row = Readonly<Record<string, unknown>>;

/** The chart's rows: each place, and of curves that are functions the height, or the heights in each setting. */
export function tabulated(
  curves: readonly DrawnCurve[],
  x: readonly number[],
  settings: readonly SliderValues[],
  isDrawable: (y: number) => boolean,
  tangents: readonly { readonly on: string }[],
): Row[] {
  const moves = settings.some((values) => Object.keys(values).length > 0);
  const h = slopeReach * (x.at(-1)! - x[0]!);
  const column = (name: string, of: (values: SliderValues) => number) => {
    const along = settings.map(of).map((y) => (isDrawable(y) ? y : null));
    return moves ? [`${name}s`, along.map((y) => (y === null ? y : shorten(y)))] : [name, along[0]!];
  };
  const tables = curves.filter(({ text }) => text === undefined);
  return x.map((place) => {
    const columns = tables.flatMap(({ name, index, at }) => [
      column(`y${index}`, (values) => at(place, values)),
      ...(tangents.some(({ on }) => on === name)
        ? [column(`slope${index}`, (values) => (at(place + h, values) - at(place - h, values)) / (2 * h))]
        : []),
    ]);
    return { x: place, ...Object.fromEntries(columns) };
  });
}

/** What makes the column of a curve in the chart itself. */
export function columnOf({ index, text }: DrawnCurve, moves: boolean, yScale: "linear" | "log"): Row[] {
  const column = `y${index}`;
  if (text === undefined) return moves ? [{ calculate: `datum.${column}s[setting]`, as: column }] : [];
  const isDrawable = `isFinite(datum.${column})${yScale === "log" ? ` && datum.${column} > 0` : ""}`;
  return [
    { calculate: withX(text, "datum.x"), as: column },
    { calculate: `${isDrawable} ? datum.${column} : null`, as: column },
  ];
}
