/** What a formula's chart marks on its curves: the conventions at kinks, and a tangent that a reader moves. */
import type { Curve } from "./curve.js";
import { shorten } from "./plane.js";
import { palette } from "./style.js";

/** Open dots where the curve bends and where the slope would be on each side, a filled one for what is taken. */
export function kinkLayers(curves: readonly Curve[], count: number, moves: boolean) {
  const values = curves.flatMap(({ kinks }, setting) =>
    kinks.flatMap(({ entry, x, value, slope, before, after }) => {
      const dot = (y: number, isFilled: boolean, note: string) => ({
        ...(moves ? { setting } : {}),
        x: shorten(x),
        y: shorten(y),
        dot: isFilled ? "filled" : "open",
        line: count > 1 || note === "kink" ? entry : count + entry,
        note,
      });
      const isOther = (y: number) => Math.abs(y - slope) > 1e-5 * Math.abs(after - before);
      return [
        dot(value, false, "kink"),
        ...(isOther(before) ? [dot(before, false, "slope to the left")] : []),
        ...(isOther(after) ? [dot(after, false, "slope to the right")] : []),
        dot(slope, true, "slope at the kink, a convention"),
      ];
    }),
  );
  const colour = `[${palette.map((one) => `'${one}'`).join(", ")}][datum.line]`;
  return [
    {
      data: { values },
      transform: [...(moves ? [{ filter: "datum.setting == setting" }] : []), { calculate: colour, as: "colour" }],
      mark: { type: "point", size: 55, strokeWidth: 2, opacity: 1, clip: true },
      encoding: {
        x: { field: "x", type: "quantitative" },
        y: { field: "y", type: "quantitative" },
        stroke: { field: "colour", type: "nominal", scale: null, legend: null },
        fill: {
          condition: { test: "datum.dot == 'filled'", field: "colour", type: "nominal", scale: null, legend: null },
          value: "white",
        },
        tooltip: [
          { field: "x", type: "quantitative" },
          { field: "y", type: "quantitative" },
          { field: "note", type: "nominal" },
        ],
      },
    },
  ];
}

/** The slider's steps are the plotted points, so that the tangent is computed and never interpolated. */
export function tangentSlider(value: number, min: number, max: number, step: number) {
  const nearest = min + Math.round((value - min) / step) * step;
  return { name: "x0", value: nearest, bind: { input: "range", min, max, step, name: "tangent at x₀ = " } };
}

export function tangent(from: number, to: number, step: number) {
  const reach = (to - from) / 6;
  const here = { filter: `abs(datum.x - x0) < ${step / 2}` };
  const end = (field: string, sign: string) => [
    { calculate: `datum.x ${sign} ${reach}`, as: `x${field}` },
    { calculate: `datum.value0 ${sign} ${reach} * datum.slope0`, as: `y${field}` },
  ];
  return [
    {
      transform: [here, ...end("1", "-"), ...end("2", "+")],
      mark: { type: "rule", strokeWidth: 2, color: "#333", clip: true },
      encoding: {
        x: { field: "x1", type: "quantitative" },
        x2: { field: "x2" },
        y: { field: "y1", type: "quantitative" },
        y2: { field: "y2" },
        color: { value: "#333" },
      },
    },
    {
      transform: [here, { calculate: "'slope ' + format(datum.slope0, '.4f')", as: "label" }],
      mark: { type: "text", dx: 8, dy: 16, align: "left", fontSize: 12 },
      encoding: { y: { field: "value0", type: "quantitative" }, text: { field: "label" }, color: { value: "#333" } },
    },
    {
      transform: [here],
      mark: { type: "point", filled: true, size: 70 },
      encoding: { y: { field: "value0", type: "quantitative" }, color: { value: "#333" } },
    },
  ];
}
