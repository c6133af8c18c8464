import type { Argument } from "../formula/argument.js";
import { abscissas } from "./abscissas.js";
import { Chart } from "./chart.js";
import { palette } from "./style.js";

/** A formula of one real number, and perhaps of options. */
export interface CurveFormula {
  readonly name: string;
  readonly args: readonly Argument[];
  value(x: number): number;
  readonly partials: { readonly [by: string]: { value(x: number): number } };
}

export interface FormulaPlotOptions {
  title?: string;
  /** Ends of the horizontal axis; default the range that the formula names for its argument. */
  from?: number;
  to?: number;
  /** Adds a tangent at this place, and a slider that moves it. */
  tangentAt?: number;
}

const samples = 161;

/** Plots a formula of one real number with its derivative, and a tangent that a slider moves where one is asked for. */
export function plotFormula(formula: CurveFormula, options: FormulaPlotOptions = {}): Chart {
  const [arg, ...others] = formula.args.filter(({ kind }) => kind !== "options");
  if (arg?.kind !== "real" || others.length > 0)
    throw new TypeError(`plotFormula: ${formula.name} is not a function of one real number, so it has no curve`);
  const { from = arg.low, to = arg.high, tangentAt } = options;
  const slope = formula.partials[arg.name]!;
  const names = [formula.name, `its slope`];
  const points = abscissas("plotFormula", from, to, samples).map((x) => {
    const at = Number(x.toPrecision(12));
    return { x: at, value: formula.value(at), slope: slope.value(at) };
  });
  const curve = (field: "value" | "slope", name: string) => ({
    mark: { type: "line", tooltip: true, strokeDash: field === "slope" ? [6, 4] : [1, 0] },
    encoding: { y: { field, type: "quantitative", title: null }, color: { datum: name } },
  });
  const title = options.title ?? `${formula.name} and its slope`;
  return new Chart(`${title}: from ${from} to ${to}`, {
    title,
    width: 480,
    height: 300,
    data: { values: points },
    ...(tangentAt === undefined ? {} : { params: [slider(tangentAt, from, to, (to - from) / (samples - 1))] }),
    encoding: {
      x: { field: "x", type: "quantitative", title: arg.name, scale: { nice: false } },
      color: {
        type: "nominal",
        title: null,
        scale: { domain: names, range: palette.slice(0, 2) },
        legend: { orient: "top" },
      },
    },
    layer: [
      curve("value", names[0]!),
      curve("slope", names[1]!),
      ...(tangentAt === undefined ? [] : tangent(from, to)),
    ],
  });
}

/** The slider's steps are the plotted points, so that the tangent is computed and never interpolated. */
function slider(value: number, min: number, max: number, step: number) {
  const nearest = min + Math.round((value - min) / step) * step;
  return { name: "x0", value: nearest, bind: { input: "range", min, max, step, name: "tangent at x₀ = " } };
}

function tangent(from: number, to: number) {
  const step = (to - from) / (samples - 1);
  const reach = (to - from) / 6;
  const here = { filter: `abs(datum.x - x0) < ${step / 2}` };
  const end = (field: string, sign: string) => [
    { calculate: `datum.x ${sign} ${reach}`, as: `x${field}` },
    { calculate: `datum.value ${sign} ${reach} * datum.slope`, as: `y${field}` },
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
      transform: [here, { calculate: "'slope ' + format(datum.slope, '.4f')", as: "label" }],
      mark: { type: "text", dx: 8, dy: 16, align: "left", fontSize: 12 },
      encoding: { y: { field: "value", type: "quantitative" }, text: { field: "label" }, color: { value: "#333" } },
    },
    {
      transform: [here],
      mark: { type: "point", filled: true, size: 70 },
      encoding: { y: { field: "value", type: "quantitative" }, color: { value: "#333" } },
    },
  ];
}
